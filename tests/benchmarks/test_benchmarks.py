"""The benchmarks: their table says what it means, and one quick run measures everything."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from benchmarks.figures import BEGIN, END, Goal, Row, best_of, circumstances, replaced, table

ROOT = Path(__file__).resolve().parent.parent.parent
FIGURES = (
    "start to totals and problems",
    "resident memory when ready",
    "digit to cell, total and problem, p50",
    "digit to cell, total and problem, p99",
    "processor time of a key",
    "last byte of a burst of 100 keys",
    "bytes of a digit",
    "bytes of a cursor move",
    "bytes of a Chinese character in prose",
    "Chinese character in prose to the screen",
    "bytes in 2 s without a key",
    "memory that 60 edits add",
    "42 equations",
    "all checks of a report",
    "load the form",
    "read a report",
    "report to Markdown",
    "nianbao check of one report",
)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(110.0, "<= 1.25x, aim 1.15x: aim met"), (120.0, "<= 1.25x, aim 1.15x: met"), (126.0, "**missed**")],
)
def test_a_ratio_is_judged_against_limit_and_aim(value: float, verdict: str) -> None:
    row = Row("start", "ms", value, ("bare Textual", 100.0), goal=Goal(1.25, 1.15, ratio=True))
    assert verdict in row.judged


def test_a_value_is_judged_by_itself_and_zero_bytes_are_met() -> None:
    assert Row("idle", "B", 0, goal=Goal(0)).judged == "<= 0: met"
    assert "**missed**" in Row("idle", "B", 1, goal=Goal(0)).judged


def test_the_table_keeps_its_columns_where_a_figure_has_no_peer() -> None:
    rows = [
        Row("start", "ms", 171.3, ("bare Textual", 150.0), 12.34, Goal(1.25, ratio=True)),
        Row("42 equations", "us", 4.567),
    ]
    assert table(rows).splitlines()[2:] == [
        "| start | 171 ms | bare Textual: 150 ms | 1.14x | 12.3 ms | <= 1.25x: met |",
        "| 42 equations | 4.57 us |  |  |  |  |",
    ]


def test_the_best_round_counts_not_the_best_key() -> None:
    assert best_of([[3.0, 2.0, 9.0], [0.1, 4.0, 5.0]]) == 3.0


def test_only_what_stands_between_the_markers_is_replaced() -> None:
    document = f"# Title\n\n{BEGIN}\nold\n{END}\n\nThe end.\n"
    assert replaced(document, "new") == f"# Title\n\n{BEGIN}\nnew\n{END}\n\nThe end.\n"


@pytest.mark.parametrize("document", ["no markers", f"{BEGIN} never closed", f"{END} before {BEGIN}"])
def test_a_document_without_both_markers_is_left_alone(document: str) -> None:
    with pytest.raises(ValueError, match="markers"):
        replaced(document, "new")


def test_figures_carry_their_date_and_machine() -> None:
    text = circumstances(date(2026, 3, 1), 0.25)
    assert text.startswith("Taken 2026-03-01 on ")
    assert "load average before the run 0.25" in text


@pytest.mark.long
def test_a_quick_run_measures_everything_and_writes_it(tmp_path: Path) -> None:
    document = tmp_path / "performance.md"
    document.write_text(f"# Performance\n\n{BEGIN}\n{END}\n", encoding="utf-8")
    command = [sys.executable, "-m", "benchmarks", "--quick", "--write", str(document)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603  # our own words
    assert run.returncode == 0, run.stderr
    assert run.stdout.strip() in document.read_text(encoding="utf-8")
    for figure in FIGURES:
        value = re.search(rf"^\| {re.escape(figure)}[^|]*\| (\d\S*) \w+ \|", run.stdout, re.MULTILINE)
        assert value, f"no row {figure!r} in\n{run.stdout}"
