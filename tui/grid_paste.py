"""What is pasted into a table: one number goes in as typed, a block to its preview. What it needs is loaded with the first paste."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, cast

from textual import events

from schema.form import Figure
from schema.language import _

if TYPE_CHECKING:
    from tui.grid import Grid


class GridPaste:
    """The pastes of a grid, mixed into it."""

    @property
    def _grid(self) -> Grid:
        return cast("Grid", self)

    def on_paste(self, event: events.Paste) -> None:
        """What the terminal announces as pasted."""
        event.stop()
        self.take_paste(event.text)

    def take_paste(self, text: str) -> None:
        """Takes what the terminal pastes, or the program's own register holds."""
        from schema.clip_text import read_clip, unwrapped

        grid, clip = self._grid, read_clip(text)
        if grid.session.read_only:
            grid.say_read_only()
        elif not clip.filled:
            grid.owner.show_focus(_("粘贴的内容是空的，没有改动。"))
        elif clip.only is None:
            grid.owner.offer_paste(text)
        else:
            grid.type(unwrapped(clip.only))

    def takes_burst(self, text: str) -> bool:
        """Whether keys that arrived in one burst are a pasted block rather than typed ahead; then it is previewed."""
        from tui.paste_burst import looks_pasted

        pasted = looks_pasted(text, room(self._grid))
        if pasted and self._grid.session.read_only:
            self._grid.say_read_only()
        elif pasted:
            self._grid.owner.offer_paste(text, burst=True)
        return pasted


def room(grid: Grid) -> tuple[int, int]:
    """How many rows down and columns right from the cursor can be typed in without a break."""
    lines, column = grid.model.lines, grid.cursor.column
    below = (lines[place].figures for place in grid.model.rows if place >= grid.cursor.line)
    down = takewhile(lambda figures: len(figures) > column and typed(figures[column]), below)
    return len(list(down)), len(list(takewhile(typed, lines[grid.cursor.line].figures[column:])))


def typed(figure: Figure) -> bool:
    """Whether a figure is entered, not computed."""
    return not figure.derived
