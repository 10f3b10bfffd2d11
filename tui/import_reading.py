"""Shown while a document is read: what, for how long, and how to give it up."""

from __future__ import annotations

import contextlib
import time

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import Worker, WorkerError

from reports.importing.worker import Answer, Request
from reports.terminal_text import safe
from schema.language import _
from tui.dialogs import inner_width
from tui.import_process import Bringing
from tui.styles import cut
from tui.workarounds import FastModalScreen

TICK = 1.0
"""Seconds between two looks at the clock while a document is read."""


class Reading(FastModalScreen[Answer]):
    """Shows that a document is being read, and for how long; Esc gives it up and waits for its end.

    Answers None where it was given up and nothing is written.
    """

    def __init__(self, request: Request) -> None:
        super().__init__()
        self.request = request
        self.bringing = Bringing(request)
        self.words = Static("", markup=False)
        self.keys = Static(_("Esc 不读了"), markup=False)
        self._began = time.monotonic()
        self._work: Worker[None] | None = None

    def compose(self) -> ComposeResult:
        """What is read, since when, how to end it."""
        with Vertical(classes="dialog"):
            yield self.words
            yield self.keys

    def on_mount(self) -> None:
        """Begins."""
        self._tell()
        self.set_interval(TICK, self._tell)
        self._work = self.run_worker(self._read())

    async def on_unmount(self) -> None:
        """No process outlives the screen."""
        if self._work:
            self._work.cancel()
            with contextlib.suppress(WorkerError):
                await self._work.wait()

    def on_key(self, event: events.Key) -> None:
        """Esc."""
        event.stop()
        event.prevent_default()
        if event.key == "escape":
            self.bringing.give_up()
            self.keys.update(Content(_("正在停下…")))

    async def _read(self) -> None:
        self.dismiss(await self.bringing.answer())

    def _tell(self) -> None:
        name = cut(safe(self.request.source.name, keep=""), inner_width(self.app.size.width) - 22)
        seconds = int(time.monotonic() - self._began)
        self.words.update(Content(_("正在读 {name}（{n} 秒）").format(name=name, n=seconds)))
