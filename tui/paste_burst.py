"""A paste from a terminal without bracketed paste: it arrives as a burst of keys, and is told from typing that a slow line held up.

Measured on a pty (Linux 6): a block written at once arrives in reads of up to 4095 bytes, less than 0.1 ms apart; written line
by line, as PuTTY does, in reads of whole lines, at most 2 ms apart. A fast typist's keys are 80 ms apart, a held key's 30 ms,
each in a read of its own, unless the line stalled: then what was typed meanwhile comes in one read as well.

So time says where a burst ends, and only what it holds says whether it was pasted (`looks_pasted`). A burst that is no block,
or that as keys reaches the very cells that it would reach as a block, is typed: keys lose nothing. For any other the preview
offers to take the keys as typed.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

from textual import events

QUIET = 0.02
"""Seconds without input after which a short burst is over: ten times the longest gap measured inside one."""

QUIET_WHEN_LONG = 0.1
"""The same for a long one, which no one has typed: packets of a line of 20 kB/s are 0.07 s apart. Later ones join the preview."""

LONG = 32
"""Characters: so many in one read are pasted text, or 3 s of typing held up."""

TYPED_AHEAD = 16
"""Keys of a single row or column of plain numbers that still count as typed: 1.3 s at 12 keys a second, the best on a number pad."""

_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FIGURE = re.compile(r"[\s\d,.+/件，．－＋\u2014-]*")


class Burst(events.Paste):
    """Text that arrived as keys within one read, or within reads close together."""


def may_be_pasted(data: str) -> bool:
    """Whether what one read brought may hold a piece of a paste: several characters with a tab or line end, or many."""
    if data.isprintable():
        return len(data) >= LONG
    return not data.isspace() and (len(data) >= LONG or any(end in data for end in "\t\r\n"))


def is_text(data: str) -> bool:
    """Whether there is nothing in it that steers a terminal: a clipboard has no such thing."""
    return not _STEERING.search(data)


class BurstGate:
    """Holds a burst together until the line is quiet. A key that arrives by itself is none of its business."""

    def __init__(self, wait: Callable[[float, Callable[[], None]], Any], done: Callable[[Burst], None]) -> None:
        self._wait = wait
        self._done = done
        self._text = ""
        self._last = 0.0

    def takes(self, event: events.Event) -> bool:
        """Whether an event is part of a burst; one that is not ends it, and comes behind it."""
        if not self._text and not isinstance(event, Burst):
            return False
        more = event.text if isinstance(event, Burst) else key_text(event)
        if not more:
            self._end()
            return False
        if not self._text:
            self._wait(QUIET, self._look)
        self._text += more
        self._last = time.monotonic()
        return True

    def _look(self) -> None:
        if not self._text:
            return
        quiet = QUIET_WHEN_LONG if len(self._text) >= LONG else QUIET
        left = self._last + quiet - time.monotonic()
        if left > 0:
            self._wait(left, self._look)
        else:
            self._end()

    def _end(self) -> None:
        text, self._text = self._text, ""
        if text:
            self._done(Burst(text))


def key_text(event: events.Event) -> str:
    """The character that a key would have been in pasted text; empty for a key that is none."""
    if not isinstance(event, events.Key):
        return ""
    typed = event.character or ""
    return typed if typed.isprintable() or typed in "\t\r\n" else ""


def meant(burst: Burst, screen: Any, focused: Any) -> list[events.Event]:
    """What a burst is to the screen and widget that it reaches: nothing more where they take it, one paste, or keys."""
    for taker in (screen, focused):
        take = getattr(taker, "takes_burst", None)
        if take is not None and take(burst.text):
            return []
    if getattr(focused, "takes_text", False) and len(burst.text) >= LONG:
        return [events.Paste(burst.text)]
    return list(keys_of(burst.text))


def keys_of(text: str) -> list[events.Key]:
    """The keys that text is when typed."""
    from tui.terminal_input import SturdyParser  # which imports this module

    parser = SturdyParser()
    return [key for character in text for key in parser.keys_of(character)]


def looks_pasted(text: str, room: tuple[int, int]) -> bool:
    """Whether a burst into a table is a pasted block; ``room`` is how many rows down and columns right can be typed in.

    Words or two dimensions are pasted. A row or a column of plain numbers that fits goes by keys to the same cells, so
    it is pasted only where it is long; so are lines of unequal length, which no spreadsheet copies.
    """
    lines = re.split("\r\n|\r|\n", text)
    rows = [line.split("\t") for line in (lines[:-1] if len(lines) > 1 and not lines[-1] else lines)]
    if sum(bool(cell.strip()) for row in rows for cell in row) < 2:
        return False
    if not _FIGURE.fullmatch(text):
        return True
    widths = {len(row) for row in rows}
    if len(widths) > 1:
        return len(text) > LONG
    width = widths.pop()
    if len(rows) > 1 and width > 1:
        return True
    return len(text) > TYPED_AHEAD or len(rows) > room[0] or width > room[1]
