"""Files made to hurt a reader: each is read or refused quickly, and told in few words."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.faults import UnreadableReport
from reports.reading import read_report
from reports.source import LARGEST_FILE
from reports.views import report_text, report_view
from schema.checks.everything import check_report
from tests.reports.making import changed, written
from tests.reports.readings import FEES, PENALTIES, RULES, read, refusal

DEADLINE = 2.0
"""Seconds that reading, checking and showing any file may take."""


HEAD = 'format = "ogi_2021"\nyear = 2024\n'
MANY = 60_000
HOSTILE: dict[str, Callable[[], str]] = {
    "deep arrays": lambda: HEAD + "a = " + "[" * 100_000,
    "deep inline tables": lambda: HEAD + "a = " + "{a = " * 20_000,
    "dotted key of 100 KB": lambda: ".".join("a" * 50_000) + " = 1",
    "dotted key with blanks": lambda: HEAD + " . ".join("a" * 50_000) + " = 1",
    "dotted key of quoted names": lambda: HEAD + ".".join(['"a"'] * 50_000) + " = 1",
    "dotted header of 100 KB": lambda: HEAD + "[" + ".".join("a" * 50_000) + "]",
    "many dotted keys": lambda: HEAD + "\n".join(".".join([f"k{i}", *"a" * 14]) + " = 1" for i in range(3_000)),
    "deep tables": lambda: HEAD + "zz = {}\n" + "".join(f"[{i:x}{'.a' * 15}]\n" for i in range(28_000)),
    "dots in a text": lambda: changed((PENALTIES, f"administrative_penalties = '{'a.' * 100_000}'")),
    "one word": lambda: "a" * (LARGEST_FILE - 1),
    "one Chinese word": lambda: "政" * (LARGEST_FILE // 3 - 1),
    "one text": lambda: HEAD + 'x = "' + "a" * (LARGEST_FILE - 100) + '"',
    "escaped quotes": lambda: HEAD + 'x = "' + '\\"' * (LARGEST_FILE // 2 - 100) + '"',
    "escaped quotes in a block": lambda: HEAD + 'x = """' + '\\"' * (LARGEST_FILE // 2 - 100) + '"""',
    "quotes only": lambda: HEAD + '"' * 1_000_000,
    "apostrophes only": lambda: HEAD + "'" * 1_000_000,
    "backslashes only": lambda: HEAD + 'x = """' + "\\" * 1_000_001,
    "blank lines": lambda: HEAD + "\n" * 1_000_000,
    "comments": lambda: HEAD + "#\n" * 500_000,
    "blanks": lambda: HEAD + " " * 1_000_000,
    "keys": lambda: HEAD + "".join(f"k{i} = 1\n" for i in range(MANY)),
    "tables": lambda: HEAD + "".join(f"[t{i}]\n" for i in range(MANY)),
    "arrays of tables": lambda: HEAD + "[[t]]\n" * 150_000,
    "notes that are no text": lambda: HEAD + "[notes]\n" + "".join(f"k{i} = 1\n" for i in range(MANY)),
    "row of many cells": lambda: changed((RULES, "rules = [" + "0," * 300_000 + "] ")),
    "row over many lines": lambda: changed((RULES, "rules = [" + "\n" * 900_000 + "] ")),
    "integer of 5,000 digits": lambda: changed((PENALTIES, "administrative_penalties = " + "9" * 5_000)),
    "integer of 900,000 digits": lambda: changed((PENALTIES, "administrative_penalties = " + "9" * 900_000)),
    "hexadecimal cell": lambda: changed((PENALTIES, "administrative_penalties = 0x" + "f" * 900_000)),
    "hexadecimal in a list in a cell": lambda: changed((RULES, "rules = [[0x" + "f" * 900_000 + "], 0, 0] ")),
    "hexadecimal year": lambda: HEAD.replace("2024", "0x" + "f" * 900_000),
    "hexadecimal format": lambda: HEAD.replace('"ogi_2021"', "0x" + "f" * 900_000),
    "huge exponent": lambda: changed((FEES, "administrative_fees = 1e999999999")),
    "huge exponent of a count": lambda: changed((PENALTIES, "administrative_penalties = 1e99999999")),
    "tiny exponent": lambda: changed((FEES, "administrative_fees = 1e-999999999")),
    "exponent that no number has": lambda: changed((FEES, "administrative_fees = 1e99999999999999999999")),
    "long cell": lambda: changed((PENALTIES, f"administrative_penalties = '{'长' * 300_000}'")),
    "long format": lambda: HEAD.replace("ogi_2021", "x" * 900_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_read_or_refused_quickly(name: str, tmp_path: Path) -> None:
    path = written(tmp_path / "r.toml", HOSTILE[name]())
    data = path.read_bytes()
    began = time.process_time()
    try:
        report = read_report(path)
        told = [finding.message for finding in check_report(report)]
        view = report_view(report)
        told.append(report_text(report)[:100])
        assert view["year"] == 2024
    except UnreadableReport as fault:
        told = [str(fault)]
    assert time.process_time() - began < DEADLINE
    assert path.read_bytes() == data
    assert all(len(message) < 3_000 for message in told)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("dotted key with blanks", 3),
        ("many dotted keys", None),
        ("dots in a text", None),
        ("integer of 5,000 digits", 53),
    ],
)
def test_depth_and_length_are_told_with_their_line_where_they_hurt(name: str, line: int | None) -> None:
    if line is None:
        assert read(HOSTILE[name]())
    else:
        assert f"第 {line} 行" in refusal(HOSTILE[name]())
