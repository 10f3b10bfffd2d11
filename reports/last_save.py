"""Who saved a report last: the last save in its record, read from the end, or what the file system knows."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reports.clerk import owner_name
from reports.history_folder import SAVES, TAIL, history_file
from reports.in_folder import READ

if TYPE_CHECKING:
    from reports.audit_lines import Entry

TAILS = (TAIL, 2**19)
"""Bytes at the end of a record in which its last save is looked for: nearly always in the first, always in the second."""

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


def iso_time(seconds: float) -> str:
    """A file's time, ISO to the second with the server's offset; that of a clock gone mad is the first there is."""
    try:
        moment = datetime.fromtimestamp(seconds).astimezone()
    except (ValueError, OverflowError, OSError):
        moment = datetime.fromtimestamp(0).astimezone()
    return moment.isoformat(timespec="seconds")


def last_logged(log: Path) -> Saved | None:
    """The last save that a log tells of; None where there is none, or nothing of it can be read."""
    entry = last_entry(log)
    return Saved(entry.at, entry.by, entry.changed) if entry else None


def last_entry(log: Path) -> Entry | None:
    """The same as it stands in the log."""
    from reports.audit_lines import read_line  # a start does without

    try:
        descriptor = os.open(log, READ)
        try:
            size = os.fstat(descriptor).st_size
            for length in TAILS:
                data = os.pread(descriptor, length, max(0, size - length))
                found = map(read_line, reversed(data.split(b"\n")))
                entry = next((one for one in found if one and one.event == "saved"), None)
                if entry or length >= size:
                    return entry
        finally:
            os.close(descriptor)
    except OSError:
        return None
    return None


def last_save(report: Path, data: bytes | None = None) -> Saved | None:
    """Who saved a report last: its log's last line, or where the file is newer than that, its owner and time.

    With the bytes that the file holds, also where that line tells of others: another program has written them, or
    whoever saved them is just being asked for a name. None where the file is not there.
    """
    try:
        found = report.stat()
    except OSError:
        return None
    entry = last_entry(history_file(report, SAVES))
    if entry and datetime.fromisoformat(entry.at).timestamp() + SLACK >= int(found.st_mtime) and left(entry, data):
        return Saved(entry.at, entry.by, entry.changed)
    return Saved(iso_time(found.st_mtime), owner_name(found.st_uid), logged=False)


def left(entry: Entry, data: bytes | None) -> bool:
    """Whether a save can have left these bytes; lines of earlier versions do not tell."""
    from reports.audit_lines import digest  # as above

    return data is None or entry.after in ("", digest(data))
