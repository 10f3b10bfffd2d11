"""A line of text to type in; loaded only when one is opened, because Textual's own takes long to import."""

from __future__ import annotations

import re

from textual import events
from textual.geometry import Offset
from textual.widgets import Input

from tui.text_fields import without_controls


class FieldInput(Input):
    """A line of text with the hardware cursor in its place; a paste becomes one line without control characters."""

    tab_leaves = True
    takes_text = True

    def __init__(
        self,
        value: str | None = None,
        *,
        placeholder: str = "",
        max_length: int = 0,
        id: str | None = None,  # noqa: A002  # Textual's name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(
            value,
            placeholder,
            max_length=max_length,
            id=id,
            classes=classes,
            compact=True,
            select_on_focus=False,
        )
        self.set_reactive(Input.cursor_blink, False)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor stands on the screen; Input counts one cell too many at the end of the text."""
        x, y, _, _ = self.content_region
        return Offset(x + self._position_to_cell(self.cursor_position) - self.scroll_offset.x, y)

    def _on_paste(self, event: events.Paste) -> None:
        event.text = _one_line(event.text)  # Textual calls the handler of Input next

    def action_paste(self) -> None:
        """Insert what was cut or copied in the program."""
        self.replace(_one_line(self.app.clipboard), *self.selection)


def _one_line(text: str) -> str:
    return " ".join(part for line in re.split("[\n\t]", without_controls(text)) if (part := line.strip()))
