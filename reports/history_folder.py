"""What is kept beside a report, in ``AGENCY/.history/``: files of its own name there, to which lines are only ever added."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path

from reports.in_folder import flush, folder_of, made_inside, opened_inside, share, shut, status
from schema.language import _

HISTORY = ".history"

SAVES = ".saves.jsonl"
"""How the record of changes ends (`reports.audit`)."""

PUBLISHED = ".published"
"""How the list of published versions ends (`reports.publications`)."""

IMPORT = ".import.json"
"""How the doubts of an import end (`reports.importing.doubt_file`)."""

TAIL = 4096
"""Bytes at the end of a file in which its last line is looked for first."""

LONGEST_LINE = 2**20
"""Bytes at the end in which it must begin: far more than any line that is looked at has."""

LONGEST_TURN = 2.0
"""Seconds to wait for another process that is adding a line; one that hangs must not hold up a save."""


def history_file(report: Path, suffix: str) -> Path:
    """``.history/2024.saves.jsonl`` of a report 2024.toml and the suffix ``.saves.jsonl``; of a link, beside the file itself."""
    real = Path(os.path.realpath(report))
    return real.parent / HISTORY / f"{real.stem}{suffix}"


def history_of(report: Path) -> int:
    """A descriptor of the history folder of a report; FileNotFoundError where there is none yet. A link in its place is refused."""
    with folder_of(Path(os.path.realpath(report))) as folder:
        return opened_inside(folder, HISTORY)


def make_history(report: Path) -> None:
    """The history folder, where there is none yet; OSError where it cannot be made, or something else is there."""
    with folder_of(Path(os.path.realpath(report))) as folder:
        shut(made_inside(folder, HISTORY))


def add_line(file: Path, report: Path, line_after: Callable[[bytes], bytes]) -> None:
    """Adds a line at the end in one write and has the disk confirm it; ``line_after`` makes it, given the one before it.

    File and folder are made with the mode of the report and of its folder. What is there already is never rewritten: a
    line that was torn off stays one, the new one begins behind it. OSError where that is not possible.
    """
    make_history(report)
    history = history_of(report)
    try:
        add_behind(history, file.name, report, line_after)
    finally:
        shut(history)


def add_behind(history: int, name: str, report: Path, line_after: Callable[[bytes], bytes]) -> None:
    """As `add_line`, in the open history folder."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    fresh = status(history, name) is None
    descriptor = os.open(name, flags, 0o600, dir_fd=history)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, _("{name} 不是普通文件").format(name=name))
        if fresh:
            with contextlib.suppress(OSError):  # somebody else has just made it, and does this too
                share(descriptor, history, stat.S_IMODE(report.stat().st_mode) & 0o666)
        take_turn(descriptor)
        end = tail(descriptor, 1)
        line = line_after(last_line(descriptor))
        left = memoryview((b"" if end in (b"", b"\n") else b"\n") + line + b"\n")
        while left:
            left = left[os.write(descriptor, left) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if fresh:
        with contextlib.suppress(OSError):
            flush(history)


def take_turn(descriptor: int) -> None:
    """Waits until no other process is adding a line; held until the file is closed. A file system without locks stops nothing."""
    until = time.monotonic() + LONGEST_TURN
    while time.monotonic() < until:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.005)
        except OSError:
            return
        else:
            return


def tail(descriptor: int, size: int) -> bytes:
    """The last bytes of a file, at most so many."""
    length = os.fstat(descriptor).st_size
    return os.pread(descriptor, size, max(0, length - size))


def last_line(descriptor: int) -> bytes:
    """The last line of a file that is not empty, without its end; nothing where there is none, the end of one without bounds."""
    length, size = os.fstat(descriptor).st_size, TAIL
    while True:
        data = tail(descriptor, size).rstrip(b"\n")
        begin = data.rfind(b"\n")
        if begin >= 0 or size >= min(length, LONGEST_LINE):
            return data[begin + 1 :]
        size *= 8
