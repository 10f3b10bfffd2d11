"""The note that says who is editing a report: ``AGENCY/.YEAR.toml.editing``, one JSON object of at most 4 KB.

Anybody who may write in the folder can leave anything under that name: it is read with care and never believed further than shown.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from datetime import datetime
from typing import NamedTuple

from reports.clerk import owner_name
from reports.in_folder import READ
from reports.process_identity import Identity

LARGEST_NOTE = 4096
LONGEST_TEXT = 80
LARGEST_NUMBER = 2**63
APP = "nianbao"


class File(NamedTuple):
    """What tells a note from another one of its name. The number of an inode alone does not: it is given again at once."""

    device: int
    inode: int
    modified: int


def file_of(found: os.stat_result) -> File:
    """Of what ``stat`` says."""
    return File(found.st_dev, found.st_ino, found.st_mtime_ns)


class Note(NamedTuple):
    """A note as it was found. ``opened`` and ``active`` are ISO times by the writer's clock, empty where they are none.

    ``process`` is None where nothing but the owner can be read.
    """

    name: str
    user: str
    login: str
    opened: str
    active: str
    process: Identity | None
    file: File

    @property
    def changed(self) -> float:
        """The time of its last sign of life by the clock of the file server, in seconds."""
        return self.file.modified / 1e9


class Strange(NamedTuple):
    """Something else under the name of a note: no regular file, too large, or nothing that can be understood."""

    name: str


def encode(user: str, login: str, process: Identity, opened: str, active: str) -> bytes:
    """The content of a note."""
    who = {"user": user[:LONGEST_TEXT], "login": login[:LONGEST_TEXT]}
    when = {"opened": opened, "active": active, "app": APP}
    written = json.dumps({**who, **process._asdict(), **when}, ensure_ascii=False, indent=1)
    return f"{written}\n".encode("utf-8", "backslashreplace")


def read_note(folder: int, name: str) -> Note | Strange | None:
    """What stands under a name in a folder (a descriptor); None when nothing does. Follows no link, waits for no pipe."""
    try:
        descriptor = os.open(name, READ, dir_fd=folder)
    except FileNotFoundError:
        return None
    except PermissionError:
        return unreadable(folder, name)
    except OSError:
        return Strange(name)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_NOTE:
            return Strange(name)
        return understood(name, os.read(descriptor, LARGEST_NOTE + 1), found)
    except OSError as error:
        return None if error.errno == errno.ESTALE else Strange(name)
    finally:
        os.close(descriptor)


def unreadable(folder: int, name: str) -> Note | Strange | None:
    """A note that only its owner may read: who that is, and when it was written."""
    try:
        found = os.stat(name, dir_fd=folder, follow_symlinks=False)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return Strange(name)
    owner = owner_name(found.st_uid)
    return Note(name, owner, owner, "", "", None, file_of(found))


def understood(name: str, data: bytes, found: os.stat_result) -> Note | Strange:
    """A note's content."""
    try:
        read = json.loads(data.decode("utf-8"))
        process = Identity(
            text(read["host"]), text(read["machine_id"]), text(read["boot_id"]),
            number(read["pid"], 1), number(read["start"]), number(read["pid_ns"]), number(read.get("time_ns", 0)),
        )  # fmt: skip
        user, login = text(read["user"]), text(read["login"])
        opened, active = (moment(read[key]) for key in ("opened", "active"))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return Strange(name)
    who = user.strip() or login.strip() or owner_name(found.st_uid)
    return Note(name, who, login, opened, active, process, file_of(found))


def text(value: object) -> str:
    """A text of bearable length; TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError(value)
    return value[:LONGEST_TEXT]


def number(value: object, least: int = 0) -> int:
    """A count that the system may give; ValueError for anything else."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value < LARGEST_NUMBER:
        raise ValueError(value)
    return value


def moment(value: object) -> str:
    """An ISO time to the second; empty for what is none."""
    try:
        return datetime.fromisoformat(str(value)[:LONGEST_TEXT]).isoformat(timespec="seconds")
    except ValueError:
        return ""
