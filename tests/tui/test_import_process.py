"""A document is read by a process of its own: however that ends, the app goes on with a sentence and no process is left."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from reports.importing.worker import Answer, Outcome, Request, answering
from tests.importing.hostile_files import ole
from tests.project import ROOT
from tui import import_process
from tui.import_process import Bringing

REQUEST = Request(Path("/x/报告.html"), Path("/x"))

NEVER_DONE = """#!/bin/sh
sleep 600 &
echo $PPID $$ $! > "$TOLD.new"
mv "$TOLD.new" "$TOLD"
sleep 600
"""
"""Stands for LibreOffice, or for the process that reads: tells the worker, itself and what it has started, and never ends."""

WORKER = """
import sys
from reports.importing import worker
from reports.importing.readers import office_source, source
source.command = lambda _program: [sys.argv[1]]
office_source.libreoffice = lambda: sys.argv[1]
worker.main()
"""

APP = """
import asyncio, sys
from pathlib import Path
from reports.importing.worker import Request
from tui import import_process
import_process.command = lambda _program: sys.argv[2:]
asyncio.run(import_process.Bringing(Request(Path(sys.argv[1]), Path(sys.argv[1]).parent)).answer())
"""


class Busy(NamedTuple):
    """The real worker at a document that never comes to an end; ``told`` holds the processes once they are there."""

    request: Request
    command: list[str]
    told: Path
    temporary: Path

    def pids(self) -> list[int]:
        """The worker's, that of the process that it has started, and that of what this has started."""
        return [int(pid) for pid in self.told.read_text("utf-8").split()]

    def outlived(self) -> None:
        """Waits until none of them is there any more."""
        deadline = time.monotonic() + 30
        while not all(map(ended, self.pids())):
            assert time.monotonic() < deadline


