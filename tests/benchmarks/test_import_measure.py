"""The measure of an import: every figure gets the verdict that it deserves, cases are read as their folder says, bars are judged."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.import_cases import cases
from benchmarks.import_measure import Measured
from benchmarks.import_table import broken, table
from benchmarks.import_verdicts import Reading, judged, verdict
from benchmarks.layouts.samples import Truth
from reports.importing.findings import Doubt
from schema.form_loader import load_form
from schema.values import Mark, Value

ROOT = Path(__file__).resolve().parent.parent.parent
FORM = load_form("ogi_2021")
CELL = "requests.received.natural_person"


def truth(value: Value, *, plain: bool = True) -> Truth:
    """One figure that the document shows, or does not."""
    return Truth(FORM, {CELL: value}, frozenset({CELL} if plain else ()), frozenset(), {})


def reading(value: Value, doubts: tuple[Doubt, ...] = (), missing: tuple[str, ...] = ()) -> Reading:
    """What an import made of it."""
    return Reading({CELL: value}, {}, {}, frozenset(missing), doubts, 0.0)


def doubt(figure: str) -> Doubt:
    """A doubt that speaks of something."""
    return Doubt("cell", "请核对", "", figure)


@pytest.mark.parametrize(
    ("printed", "found", "expected"),
    [
        (3, reading(3), "exact"),
        (3, reading(4), "silent"),
        (3, reading(None), "silent"),
        (None, reading(None), "exact"),
        (None, reading(0), "silent"),
        (Mark("/"), reading(Mark("/")), "exact"),
        (Mark("/"), reading(0), "silent"),
        (3, reading(None, missing=(CELL,)), "missed"),
        (3, reading(3, missing=(CELL,)), "doubted"),
        (3, reading(4, (doubt(CELL),)), "doubted"),
        (3, reading(4, (doubt("requests.received"),)), "doubted"),
        (3, reading(4, (doubt("requests"),)), "vague"),
        (3, reading(4, (doubt("requests.received.total"),)), "silent"),
        (3, reading(4, (doubt(""),)), "silent"),
        (3, reading(4, (Doubt("total_column", "没有总计", "", "requests"),)), "silent"),
    ],
)
def test_a_figure_gets_the_verdict_it_deserves(printed: Value, found: Reading, expected: str) -> None:
    assert verdict(CELL, truth(printed), found) == expected


def test_a_number_that_the_document_does_not_show_is_invented_even_where_it_is_right() -> None:
    assert verdict(CELL, truth(0, plain=False), reading(0)) == "silent"
    assert verdict(CELL, truth(0, plain=False), reading(None)) == "silent"
    assert verdict(CELL, truth(0, plain=False), reading(None, missing=(CELL,))) == "absent"


def test_totals_and_notes_are_counted_apart() -> None:
    total = "requests.received.total"
    stated = Truth(FORM, {total: 5}, frozenset({total}), frozenset(), {CELL: "5（其中 1 件）"})
    found = Reading({}, {total: 5}, {CELL: "5（其中1件）"}, frozenset(), (), 0.0)
    assert judged(stated, found) == ({}, (1, 1), (1, 1))


def measured(*, keeps_rows: bool, **counts: int) -> Measured:
    """A layout of a hundred figures."""
    return Measured("a layout", keeps_rows, 1, Counter(counts), 100, (9, 10), (0, 0), 0.1, ())  # type: ignore[arg-type]  # verdicts by name


def test_the_bars() -> None:
    assert broken(measured(keeps_rows=True, exact=99, missed=1)) == []
    assert broken(measured(keeps_rows=True, exact=98, missed=2)) == ["**below 99%**"]
    assert broken(measured(keeps_rows=False, exact=40, missed=60)) == []
    assert broken(measured(keeps_rows=False, exact=99, vague=1)) == ["**1 silently wrong**"]
    line = table("layout", [measured(keeps_rows=True, exact=100)]).splitlines()[2]
    assert line == "| a layout | 100 | 100.00% | 0 | 0 | 0 | 90.0% |  | 100 | met |"


def test_a_case_is_read_as_its_folder_says(tmp_path: Path) -> None:
    rules, *_, last = [row.label for row in FORM.sections[2].table.blocks[0].rows] if FORM.sections[2].table else [""]
    case = {
        "format": "2021 headings, single row",
        "table2": {rules: [1, None, 3], last: [0, 0, 52.15]},
        "table3": {"new": [1, 0, 0, 0, 0, 0, 1], "other_single": [0, 2, 0, 0, 0, 0, 2], "carry_out": [None] * 7},
        "table4": None,
    }
    (tmp_path / "甲.json").write_text(json.dumps(case), encoding="utf-8")
    (tmp_path / "甲.txt").write_text("报告", encoding="utf-8")
    (tmp_path / "乙.json").write_text("{}", encoding="utf-8")
    [found] = cases(tmp_path)
    values = found.truth.values
    assert values["proactive.normative_documents.in_force"] == Decimal("52.15")
    assert {"proactive.rules.repealed", "requests.carried_forward.natural_person"} <= found.truth.unknown
    assert values["requests.outcomes.other_handling.other.natural_person"] == 0
    assert "requests.outcomes.other_handling.other.commercial_enterprise" in found.truth.unknown
    assert "requests.received.total" in found.truth.plain
    assert "requests.outcomes.disclosed.natural_person" not in values


def test_the_script_measures_and_writes(tmp_path: Path) -> None:
    document = tmp_path / "import.md"
    document.write_text("# Import\n\n<!-- benchmarks: begin -->\n<!-- benchmarks: end -->\n", encoding="utf-8")
    command = [
        sys.executable,
        "benchmarks/import.py",
        "--documents",
        "1",
        "--layout",
        "HTML, official",
        "--write",
        str(document),
    ]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - our own words
    assert run.returncode == 0, run.stderr
    assert "| HTML, official merged cells | 166 | 100.00% |" in document.read_text(encoding="utf-8")
