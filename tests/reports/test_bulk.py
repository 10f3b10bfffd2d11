"""Many files: all cores, the same output, and a clean end whatever happens to a process."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from reports import progress
from reports.bulk import FEWEST_FILES, GROUP, LARGEST_GROUP, grouped, workers_for
from reports.progress import with_progress
from tests.project import ROOT
from tests.reports.making import TEXT, changed, written

MANY = FEWEST_FILES + 10

CHECK = "import os, sys; os.sched_setaffinity(0, {cores}); from tui.__main__ import main; sys.exit(main())"
"""The program on some of the cores."""

SLOW = """
import os, sys, time
from reports import bulk, checking
bulk.workers_for = checking.workers_for = lambda files: 2
check = checking.Checker.check
def slow(self, path, readings):
    time.sleep({seconds})
    if path.parent.name == {fatal!r}:
        os.kill(os.getpid(), 9)
    return check(self, path, readings)
checking.Checker.check = slow
from tui.__main__ import main
sys.exit(main())
"""
"""The program with checks that take a while, and die in one folder."""

Run = subprocess.CompletedProcess[str]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Many reports, some with errors, one that is none."""
    for number in range(MANY):
        folder = tmp_path / f"{number:03}"
        folder.mkdir()
        wrong = changed(("= [0, 0, 1, 0, 1]", "= [0, 0, 1, 0, 2]"))
        written(folder / "2024.toml", "a = [" if number == 5 else wrong if number % 3 == 0 else TEXT)
    return tmp_path


def started(code: str, *arguments: str | Path, **more: object) -> subprocess.Popen[str]:
    """A program of its own process group, reading nothing."""
    return subprocess.Popen(  # type: ignore[call-overload,no-any-return]  # noqa: S603 - our own program
        [sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL, text=True, start_new_session=True,
        **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
    )  # fmt: skip


def run(code: str, *arguments: str | Path) -> Run:
    """What a program printed, and how it ended."""
    with started(code, *arguments) as process:
        out, err = process.communicate(timeout=60)
    return subprocess.CompletedProcess([], process.returncode, out, err)


def wait_until(true: Callable[[], bool]) -> None:
    """Waits for a condition; an assertion fails when it does not come."""
    until = time.monotonic() + 20
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)


