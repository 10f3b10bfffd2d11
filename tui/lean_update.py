"""What Textual 8.2.8 sends when part of a line changes: whole widget lines from their left edge. Here: only the changed cells.

``ChopsUpdate.render_segments`` crops a widget's line at the right of a dirty region but not at its left, so that one
digit in the last column of a table sends the whole row. The pinned version and tests/tui/test_lean_update.py watch it.
"""

from __future__ import annotations

from rich.console import Console
from textual._compositor import ChopsUpdate


def render_changed_cells(update: ChopsUpdate, console: Console) -> str:
    """The escape sequences for the spans of an update, each cropped at both ends."""
    sequences: list[str] = []
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x >= last or end <= first:
                continue
            left = max(x, first)
            changed = strip.crop(left - x, min(end, last) - x)
            sequences += (f"\x1b[{y + 1};{left + 1}H", changed.render(console))
    return "".join(sequences)


def install() -> None:
    """Puts the correction into Textual."""
    ChopsUpdate.render_segments = render_changed_cells  # type: ignore[method-assign,assignment]
