"""Who saved a report last: the last save in its record, read from the end, or what the file system knows."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reports.clerk import owner_name
from reports.history_folder import SAVES, TAIL, history_file
from reports.in_folder import READ

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
                    return Saved(entry.at, entry.by, entry.changed) if entry else None
        finally:
            os.close(descriptor)
    except OSError:
        return None
    return None


def last_save(report: Path) -> Saved | None:
    """Who saved a report last: its log's last line, or where the file is newer than that, its owner and time.

    None where the file is not there.
    """
    try:
        found = report.stat()
    except OSError:
        return None
    logged = last_logged(history_file(report, SAVES))
    if logged and datetime.fromisoformat(logged.at).timestamp() + SLACK >= int(found.st_mtime):
        return logged
    return Saved(iso_time(found.st_mtime), owner_name(found.st_uid), logged=False)