def group_is_empty(group: int) -> bool:
    """Whether no process of a group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.parametrize("form", ["text", "json", "sarif"])
def test_all_cores_print_what_one_prints(library: Path, form: str) -> None:
    cores = os.sched_getaffinity(0)
    one, all_cores = (
        run(CHECK.format(cores=those), "check", library, "--format", form) for those in ({min(cores)}, cores)
    )
    assert (one.returncode, one.stderr) == (2, all_cores.stderr)
    assert all_cores.returncode == 2
    assert all_cores.stdout == one.stdout
    assert all_cores.stdout.count("figure.blank") >= MANY - 1
    if form == "json":
        assert [Path(report["path"]).parent.name for report in json.loads(one.stdout)["reports"]] == [
            f"{number:03}" for number in range(MANY)
        ]


def test_json_over_several_files_is_laid_out_as_one_document(library: Path) -> None:
    files = [library / name / "2024.toml" for name in ("001", "005", "002")]
    printed = run(CHECK.format(cores=os.sched_getaffinity(0)), "check", *files, "--format", "json").stdout
    lines = printed.splitlines()
    assert lines[:3] == ["{", '  "reports": [', "    {"]
    assert lines[-3:] == ["    }", "  ]", "}"]
    assert [line for line in lines if re.fullmatch(" {4}[}{],?", line)] == ["    {", "    },"] * 2 + ["    {", "    }"]
    assert len(json.loads(printed)["reports"]) == 3


def test_a_process_that_dies_is_told_for_every_file_that_it_took_along(library: Path) -> None:
    done = run(SLOW.format(seconds=0, fatal="040"), "check", library, "--format", "json")
    assert done.returncode == 2
    reports = json.loads(done.stdout)["reports"]
    assert [Path(report["path"]).parent.name for report in reports] == [f"{number:03}" for number in range(MANY)]
    lost = [report for report in reports if "意外结束" in report.get("error", "")]
    assert str(library / "040" / "2024.toml") in {report["path"] for report in lost}
    assert all(report["error"] in done.stderr for report in lost)
    assert "Traceback" not in done.stderr


def test_ctrl_c_ends_every_process_without_a_traceback(library: Path) -> None:
    with started(SLOW.format(seconds=0.2, fatal=""), "check", library) as process:
        assert process.stdout
        for _line in range(12):  # by then every process has settled in
            assert process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.splitlines()[-1] == "已中断。"
    assert "Traceback" not in err
    wait_until(lambda: group_is_empty(process.pid))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_one_that_started_it(library: Path, number: int) -> None:
    with started(SLOW.format(seconds=0.05, fatal=""), "check", library) as process:
        assert process.stdout
        assert process.stdout.readline()
        os.kill(process.pid, number)
        process.communicate(timeout=60)
    wait_until(lambda: group_is_empty(process.pid))


def test_a_reader_who_leaves_early_ends_it(library: Path) -> None:
    with started(SLOW.format(seconds=0.01, fatal=""), "check", library) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(60) == 2
    assert "Traceback" not in err
    assert "Exception ignored" not in err
    wait_until(lambda: group_is_empty(process.pid))


def test_few_files_stay_in_one_process() -> None:
    assert workers_for(FEWEST_FILES - 1) == 1
    assert workers_for(FEWEST_FILES) == len(os.sched_getaffinity(0))


def test_files_of_one_folder_stay_together_and_in_order() -> None:
    files = [Path(f"{agency}/{year}.toml") for agency in range(40) for year in range(2020, 2025)]
    files += [Path(f"flat/{number:04}.toml") for number in range(1000)]
    groups = list(grouped(files))
    assert [path for group in groups for path in group] == files
    assert max(map(len, groups)) <= LARGEST_GROUP
    assert all(len(group) >= GROUP for group in groups[:-1])
    parents = [{path.parent for path in group} for group in groups if group[-1].parent.name != "flat"]
    assert len(parents) > 10
    assert all(not before & after for before, after in pairwise(parents))


AFTER = "from reports import progress; progress.with_progress.__defaults__ = ({delay},)"
"""Shows the bar after so many seconds."""


def on_a_terminal(code: str, *arguments: str | Path) -> str:
    """What a check shows on a terminal behind stderr; one of its files is no report."""
    ours, theirs = pty.openpty()
    with started(code, *arguments, stdout=subprocess.DEVNULL, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # the other end is closed
            os.close(ours)
        assert process.wait(60) == 2
    return shown.decode()


def test_work_that_takes_a_while_shows_a_bar_on_a_terminal_and_takes_it_away(library: Path) -> None:
    slow = SLOW.format(seconds=0.02, fatal="")
    shown = on_a_terminal(f"{AFTER.format(delay=0.2)}\n{slow}", "check", library)
    assert "核对" in shown
    assert f"/{MANY}" in shown
    after = shown.rpartition(f"/{MANY}")[2]
    assert "\x1b[2K" in after, "the line is cleared"
    assert "\x1b[?25h" in after, "the cursor is back"


def test_work_that_is_done_before_the_bar_is_due_shows_none(library: Path) -> None:
    quick = CHECK.format(cores=os.sched_getaffinity(0))
    assert "核对" not in on_a_terminal(f"{AFTER.format(delay=60)}\n{quick}", "check", library)


def test_no_bar_disturbs_what_is_no_terminal(library: Path) -> None:
    code = f"{AFTER.format(delay=0)}\n{SLOW.format(seconds=0, fatal='')}"
    assert len(run(code, "check", library).stderr.splitlines()) == 1, "the file that is no report"


def test_the_bar_passes_items_on_as_they_come(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "is_terminal", lambda stream: stream is sys.stderr)
    given = iter(range(3))
    items = with_progress(given, 3, "核对", delay=60)
    assert next(items) == 0
    assert next(given) == 1
    assert list(items) == [2]


def test_no_headless_run_over_many_files_loads_textual(library: Path) -> None:
    code = "import sys; from tui.__main__ import main; main(); sys.stderr.write(' '.join(sys.modules))"
    loaded = set(run(code, "check", library).stderr.splitlines()[-1].split())
    assert "concurrent.futures.process" in loaded or len(os.sched_getaffinity(0)) == 1
    assert not {name for name in loaded if name.split(".")[0] in ("textual", "rich", "asyncio")}
