"""What a grid does with several cells at once: selecting, copying, clearing, filling. Loaded with the first such key."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from schema.form import Figure
from schema.language import _
from tui.blanks import clear, fill_zero
from tui.clipboard import client_takes, contents, labelled, tsv
from tui.grid_selection import CellRange, span_name, whole
from tui.keymap import key_of
from tui.session import Change

if TYPE_CHECKING:
    from tui.grid import Grid

EXTENDING = {
    "up": "up", "down": "down", "left": "left", "right": "right", "home": "row_start", "end": "row_end",
    "ctrl+home": "first_cell", "ctrl+end": "last_cell", "pageup": "page_up", "pagedown": "page_down",
}  # fmt: skip
"""What a key does to the cursor that, with Shift, extends the selection."""


def extend(grid: Grid, key: str) -> None:
    """Shift and a key of movement: from where the selection began to where the cursor goes."""
    move = EXTENDING.get(key.replace("shift+", ""))
    if move:
        held = grid.selection
        grid.move(move, held or CellRange(grid.cursor.place, grid.cursor.place))


def select_all(grid: Grid, _key: str) -> None:
    """The whole table; the cursor stays."""
    grid.choose(whole(grid.model))


def mark(grid: Grid, _key: str) -> None:
    """Plain arrows extend a selection from here on; a second time they stop, and the selection goes."""
    held, here = grid.selection, grid.cursor.place
    if held is not None and held.growing:
        grid.choose(None)
    else:
        grid.choose((held or CellRange(here, here))._replace(growing=True))


def copy(grid: Grid, _key: str) -> None:
    """Selected cells, or the one under the cursor, go to the clipboard."""
    _copy(grid, with_labels=False)


def copy_labelled(grid: Grid, _key: str) -> None:
    """As copying, with the names of rows and columns."""
    _copy(grid, with_labels=True)


def cut(grid: Grid, _key: str) -> None:
    """Copies, then empties what is no total."""
    refused = grid.leave()
    figures = _taken(grid)
    if _empty(grid, figures):
        _tell(grid, Change(), refused, EMPTY)
        return
    taken = _offer(grid, with_labels=False)
    done = clear(grid.session, figures, _("剪切"), span_name(figures))
    said = _("已剪切 {cells} 格，{taken}") if done.cells else _("已复制，没有可以清空的格，{taken}")
    _tell(grid, done.change, refused, said.format(cells=done.cells, taken=taken) + _totals(done.totals))


def clear_selected(grid: Grid) -> None:
    """Empties the selected cells; totals stay."""
    figures = grid.selected
    done = clear(grid.session, figures, _("清空"), span_name(figures))
    said = _("已清空 {cells} 格").format(cells=done.cells) if done.cells else _("没有可以清空的格")
    _tell(grid, done.change, "", said + _totals(done.totals))


def fill_row(grid: Grid, _key: str) -> None:
    """The blanks of the row under the cursor become 0."""
    refused = grid.leave()
    filled = fill_zero(grid.session, grid.model.lines[grid.cursor.line].figures, grid.figure.row_name)
    none = _("这一行没有空格")
    said = _("已把这一行的 {cells} 个空格填为 0").format(cells=filled.cells) if filled.cells else none
    _tell(grid, filled.change, refused, said + marks_left(filled.marks))


def marks_left(marks: int) -> str:
    """What to say of marks where blanks were filled."""
    return _("；{marks} 格是“/”一类的记号，请自行核实").format(marks=marks) if marks else ""


EMPTY = _("这一格是空的，没有复制；退出请按 {quit}").format(quit=key_of("quit"))


def _totals(totals: int) -> str:
    return _("；{totals} 格总计由程序计算，没有动").format(totals=totals) if totals else ""


def _taken(grid: Grid) -> list[Figure]:
    return grid.selected or [grid.figure]


def _empty(grid: Grid, figures: list[Figure]) -> bool:
    """Whether there is but one cell, and nothing in it."""
    return len(figures) == 1 and grid.session.report.ledger.printed(figures[0].index) is None


def _copy(grid: Grid, *, with_labels: bool) -> None:
    refused = grid.leave()
    figures = _taken(grid)
    if _empty(grid, figures):
        _tell(grid, Change(), refused, EMPTY)
        return
    taken = _offer(grid, with_labels=with_labels)
    said = _("已连同行名、列名复制 {cells} 格，{taken}") if with_labels else _("已复制 {cells} 格，{taken}")
    _tell(grid, Change(), refused, said.format(cells=len(figures), taken=taken))


def _offer(grid: Grid, *, with_labels: bool) -> str:
    """Puts what is selected on the clipboard; where it can be pasted."""
    rows = grid.selection.rows(grid.model) if grid.selection else [[grid.figure]]
    grid.app.copy_to_clipboard(tsv((labelled if with_labels else contents)(grid.session.report, rows)))
    if client_takes(os.environ.get("TERM", "")):
        return _("也交给了终端软件的剪贴板（有的终端软件不收）")
    return _("可以粘贴在本程序里；这种终端不能交给剪贴板")


def _tell(grid: Grid, change: Change, refused: str, said: str) -> None:
    """Draws what was done and says it; no plain arrow extends the selection any more."""
    grid.finish_selecting()
    grid.report(change)
    undo = _("。{undo} 可以撤销。").format(undo=key_of("undo")) if change.happened else _("。")
    grid.owner.show_focus((_("{refused}。").format(refused=refused) if refused else "") + said + undo)


RANGES: dict[str, Callable[[Grid, str], None]] = {
    "extend": extend,
    "select_all": select_all,
    "mark": mark,
    "copy": copy,
    "copy_labelled": copy_labelled,
    "cut": cut,
    "fill_row": fill_row,
}
