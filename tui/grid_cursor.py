"""Where the cursor of a grid stands and how it moves: by rows, cells and pages, with the window that follows it. No Textual."""

from __future__ import annotations

from collections.abc import Callable

from schema.form import Figure
from tui.grid_model import GridModel

FAR = 10_000


class GridCursor:
    """A line and a wished column; in a narrower row the last column counts. ``top`` is the first visible line."""

    def __init__(self, model: GridModel) -> None:
        self.model = model
        self.line = model.rows[0]
        self.wished = 0
        self.top = 0
        self._row_typed: tuple[int, tuple[int, int]] | None = None
        """The column where a row typed with Tab was begun, and where the last Tab went."""

    @property
    def column(self) -> int:
        """The column that counts in this line."""
        return min(self.wished, self._columns(self.line) - 1)

    @property
    def place(self) -> tuple[int, int]:
        """Line and wished column."""
        return self.line, self.wished

    @property
    def figure(self) -> Figure:
        """The figure under the cursor."""
        return self.model.lines[self.line].figures[self.column]

    def step(self, down: int, right: int, *, wrap: bool = False) -> None:
        """One cell on; with ``wrap`` from the end of a row to the next."""
        rows = self.model.rows
        place, column = rows.index(self.line) + down, self.column + right
        if wrap and column >= self._columns(self.line) and place + 1 < len(rows):
            place, column = place + 1, 0
        elif wrap and column < 0 and place > 0:
            place, column = place - 1, FAR
        line = rows[max(0, min(len(rows) - 1, place))]
        wished = self.wished if down and not right else max(0, min(self._columns(line) - 1, column))
        self.line, self.wished = line, wished

    def tab(self, *, typed: bool) -> None:
        """A cell on; ``typed`` is whether one was just typed in, which begins a row unless Tab has brought the cursor here."""
        begun = self._row_begun()
        if begun is None and typed:
            begun = self.column
        self.step(0, 1, wrap=True)
        self._row_typed = None if begun is None else (begun, self.place)

    def enter(self) -> None:
        """A row down; after a row typed with Tab below its beginning, as spreadsheets do."""
        begun, line = self._row_begun(), self.line
        self.step(1, 0)
        if begun is not None and self.line != line:
            self.wished = begun

    def end_row(self) -> None:
        """The row that was typed with Tab, if any, is of no more concern."""
        self._row_typed = None

    def _row_begun(self) -> int | None:
        """The column where the row was begun; None where the cursor came here in another way."""
        return self._row_typed[0] if self._row_typed and self._row_typed[1] == self.place else None

    def page(self, lines: int) -> None:
        """Up or down by so many lines."""
        rows, target = self.model.rows, self.line + lines
        if lines < 0:
            self.line = next((row for row in reversed(rows) if row <= target), rows[0])
        else:
            self.line = next((row for row in rows if row >= target), rows[-1])

    def along(self, *, end: bool) -> None:
        """To the first or last cell of the row."""
        self.wished = self._columns(self.line) - 1 if end else 0

    def corner(self, *, end: bool) -> None:
        """To the first or last cell of the table."""
        self.line = self.model.rows[-1 if end else 0]
        self.along(end=end)

    def go_to(self, address: str) -> bool:
        """To a figure; False when this table does not have it."""
        place = self.model.places.get(address)
        if place:
            self.line, self.wished = place
        return place is not None

    def follow(self, height: int) -> None:
        """Moves the window of ``height`` lines so that the cursor's line, and the heading over it, are in it."""
        lines = self.model.lines
        above = 1 if lines[self.line].depth else 0
        if self.line - above < self.top:
            self.top = max(0, self.line - above)
            while self.top and lines[self.top - 1].kind != "row" and self.line - self.top < height - 1:
                self.top -= 1
        elif self.line >= self.top + height:
            self.top = self.line - height + 1
        self.top = max(0, min(self.top, len(lines) - height))

    def _columns(self, line: int) -> int:
        return len(self.model.lines[line].figures)


MOVES: dict[str, Callable[[GridCursor, int], None]] = {
    "up": lambda cursor, _: cursor.step(-1, 0),
    "down": lambda cursor, _: cursor.step(1, 0),
    "left": lambda cursor, _: cursor.step(0, -1),
    "right": lambda cursor, _: cursor.step(0, 1),
    "enter": lambda cursor, _: cursor.enter(),
    "next_cell": lambda cursor, _: cursor.tab(typed=False),
    "next_cell_typed": lambda cursor, _: cursor.tab(typed=True),
    "previous_cell": lambda cursor, _: cursor.step(0, -1, wrap=True),
    "row_start": lambda cursor, _: cursor.along(end=False),
    "row_end": lambda cursor, _: cursor.along(end=True),
    "page_up": lambda cursor, height: cursor.page(1 - height),
    "page_down": lambda cursor, height: cursor.page(height - 1),
    "first_cell": lambda cursor, _: cursor.corner(end=False),
    "last_cell": lambda cursor, _: cursor.corner(end=True),
}
"""What an action, or a case of one, does to the cursor, in a window of so many lines."""
