"""Prose parts of a section, one at a time in a text area; what is typed goes to the session key by key."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.document._document import EditResult
from textual.document._edit import Edit

from reports.terminal_text import restored, safe
from schema.entry import Refusal
from schema.form import Part, Section
from tui.long_text import THIS_TOO_LONG, excerpt
from tui.paint import LineWidget
from tui.prose_numbers import STYLES, Mark, moved
from tui.prose_paste import PastedInto
from tui.repair_words import changed_span
from tui.roles import Owner, TextOwner
from tui.session import Change, Session
from tui.status import number_note
from tui.styles import PLAIN, REVERSE, Line, Span, fit, joined
from tui.workarounds import SturdyApp

SENTENCE_ENDS = "。；！？\n"


class PartBar(LineWidget):
    """The parts of a section, the one being edited reversed."""

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__()
        self.parts = parts
        self.current = 0

    def build(self, width: int, height: int) -> list[Line]:
        """Names in as many lines as they need."""
        lines: list[list[Span]] = [[]]
        used = 0
        for place, part in enumerate(self.parts):
            text = f" {part.label} "
            if used and used + cell_len(text) > width:
                lines.append([])
                used = 0
            lines[-1].append((text, REVERSE if place == self.current else PLAIN))
            used += cell_len(text)
        return [joined([*line, (fit("", max(0, width - sum(cell_len(t) for t, _ in line))), PLAIN)]) for line in lines][
            :height
        ]

    def lines_for(self, width: int) -> int:
        """How many lines it needs."""
        return len(self.build(width, 99))


class ProseArea(PastedInto):
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
        super().__init__(self._shown, read_only=bool(self.excerpt))
        self._burst = 0
        self._end_of_last: tuple[int, int] | None = None
        self._note = ""
        self.typing = False
        """Whether the numbers have not been read since the last key that changed the text."""

    def on_key(self, event: events.Key) -> None:
        """Tab turns to another part between two keystrokes, in their order; Ctrl+Home and Ctrl+End go to the ends."""
        step = {"tab": 1, "shift+tab": -1}.get(event.key)
        if step:
            self.owner.turn(step)
        elif event.key == "ctrl+home":
            self.move_cursor((0, 0))
        elif event.key == "ctrl+end":
            self.move_cursor(self.document.end)
        elif self.excerpt and event.is_printable:
            self.owner.edited(Change(refusal=Refusal(event.character or "", THIS_TOO_LONG)))
        else:
            return
        event.stop()
        event.prevent_default()

    def turn_to(self, part: Part) -> None:
        """Shows another part."""
        self.session.close_step()
        self.part = part
        self.show_text()

    def show_text(self) -> None:
        """Takes the session's text where it differs, the cursor near what changed, and reads its numbers anew."""
        self._shown = self._session_text()
        self.read_only = bool(self.excerpt)
        if self._shown != self.text:
            row, column = self.cursor_location
            self._marks = []
            self.load_text(self._shown)
            row = min(row, self.document.line_count - 1)
            self.move_cursor((row, min(column, len(self.document.get_line(row)))))
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
        first = self._line_start(row) + begin
        for mark in self._marks:
            if mark.start < first + len(text) and mark.end > first:
                text.stylize(STYLES[mark.sign], max(0, mark.start - first), mark.end - first)
        return text

    @property
    def at(self) -> int | None:
        """The cursor's place in the session's text; None where only an excerpt is shown."""
        if self.excerpt:
            return None
        row, column = self.cursor_location
        place = self._line_start(row) + column
        if len(self._shown) == len(self._original):
            return place
        return next((at for at in range(len(self._original)) if self._to_shown(at) >= place), len(self._original))

    def go_to(self, at: int) -> None:
        """Puts the cursor at a place of the session's text."""
        before = "" if self.excerpt else self._shown[: self._to_shown(at)]
        self.move_cursor((before.count("\n"), len(before) - before.rfind("\n") - 1))
        self.call_after_refresh(self._show_cursor)

    def _show_cursor(self) -> None:
        """Where a page has only just been laid out, its lines were not wrapped yet when the cursor was set."""
        self.scroll_cursor_visible()
        if isinstance(self.app, SturdyApp):
            self.app.place_cursor()

    def watch_selection(self) -> None:
        """Tells when the cursor comes to a number, or leaves one."""
        super().watch_selection()
        if self.has_focus and not (self._operations or self.typing):
            note = number_note(self.session, self.part.address, self.at)
            if note != self._note:
                self._note = note
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

    def _line_start(self, row: int) -> int:
        return sum(len(self.document.get_line(line)) + 1 for line in range(row))

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


class ProsePage(Vertical):
    """The parts of one section: Tab and Shift+Tab turn to the next and the previous one."""

    def __init__(self, session: Session, section: Section, owner: Owner, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.section = section
        self.owner = owner
        self.bar = PartBar(section.parts)
        self.area = ProseArea(session, section.parts[0], self)

    def compose(self) -> ComposeResult:
        """The names of the parts where there are several, then the text."""
        if len(self.section.parts) > 1:
            yield self.bar
        yield self.area

    def on_resize(self, event: events.Resize) -> None:
        """The bar takes the lines it needs."""
        self.bar.styles.height = self.bar.lines_for(max(20, event.size.width))

    @property
    def part(self) -> Part:
        """The part being edited."""
        return self.area.part

    @property
    def address(self) -> str:
        """The address of the part being edited."""
        return self.part.address

    @property
    def at(self) -> int | None:
        """Where in it the cursor stands."""
        return self.area.at

    @property
    def busy(self) -> bool:
        """Whether the text is just being typed."""
        return self.area.typing

    def point_out(self, spoken_of: frozenset[str], to_change: frozenset[str]) -> None:
        """A text has no cells."""

    def turn_to(self, address: str, at: int | None = None) -> bool:
        """Shows the part with this address, the cursor at a place of it; False when it is elsewhere."""
        for place, part in enumerate(self.section.parts):
            if part.address == address:
                if part is not self.area.part:
                    self.area.turn_to(part)
                    self.bar.current = place
                    self.bar.repaint()
                    self.owner.show_focus()
                if at is not None:
                    self.area.go_to(at)
                return True
        return False

    def turn(self, step: int) -> None:
        """Tab goes through the parts, from the last to the first."""
        parts = self.section.parts
        self.turn_to(parts[(parts.index(self.part) + step) % len(parts)].address)

    def edited(self, change: Change) -> None:
        """The text changed."""
        self.owner.show_change(change)

    def moved(self) -> None:
        """The cursor came to a number, or left one."""
        self.owner.show_focus()

    @property
    def stop(self) -> ProseArea:
        """What takes the keys."""
        return self.area

    def leave(self) -> str:
        """Ends the undo step."""
        self.area.on_blur()
        return ""

    def show_changes(self) -> None:
        """The session's text where it changed elsewhere."""
        self.area.show_text()
