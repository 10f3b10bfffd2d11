"""The text area for prose; loaded only when one is opened, because Textual's own takes long to import."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any, NamedTuple, cast

import textual.document._wrapped_document
import textual.widgets._text_area
from rich.cells import split_graphemes
from rich.segment import Segment
from rich.style import Style
from rich.text import Text
from textual import events
from textual.document._document import EditResult, Selection
from textual.document._edit import Edit
from textual.document._wrapped_document import WrappedDocument
from textual.expand_tabs import expand_text_tabs_from_widths
from textual.geometry import Offset, Region
from textual.reactive import Reactive, reactive
from textual.strip import Strip
from textual.widgets import TextArea

from tui.direct_paint import Brush
from tui.styles import PLAIN
from tui.text_movement import TextMovement
from tui.workarounds import SturdyApp
from tui.wrap import wrap_offsets

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")
"""C0 but for tab and newline, DEL, C1, line separators, and what changes the direction of text."""


def without_controls(text: str) -> str:
    """Text with its line ends as newlines, and without the characters that would steer the terminal."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _wrap_document_line(text: str, width: int, tab_size: int, *_: object, **__: object) -> list[int]:
    return wrap_offsets(text, width, tab_size)


cast("Any", textual.document._wrapped_document).compute_wrap_offsets = _wrap_document_line  # noqa: SLF001  # defect 8


class LeanWrappedDocument(WrappedDocument):
    """A wrapped document that cuts a line into its rows without making styled text of all of it."""

    def get_sections(self, line_index: int) -> list[str]:
        """The rows of a line as they stand on the screen."""
        line = self.document[line_index]
        edges = [0, *self._wrap_offsets[line_index], len(line)]
        return [line[begin:end] for begin, end in pairwise(edges)]


cast("Any", textual.widgets._text_area).WrappedDocument = LeanWrappedDocument  # noqa: SLF001  # it makes them itself


class Drawn(NamedTuple):
    """What a row shows: its styled text, None below the last; the paragraph that begins with it, if one does; cells before it."""

    text: Text | None
    begins: int | None
    gutter: int

    def looks_like(self, other: Drawn) -> bool:
        """Whether both show the same characters in the same styles."""
        if self.text is None or other.text is None:
            return self.text is other.text and self.gutter == other.gutter
        same = self.text.plain == other.text.plain and self.text.spans == other.text.spans
        return same and self[1:] == other[1:]


