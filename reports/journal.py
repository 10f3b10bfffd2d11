"""Keeps what is not saved where neither kill -9 nor a power cut reaches it. The session tells it of every change.

A key costs a few assignments: files, checksums and disks are the business of a thread (`journal_writer`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection

from reports.faults import UnwritableReport
from reports.journal_flusher import Receipt
from reports.journal_records import Entry
from reports.journal_writer import Order, Task, Unsaved, Writer, entries_for
from reports.source import Source
from schema.language import _
from schema.report import Edit

IDLE = 1.0
"""Seconds without a key after which what is being typed is written down as a draft."""

LONGEST_DRAFT = 1.8
"""Seconds of typing without a pause after which it is; the rest of two seconds is for the disk."""

MOST_ORDERS = 200
"""Orders that may wait for a disk; after that one more that says everything is enough."""

PATIENCE = 0.025
"""Seconds that the screen waits for the disk before it shows a change that was finished."""

LONGEST_WAIT = 0.25
"""Seconds that it waits for the system to take it. A disk that does not answer within them is not waited for again."""

LAST_WAIT = 3.0
"""Seconds for the disk when the process ends."""


class Journal:
    """What the session tells of one open report. ``tell`` gets, in another thread, what to say, and whether nothing is kept."""

    def __init__(self, source: Source, tell: Callable[[str, bool], None] = lambda _told, _failing: None) -> None:
        self._source = source
        self._tell = tell
        self._net: dict[str, Edit] = {}
        self._seq = 0
        self._typed: set[str] = set()
        """Addresses changed by keys since the last finished change."""
        self._refused: tuple[str, str] | None = None
        """Address and text of what was typed and could not be taken."""
        self._first_key: float | None = None
        """When the first key was pressed that is in no draft; None while nothing waits for one."""
        self._last_key = 0.0
        self._writer: Writer | None = None
        self._finished: Receipt | None = None
        self._slow: Receipt | None = None
        """What the disk had not taken when somebody last waited for it; what the system had not."""
        self._stalled: Receipt | None = None

    # What the session tells.

    def changed(self, net: dict[str, Edit], addresses: Collection[str], *, typing: bool = False) -> None:
        """Addresses have other contents now; ``net`` is all that is not saved. What is being typed waits for `closed`, or a pause."""
        self._net = net
        self._seq += 1
        self._refused = None
        if typing:
            self._typed.update(addresses)
            self._key_pressed()
        else:
            self._typed.difference_update(addresses)
            self._finish(addresses)

    def refused(self, address: str, text: str) -> None:
        """Something was typed that could not be taken; it stands on the screen until the field is left."""
        self._seq += 1
        self._refused = (address, text)
        self._typed.add(address)
        self._key_pressed()

    def closed(self) -> None:
        """What was being typed is finished."""
        if self._typed:
            typed, self._typed, self._refused = self._typed, set(), None
            self._seq += 1
            self._finish(typed)

    def saved(self, source: Source) -> None:
        """Everything is in the file, which holds this now."""
        self._net, self._source = {}, source
        self._typed, self._first_key = set(), None
        self._order("saved")

    def discarded(self) -> None:
        """Nobody wants what is not saved."""
        self._net, self._typed, self._first_key = {}, set(), None
        self._order("dropped")

    # What the app asks.

    def settle(self) -> None:
        """Waits a moment until what was finished is on the disk; the screen shows it after that."""
        receipt = self._finished
        if receipt is None or (self._stalled and not self._stalled.written.is_set()):
            return
        self._finished = self._stalled = None
        if self._slow is None or self._slow.synced.is_set():
            self._slow = None if receipt.synced.wait(PATIENCE) else receipt
        if not receipt.written.wait(LONGEST_WAIT):
            self._stalled = receipt

    def flush(self, why: str = "") -> None:
        """Writes down everything up to the last key, and that the session was cut off where that is why; UnwritableReport where it cannot be."""
        if not self._net and self._refused is None and self._writer is None:
            return
        self._seq += 1
        receipt = Receipt()
        self._order("end" if why else "draft", receipt=receipt, why=why)
        if not (receipt.synced.wait(LAST_WAIT) and receipt.kept):
            why = self._writer.failing if self._writer else ""
            raise UnwritableReport(_("没有保存的修改没能记下来：{reason}。").format(reason=why or _("磁盘没有回应")))

    def close(self) -> None:
        """The session ends; a journal stays where something is not saved."""
        if self._writer:
            receipt = Receipt()
            self._order("close", receipt=receipt)
            receipt.synced.wait(LAST_WAIT)
            self._writer = None

    # What the writer asks, in its own thread.

    def draft(self) -> tuple[Unsaved, tuple[Entry, ...]]:
        """Everything that is not saved at this moment, and entries on what is just being typed."""
        self._first_key = None  # before the rest: a key pressed from here on asks for a draft of its own
        seq, refused, typed, net = self._seq, self._refused, self._typed.copy(), self._net
        entries = entries_for("draft", seq, typed, net)
        if refused:
            entries = (*entries, Entry("unread", seq, time.time(), refused[0], "", refused[1]))
        return Unsaved(seq, net, self._source), entries

    def draft_due(self) -> float | None:
        """When the next draft is to be written, in monotonic seconds; None while nobody types."""
        first = self._first_key
        return None if first is None else min(first + LONGEST_DRAFT, self._last_key + IDLE)

    def _key_pressed(self) -> None:
        self._last_key = time.monotonic()
        if self._first_key is None:
            self._first_key = self._last_key
            self._order("look")

    def _finish(self, addresses: Collection[str]) -> None:
        receipt = Receipt()
        if self._order("put", entries_for("cell", self._seq, addresses, self._net), receipt):
            self._finished = receipt

    def _order(
        self, task: Task, entries: tuple[Entry, ...] = (), receipt: Receipt | None = None, why: str = ""
    ) -> bool:
        """Has the writer do something; False where it is so far behind that it will have to look at everything anyway."""
        if self._writer is None:
            if task not in ("put", "look", "draft", "end"):
                return False
            self._writer = Writer(self._source.path, self.draft, self.draft_due, self._tell)
        if task == "put" and self._writer.orders.qsize() >= MOST_ORDERS:
            self._writer.missed = True
            return False
        self._writer.orders.put(Order(task, Unsaved(self._seq, self._net, self._source), entries, receipt, why))
        return True
