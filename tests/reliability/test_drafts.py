"""What is being typed outlives the process within two seconds; a disk without room is told, and loses nothing either."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.document import open_document
from tests.reliability.conftest import Proof
from tests.reliability.forked_app import library, state_of
from tests.terminal import Terminal
from tests.tui.running import data, opened

DRAFT_SECONDS = 2.0
BUSY = 2.0
"""Seconds by which a machine with other work may be late."""


def drafts_of(report: Path, terminal: Terminal, text: str, seconds: float) -> float | None:
    """When a text was in a journal, in seconds from now; None when it was not in time."""
    begun = time.monotonic()
    while time.monotonic() - begun < seconds:
        for file in (state_of(report) / "nianbao" / "journal").glob("*.journal"):
            if text in file.read_text("utf-8", "replace"):
                return time.monotonic() - begun
        terminal.watch(0.02)
    return None


def test_a_draft_is_kept_within_two_seconds(tmp_path: Path, proof: Proof) -> None:
    report = library(tmp_path)
    longest = 0.0
    for number, where in enumerate(("alt+5", "alt+6")):
        text = f"没有写完{number}"
        with opened(report) as terminal:
            terminal.press(where, "ctrl+end")
            terminal.wait_for("全文")
            terminal.type(text)
            took = drafts_of(report, terminal, text, DRAFT_SECONDS + BUSY)
            assert took is not None
            longest = max(longest, took)
            os.kill(terminal.pid, signal.SIGKILL)
            assert terminal.wait_exit() == -9
        with opened(report) as terminal:
            terminal.wait_for(f"{text}（正在输入）")
            terminal.press("enter")
            terminal.wait_for("已取回")
            terminal.press("ctrl+s")
            terminal.wait_for("年度 已保存")
            terminal.press("ctrl+q")
            assert terminal.wait_exit() == 0
        assert text in report.read_text("utf-8")
    proof("draft typed, then kill -9", runs=2, violations=0, longest=round(longest, 2))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """The user's state folder on a disk of 16 KB."""
    folder = tmp_path / "state"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - needs root, as it says
    if made.returncode:
        pytest.skip(f"no tmpfs can be mounted here: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)  # noqa: S603, S607 - as above


def filled(disk: Path) -> None:
    """Not a byte is left."""
    with contextlib.suppress(OSError), (disk / "fill").open("ab", buffering=0) as file:
        while file.write(b"x" * 1024):
            pass


def test_on_a_full_disk_the_clerk_is_told_and_goes_on(small_disk: Path, tmp_path: Path, proof: Proof) -> None:
    report = library(tmp_path)
    filled(small_disk)
    history = report.parent / ".history"
    history.write_text("no folder")
    with opened(report) as terminal:
        terminal.press("alt+3", "ctrl+home", "3", "enter")
        terminal.wait_for("现在没有防丢保护：磁盘已满")
        terminal.wait_for("未存，无保护")
        terminal.press("4", "enter")
        terminal.wait_for("  4!?  ")
        (small_disk / "fill").unlink()
        terminal.press("5", "enter")
        terminal.wait_for("防丢保护已经恢复")
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.wait_exit() == -9
    assert open_document(report)
    with opened(report) as terminal:
        terminal.wait_for("处修改没有保存")
        filled(small_disk)
        terminal.press("enter")
        terminal.wait_for("已取回")
        history.unlink()
        terminal.press("ctrl+s")
        terminal.wait_for("年度 已保存")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    requests = data(report)["requests"]
    assert [requests["received"], requests["brought_forward"]] == [[3, 0, 0, 0, 0, 0], [4, 0, 0, 0, 0, 0]]
    proof("journal on a full disk", runs=1, violations=0)
