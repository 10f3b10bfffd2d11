"""Marks what was found in a text field, so that one sees it; typing replaces it, as everywhere."""

from __future__ import annotations

from textual.document._document import Selection as Marked
from textual.widget import Widget
from textual.widgets import Input
from textual.widgets.input import Selection as MarkedInLine

from tui.prose_area import ProseArea


def mark(field: Widget, start: int, end: int) -> None:
    """Selects a span of the session's text; a text of which only the beginning is shown has nothing to select."""
    if isinstance(field, ProseArea) and not field.excerpt:
        field.go_to(start)
        first = field.cursor_location
        field.go_to(end)
        field.selection = Marked(first, field.cursor_location)
    elif isinstance(field, Input):
        length = len(field.value)
        field.selection = MarkedInLine(min(start, length), min(end, length))
