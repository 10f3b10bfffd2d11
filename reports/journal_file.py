"""One journal on disk, begun with everything that is not saved; whatever fails, what was whole before stays whole."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from reports.clerk import clerk_name
from reports.journal_places import empty_trash, flush_names, new_journal
from reports.journal_records import Entry, Header, entry_line, header_line, told_edit
from reports.process_identity import this_process
from reports.source import Source
from schema.report import Edit

FORMAT = "1"
"""The version of the lines."""


class JournalFile:
    """A journal that is being written."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self.path = path
        self.size = 0
        self.begun_with = 0
        """Bytes that it held once it stood."""
        self.addresses: set[str] = set()
        """What it says something of."""
        self._descriptor = descriptor
        self._flushed = self._named = True
        self.closed = False

    def append(self, entries: Iterable[Entry]) -> None:
        """Adds lines in one write; OSError leaves it as it was."""
        told = list(entries)
        if told:
            self.write(b"".join(map(entry_line, told)))
            self.addresses.update(entry.address for entry in told)

    def write(self, lines: bytes) -> None:
        """Adds bytes in one write; OSError leaves it as it was, or tells that somebody has taken the file away."""
        if not os.fstat(self._descriptor).st_nlink:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        written = os.write(self._descriptor, lines)
        if written < len(lines):
            with contextlib.suppress(OSError):
                os.ftruncate(self._descriptor, self.size)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        self.size += written
        self._flushed = False

    def unnamed(self) -> None:
        """Its name, too, is still to be flushed."""
        self._named = False

    def flush(self) -> None:
        """Everything written is on the disk; OSError where it is not. What has been closed meanwhile needs it no more."""
        try:
            if not self._flushed:
                self._flushed = True  # before it: what is written meanwhile needs another
                os.fdatasync(self._descriptor)
            if not self._named:
                flush_names(self.path.parent)
                self._named = True
        except OSError:
            if not self.closed:
                self._flushed = False
                raise

    def close(self, *, remove: bool) -> None:
        """Ends it; what cannot be removed is found and looked through by the next opening."""
        self.closed = True
        with contextlib.suppress(OSError):
            if remove and os.fstat(self._descriptor).st_nlink:  # else another may have its name by now
                self.path.unlink()
        with contextlib.suppress(OSError):
            os.close(self._descriptor)


def begin(folder: Path, source: Source, net: Mapping[str, Edit], entries: Collection[Entry], seq: int) -> JournalFile:
    """A journal in a folder with these entries and all other unsaved edits, not yet flushed; OSError leaves none behind."""
    file = JournalFile(*new_journal(folder, source.path))
    try:
        file.write(header_line(header_for(source)))
        now = time.time()
        told = {entry.address for entry in entries if entry.kind != "unread"}
        file.append(told_edit("cell", seq, now, address, edit) for address, edit in net.items() if address not in told)
        file.append(entries)
        file.unnamed()
    except BaseException:
        file.close(remove=True)
        raise
    file.begun_with = file.size
    empty_trash(folder)
    return file


def header_for(source: Source) -> Header:
    """The header of work that began with what was read from a file."""
    return Header(
        os.path.realpath(source.path),
        sha256(source.data).hexdigest(),
        source.text,
        clerk_name(),
        datetime.now().astimezone().isoformat(timespec="seconds"),
        FORMAT,
        this_process(),
    )
