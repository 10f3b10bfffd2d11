"""What is pasted into a table: one number goes in as typed, a block to its preview; loaded with the first paste."""

from __future__ import annotations

from itertools import takewhile

from schema.clip_text import read_clip, unwrapped
from schema.form import Figure
from schema.language import _
from tui.grid import Grid
from tui.paste_burst import looks_pasted


def take_paste(grid: Grid, text: str) -> None:
    """A paste that the terminal announced, or of the program's own register."""
    clip = read_clip(text)
    if not clip.filled:
        grid.owner.show_focus(_("粘贴的内容是空的，没有改动。"))
    elif clip.only is None:
        grid.owner.offer_paste(text)
    else:
        grid.type(unwrapped(clip.only))


def take_burst(grid: Grid, text: str) -> bool:
    """Whether a burst of keys is a pasted block rather than typed ahead; then its preview is shown."""
    pasted = looks_pasted(text, room(grid))
    if pasted:
        grid.owner.offer_paste(text, burst=True)
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
