"""docs/reliability.md has every row that is to be proven, and the command that fills it knows every file of proofs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from tests.project import ROOT
from tests.reliability import page, running
from tests.reliability.page import HEAD, PAGE, shown, written
from tests.reliability.rows import ROWS, row_of
from tests.reliability.running import Run, run_file

TEXT = PAGE.read_text("utf-8")
FIRST = next(row for row in ROWS if row.files == ("test_random_files.py",))
LAST = ROWS[-1]


def table_line(text: str, name: str) -> str:
    """A row's line."""
    found = [line for line in text.splitlines() if line.startswith(f"| {name} |")]
    assert len(found) == 1, (
        f"docs/reliability.md has {len(found)} lines for {name}; write it anew: python -m tests.reliability --only '{name}' --write"
    )
    return found[0]


def test_the_page_has_every_row() -> None:
    """Each has a line of the table with its bar, and a section below."""
    assert HEAD in TEXT
    for row in ROWS:
        assert f"| {row.name} | {row.bar} |" in table_line(TEXT, row.name)
        assert f"\n### {row.name}\n" in TEXT


def test_the_command_knows_every_file_of_proofs() -> None:
    """A proof that no row names would not be run, nor its figures written; a row without its file would prove nothing."""
    files = {path.name for path in (ROOT / "tests" / "reliability").glob("test_*.py")}
    assert files == {file for row in ROWS for file in row.files}


def test_a_file_of_two_rows_is_shared_between_them() -> None:
    """What a test counted stands in the row to which it belongs."""
    names = {"killed": "kill -9", "otherwise": "ended sessions"}
    for test, name in names.items():
        row = row_of("test_killed.py", f"test_{test}")
        assert row
        assert row.name == name
    ends = [
        {"ended": ended, "test": f"test_{test}", "why": "x", "seconds": 1.0}
        for test, ended in zip(names, ("passed", "failed"), strict=True)
    ]
    proofs = [{"row": test, "test": f"test_{test}", "long": True, "runs": 5, "violations": 0} for test in names]
    run = Run("test_killed.py", 2.0, 1, proofs, ends)
    told = {row.name: shown(row, [run], short=False)[0] for row in ROWS if row.name in names.values()}
    assert "| 5 | 0 | 0 | 1 s |" in told["kill -9"]
    assert "**does not hold**" not in told["kill -9"]
    assert "**does not hold** | 5 | 0 | 0 | 1 s |" in told["ended sessions"]


def test_only_proofs_may_be_skipped() -> None:
    """What another machine cannot run is told in the page; anything else that is skipped would be told nowhere."""
    skipping = re.compile(r"pytest\.(?:skip|importorskip|mark\.skip\w*)\b")
    files = [
        path for path in (ROOT / "tests").rglob("*.py") if "reliability" not in path.parts and path != Path(__file__)
    ]
    assert files
    assert not [path.name for path in files if skipping.search(path.read_text("utf-8"))]


def test_a_row_that_was_run_replaces_its_own_lines_only() -> None:
    """The others stay as they were, and what was never run says so."""
    nothing = "甲\n<!-- proofs: begin -->\n<!-- proofs: end -->\n乙\n"
    empty = written(nothing, {})
    assert empty.startswith("甲\n")
    assert empty.endswith("乙\n")
    assert all("| not run |" in table_line(empty, row.name) for row in ROWS)
    proofs = [
        {"row": "a", "test": "t", "long": long, "runs": runs, "violations": 0, "fired": runs}
        for long, runs in ((False, 3), (True, 1300))
    ]
    ends = [
        {"ended": "passed", "test": "t", "why": "", "seconds": 3.0},
        {"ended": "skipped", "test": "s", "why": "no strace", "seconds": 0.4},
    ]
    once = written(empty, {FIRST.name: shown(FIRST, [Run(FIRST.files[0], 3.4, 0, proofs, ends)], short=False)})
    assert table_line(once, FIRST.name).endswith("| holds, but for what is skipped | 1,300 | 0 | 1 | 3 s |")
    assert "\n- a: 1,300 runs, 0 violations, fired 1,300\n- skipped: `s`: no strace\n" in once
    assert written(once, {}) == once
    failed = [{"ended": "failed", "test": "t", "why": "assert 1 == 2", "seconds": 1.0}]
    twice = written(once, {LAST.name: shown(LAST, [Run(LAST.files[0], 3.4, 1, [], failed)], short=False)})
    assert "**does not hold**" in table_line(twice, LAST.name)
    assert "- **failed**: `t`: assert 1 == 2" in twice
    assert table_line(twice, FIRST.name) == table_line(once, FIRST.name)


PROOFS = """
import pytest

def test_short(proof):
    proof("a", runs=1, violations=0)

@pytest.mark.long
def test_long(proof):
    proof("a", runs=2, violations=0)

def test_skipped():
    pytest.skip("没有 strace")

def test_wrong():
    assert 1 == 2
"""


@pytest.mark.parametrize("short", [True, False])
def test_a_file_is_run_to_its_end_and_everything_in_it_told(
    short: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What its proofs counted, why a test was skipped, and what failed."""
    (tmp_path / "conftest.py").write_text((running.HERE / "conftest.py").read_text("utf-8"), "utf-8")
    (tmp_path / "test_some.py").write_text(PROOFS, "utf-8")
    monkeypatch.setattr(running, "HERE", tmp_path)
    monkeypatch.setattr(page, "machine", lambda: "a machine")
    run = run_file("test_some.py", short=short)
    assert run.failed
    assert [proof["runs"] for proof in run.proofs] == ([1] if short else [1, 2])
    ended = {end["test"]: (end["ended"], end["why"]) for end in run.ends}
    assert ended["test_skipped"] == ("skipped", "Skipped: 没有 strace")
    assert ended["test_wrong"][0] == "failed"
    assert "assert 1 == 2" in run.said
    line, section = shown(FIRST, [replace(run, file=FIRST.files[0])], short=short)
    assert f"| **does not hold** | {1 if short else 2} | 0 | 1 |" in line
    assert json.dumps(run.proofs)
    assert "- **failed**: `test_wrong`" in section
