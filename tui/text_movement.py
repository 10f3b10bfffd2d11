"""How the cursor of a text area moves: by whole characters, units of Chinese text, rows of the screen and paragraphs."""

from __future__ import annotations

from textual.document._document import Location, Selection
from textual.widgets import TextArea

from tui.text_units import character_after, character_before, next_stop, previous_stop, snapped


class TextMovement(TextArea):
    """A text area whose cursor never stands inside a character, and that knows no words but units (`text_units`).

    Moves with ``select`` keep the other end of the selection.
    """

    def _validate_selection(self, selection: Selection) -> Selection:
        valid = super()._validate_selection(selection)
        return valid._replace(start=self._whole(valid.start), end=self._whole(valid.end))

    def _whole(self, location: Location) -> Location:
        row, column = location
        return row, snapped(self.document.get_line(row), column)

    def get_cursor_left_location(self) -> Location:
        """The character before; from the beginning of a paragraph the end of the one above."""
        row, column = self.cursor_location
        if column:
            return row, character_before(self.document.get_line(row), column)
        return (row - 1, len(self.document.get_line(row - 1))) if row else (0, 0)

    def get_cursor_right_location(self) -> Location:
        """The character behind; from the end of a paragraph the beginning of the next."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if column < len(line):
            return row, character_after(line, column)
        return (row + 1, 0) if row + 1 < self.document.line_count else (row, column)

    def get_cursor_word_left_location(self) -> Location:
        """Where the unit before begins; the ends of paragraphs are stops too."""
        row, column = self.cursor_location
        if column:
            return row, previous_stop(self.document.get_line(row), column)
        return self.get_cursor_left_location()

    def get_cursor_word_right_location(self) -> Location:
        """Where the next unit begins; the ends of paragraphs are stops too."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if column < len(line):
            return row, next_stop(line, column)
        return self.get_cursor_right_location()

    def get_cursor_line_start_location(self, smart_home: bool = False) -> Location:  # noqa: ARG002 - Textual's signature
        """Where the row of the screen begins; from there the beginning of the paragraph."""
        row, column = self.cursor_location
        start = max((edge for edge in self.wrapped_document.get_offsets(row) if edge <= column), default=0)
        return row, start if start < column else 0

    def get_cursor_line_end_location(self) -> Location:
        """Before the last character of the row of the screen; from there the end of the paragraph."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        edge = next((edge for edge in self.wrapped_document.get_offsets(row) if edge > column), None)
        end = len(line) if edge is None else character_before(line, edge)
        return row, end if end > column else len(line)

    def action_paragraph_up(self, select: bool = False) -> None:
        """To the beginning of the paragraph; from there to that of the one above."""
        row, column = self.cursor_location
        self.move_cursor((row if column else max(0, row - 1), 0), select=select)

    def action_paragraph_down(self, select: bool = False) -> None:
        """To the beginning of the next paragraph; in the last one to its end."""
        row, _ = self.cursor_location
        last = row + 1 == self.document.line_count
        self.move_cursor(self.document.end if last else (row + 1, 0), select=select)

    def action_text_start(self, select: bool = False) -> None:
        """To the beginning of the text."""
        self.move_cursor((0, 0), select=select)

    def action_text_end(self, select: bool = False) -> None:
        """To the end of the text."""
        self.move_cursor(self.document.end, select=select)

    def action_text_page_up(self, select: bool = False) -> None:
        """A screen up."""
        self._turn_page(-1, select=select)

    def action_text_page_down(self, select: bool = False) -> None:
        """A screen down."""
        self._turn_page(1, select=select)

    def _turn_page(self, direction: int, *, select: bool) -> None:
        rows = direction * max(1, self.content_size.height - 1)
        target = self.navigator.get_location_at_y_offset(self.cursor_location, rows)
        self.scroll_relative(y=rows, animate=False)
        self.move_cursor(target, select=select, record_width=False)

    def action_delete_word_right(self) -> None:
        """Deletes the selection, or up to where the next unit begins."""
        start, end = self.selection
        self._delete_via_keyboard(start, end if start != end else self.get_cursor_word_right_location())
