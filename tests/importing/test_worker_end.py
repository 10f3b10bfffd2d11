"""A worker that is told to end leaves a whole report with its doubts and says so, or nothing; whenever that happens."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reports.importing.doubt_file import doubts_of, read_doubts, write_doubts
from reports.importing.findings import Doubt
from reports.importing.worker import Request, answered, asking
from tests.importing.whole_report import WHOLE
from tests.project import ROOT
from tests.reports.making import names_in

WORKER = """
import os, signal
from reports import store
from reports.importing import doubt_file, into, with_doubts, worker
def after(module, name):
    step = getattr(module, name)
    def stepped(*given, **named):
        found = step(*given, **named)
        os.kill(os.getpid(), signal.SIGTERM)
        return found
    setattr(module, name, stepped)
after({module}, {name!r})
worker.main()
"""
"""The worker, told to end right after one of its steps."""

AGENCY = "甲县乙镇人民政府"
OLD = Doubt("source", "以前的疑点。")


def told_to_end(library: Path, module: str, name: str) -> subprocess.CompletedProcess[bytes]:
    """What the worker does with a report of which a cell is doubtful."""
    source = library.parent / "年报.txt"
    source.write_text(WHOLE.replace("|\n", ""), "utf-8")
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", WORKER.format(module=module, name=name)],
        input=asking(Request(source, library)), cwd=ROOT, capture_output=True, check=False,
    )  # fmt: skip


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An empty library."""
    (tmp_path / "年报").mkdir()
    return tmp_path / "年报"


@pytest.mark.parametrize(
    ("module", "name"),
    [("into", "bring_in"), ("store", "create_file"), ("with_doubts", "created"), ("doubt_file", "put")],
)
@pytest.mark.parametrize("thrown_away", [False, True])
def test_before_the_report_stands_nothing_is_left(library: Path, module: str, name: str, thrown_away: bool) -> None:
    """But the doubts of an earlier one that may come back."""
    report = library / AGENCY / "2024.toml"
    if thrown_away:
        report.parent.mkdir()
        report.write_bytes(b"")
        write_doubts(report, [OLD])
        report.unlink()
    done = told_to_end(library, module, name)
    assert (done.returncode, done.stdout) == (128 + signal.SIGTERM, b"")
    assert names_in(library) == ([AGENCY] if thrown_away else [])
    if thrown_away:
        assert names_in(report.parent) == [".history"]
        assert [one.doubt for one in read_doubts(report)] == [OLD]


@pytest.mark.parametrize(("module", "name"), [("into", "into_library"), ("worker", "answering")])
def test_once_the_report_stands_it_is_told_with_its_doubts(library: Path, module: str, name: str) -> None:
    done = told_to_end(library, module, name)
    answer = answered(done.stdout)
    assert (done.returncode, answer.outcome) == (0, "written")
    assert answer.path.exists()
    assert answer.doubts == len(read_doubts(answer.path)) > 0
    assert doubts_of(answer.path).exists()
