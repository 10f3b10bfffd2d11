"""Notices that a report's file is no longer what was read from it or written to it: replaced, rewritten, broken, gone."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from reports.document import Document, open_document
from reports.faults import ReportFault
from reports.last_save import last_save
from reports.source import read_bytes
from schema.form_loader import FormError


class Signature(NamedTuple):
    """What tells one state of a file from another without reading it; times in ns, only ever compared for being the same."""

    device: int
    inode: int
    size: int
    modified: int
    changed: int


class FileSeen(NamedTuple):
    """A file that differs from what we know. Without a signature it is gone; without a document it cannot be read: ``fault``.

    ``by`` is who changed it, as far as that can be told.
    """

    signature: Signature | None
    document: Document | None = None
    fault: str = ""
    by: str = ""


class FileWatch:
    """Looks at one file. ``known`` gives the bytes that the open report comes from."""

    def __init__(self, path: Path, known: Callable[[], bytes]) -> None:
        self._path = path
        self._known = known
        self._settled: Signature | None = None
        self._before: Signature | None = None
        self._seen: FileSeen | None = None

    def look(self) -> FileSeen | None:
        """What differs now, the same as long as it does; None where nothing does, or the file is just being written.

        As long as nothing changes this is one ``stat``.
        """
        now = signature(self._path)
        before, self._before = self._before, now
        if now is not None and now == self._settled:
            self._seen = None
            return None
        if self._seen is not None and self._seen.signature == now:
            if self._seen.document is None or self._seen.document.source.data != self._known():
                return self._seen
            self._settled, self._seen = now, None
            return None
        if before is not None and before != now:
            return None  # once more: whoever writes in place may be half way
        self._seen = self._found(now)
        return self._seen

    @property
    def moving(self) -> bool:
        """Whether the file changed since the look before, so that it is worth looking again soon."""
        told = self._seen is not None and self._seen.signature == self._before
        return self._before != self._settled and not told

    def _found(self, now: Signature | None) -> FileSeen | None:
        if now is None:
            return FileSeen(None)
        try:
            data = read_bytes(self._path)
            if data == self._known():
                self._settled = now
                return None
        except ReportFault as fault:
            return FileSeen(now, None, str(fault), who_changed(self._path, b""))
        try:
            document = open_document(self._path)
        except (ReportFault, FormError) as fault:
            return FileSeen(now, None, str(fault), who_changed(self._path, data))
        return FileSeen(now, document, "", who_changed(self._path, document.source.data))


def signature(path: Path) -> Signature | None:
    """The state of the file at a path now; None where there is none, or it cannot be asked for."""
    try:
        found = os.stat(path)  # noqa: PTH116 - called every two seconds
    except OSError:
        return None
    return Signature(found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def who_changed(path: Path, data: bytes) -> str:
    """Who has left a file with these bytes; empty where that cannot be told."""
    saved = last_save(path, data)
    return saved.by if saved else ""
