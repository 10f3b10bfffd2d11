"""A document is read by a process of its own: however that ends, the app goes on with a sentence and no process is left."""

from __future__ import annotations

import asyncio
import sys
import time
from pathlib import Path

import pytest

from reports.importing.worker import Answer, Request, answering
from tui import import_process
from tui.import_process import brought_in

REQUEST = Request(Path("/x/报告.html"), Path("/x"))

SLOW = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
with open({told!r} + ".new", "w") as file:
    file.write(f"{{os.getpid()}} {{child.pid}}")
os.rename({told!r} + ".new", {told!r})
time.sleep(600)
"""
"""A process that has started another one, as reading a foreign format does, and never comes to an end."""


def instead(monkeypatch: pytest.MonkeyPatch, *command: str) -> None:
    """Another process than the one that reads."""
    monkeypatch.setattr(import_process, "command", lambda: list(command))


def ended(pid: str) -> bool:
    """Whether a process is gone, but for what its parent has not asked for yet."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(") ")[2][0] == "Z"
    except OSError:
        return True


def test_given_up_it_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = tmp_path / "pids"
    instead(monkeypatch, sys.executable, "-c", SLOW.format(told=str(told)))

    async def give_up() -> None:
        reading = asyncio.create_task(brought_in(REQUEST))
        async with asyncio.timeout(60):
            while not told.exists():  # noqa: ASYNC110 - another process makes it
                await asyncio.sleep(0.02)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading

    asyncio.run(give_up())
    pids = told.read_text("utf-8").split()
    deadline = time.monotonic() + 30
    while not all(map(ended, pids)):
        assert time.monotonic() < deadline


@pytest.mark.parametrize("program", ["import os; os._exit(9)", "print('{')", "import os; os.kill(os.getpid(), 9)"])
def test_a_process_that_dies_is_told(program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, sys.executable, "-c", program)
    answer = asyncio.run(brought_in(REQUEST))
    assert answer.outcome == "fault"
    assert "意外结束" in answer.words


def test_a_system_without_processes_to_spare_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    instead(monkeypatch, "/没有/这个程序")
    answer = asyncio.run(brought_in(REQUEST))
    assert answer.outcome == "fault"
    assert answer.words.startswith("没有导入：")


def test_what_it_answers_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    said = Answer("written", Path("/x/某镇/2023.toml"), tables=3)
    instead(
        monkeypatch,
        sys.executable,
        "-c",
        f"import sys; sys.stdin.readline(); sys.stdout.write({answering(said)!r}.decode())",
    )
    assert asyncio.run(brought_in(REQUEST)) == said
