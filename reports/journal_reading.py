"""Finds the journals that cut-off sessions have left of a report, and what of their work is not in it by now."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reports.in_folder import READ
from reports.journal_places import journals_of, keep_torn, set_aside
from reports.journal_records import Entry, Header, as_text, entries_of, header_of, records_in
from reports.process_identity import Identity, running_process, this_process
from schema.entry import Refusal
from schema.report import DISMISSED, Report, contents_differ

LARGEST_JOURNAL = 64 * 2**20
"""Bytes of a journal that are read; ours begin anew long before."""


AT_REST = 60.0
"""Seconds since the last write after which a journal without work is taken away whose process cannot be asked for:
until then a session on another host may just begin it."""


@dataclass(frozen=True)
class Lost:
    """One change that is not in the file. ``new`` is the content, or a Refusal of text that can only be shown.

    ``old`` is what the file held when the session began with it, ``now`` what the report holds.
    """

    address: str
    old: object
    new: object
    now: object
    draft: bool = False
    """Whether it was still being typed."""

    @property
    def overtaken(self) -> bool:
        """Whether the file was changed there since, by somebody else or from another window."""
        return not self.unread and contents_differ(self.old, self.now)

    @property
    def unread(self) -> bool:
        """Whether it is text that could not be taken when it was typed either."""
        return isinstance(self.new, Refusal)


@dataclass(frozen=True)
class LostWork:
    """The work of one session, ``at`` (ISO time) being when it was last written down."""

    file: Path
    header: Header
    at: str
    changes: tuple[Lost, ...]

    @property
    def contents(self) -> tuple[tuple[str, object], ...]:
        """Everything that can be taken."""
        return tuple((lost.address, lost.new) for lost in self.changes if not lost.unread)


@dataclass(frozen=True)
class Found:
    """The work of sessions that have ended, the latest first, and the headers of those that are still at work."""

    lost: tuple[LostWork, ...] = ()
    working: tuple[Header, ...] = ()


def find_lost(path: Path, report: Report) -> Found:
    """What there is of a report. A journal whose work is in it by now goes, one that cannot be read is set aside."""
    lost: list[tuple[int, LostWork]] = []
    working = []
    for file in journals_of(path):
        read = own_bytes(file)
        if read is None:
            continue
        data, written = read
        records, good = records_in(data)
        header = header_of(records[0]) if records else None
        if header and is_running(header.process):
            working.append(header)
            continue
        changes = tuple(changes_in(entries_of(records[1:]), report)) if header else ()
        if header and changes:
            lost.append((written, LostWork(file, header, told_time(written), changes)))
        if (header and same_namespace(header.process)) or time.time() - written / 1e9 > AT_REST:
            tidy(file, data[good:], wanted=bool(changes))
    lost.sort(key=lambda one: one[0], reverse=True)
    return Found(tuple(work for _, work in lost), tuple(working))


def tidy(file: Path, torn: bytes, *, wanted: bool) -> None:
    """Keeps what could not be read of a journal where nobody writes any more, and takes one without work away."""
    if torn:
        keep_torn(file, torn)
    if not wanted:
        set_aside(file)


def own_bytes(file: Path) -> tuple[bytes, int] | None:
    """What is in a journal, and when it was last written to in nanoseconds; None for what cannot be one of ours."""
    try:
        descriptor = os.open(file, READ)
    except OSError:
        return None
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid():
            return None
        with os.fdopen(os.dup(descriptor), "rb") as opened:
            return opened.read(LARGEST_JOURNAL), found.st_mtime_ns
    except OSError:
        return None
    finally:
        os.close(descriptor)


def told_time(nanoseconds: int) -> str:
    """A file's time as ISO, to the second, in local time."""
    try:
        return datetime.fromtimestamp(nanoseconds / 1e9).astimezone().isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return ""


def same_namespace(process: Identity) -> bool:
    """Whether the number of a process means something here, so that it can be told whether it has ended."""
    here = this_process()
    return here.same_boot(process) and (here.pid_ns, here.time_ns) == (process.pid_ns, process.time_ns)


def is_running(process: Identity) -> bool:
    """Whether the session of a journal is still at work: its process is there, and is no later one of the same number."""
    if not same_namespace(process):
        return False
    running = running_process(process.pid)
    return running is not None and (not running.start or running.start == process.start)


def changes_in(entries: Iterable[Entry], report: Report) -> Iterable[Lost]:
    """What of the entries differs from the report, and can be shown of it."""
    for entry in entries:
        if not (report.knows(entry.address) or entry.address.startswith(f"{DISMISSED}.")):
            continue
        now = report.get(entry.address)
        old, new = (read(report, entry.address, text) for text in (entry.old, entry.new))
        if entry.kind == "unread":
            yield Lost(entry.address, now, Refusal(entry.new, ""), now, draft=True)
        elif not isinstance(new, Refusal) and contents_differ(now, new):
            old = now if as_text(now) == entry.old else old
            yield Lost(entry.address, old, new, now, draft=entry.kind == "draft")


def read(report: Report, address: str, text: str) -> object:
    """What a text means at an address, or a Refusal."""
    try:
        return report.read(address, text)
    except (ValueError, OverflowError, RecursionError):
        return Refusal(text, "")
