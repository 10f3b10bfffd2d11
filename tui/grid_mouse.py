"""What the mouse, and characters of another width, mean to a grid."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from tui.grid_cursor import GridCursor
from tui.grid_layout import GridLayout
from tui.grid_model import GridModel
from tui.grid_paint import GridPainter

if TYPE_CHECKING:
    from tui.grid import Grid


class GridPointing:
    """Mixed into the grid."""

    def pressed(self, x: int, y: int) -> None:
        """A click goes to a cell as the arrows do."""
        grid = cast("Grid", self)
        layout = grid._laid_out()  # noqa: SLF001  # the grid's own
        head = grid._head_height(layout)  # noqa: SLF001  # as above
        go(grid, lambda: put_cursor(grid.cursor, layout, x, y - head))

    def wheeled(self, lines: int) -> None:
        """The wheel takes the cursor along."""
        grid = cast("Grid", self)
        go(grid, lambda: grid.cursor.page(lines))

    def remeasure(self) -> None:
        """Everything is laid out anew."""
        grid = cast("Grid", self)
        grid.model = grid.cursor.model = GridModel(grid.session.report.form, grid.section)
        grid.painter = GridPainter(grid.session, grid.model)
        grid.painter.select(grid.selection)
        grid._layout = None  # noqa: SLF001  # as above
        grid._built_for = (0, 0)  # noqa: SLF001  # as above


def go(grid: Grid, move: Callable[[], object]) -> None:
    """Leaves the cell, gives up the selection, and moves."""
    typed, refused = grid._left()  # noqa: SLF001  # as above
    move()
    grid.select(None)
    grid.redraw()
    grid.owner.show_left(typed, refused)


def put_cursor(cursor: GridCursor, layout: GridLayout, x: int, y: int) -> bool:
    """Puts the cursor on the cell at a column of the screen and a line below the head; False where there is none."""
    line = cursor.top + y
    if y < 0 or line not in cursor.model.rows:
        return False
    columns = len(cursor.model.lines[line].figures)
    hit = next((box for box in layout.columns if box.x <= x < box.x + box.width and box.place < columns), None)
    cursor.line, cursor.wished = line, cursor.wished if hit is None else hit.place
    return True