class LeanTextArea(TextMovement):
    """A text area that wraps Chinese rightly, does not blink, and repaints only the cells that have changed."""

    tab_leaves = True
    takes_text = True
    """A long burst of keys comes as one paste."""

    selection: Reactive[Selection] = reactive(Selection(), init=False, always_update=True, repaint=False)

    def __init__(
        self,
        text: str = "",
        *,
        read_only: bool = False,
        id: str | None = None,  # noqa: A002  # Textual's name for it
        classes: str | None = None,
    ) -> None:
        self._painted: dict[int, tuple[Drawn, Strip]] = {}
        self._operations = 0
        self._styled_for: tuple[object, str] = (None, "")
        super().__init__(text, read_only=read_only, id=id, classes=classes, compact=True, highlight_cursor_line=False)
        self.set_reactive(TextArea.cursor_blink, False)
        self.set_reactive(TextArea.match_cursor_bracket, False)

    def why_read_only(self) -> str:
        """What is said of a key that would change a text that cannot be changed."""
        return ""

    def render_line(self, y: int) -> Strip:
        """One row as it goes to the screen."""
        drawn = self._drawn(y)
        strip = self._strip_of(drawn)
        self._painted[y] = drawn, strip
        return strip

    def piece(self, row: int, begin: int, end: int) -> Text:
        """A part of a line of the document as it is to be shown."""
        return Text(self.document.get_line(row)[begin:end], end="", no_wrap=True)

    def _drawn(self, y: int) -> Drawn:
        """What a row shows, made from its own characters only; Textual styles and divides the whole line for each of its rows."""
        rows = self.wrapped_document._offset_to_line_info  # noqa: SLF001  # no public way from a row to its line
        place = y + self.scroll_offset.y
        if place >= len(rows):
            return Drawn(None, None, self.gutter_width)
        row, section = rows[place]
        offsets = self.wrapped_document.get_offsets(row)
        line = self.document.get_line(row)
        begin, end = [0, *offsets][section], [*offsets, len(line)][section]
        text = self.piece(row, begin, end)
        if section == len(offsets):
            text.set_length(len(text) + 1)  # a blank for the cursor
        self._style_piece(text, row, begin)
        if offsets:
            tabs = line.count("\t", 0, begin)
            text = expand_text_tabs_from_widths(text, self.wrapped_document.get_tab_widths(row)[tabs:])
        else:
            text.expand_tabs(self.indent_width)
        return Drawn(text, row if section == 0 else None, self.gutter_width)

    def _render_line(self, y: int) -> Strip:
        return self._strip_of(self._drawn(y))

    def _strip_of(self, drawn: Drawn) -> Strip:
        """A row as segments."""
        base = (self._theme and self._theme.base_style) or self.rich_style
        base = Style.null() if _is_terminals_own(base) else base
        if drawn.text is None:
            return Strip.blank(self.size.width, base)
        strip = Strip(drawn.text.render(self.app.console), cell_length=drawn.text.cell_len)
        if self.gutter_width:
            strip = Strip([self.margin(drawn.begins), *strip], self.gutter_width + strip.cell_length)
        return strip.extend_cell_length(self.scrollable_content_region.width, base).apply_style(base)

    def margin(self, row: int | None) -> Segment:  # noqa: ARG002 - a hook
        """What stands in the gutter beside the first row of a paragraph; None for its other rows."""
        return Segment(" " * self.gutter_width)

    def _style_piece(self, text: Text, row: int, begin: int) -> None:
        """Selection and cursor, where a line's characters from ``begin`` on have a part in them."""
        (top, top_column), (bottom, bottom_column) = sorted(self.selection)
        cursor_row, cursor_column = self.selection.end
        style = self._theme.selection_style if self._theme else None
        length = len(self.document.get_line(row))
        if style and not self.selection.is_empty and top <= row <= bottom:
            if not length and row != cursor_row:
                text.plain = " "
                text.stylize(style)
            first, last = top_column if row == top else 0, bottom_column if row == bottom else length
            if last > begin:
                text.stylize(style, max(0, first - begin), last - begin)
        cursor = self._theme.cursor_style if self._theme else None
        if cursor and self._draw_cursor and row == cursor_row and begin <= cursor_column:
            text.stylize(cursor, cursor_column - begin, cursor_column - begin + 1)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the cursor stands on the screen, by the lines as they are wrapped now; Textual's is of its last move."""
        cast("Any", self)._recompute_cursor_offset()  # noqa: SLF001 - only Textual works it out
        return super().cursor_screen_offset

    def watch_selection(self) -> None:
        """Repaint what the cursor has left and where it has come."""
        self._repaint_changes()

    def on_resize(self) -> None:
        """The lines are wrapped anew next, by Textual, which paints them no more and leaves the cursor where it was."""
        self.call_after_refresh(self._show_wrapped)

    def _show_wrapped(self) -> None:
        self.scroll_cursor_visible()
        self._repaint_changes()
        if self.has_focus and isinstance(self.app, SturdyApp):
            self.app.place_cursor()

    def edit(self, edit: Edit) -> EditResult:
        """Perform an edit and repaint what it has changed."""
        with self._one_operation(), self.prevent(TextArea.Changed):
            return super().edit(edit)

    def _undo_batch(self, edits: Sequence[Edit]) -> None:
        with self._one_operation():
            super()._undo_batch(edits)

    def _redo_batch(self, edits: Sequence[Edit]) -> None:
        with self._one_operation():
            super()._redo_batch(edits)

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = without_controls(event.text)  # Textual calls the handler of TextArea next

    @contextmanager
    def _one_operation(self) -> Iterator[None]:
        """Put the repaint off until document, wrapping and cursor agree again."""
        self._operations += 1
        try:
            yield
        finally:
            self._operations -= 1
        self._repaint_changes()

    def _repaint_changes(self) -> None:
        if self._operations or not self.is_mounted:
            return
        if Brush.taking and Brush.taking.holding:
            Brush.taking.put_off(self._repaint_changes)
            return
        self._follow_theme()
        brush = Brush.taking if Brush.taking and Brush.taking.reaches(self) else None
        for y in range(self.scrollable_content_region.height):
            painted, drawn = self._painted.get(y), self._drawn(y)
            if painted is None or drawn.looks_like(painted[0]):
                continue
            strip = self._strip_of(drawn)
            span = _changed_cells(painted[1], strip)
            if span is not None and brush:
                self._painted[y] = drawn, strip
                self._paint(brush, y, strip, span)
            elif span is not None:
                self.refresh(Region(span[0], y, span[1] - span[0], 1))

    def _paint(self, brush: Brush, y: int, strip: Strip, span: tuple[int, int]) -> None:
        left, top, *_ = self.content_region
        cells = [(text, style or PLAIN) for text, style in _cells(strip)[slice(*span)]]
        brush.paint(Offset(left + span[0], top + y), cells)
        self._styles_cache.clear()  # Textual's picture of this text, which it will ask for anew

    def _follow_theme(self) -> None:
        """Textual reads the styles of a text from its CSS for every repaint, 2 ms; they change with the theme only."""
        if self._theme is not None and self._styled_for != (self._theme, self.app.theme):
            self._styled_for = (self._theme, self.app.theme)
            self._theme.apply_css(self)


def _is_terminals_own(style: Style) -> bool:
    """Whether a style is that of plain text, which is 12 bytes shorter without its name."""
    plain = all(colour is None or colour.is_default for colour in (style.color, style.bgcolor))
    return plain and style.without_color.render("x") == "x"


def _changed_cells(before: Strip, after: Strip) -> tuple[int, int] | None:
    """First changed cell and the one after the last, never in the middle of a wide character; None for no change.

    The whole row where a mark joins another character: Textual cuts between the two.
    """
    if before == after:
        return None
    old, new = _cells(before), _cells(after)
    if len(old) != len(new) or any(len(text) > 1 for text, _ in (*old, *new)):
        return 0, max(len(old), len(new))
    changed = [x for x, (left, right) in enumerate(zip(old, new, strict=True)) if left != right]
    if not changed:
        return None
    first, end = changed[0], changed[-1] + 1
    while first > 0 and not (old[first][0] and new[first][0]):
        first -= 1
    while end < len(old) and not (old[end][0] and new[end][0]):
        end += 1
    return first, end


def _cells(strip: Strip) -> list[tuple[str, Style | None]]:
    """Text and style cell by cell; the second cell of a wide character has no text, joined marks stand with it."""
    cells: list[tuple[str, Style | None]] = []
    text = ""
    for segment in strip:
        style = segment.style or None  # a null style is none
        for begin, end, width in split_graphemes(segment.text)[0]:
            text += segment.text[begin:end]
            if width:
                cells += [(text, style), *[("", style)] * (width - 1)]
                text = ""
    return cells
