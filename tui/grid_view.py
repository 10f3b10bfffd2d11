"""What a grid shows: head and body in its window, the cursor, the cell being typed in, the selection. Keys are the grid's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.geometry import Offset

from schema.form import Figure, Section
from schema.language import _
from tui.grid_cursor import GridCursor
from tui.grid_entry import Entry
from tui.grid_layout import GridLayout
from tui.grid_model import GridModel
from tui.grid_paint import GridPainter
from tui.paint import LineWidget
from tui.session import Session
from tui.styles import Line

if TYPE_CHECKING:
    from tui.grid_selection import CellRange


class GridView(LineWidget):
    """One section's table as it is drawn; `redraw` repaints what differs."""

    def __init__(self, session: Session, section: Section, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.session = session
        self.section = section
        self.model = GridModel(session.report.form, section)
        self.cursor = GridCursor(self.model)
        self.painter = GridPainter(session, self.model)
        self.entry: Entry | None = None
        self.selection: CellRange | None = None
        self._layout: GridLayout | None = None

    @property
    def figure(self) -> Figure:
        """The figure under the cursor."""
        return self.cursor.figure

    @property
    def selected(self) -> list[Figure]:
        """The figures of the selection; empty where there is none."""
        return self.selection.figures(self.model) if self.selection else []

    @property
    def note(self) -> str:
        """What the selection comes to; empty where there is none."""
        if self.selection is None:
            return ""
        from tui.grid_selection import summary  # loaded with the first selection

        said = summary(self.session.report, self.selected)
        return said + (_("；方向键扩大，Esc 结束") if self.selection.growing else "")

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the hardware cursor belongs: on the last digit, or behind the caret while typing."""
        layout = self._laid_out()
        box = layout.box(self.cursor.column)
        y = self._head_height(layout) + self.cursor.line - self.cursor.top
        if box is None:
            return self.screen_offset(0, y)
        if self.entry is None:
            return self.screen_offset(box.x + box.width - 2, y)
        behind = cell_len(self.entry.text[self.entry.caret :])
        return self.screen_offset(max(box.x, box.x + box.width - 1 - behind), y)

    @property
    def page_height(self) -> int:
        """Lines of the body that are in the window."""
        return max(2, self.size.height - self._head_height(self._laid_out()))

    def point_out(self, spoken_of: frozenset[str], to_change: frozenset[str]) -> None:
        """Marks what the chosen problem speaks of."""
        if self.painter.point_out(spoken_of, to_change):
            self.redraw()

    def show_changes(self) -> None:
        """Draws what changed elsewhere (undo, another table)."""
        self.painter.renew(self.model.places)
        self.redraw()

    def select(self, selection: CellRange | None) -> None:
        """Turns to another selection, or to none; the next `redraw` shows it."""
        if selection != self.selection:
            self.selection = selection
            self.painter.select(selection)

    def finish_selecting(self) -> None:
        """Plain arrows extend the selection no longer; the next of them drops it."""
        if self.selection is not None:
            self.select(self.selection._replace(growing=False))

    def redraw(self) -> None:
        """Repaints what differs, with the layout worked out anew."""
        self.painter.renew_faulty()
        self._layout = None
        self.repaint()

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Head, then as many lines of the body as fit."""
        if not width:
            return []
        layout = self._laid_out()
        self.cursor.follow(self.page_height)
        head = self.painter.head(self.painter.head_block(self.cursor), layout)
        return [*head, *self.painter.body(layout, height - len(head), self.cursor, self.entry)]

    def _laid_out(self) -> GridLayout:
        if self._layout is None or self._layout.width != self.size.width:
            self._layout = self.painter.layout(max(1, self.size.width), self.cursor, self.entry)
        return self._layout

    def _head_height(self, layout: GridLayout) -> int:
        return len(self.painter.head(self.painter.head_block(self.cursor), layout))
