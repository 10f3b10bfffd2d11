"""What waits until nobody has pressed a key for a moment."""

from __future__ import annotations

import time
from collections.abc import Callable

from textual.message_pump import MessagePump
from textual.timer import Timer

SLACK = 0.002
"""Seconds too early that are no reason to wait again."""


class Rest:
    """Calls back once, so many seconds after the last `begin`; a key costs it no timer while one is running."""

    def __init__(self, owner: MessagePump, seconds: float, then: Callable[[], None]) -> None:
        self._owner = owner
        self._seconds = seconds
        self._then = then
        self._due = 0.0
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Waits from now on."""
        self._due = time.monotonic() + self._seconds
        if self._timer is None:
            self._timer = self._owner.set_timer(self._seconds, self._look)

    def _look(self) -> None:
        left = self._due - time.monotonic()
        self._timer = self._owner.set_timer(left, self._look) if left > SLACK else None
        if self._timer is None:
            self._then()
