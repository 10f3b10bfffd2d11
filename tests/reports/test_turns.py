"""Saves take turns; what killed ones leave behind stands in nobody's way."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reports import commit_lock, in_folder, store
from reports.faults import Unconfirmed, UnwritableReport
from reports.store import replace_file, replace_report
from reports.temporary import ORPHANED, host
from tests.reports.making import names_in

OLD, NEW = b"old\n", b"new\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "2024.toml"
    path.write_bytes(OLD)
    return path


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits five seconds in a test."""
    monkeypatch.setattr(commit_lock, "LONGEST_TURN", 0.05)


def locked(path: Path) -> int:
    """The descriptor of a file that somebody else has locked."""
    descriptor = os.open(path, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    return descriptor


@pytest.mark.usefixtures("impatient")
def test_a_save_that_hangs_holds_others_up_for_a_while_and_is_told(report: Path) -> None:
    replace_report(report, NEW, OLD, "甲")
    holder = locked(report.parent / ".history" / "2024.toml.lock")
    before = names_in(report.parent / ".history")
    with pytest.raises(UnwritableReport, match=r"正由另一个程序保存.*原文件没有改动"):
        replace_report(report, OLD, NEW, "甲")
    assert report.read_bytes() == NEW
    assert names_in(report.parent) == [".history", "2024.toml"]
    assert names_in(report.parent / ".history") == before
    os.close(holder)
    assert replace_report(report, OLD, NEW, "甲") == ""


@pytest.mark.usefixtures("impatient")
def test_a_lock_on_the_folder_alone_stops_no_save(report: Path) -> None:
    """Anybody who may read a folder may lock it."""
    holder = locked(report.parent)
    assert replace_report(report, NEW, OLD, "甲") == ""
    replace_file(report.with_suffix(".md"), NEW)
    os.close(holder)
    assert report.read_bytes() == NEW


def test_a_lock_goes_with_the_process_that_held_it(report: Path) -> None:
    replace_report(report, NEW, OLD, "甲")
    lock = report.parent / ".history" / "2024.toml.lock"
    code = f"""
import fcntl, sys
with open({str(lock)!r}) as file:
    fcntl.flock(file, fcntl.LOCK_EX)
    print("held", flush=True)
    sys.stdin.read(1)
"""
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:  # noqa: S603
        assert other.stdout
        assert other.stdin
        assert other.stdout.readline() == b"held\n"
        other.kill()  # the kernel frees it: nothing is left over
        other.wait()
        assert replace_report(report, OLD, NEW, "甲") == ""


def test_the_lock_file_stays_the_same(report: Path) -> None:
    lock = report.parent / ".history" / "2024.toml.lock"
    replace_report(report, NEW, OLD, "甲")
    inode = lock.stat().st_ino
    replace_report(report, OLD, NEW, "甲")
    assert lock.stat().st_ino == inode
    assert lock.stat().st_size == 0


def test_a_file_system_without_locks_stops_no_save(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_given: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    assert replace_report(report, NEW, OLD, "甲") == ""
    assert report.read_bytes() == NEW


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: Path(path).symlink_to("/dev/null")])
def test_what_is_no_lock_file_stops_no_save(report: Path, make: object) -> None:
    (report.parent / ".history").mkdir()
    make(report.parent / ".history" / "2024.toml.lock")  # type: ignore[operator]
    assert replace_report(report, NEW, OLD, "甲") == ""


@pytest.fixture
def dead() -> int:
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_what_killed_saves_left_is_taken_away_and_nothing_else(report: Path, dead: int) -> None:
    long_ago = time.time() - ORPHANED - 60
    chance = "0123abcd"
    names = {
        f".2024.toml.{host()}.{dead}.{chance}.tmp": (long_ago, False),
        f".2024.toml.{host()}.{dead}.00000000.tmp": (time.time() - 60, True),
        f".2024.toml.{host()}.{os.getpid()}.{chance}.tmp": (long_ago, True),
        f".2024.toml.elsewhere.{dead}.{chance}.tmp": (long_ago, True),
        f".2023.toml.{host()}.{dead}.{chance}.tmp": (long_ago, True),
        f".2024.toml.{host()}.{dead}.{chance}.tmp.bak": (long_ago, True),
        f".2024.toml.{host()}.{dead}.xyz.tmp": (long_ago, True),
    }
    for name, (at, _stays) in names.items():
        (report.parent / name).write_bytes(b"")
        os.utime(report.parent / name, (at, at))
    replace_report(report, NEW, OLD, "甲")
    assert {name for name in names if (report.parent / name).exists()} == {
        name for name, (_at, stays) in names.items() if stays
    }


def test_what_reads_back_differently_is_told(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def overtaken(folder: int) -> None:
        in_folder.flush(folder)
        report.write_bytes(b"by a program that knows no locks")

    monkeypatch.setattr(store, "flush", overtaken)
    with pytest.raises(Unconfirmed, match="读回来不一样"):
        replace_report(report, NEW, OLD, "甲")
