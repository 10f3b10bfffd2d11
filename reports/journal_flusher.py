"""Has what was written of journals put on the disk, in a thread of its own: a disk that is slow to answer holds up no line."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import NamedTuple

from reports.journal_file import JournalFile


class Receipt:
    """Tells when something was written, and when it was on the disk; ``kept`` is off where neither came about."""

    def __init__(self) -> None:
        self.written = Event()
        self.synced = Event()
        self.kept = False


class Job(NamedTuple):
    """A journal to flush, None where there is none; then the one before it goes, and who waits is told."""

    file: JournalFile | None
    before: JournalFile | None
    receipts: tuple[Receipt, ...]
    kept: bool
    last: bool = False


class Flusher:
    """The thread; ``failed`` is called in it."""

    def __init__(self, failed: Callable[[OSError], None]) -> None:
        self.jobs: SimpleQueue[Job] = SimpleQueue()
        self._failed = failed
        Thread(target=self._run, name="journal flusher", daemon=True).start()

    def _run(self) -> None:
        last = False
        while not last:
            jobs = [self.jobs.get()]
            try:
                while True:
                    jobs.append(self.jobs.get_nowait())
            except Empty:
                pass
            flushed = self._flushed({job.file for job in jobs if job.file})
            for job in jobs:
                if flushed and job.before:
                    job.before.close(remove=True)
                for receipt in job.receipts:
                    receipt.kept = job.kept and flushed
                    receipt.synced.set()
                last = last or job.last

    def _flushed(self, files: set[JournalFile]) -> bool:
        try:
            for file in files:
                file.flush()
        except OSError as error:
            self._failed(error)
            return False
        return True
