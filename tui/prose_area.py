"""A prose part in a text area: what is typed goes to the session key by key, numbers are marked by what the tables say."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.segment import Segment
from rich.text import Text
from textual import events
from textual.document._document import EditResult
from textual.document._edit import Edit

from reports.terminal_text import restored, safe
from schema.entry import Refusal
from schema.form import Part
from schema.language import _
from tui.long_text import TOO_LONG, excerpt
from tui.prose_editing import KEYS, MOVES, ProseEditing
from tui.prose_numbers import STYLES, Mark, moved
from tui.prose_paste import PastedInto
from tui.repair_words import changed_span
from tui.roles import TextOwner
from tui.session import Change, Session
from tui.status import number_note
from tui.styles import DIM
from tui.workarounds import SturdyApp

SENTENCE_ENDS = "。；！？\n"

CHANGING = ("enter", "backspace", "delete", "ctrl+h")
"""Keys besides characters that would change a text."""

NARROW = 40
"""Cells below which the paragraphs go without their numbers."""


class ProseArea(ProseEditing, PastedInto):
    """One prose part. The session holds the text; undo is the session's, over the whole report.

    Numbers are marked by what the tables say of them; while text is typed the marks move along, and are read anew after it.
    """

    tab_leaves = False

    def __init__(self, session: Session, part: Part, owner: TextOwner) -> None:
        self.session = session
        self.part = part
        self.owner = owner
        self._marks: list[Mark] = []
        self._original = ""
        self.excerpt = ""
        """What is shown of a text that is too long to be edited here; empty for any other."""
        self._shown = self._session_text()
        super().__init__(self._shown, read_only=self.closed)
        self._burst = 0
        self._end_of_last: tuple[int, int] | None = None
        self._note = ""
        self._row = 0
        """The paragraph that was told last."""
        self.typing = False
        """Whether the numbers have not been read since the last key that changed the text."""

    def take(self, event: events.Key) -> bool:
        """A character that is typed, or a move of the table's; whether the key was one. Nothing else of it is to be done."""
        if event.is_printable and event.character and not self.read_only:
            self._replace_via_keyboard(event.character, *self.selection)
            return True
        return KEYS.get(event.key) in MOVES and self.take_key(event)

    def on_key(self, event: events.Key) -> None:
        """Tab turns to another part between two keystrokes, in their order; other keys are those of the table."""
        step = {"tab": 1, "shift+tab": -1}.get(event.key)
        if step:
            self.owner.turn(step)
        elif self.session.read_only and (event.is_printable or event.key in CHANGING):
            self.say(self.why_read_only())
        elif self.excerpt and event.is_printable:
            self.owner.edited(Change(refusal=Refusal(event.character or "", self.why_read_only())))
        elif not self.take_key(event):
            return
        event.stop()
        event.prevent_default()

    @property
    def closed(self) -> bool:
        """Whether nothing can be typed here."""
        return bool(self.excerpt) or self.session.read_only

    def why_read_only(self) -> str:
        """Why a key did nothing."""
        if not self.session.read_only:
            return _("这一段{why}").format(why=TOO_LONG)
        from tui.read_only import why_unchanged  # few reports are only looked at

        return why_unchanged()

    def say(self, message: str) -> None:
        """To the status lines."""
        self.owner.moved(message)

    @contextmanager
    def step_of_its_own(self) -> Iterator[None]:
        """No sentence that is being typed has part in it."""
        self._end_of_last = None
        yield
        self._end_of_last = None

    @property
    def gutter_width(self) -> int:
        """Room for the numbers of the paragraphs, where there is room at all."""
        if self.size.width < NARROW or self.excerpt:
            return 0
        return len(str(self.document.line_count)) + 1

    def margin(self, row: int | None) -> Segment:
        """The number of the paragraph."""
        room = self.gutter_width - 1
        return Segment(f"{'' if row is None else row + 1:>{room}} ", DIM if row is not None else None)

    def turn_to(self, part: Part) -> None:
        """Shows another part."""
        self.session.close_step()
        self.part = part
        self.show_text()
        self.move_cursor((0, 0))

    def show_text(self) -> None:
        """Takes the session's text where it differs, the cursor behind what changed, and reads its numbers anew."""
        before = self.text
        self._shown = self._session_text()
        self.read_only = self.closed
        if self._shown != before:
            _, last = changed_span(before, self._shown)
            self._marks = []
            self.load_text(self._shown)
            self.move_cursor(self.location_of(max(0, len(self._shown) - len(before) + last)))
        self.show_marks()

    def show_marks(self) -> None:
        """Marks the numbers as the tables stand now."""
        marks = [] if self.excerpt else self.session.lookup.marks(self.part.address)
        if len(self._shown) != len(self._original):
            marks = [mark._replace(start=self._to_shown(mark.start), end=self._to_shown(mark.end)) for mark in marks]
        self.typing = False
        self._note = number_note(self.session, self.part.address, self.at)
        if marks != self._marks:
            self._marks = marks
            self._repaint_changes()

    def piece(self, row: int, begin: int, end: int) -> Text:
        """A part of a line with its numbers marked."""
        text = super().piece(row, begin, end)
        first = self.place_of((row, begin))
        for mark in self._marks:
            if mark.start < first + len(text) and mark.end > first:
                text.stylize(STYLES[mark.sign], max(0, mark.start - first), mark.end - first)
        return text

    @property
    def at(self) -> int | None:
        """The cursor's place in the session's text; None where only an excerpt is shown."""
        if self.excerpt:
            return None
        place = self.place_of(self.cursor_location)
        if len(self._shown) == len(self._original):
            return place
        return next((at for at in range(len(self._original)) if self._to_shown(at) >= place), len(self._original))

    def go_to(self, at: int) -> None:
        """Puts the cursor at a place of the session's text."""
        self.move_cursor((0, 0) if self.excerpt else self.location_of(self._to_shown(at)))
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        """Where a page has only just been laid out, its lines were not wrapped yet when the cursor was set."""
        self.scroll_cursor_visible()
        if isinstance(self.app, SturdyApp):
            self.app.place_cursor()

    def watch_selection(self) -> None:
        """Tells when the cursor comes to a number or another paragraph, or leaves one."""
        super().watch_selection()
        row, _ = self.cursor_location
        if self.has_focus and not self._operations and (not self.typing or row != self._row):
            note = self._note if self.typing else number_note(self.session, self.part.address, self.at)
            if (note, row) != (self._note, self._row):
                self._note, self._row = note, row
                self.owner.moved()

    def edit(self, edit: Edit) -> EditResult:
        """Performs an edit, and hands the text to the session in the same moment; a sentence is one undo step."""
        with self._one_operation():
            before = self._shown
            result = super().edit(edit)
            if self.text != before and not self.excerpt:
                self._shown = self.text
                first, last = changed_span(before, self._shown)
                self._marks = moved(self._marks, first, last, len(self._shown) - len(before) + last - first)
                self._hand_over()
        return result

    def _to_shown(self, at: int) -> int:
        """A place in the session's text as one in the text shown, where control characters stand as tokens."""
        return at if len(self._shown) == len(self._original) else len(safe(self._original[:at]))

    def _hand_over(self) -> None:
        self.typing = True
        row, column = self.cursor_location
        text = restored(self.text, self._original)
        near = self._end_of_last
        if near is None or near[0] != row or abs(near[1] - column) > 1:
            self._burst += 1
        change = self.session.enter(self.part.address, text, mark=("prose", self._burst))
        self._original = text
        before = self.document.get_line(row)[column - 1 : column]
        self._end_of_last = None if before in SENTENCE_ENDS else (row, column)
        self.owner.edited(change)

    def _session_text(self) -> str:
        """The part's text; control characters of a file as visible tokens, which become themselves again on the way back."""
        self._original = self.session.report.prose.get(self.part.address, "")
        text = safe(self._original)
        self.excerpt = excerpt(text)
        return self.excerpt or text

    def end_step(self) -> None:
        """What comes next is an undo step of its own."""
        self._end_of_last = None
        self.session.close_step()

    on_blur = end_step
