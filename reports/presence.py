"""Who else is editing a report, and the note that tells others that we are.

All of it is advice and never in the way: where a folder cannot be read or written there is just no note.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import threading
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reports.clerk import clerk_name, owner_name
from reports.in_folder import folder_at, folder_of, remove, share
from reports.presence_note import File, Note, Strange, encode, file_of, read_note
from reports.presence_rules import Standing, standing
from reports.process_identity import Identity, this_process

MOST_NOTES = 50
"""Notes of one report that are looked at; anybody may leave thousands."""

LONGEST_HOST = 64
LONGEST_WAIT = 0.5
"""Seconds that leaving waits for a note that is just being written."""


class Other(NamedTuple):
    """Somebody else's note. ``age`` is in seconds since its last sign of life, by the clock of the file server."""

    note: Note
    standing: Standing
    age: float


class Found(NamedTuple):
    """What stands beside a report: who else edits it, the latest sign of life first; under a note's name, what is none."""

    others: tuple[Other, ...] = ()
    strange: tuple[str, ...] = ()


class ServerClock:
    """The time of the file server, from one file touched there, later by this machine's steady clock; asked for when needed."""

    def __init__(self) -> None:
        self._ahead: float | None = None

    def now(self, folder: int) -> float:
        """Seconds since the epoch; this machine's own where nothing may be written in the folder."""
        if self._ahead is None:
            self._ahead = self._touched(folder) - time.monotonic()
        return self._ahead + time.monotonic()

    def _touched(self, folder: int) -> float:
        try:
            name, descriptor = fresh_file(folder, ".nianbao-clock")
        except OSError:
            return time.time()
        try:
            return os.fstat(descriptor).st_mtime
        finally:
            os.close(descriptor)
            remove(folder, name)


def note_name(report: Path) -> str:
    """The first name of a note; a second editor's has host and pid behind it."""
    return f".{report.name}.editing"


def look(report: Path, clock: ServerClock | None = None, me: Identity | None = None, *, tidy: bool = True) -> Found:
    """Who else is editing a report. Notes whose writer is certainly gone are taken away on the way.

    Not ``tidy`` nothing is written at all, and ages are by this machine's clock.
    """
    me, clock = me or this_process(), clock or ServerClock()
    real = Path(os.path.realpath(report))
    others, strange = [], []
    try:
        with folder_of(real) as folder:
            for name in names_of_notes(folder, note_name(real)):
                found = read_note(folder, name)
                if isinstance(found, Strange):
                    strange.append(name)
                elif found and found.process != me:
                    age = max(0.0, (clock.now(folder) if tidy else time.time()) - found.changed)
                    how = standing(found, me, age)
                    if how is not Standing.GONE:
                        others.append(Other(found, how, age))
                    elif tidy:
                        take_away(folder, found)
    except OSError:
        return Found()
    return Found(tuple(sorted(others, key=lambda other: other.age)), tuple(strange))


def remove_notes(report: Path, others: Iterable[Other]) -> None:
    """Takes notes away that somebody has said are left over, as far as they are still the same."""
    with contextlib.suppress(OSError), folder_of(Path(os.path.realpath(report))) as folder:
        for other in others:
            take_away(folder, other.note)


def names_of_notes(folder: int, first: str) -> list[str]:
    """The names of notes in a folder, at most `MOST_NOTES`."""
    with os.scandir(folder) as entries:
        found = [entry.name for entry in entries if entry.name == first or entry.name.startswith(f"{first}.")]
    return sorted(found)[:MOST_NOTES]


def take_away(folder: int, note: Note) -> None:
    """Removes a note, unless another one has come in its place; what cannot be removed stays."""
    if file_at(folder, note.name) == note.file:
        remove(folder, note.name)


def file_at(folder: int, name: str) -> File | None:
    """The file that has a name now; None where none has."""
    try:
        return file_of(os.stat(name, dir_fd=folder, follow_symlinks=False))
    except OSError:
        return None


