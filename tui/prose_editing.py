"""What the keys of the action table do in a text: bold, copying, cutting, selecting, moving; bold is shown as such."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.text import Text
from textual import events
from textual.document._document import Location
from textual.document._edit import Edit

from schema.bold import strong, toggled
from schema.language import _
from schema.word_count import total_length
from tui.keymap import key_of, keys_in
from tui.repair_words import changed_span
from tui.styles import BOLD, DIM
from tui.text_fields import LeanTextArea

KEYS = keys_in("prose")
PLAIN_MOVES = {
    "unit_left": "cursor_word_left",
    "unit_right": "cursor_word_right",
    "line_start": "cursor_line_start",
    "line_end": "cursor_line_end",
}
"""What Textual calls some moves of the table."""

MOVES = {
    *PLAIN_MOVES,
    "paragraph_up",
    "paragraph_down",
    "text_start",
    "text_end",
    "text_page_up",
    "text_page_down",
}


class ProseEditing(LeanTextArea):
    """A text area with the keys of the table. Its subclass says messages to the clerk and keeps the undo steps."""

    def say(self, message: str) -> None:
        """Tells the clerk something."""

    @contextmanager
    def step_of_its_own(self) -> Iterator[None]:
        """What is done within is undone by itself."""
        yield

    def place_of(self, location: Location) -> int:
        """A row and column as a place in the text."""
        row, column = location
        return sum(len(self.document.get_line(line)) + 1 for line in range(row)) + column

    def location_of(self, place: int) -> Location:
        """A place in the text as a row and column."""
        before = self.text[:place]
        return before.count("\n"), len(before) - before.rfind("\n") - 1

    def take_key(self, event: events.Key) -> bool:
        """Whether a key is one of the table; then it has been done."""
        action = KEYS.get(event.key, "")
        if not action:
            return False
        if action in MOVES:
            getattr(self, f"action_{PLAIN_MOVES.get(action, action)}")("shift+" in event.key)
        elif self.read_only and action not in ("select_text", "copy_text"):
            self.say(self.why_read_only())
        else:
            getattr(self, f"action_{action}")()
        return True

    def piece(self, row: int, begin: int, end: int) -> Text:
        """A part of a line: what is bold in bold, its markers dim."""
        text = super().piece(row, begin, end)
        if "*" in text.plain or "**" in self.document.get_line(row):
            for first, last in strong(self.document.get_line(row)):
                for start, stop, style in ((first - 2, first, DIM), (first, last, BOLD), (last, last + 2, DIM)):
                    if start < end and stop > begin:
                        text.stylize(style, max(0, start - begin), stop - begin)
        return text

    def action_bold(self) -> None:
        """The selection, or without one the clause at the cursor, becomes bold, or is bold no more."""
        start, end = (self.place_of(place) for place in sorted(self.selection))
        made = toggled(self.text, start, end)
        if made is None:
            rows = slice(min(self.selection)[0], max(self.selection)[0] + 1)
            stars = any("*" in line for line in self.document.lines[rows])
            said = _("这一段有配不成对的星号，请先补上或删去，再加粗。") if stars else _("光标处没有可以加粗的字。")
            self.say(said)
            return
        at = self.place_of(self.selection.end)
        with self.step_of_its_own():
            self._become(made.text)
        at = max(made.start, min(made.end, at + (2 if made.bold else -2)))
        ends = (at, at) if start == end else (made.start, made.end)
        first, last = (self.location_of(place) for place in ends)
        self.move_cursor(first)
        if first != last:
            self.move_cursor(last, select=True)

    def action_select_text(self) -> None:
        """Everything is selected."""
        self.select_all()

    def action_copy_text(self) -> bool:
        """The selection goes to the clipboard, the terminal's too where it takes one; whether there was any."""
        chosen = self.selected_text
        if chosen:
            self.app.copy_to_clipboard(chosen)
            self.say(_("已复制 {count} 字。").format(count=total_length(chosen)))
        else:
            self.say(_("请先选中文字：按住 Shift 移动光标，或者 {all} 全选。").format(all=key_of("select_text")))
        return bool(chosen)

    def action_cut_text(self) -> None:
        """The selection goes to the clipboard and out of the text."""
        if self.action_copy_text():
            count = total_length(self.selected_text)
            with self.step_of_its_own():
                self._delete_via_keyboard(*self.selection)
            self.say(_("已剪切 {count} 字，{undo} 可以撤销。").format(count=count, undo=key_of("undo")))

    def action_erase_unit_left(self) -> None:
        """Deletes the selection, or the unit before the cursor."""
        self.action_delete_word_left()

    def action_erase_unit_right(self) -> None:
        """Deletes the selection, or the unit behind the cursor."""
        self.action_delete_word_right()

    def _become(self, text: str) -> None:
        """Makes this the text by one edit of what differs."""
        before = self.text
        first, last = changed_span(before, text)
        begin, end = self.location_of(first), self.location_of(last)
        self.edit(Edit(text[first : len(text) - len(before) + last], begin, end, maintain_selection_offset=False))
