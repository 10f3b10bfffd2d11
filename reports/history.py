"""What a save keeps beside a report: its lock and its previous versions, in ``AGENCY/.history``. Other files have nothing there."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from reports.commit_lock import turn
from reports.faults import reason
from reports.history_folder import HISTORY
from reports.in_folder import folder_of, made_inside, opened_inside, shut, status
from reports.keeping import keep, keep_copy, own_links, prune, published
from reports.settings import settings
from reports.temporary import remove_orphans
from schema.language import _


@contextlib.contextmanager
def undisturbed(path: Path) -> Iterator[None]:
    """Nobody else saves a report from here on, however often it is read and saved inside; Busy, OSError where that cannot be."""
    real = Path(os.path.realpath(path))
    with folder_of(real) as folder:
        kept = History("")
        with kept.of(folder, real.name, status(folder, real.name)), kept.turn():
            yield


class Beside:
    """What is kept of a file that is no report: nothing. Its saves take turns by the lock of their folder."""

    wants_old = False
    """Whether the bytes that are replaced are asked for."""

    def __init__(self) -> None:
        self.folder = -1
        self.name = ""
        self.current: os.stat_result | None = None

    @contextlib.contextmanager
    def of(self, folder: int, name: str, current: os.stat_result | None) -> Iterator[None]:
        """The file is called so in this open folder, and is this one now."""
        self.folder, self.name, self.current = folder, name, current
        yield

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """No other save of this file compares and renames meanwhile."""
        with turn(self.folder, None, "", 0):
            yield

    def has_other_names(self) -> bool:
        """Whether somebody has given the file a second name, which a file in its place would not have."""
        return self.current is not None and self.current.st_nlink > 1

    def keep(self, old: bytes | None) -> None:
        """The file is about to be replaced."""

    def keep_copy(self, old: bytes) -> None:
        """The file is about to be written over."""

    def tidy(self) -> None:
        """The new content is in place."""


class History(Beside):
    """What is kept of a report: every content that a save replaced, the newest of them, and those that were published.

    ``by`` is who had saved what is replaced. ``told`` says afterwards what went amiss, which stops no save.
    """

    wants_old = True

    def __init__(self, by: str) -> None:
        super().__init__()
        self.by = by
        self.told = ""
        self.history: int | None = None
        self.has_copy = False

    @contextlib.contextmanager
    def of(self, folder: int, name: str, current: os.stat_result | None) -> Iterator[None]:
        """Opens the history where there is one."""
        import hashlib  # noqa: F401 - for the names of versions: no colleague waits while it loads

        self.folder, self.name, self.current = folder, name, current
        with contextlib.suppress(OSError):
            self.history = opened_inside(folder, HISTORY)
        try:
            yield
        finally:
            if self.history is not None:
                shut(self.history)

    @contextlib.contextmanager
    def turn(self) -> Iterator[None]:
        """The lock in the history, which is made now; where that cannot be, only that of the folder."""
        if self.history is None:
            try:
                self.history = made_inside(self.folder, HISTORY)
            except OSError as error:
                self.amiss(error)
        mode = self.current.st_mode & 0o666 if self.current else 0o600
        with turn(self.folder, self.history, f"{self.name}.lock", mode):
            yield

    def has_other_names(self) -> bool:
        """A version that is the file itself, left by a save that was cut off, is no other name."""
        if self.current is None or self.current.st_nlink == 1:
            return False
        return self.current.st_nlink - len(own_links(self.history, self.name, self.current)) > 1

    def keep(self, old: bytes | None) -> None:
        """Another link to what is there."""
        if self.history is not None and old is not None:
            try:
                self.has_copy = keep(self.folder, self.history, self.name, old, self.by)
            except OSError as error:
                self.amiss(error)

    def keep_copy(self, old: bytes) -> None:
        """A copy of what is there, unless there is one already."""
        if self.history is not None and not self.has_copy:
            try:
                keep_copy(self.folder, self.history, self.name, old, self.by)
            except OSError as error:
                self.amiss(error)

    def tidy(self) -> None:
        """The oldest versions beyond the number that is set go, and what killed saves left behind."""
        with contextlib.suppress(OSError):
            now = os.stat(self.name, dir_fd=self.folder).st_mtime
            remove_orphans(self.folder, self.name, now)
            if self.history is not None:
                remove_orphans(self.history, self.name, now)
                prune(self.history, self.name, settings().versions, published(self.history, self.name))

    def amiss(self, error: OSError) -> None:
        """Notes why there is no version of what was replaced."""
        self.told = _("但没能留下保存前的那一版：{reason}。").format(reason=reason(error))
