"""A list of results under an input line: the arrows choose, only the lines on the screen are made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from reports.terminal_text import safe
from tui.paint import LineWidget
from tui.styles import BOLD, DIM, PLAIN, REVERSE, UNDERLINE, Line, Span, cut, fit, joined

HIT = BOLD + UNDERLINE
SMALLEST_CONTEXT = 6
"""Characters before a hit that are shown wherever there are any."""


class Result(NamedTuple):
    """One line of a list: where, and the text there; the characters between ``start`` and ``end`` are the hit."""

    where: str
    text: str
    start: int = 0
    end: int = 0


class ResultList(LineWidget):
    """Results, the current one with ``>`` and reversed. It takes no keys itself: they belong to the line above it."""

    def __init__(self, empty: str = "") -> None:
        super().__init__()
        self.results: Sequence[Result] = ()
        self.current = 0
        self.empty = empty
        """What stands there while there are none."""
        self._top = 0

    def show(self, results: Sequence[Result], current: int = 0) -> None:
        """Other results, one of them current."""
        self.results = results
        self.current = max(0, min(current, len(results) - 1))
        self._top = 0
        self.repaint()

    def move(self, by: int) -> None:
        """Another one is current."""
        self.current = max(0, min(self.current + by, len(self.results) - 1))
        self.repaint()

    def build(self, width: int, height: int) -> list[Line]:
        """As many as fit, the current one among them."""
        if not self.results:
            return [((fit(safe(self.empty, keep=""), width), DIM),)]
        self._top = max(self.current - height + 1, min(self._top, self.current))
        return [
            self.line(place, width) for place in range(self._top, min(len(self.results), self._top + max(1, height)))
        ]

    def line(self, place: int, width: int) -> Line:
        """One result: where it is, then as much of its text around the hit as fits."""
        one, current = self.results[place], place == self.current
        base = REVERSE if current else PLAIN
        where = cut(safe(one.where, keep=""), max(8, width // 2)) if one.where else ""
        head: list[Span] = [("> " if current else "  ", base), (where + "  " * bool(where), base)]
        room = width - sum(cell_len(text) for text, _ in head)
        spans = [(text, base + style) for text, style in around(one, room)]
        used = sum(cell_len(text) for text, _ in spans)
        return joined([*head, *spans, (" " * max(0, room - used), base)])


def around(one: Result, room: int) -> list[Span]:
    """A result's text in so many cells: the hit in it, what stands before it, and then what follows."""
    flat = str.maketrans("\n\t", "  ")
    window = one.text[max(0, one.start - room) : one.end + room]
    shift = max(0, one.start - room)
    start, end = one.start - shift, one.end - shift
    before, hit, after = (
        safe(part.translate(flat), keep="") for part in (window[:start], window[start:end], window[end:])
    )
    hit = cut(hit, room)
    left = room - cell_len(hit)
    wanted = max(min(cell_len(before), left), 0) if cell_len(before) + cell_len(after) <= left else left // 3
    wanted = max(wanted, left - cell_len(after)) if cell_len(before) > wanted else wanted
    shown_before = _tail(before, min(left, max(wanted, SMALLEST_CONTEXT)), whole=not shift)
    return [
        (text, style)
        for text, style in (
            (shown_before, PLAIN),
            (hit, HIT),
            (cut(after, max(0, left - cell_len(shown_before))), PLAIN),
        )
        if text
    ]


def _tail(text: str, width: int, *, whole: bool) -> str:
    """The end of a text in so many cells; what is left out is told by ``..`` before it."""
    if whole and cell_len(text) <= width:
        return text
    kept = text
    while kept and cell_len(kept) > max(0, width - 2):
        kept = kept[1:]
    return (".." + kept)[: max(0, width)] if width >= 2 else ""