@pytest.fixture(params=[b"<p>x", ole("WordDocument")], ids=["read", "converted"])
def busy(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Busy:
    """While it reads a page, and while an older document is converted."""
    program, source = tmp_path / "never_done", tmp_path / "年报.doc"
    program.write_text(NEVER_DONE, "utf-8")
    program.chmod(0o755)
    source.write_bytes(request.param)
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TOLD", str(tmp_path / "pids"))
    monkeypatch.setenv("TMPDIR", str(temporary))
    command = [sys.executable, "-c", WORKER, str(program)]
    return Busy(Request(source, tmp_path), command, tmp_path / "pids", temporary)


def instead(monkeypatch: pytest.MonkeyPatch, *command: str) -> None:
    """Another process than the one that reads."""
    monkeypatch.setattr(import_process, "command", lambda _program: list(command))


def ended(pid: int) -> bool:
    """Whether a process is gone, but for what its parent has not asked for yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(") ")[2][0] == "Z"
    except OSError:
        return True


async def there(path: Path) -> None:
    """Waits for a file."""
    async with asyncio.timeout(60):
        while not os.path.lexists(path):  # noqa: ASYNC110, ASYNC240 - another process makes it
            await asyncio.sleep(0.02)


async def begun(busy: Busy) -> asyncio.Task[Answer | None]:
    """The import, as soon as all its processes are there."""
    reading = asyncio.create_task(Bringing(busy.request).answer())
    await there(busy.told)
    return reading


async def given_up(request: Request, told: Path) -> Answer | None:
    """What becomes of an import that is given up as soon as a file is there; meanwhile the app is not held up."""
    bringing = Bringing(request)
    reading = asyncio.create_task(bringing.answer())
    await there(told)
    bringing.give_up()
    bringing.give_up()
    await asyncio.sleep(0)
    assert not reading.done(), "it waits for the end"
    return await reading


def answer() -> Answer | None:
    """What becomes of one that is not given up."""
    return asyncio.run(Bringing(REQUEST).answer())


def test_given_up_by_the_clerk_it_leaves_no_process_and_no_file_and_answers_that_nothing_is_written(
    busy: Busy, monkeypatch: pytest.MonkeyPatch
) -> None:
    instead(monkeypatch, *busy.command)
    assert asyncio.run(given_up(busy.request, busy.told)) is None
    busy.outlived()
    assert list(busy.temporary.iterdir()) == []


LATE = """
import os, signal, sys, time
def told_to_end(*_):
    sys.stdout.buffer.write({said!r})
    sys.exit()
signal.signal(signal.SIGTERM, {handler})
open({told!r}, "x").close()
time.sleep(600)
"""
"""A worker that answers all the same when it is told to end, or that does not listen."""


@pytest.mark.parametrize("outcome", ["written", "exists"])
def test_a_report_that_is_written_as_it_is_given_up_is_told(
    outcome: Outcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said, told = Answer(outcome, Path("/x/某镇/2023.toml"), tables=3), tmp_path / "told"
    program = LATE.format(said=answering(said), handler="told_to_end", told=str(told))
    instead(monkeypatch, sys.executable, "-c", program)
    found = asyncio.run(given_up(REQUEST, told))
    assert found == (said._replace(words="按 Esc 时报告已经写好。") if outcome == "written" else None)


def test_one_that_is_given_up_and_does_not_listen_is_ended_and_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = tmp_path / "told"
    program = LATE.format(said=b"", handler="signal.SIG_IGN", told=str(told))
    instead(monkeypatch, sys.executable, "-c", program)
    monkeypatch.setattr(import_process, "PATIENCE", 0.1)
    found = asyncio.run(given_up(REQUEST, told))
    assert found
    assert found.outcome == "fault"
    assert "已强行结束" in found.words


def test_cancelled_it_leaves_no_process_and_no_file(busy: Busy, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, *busy.command)

    async def give_up() -> None:
        reading = await begun(busy)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading

    asyncio.run(give_up())
    busy.outlived()
    assert list(busy.temporary.iterdir()) == []


def test_one_that_does_not_listen_is_ended_all_the_same(busy: Busy, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, *busy.command)
    monkeypatch.setattr(import_process, "PATIENCE", 0.1)

    async def give_up() -> None:
        reading = await begun(busy)
        os.kill(busy.pids()[0], signal.SIGSTOP)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading

    asyncio.run(give_up())
    busy.outlived()


def test_a_worker_that_is_killed_leaves_no_process(busy: Busy, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, *busy.command)

    async def kill() -> Answer | None:
        reading = await begun(busy)
        os.kill(busy.pids()[0], signal.SIGKILL)
        return await reading

    found = asyncio.run(kill())
    assert found
    assert "意外结束" in found.words
    busy.outlived()


def test_an_app_that_is_killed_leaves_no_process(busy: Busy) -> None:
    command = [sys.executable, "-c", APP, str(busy.request.source), *busy.command]
    with subprocess.Popen(command, cwd=ROOT) as app:  # noqa: S603 - our own program
        deadline = time.monotonic() + 60
        while not busy.told.exists():
            assert time.monotonic() < deadline
            assert app.poll() is None
        app.kill()
    busy.outlived()


@pytest.mark.parametrize("program", ["import os; os._exit(9)", "print('{')", "import os; os.kill(os.getpid(), 9)"])
def test_a_process_that_dies_is_told(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, sys.executable, "-c", program)
    found = answer()
    assert found
    assert found.outcome == "fault"
    assert "意外结束" in found.words


def test_a_system_without_processes_to_spare_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "/没有/这个程序")
    found = answer()
    assert found
    assert found.outcome == "fault"
    assert found.words.startswith("没有导入：")


def test_what_it_answers_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Answer("written", Path("/x/某镇/2023.toml"), tables=3)
    instead(
        monkeypatch,
        sys.executable,
        "-c",
        f"import sys; sys.stdin.readline(); sys.stdout.write({answering(said)!r}.decode())",
    )
    assert answer() == said