class OwnNote:
    """The note of this process beside one report. Its methods may be called from any thread, and none of them raises."""

    def __init__(self, report: Path, me: Identity | None = None) -> None:
        real = Path(os.path.realpath(report))
        self.me = me or this_process()
        self._folder, self._first = real.parent, note_name(real)
        self._opened = local_time()
        self._name = ""
        self._file = -1
        """Kept open as long as the note is ours, so that no other file gets the number of its inode."""
        self._over = False
        self._writing = threading.Lock()

    @property
    def held(self) -> bool:
        """Whether a note is there, as far as we know."""
        return bool(self._name)

    def write(self, active: str = "") -> bool:
        """Takes the note, or writes it anew with the time of the last activity (ISO, default now); whether it is there then."""
        with self._writing, contextlib.suppress(OSError):
            if not self._over:
                with folder_at(self._folder) as folder:
                    self._publish(folder, active or local_time())
        return self.held

    def keep(self) -> None:
        """A sign of life: only the file's own time changes. A note that somebody has removed is written again."""
        with contextlib.suppress(OSError), folder_at(self._folder) as folder:
            if self._is_ours(folder):
                os.utime(self._file)
                return
        self.write()

    def remove(self) -> None:
        """Takes the note away for good; also from a signal handler, where it waits but a moment for one being written."""
        self._over = True
        waited = self._writing.acquire(timeout=LONGEST_WAIT)
        try:
            with contextlib.suppress(OSError), folder_at(self._folder) as folder:
                if self._is_ours(folder):
                    remove(folder, self._name)
            self._let_go()
        finally:
            if waited:
                self._writing.release()

    def _is_ours(self, folder: int) -> bool:
        """Whether the note still stands under its name."""
        if not self._name:
            return False
        found = file_at(folder, self._name)
        return found is not None and found[:2] == file_of(os.fstat(self._file))[:2]

    def _let_go(self) -> None:
        if self._file >= 0:
            os.close(self._file)
        self._name, self._file = "", -1

    def _publish(self, folder: int, active: str) -> None:
        temporary, descriptor = fresh_file(folder, f"{self._first}-{os.getpid()}")
        try:
            os.write(descriptor, encode(clerk_name(), owner_name(os.geteuid()), self.me, self._opened, active))
            share(descriptor, folder, stat.S_IMODE(os.fstat(folder).st_mode) & 0o666 | 0o600)
            name = self._name
            if self._is_ours(folder):
                os.rename(temporary, name, src_dir_fd=folder, dst_dir_fd=folder)
            else:
                name = self._linked(folder, temporary)
            self._let_go()
            self._name, self._file, descriptor = name, descriptor, -1
        finally:
            if descriptor >= 0:
                os.close(descriptor)
            remove(folder, temporary)

    def _linked(self, folder: int, temporary: str) -> str:
        """Gives the note the first name that is free; one of its own where the file system has no hard links."""
        host = re.sub(r"[^A-Za-z0-9._-]", "_", self.me.host)[:LONGEST_HOST]
        own = f"{self._first}.{host}.{self.me.pid}"
        last = f"{own}.{os.urandom(4).hex()}"
        for name in (self._first, own, last):
            try:
                os.link(temporary, name, src_dir_fd=folder, dst_dir_fd=folder, follow_symlinks=False)
            except FileExistsError:
                continue
            except OSError:
                break
            return name
        os.rename(temporary, last, src_dir_fd=folder, dst_dir_fd=folder)
        return last


def fresh_file(folder: int, begin: str) -> tuple[str, int]:
    """A new file in a folder: its name, which no note has, and a descriptor to write with."""
    name = f"{begin}-{os.urandom(4).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    return name, os.open(name, flags, 0o600, dir_fd=folder)


def local_time() -> str:
    """Now, to the second, with the server's offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
