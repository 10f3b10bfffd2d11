"""What Textual 8.2.8 sends when part of a line changes: whole widget lines from their left edge. Here: only the changed cells.

``ChopsUpdate.render_segments`` crops a widget's line at the right of a dirty region but not at its left, so that one
digit in the last column of a table sends the whole row. The pinned version and tests/tui/test_lean_update.py watch it.
"""

from __future__ import annotations

from rich.cells import split_graphemes
from rich.console import Console
from textual._compositor import ChopsUpdate
from textual.strip import Strip


def render_changed_cells(update: ChopsUpdate, console: Console) -> str:
    """The escape sequences for the spans of an update, each cropped at both ends."""
    sequences: list[str] = []
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x >= last or end <= first:
                continue
            left, right = whole_characters(strip, max(x, first) - x, min(end, last) - x)
            sequences += (f"\x1b[{y + 1};{x + left + 1}H", strip.crop(left, right).render(console))
    return "".join(sequences)


def whole_characters(strip: Strip, first: int, last: int) -> tuple[int, int]:
    """A span of a strip's cells widened so that it cuts no wide character in half.

    A span is worked out when something changes and drawn a moment later: by then other characters may stand there.
    """
    at = 0
    for text, _, _ in strip:
        cells = len(text) if text.isascii() else None
        if cells is None:
            for _begin, _end, size in split_graphemes(text)[0]:
                if size > 1:
                    first = at if at < first < at + size else first
                    last = at + size if at < last < at + size else last
                at += size
        else:
            at += cells
        if at >= last:
            break
    return first, last


def install() -> None:
    """Puts the correction into Textual."""
    ChopsUpdate.render_segments = render_changed_cells  # type: ignore[method-assign,assignment]
