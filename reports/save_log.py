"""Who saved a report when: ``AGENCY/.history/YEAR.saves.jsonl``, one JSON line per save of the app, never rewritten."""

from __future__ import annotations

import contextlib
import os
import stat
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reports.clerk import owner_name
from reports.faults import reason
from schema.language import _

HISTORY = ".history"
SUFFIX = ".saves.jsonl"

TAIL = 4096
"""Bytes at the end of a log in which its last line is looked for."""

LONGEST_NAME = 80
SLACK = 2.0
"""Seconds by which a file may be newer than its last line: both are written by one save."""


class Saved(NamedTuple):
    """A save: ISO time (to the second), by whom, how many addresses it changed (0 where it is not known).

    ``logged`` is off where the file's own time and owner are all there is.
    """

    at: str
    by: str
    changes: int = 0
    logged: bool = True


def log_of(report: Path) -> Path:
    """Where the saves of a report are written down."""
    return report.parent / HISTORY / f"{report.stem}{SUFFIX}"


def record_save(report: Path, by: str, count: int) -> str:
    """Adds a line for a save that has just been made; why it could not be added, as one sentence, else empty."""
    import json  # a save needs it, a start does not

    now = datetime.now().astimezone().isoformat(timespec="seconds")
    line = json.dumps({"at": now, "by": by[:LONGEST_NAME], "count": count}, ensure_ascii=False)
    try:
        append(log_of(report), f"{line}\n".encode("utf-8", "backslashreplace"), report)
    except OSError as error:
        return _("但没能记下是谁保存的：{reason}。").format(reason=reason(error))
    return ""


def append(log: Path, data: bytes, report: Path) -> None:
    """Adds bytes in one write; log and folder are made with the mode of the report and of its folder."""
    make_like(log.parent, report.parent)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    fresh = not os.path.lexists(log)
    descriptor = os.open(log, flags, 0o600)
    try:
        if fresh:
            os.fchmod(descriptor, stat.S_IMODE(report.stat().st_mode) & 0o666)
        os.write(descriptor, data)
    finally:
        os.close(descriptor)


def make_like(folder: Path, parent: Path) -> None:
    """A folder with the mode of its parent, so that whoever may save there may write here too; nothing where it exists."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(stat.S_IMODE(parent.stat().st_mode))


def last_line(log: Path) -> Saved | None:
    """The last save that a log tells of; None where there is none, or nothing of it can be read."""
    import json  # as above

    try:
        descriptor = os.open(log, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            size = os.fstat(descriptor).st_size
            data = os.pread(descriptor, TAIL, max(0, size - TAIL))
        finally:
            os.close(descriptor)
    except OSError:
        return None
    for line in reversed(data.decode("utf-8", "replace").split("\n")):
        with contextlib.suppress(ValueError, KeyError, TypeError, OverflowError, RecursionError):
            read = json.loads(line)
            at = datetime.fromisoformat(read["at"])  # of any character between day and time: written anew below
            at.timestamp()  # not every year has one
            return Saved(at.isoformat(timespec="seconds"), str(read["by"])[:LONGEST_NAME], int(read["count"]))
    return None


def last_save(report: Path) -> Saved | None:
    """Who saved a report last: its log's last line, or where the file is newer than that, its owner and time.

    None where the file is not there.
    """
    try:
        found = report.stat()
    except OSError:
        return None
    logged = last_line(log_of(report))
    if logged and datetime.fromisoformat(logged.at).timestamp() + SLACK >= int(found.st_mtime):
        return logged
    at = datetime.fromtimestamp(found.st_mtime).astimezone().isoformat(timespec="seconds")
    return Saved(at, owner_name(found.st_uid), logged=False)
