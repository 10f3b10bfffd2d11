"""Two texts side by side over the whole screen, sentence by sentence, with what differs between them marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult

from reports.terminal_text import safe
from reports.text_differences import Kind, Pair, Piece, text_differences
from schema.language import _
from tui.paint import LineWidget
from tui.styles import BOLD, DIM, PLAIN, REVERSE, UNDERLINE, Line, Span, cut, fit, joined
from tui.workarounds import FastModalScreen
from tui.wrap import wrap_offsets

STYLES: dict[Kind, Style] = {"same": PLAIN, "changed": REVERSE, "year": UNDERLINE}
HEAD = 2
FOOT = 1
BETWEEN = 2
"""Cells between the columns."""


class Titled(NamedTuple):
    """A text, and what stands over it."""

    title: str
    text: str


class Row(NamedTuple):
    """One line of both columns, and the pair it belongs to; None between paragraphs."""

    before: Line
    after: Line
    pair: int | None = None


def rows(pairs: Sequence[Pair], width: int) -> list[Row]:
    """All lines of two columns of so many cells each; a blank one before each paragraph."""
    found: list[Row] = []
    for number, pair in enumerate(pairs):
        if pair.opens and found:
            found.append(Row((), ()))
        columns = column(pair.before, width), column(pair.after, width)
        found += [Row(left, right, number) for left, right in zip_longest(*columns, fillvalue=())]
    return found


def column(pieces: Sequence[Piece], width: int) -> list[Line]:
    """One side of a pair, wrapped; a side that is not there says so."""
    if not pieces:
        return [((cut(_("（没有这一句）"), width), DIM),)]
    shown = [(safe(piece.text, keep=""), STYLES[piece.kind]) for piece in pieces]
    text = "".join(words for words, _style in shown)
    edges = [0, *wrap_offsets(text, width), len(text)]
    return [joined(_slice(shown, begin, end)) for begin, end in pairwise(edges)]


def _slice(spans: Sequence[Span], begin: int, end: int) -> Iterator[Span]:
    at = 0
    for text, style in spans:
        yield text[max(0, begin - at) : max(0, end - at)], style
        at += len(text)


class Columns(LineWidget, can_focus=True):
    """The two columns, scrolled together; ``current`` is the difference that was turned to last."""

    def __init__(self, before: Titled, after: Titled, years: int) -> None:
        super().__init__()
        self.titles = before.title, after.title
        self.pairs = text_differences(before.text, after.text, years)
        self.differences = [number for number, pair in enumerate(self.pairs) if pair.changed]
        self.current = 0
        self.top = 0

    def build(self, width: int, height: int) -> list[Line]:
        """Titles, what the marks mean, as much of the text as fits, and the keys."""
        each = (width - BETWEEN) // 2
        lines = rows(self.pairs, each)
        room = max(1, height - HEAD - FOOT)
        self.top = max(0, min(self.top, len(lines) - room))
        shown: list[Line] = [self._titles(each), ((fit(self._legend(), width), DIM),)]
        here = self.differences[self.current] if self.differences else None
        for left, right, pair in lines[self.top : self.top + room]:
            sign = "> " if pair == here and here is not None else "| "
            shown.append(joined([*_filled(left, each), (sign, BOLD if sign == "> " else DIM), *right]))
        shown += [()] * (height - FOOT - len(shown))
        return [*shown, ((fit(self._keys(), width), DIM),)]

    def turn(self, step: int) -> None:
        """To the next or the previous difference, from the last to the first."""
        if self.differences:
            self.current = (self.current + step) % len(self.differences)
            self.show_current()

    def show_current(self) -> None:
        """Scrolls to the difference turned to last, where it is not on the screen."""
        width, height = self.size
        if self.differences and width and height:
            lines = rows(self.pairs, (width - BETWEEN) // 2)
            places = [place for place, row in enumerate(lines) if row.pair == self.differences[self.current]]
            room = height - HEAD - FOOT
            if not self.top <= places[0] <= places[-1] < self.top + room:
                self.top = max(0, places[0] - room // 3)
        self.repaint()

    def scroll_by(self, lines: int) -> None:
        """Up or down."""
        self.top += lines
        self.repaint()

    def _titles(self, each: int) -> Line:
        left, right = (safe(title, keep="") for title in self.titles)
        return joined([(fit(left, each), BOLD), (" " * BETWEEN, PLAIN), (fit(right, each), BOLD)])

    def _legend(self) -> str:
        years = sum(any(piece.kind == "year" for piece in pair.after) for pair in self.pairs if not pair.changed)
        if not self.differences:
            return _("没有不同；下划线的只是年份顺延") if years else _("没有不同")
        said = _("反白是不同，下划线只是年份顺延；第 {number} 处，共 {count} 处")
        return said.format(number=self.current + 1, count=len(self.differences))

    def _keys(self) -> str:
        return _("Tab 下一处  Shift+Tab 上一处  Enter 去改这一处  Esc 返回")


def _filled(line: Line, width: int) -> Iterator[Span]:
    yield from line
    yield " " * (width - sum(cell_len(text) for text, _style in line)), PLAIN


class SideBySide(FastModalScreen[int | None]):
    """Two texts; answers with the place in the later one that the clerk wants to go to, or None.

    ``years`` is how many years lie between them, by which years may move on without being a difference.
    """

    def __init__(self, before: Titled, after: Titled, years: int = 0) -> None:
        super().__init__()
        self.columns = Columns(before, after, years)

    def compose(self) -> ComposeResult:
        """The columns, nothing else."""
        yield self.columns

    def on_mount(self) -> None:
        """They take the keys, and show the first difference once their size is known."""
        self.columns.focus()
        self.call_after_refresh(self.columns.show_current)

    def on_key(self, event: events.Key) -> None:
        """Differences, scrolling, and back."""
        page = max(1, self.columns.size.height - HEAD - FOOT - 1)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -99999, "end": 99999, "space": page}
        if event.key in ("tab", "shift+tab"):
            self.columns.turn(1 if event.key == "tab" else -1)
        elif event.key in moves:
            self.columns.scroll_by(moves[event.key])
        elif event.key == "enter":
            found = self.columns.differences
            self.dismiss(self.columns.pairs[found[self.columns.current]].first_change if found else None)
        elif event.key in ("escape", "ctrl+u"):
            self.dismiss(None)
        event.stop()
        event.prevent_default()
