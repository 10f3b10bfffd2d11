"""Writes a journal in a thread of its own, so that a disk that stalls holds up no key.

Whatever cannot be written is told once, and tried again: what is unsaved is all in memory, so that a later journal has it too.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Literal, NamedTuple

from reports.faults import reason
from reports.journal_file import JournalFile, begin
from reports.journal_flusher import Flusher, Job, Receipt
from reports.journal_places import folders_for, set_aside
from reports.journal_records import Entry, Kind, mark_line, told_edit
from reports.source import Source
from schema.language import _
from schema.report import Edit

RETRY = 5.0
"""Seconds before a disk is tried again that took nothing."""

LARGEST = 4 * 2**20
"""Bytes that a journal may grow by before it is begun anew with what is still unsaved."""

Task = Literal["put", "look", "draft", "saved", "dropped", "end", "failed", "close"]
"""Write entries down; see when a draft is due; write one; all is in the file; nobody wants them;
the session is cut off; a flush has failed; the end."""


class Unsaved(NamedTuple):
    """What is not saved at a moment: net edits by address, and the file that they are edits of."""

    seq: int
    net: dict[str, Edit]
    source: Source


class Order(NamedTuple):
    """Something for the writer to do."""

    task: Task
    unsaved: Unsaved
    entries: tuple[Entry, ...] = ()
    receipt: Receipt | None = None
    why: str = ""


class Writer:
    """The thread and what it holds. ``draft`` hands over what is being typed, ``due`` says when it wants to be asked."""

    def __init__(
        self,
        report: Path,
        draft: Callable[[], tuple[Unsaved, tuple[Entry, ...]]],
        due: Callable[[], float | None],
        tell: Callable[[str, bool], None],
    ) -> None:
        self.orders: SimpleQueue[Order] = SimpleQueue()
        self.failing = ""
        """Why nothing is kept at the moment."""
        self.missed = False
        """Whether an order was left out because too many waited."""
        self._report = report
        self._draft = draft
        self._due = due
        self._tell = tell
        self._file: JournalFile | None = None
        self._anew = False
        """Whether the journal is to be begun again, as the file that its edits are of has changed, or it missed some."""
        self._retry_at: float | None = None
        self._running = True
        self._before: JournalFile | None = None
        """The journal that goes as soon as the present one is on the disk."""
        self._flusher = Flusher(self._not_flushed)
        Thread(target=self._run, name="journal", daemon=True).start()

    def _run(self) -> None:
        while self._running:
            orders = self._waiting_orders()
            receipts = [order.receipt for order in orders if order.receipt]
            try:
                for order in orders:
                    self._carry_out(order)
                for receipt in receipts:
                    receipt.written.set()
                self._look_around()
            except Exception as error:  # noqa: BLE001 - a fault of ours, too, leaves the clerk without protection
                self._anew = True
                self._failed(f"{type(error).__name__}: {error}")
            for receipt in receipts:
                receipt.written.set()
            self._hand_over(receipts)

    def _look_around(self) -> None:
        """What nobody has ordered: a draft that is due, what was missed, and what the disk did not take."""
        due, now = self._due(), time.monotonic()
        if due is not None and due <= now:
            self._put(*self._draft())
        if self.missed:
            self.missed, self._anew = False, True
            self._put(*self._draft())
        if self._retry_at is not None and self._retry_at <= now:
            self._put(*self._draft())

    def _waiting_orders(self) -> list[Order]:
        """Everything that is to be done; nothing where it is time for a draft, or to try again."""
        times = [at for at in (self._due(), self._retry_at) if at is not None]
        orders: list[Order] = []
        with contextlib.suppress(Empty):
            orders.append(self.orders.get(timeout=max(0.0, min(times) - time.monotonic()) if times else None))
            while True:
                orders.append(self.orders.get_nowait())
        return orders

    def _carry_out(self, order: Order) -> None:
        if order.task == "put":
            self._put(order.unsaved, order.entries)
        elif order.task == "saved":
            self._retry_at = None
            self._mark("saved", at=time.time())
            self._leave(remove=True)
        elif order.task == "dropped" and self._file:
            path = self._file.path
            self._leave(remove=False)
            set_aside(path)
        elif order.task == "draft":
            self._put(*self._draft())
        elif order.task == "end":
            self._put(*self._draft())
            self._mark("end", why=order.why)
        elif order.task == "failed":
            self._anew = True
            self._failed(order.why)
        elif order.task == "close":
            self._running = False
            self._leave(remove=not order.unsaved.net)

    def _put(self, unsaved: Unsaved, entries: tuple[Entry, ...]) -> None:
        self._retry_at = None
        if not unsaved.net and not any(entry.kind == "unread" for entry in entries):
            self._leave(remove=True)
            self._well()
            return
        try:
            if self._file is None or self._anew or self._file.size > self._file.begun_with + LARGEST:
                self._begin(unsaved, entries)
            else:
                self._file.append(entries if not self.failing else self._everything(unsaved, entries))
        except OSError as error:
            try:
                self._begin(unsaved, entries)
            except OSError:
                self._failed(reason(error))
                return
        self._well()

    def _everything(self, unsaved: Unsaved, entries: Iterable[Entry]) -> list[Entry]:
        """What the journal would say had nothing been missed."""
        assert self._file
        gone = dict.fromkeys(self._file.addresses - unsaved.net.keys())
        now = time.time()
        told = [told_edit("cell", unsaved.seq, now, address, edit) for address, edit in (gone | unsaved.net).items()]
        return [*told, *entries]

    def _begin(self, unsaved: Unsaved, entries: tuple[Entry, ...]) -> None:
        """Another journal in the first place that takes one; the one before goes when this is on the disk."""
        faults: list[OSError] = []
        for folder in folders_for(self._report):
            try:
                fresh = begin(folder, unsaved.source, unsaved.net, entries, unsaved.seq)
            except OSError as error:
                faults.append(error)
                continue
            self._before, self._file, self._anew = self._file, fresh, False
            return
        raise faults[0]

    def _mark(self, kind: Literal["saved", "end"], **told: object) -> None:
        if self._file:
            with contextlib.suppress(OSError):
                self._file.write(mark_line(kind, **told))

    def _hand_over(self, receipts: list[Receipt]) -> None:
        before, self._before = self._before, None
        self._flusher.jobs.put(Job(self._file, before, tuple(receipts), not self.failing, not self._running))

    def _not_flushed(self, error: OSError) -> None:
        """In the flusher's thread."""
        self.orders.put(Order("failed", self._draft()[0], why=reason(error)))

    def _leave(self, *, remove: bool) -> None:
        if self._before:
            self._before.close(remove=True)
        if self._file:
            self._file.close(remove=remove)
        self._file, self._before, self._anew = None, None, False

    def _failed(self, why: str) -> None:
        self._retry_at = time.monotonic() + RETRY
        told, self.failing = self.failing, why
        if not told:
            self._tell(_("现在没有防丢保护：{reason}。请随时保存。").format(reason=self.failing), True)

    def _well(self) -> None:
        if self.failing:
            self.failing = ""
            self._tell(_("防丢保护已经恢复。"), False)


def entries_for(kind: Kind, seq: int, addresses: Iterable[str], net: dict[str, Edit]) -> tuple[Entry, ...]:
    """What a journal says of addresses as they stand among the net edits."""
    now = time.time()
    return tuple(told_edit(kind, seq, now, address, net.get(address)) for address in addresses)
