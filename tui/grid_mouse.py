"""Where in a grid a click of the mouse leads. No Textual."""

from __future__ import annotations

from tui.grid_cursor import GridCursor
from tui.grid_layout import GridLayout


def put_cursor(cursor: GridCursor, layout: GridLayout, x: int, y: int) -> bool:
    """Puts the cursor on the cell at a column of the screen and a line below the head; False where there is none."""
    line = cursor.top + y
    if y < 0 or line not in cursor.model.rows:
        return False
    columns = len(cursor.model.lines[line].figures)
    hit = next((box for box in layout.columns if box.x <= x < box.x + box.width and box.place < columns), None)
    cursor.line, cursor.wished = line, cursor.wished if hit is None else hit.place
    return True
