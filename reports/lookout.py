"""A thread that keeps our note beside an open report and looks at what others do there; a file server that hangs holds up no key."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from reports.file_watch import FileSeen, FileWatch, Signature, signature
from reports.presence import Found, OwnNote, ServerClock, look
from reports.process_identity import Identity

POLL = 2.0
"""Seconds between two looks."""

SOON = 0.2
"""Seconds until a file that has just changed is looked at again: by then it is whole."""

REFRESH = 60.0
"""Seconds between two signs of life of our note, and between two tries to write it."""

RESCAN = 15
"""Looks after which notes are read again although the folder has not changed: whoever was killed leaves his."""

Tell = Callable[[Found | FileSeen], None]
"""Called in the thread, whenever others have come or gone, and at every look as long as the file differs."""


class Lookout(threading.Thread):
    """Looks until `end`. All times are taken from the steady clock: one that is set anew changes nothing."""

    def __init__(self, report: Path, known: Callable[[], bytes], tell: Tell, found: Found | None = None) -> None:
        super().__init__(name="lookout", daemon=True)
        self.note = OwnNote(report)
        self._report = report
        self._tell = tell
        self._file = FileWatch(report, known)
        self._clock = ServerClock()
        self._told = editors(found or Found())
        self._folder: Signature | None = None
        self._rescan_in = 0
        self._wake = threading.Event()
        self._over = False
        self._edited = self._written = 0.0
        self._tried = -REFRESH

    def touch(self) -> None:
        """The report has just been edited. Called with every key: it writes nothing itself."""
        self._edited = time.time()
        if not self.note.held and time.monotonic() - self._tried >= REFRESH:
            self._wake.set()

    def end(self) -> None:
        """Takes the note away and looks no more; waits for nothing."""
        self._over = True
        self._wake.set()
        self.note.remove()

    def run(self) -> None:
        """Look after look."""
        while not self._over:
            with contextlib.suppress(Exception):  # advice: whatever goes wrong with it is no reason to end
                self.once()
            self._wake.wait(SOON if self._file.moving else POLL)
            self._wake.clear()

    def once(self) -> None:
        """One look: keeps the note, and tells what is new."""
        self._keep_note()
        seen = self._file.look()
        if seen is not None and not self._over:
            self._tell(seen)
        folder = signature(Path(os.path.realpath(self._report)).parent)
        self._rescan_in -= 1
        if folder != self._folder or self._rescan_in <= 0:
            self._folder, self._rescan_in = folder, RESCAN
            found = look(self._report, self._clock)
            if editors(found) != self._told and not self._over:
                self._told = editors(found)
                self._tell(found)

    def _keep_note(self) -> None:
        now, edited = time.monotonic(), self._edited
        if not edited or (now - self._tried < REFRESH):
            return
        self._tried = now
        if edited != self._written or not self.note.held:
            if self.note.write(datetime.fromtimestamp(edited).astimezone().isoformat(timespec="seconds")):
                self._written = edited
        else:
            self.note.keep()


def editors(found: Found) -> frozenset[tuple[str, Identity | None]]:
    """Who is there, whatever they have done since."""
    return frozenset((other.note.name, other.note.process) for other in found.others)
