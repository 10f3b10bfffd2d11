"""The process that checks a library answers line by line, wherever it is started, and ends with its input."""

from __future__ import annotations

import subprocess
from io import BytesIO
from json import JSONDecodeError
from pathlib import Path

import pytest

from reports import folder_worker
from reports.folder_listing import Entry, listed
from reports.folder_standing import standing
from reports.folder_state import State
from reports.folder_wire import PROGRAM, read_answer, read_request, request
from reports.folder_worker import serve
from reports.own_program import command, environment
from tests.reports.libraries import put


def entries(library: Path) -> list[Entry]:
    """A settled report, and one that is none."""
    put(library, "甲", 2023)
    put(library, "甲", 2024, "a = [")
    put(library, "甲", 2024).with_suffix(".md").touch()
    (library / "甲" / "坏\udcff.toml").touch()
    return list(listed(library).entries)


def test_a_request_says_all_that_an_entry_does(tmp_path: Path) -> None:
    asked = entries(tmp_path)
    assert read_request(request(asked)) == asked


def test_the_process_says_what_standing_says(tmp_path: Path) -> None:
    """Also from a folder with a module of the name of one of ours."""
    asked = entries(tmp_path / "库")
    (tmp_path / "reports.py").write_text("raise SystemExit(9)", encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own program
        command(PROGRAM),
        input=request(asked),
        env=environment(),
        cwd=tmp_path,
        capture_output=True,
        check=True,
        timeout=60,
    )
    found = dict(map(read_answer, done.stdout.splitlines(keepends=True)))
    assert found == {one.path: standing(one) for one in asked}


def test_a_fault_of_ours_stops_no_other_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = entries(tmp_path)

    def broken(entry: Entry, _readings: object) -> object:
        if entry == first:
            raise KeyError("x")
        return standing(entry)

    monkeypatch.setattr(folder_worker, "standing", broken)
    answers = BytesIO()
    serve(BytesIO(request([first, *others])), answers)
    found = dict(map(read_answer, answers.getvalue().splitlines(keepends=True)))
    assert len(found) == 1 + len(others)
    assert found[first.path].state is State.UNREADABLE
    assert "程序核对这份报告时出错" in found[first.path].words


@pytest.mark.parametrize("cut", [0, 1, 10])
def test_a_line_cut_off_is_no_answer(cut: int) -> None:
    with pytest.raises(JSONDecodeError):
        read_answer(b'["2f61", true, [5, 0, 0, 0, 0, 0, ""]]\n'[:cut])
