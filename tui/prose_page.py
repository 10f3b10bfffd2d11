"""Prose parts of a section, one at a time in a text area; what is typed goes to the session key by key."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.document._document import EditResult
from textual.document._edit import Edit

from reports.terminal_text import restored, safe
from schema.form import Part, Section
from tui.paint import LineWidget
from tui.roles import Owner, TextOwner
from tui.session import Change, Session
from tui.styles import PLAIN, REVERSE, Line, Span, fit, joined
from tui.text_fields import LeanTextArea

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


class ProseArea(LeanTextArea):
    """One prose part. The session holds the text; undo is the session's, over the whole report."""

    tab_leaves = False

    def __init__(self, session: Session, part: Part, owner: TextOwner) -> None:
        self.session = session
        self.part = part
        self.owner = owner
        self._shown = self._session_text()
        super().__init__(self._shown)
        self._burst = 0
        self._end_of_last: tuple[int, int] | None = None

    def on_key(self, event: events.Key) -> None:
        """Tab turns to another part between two keystrokes, in their order; Ctrl+Home and Ctrl+End go to the ends."""
        step = {"tab": 1, "shift+tab": -1}.get(event.key)
        if step:
            self.owner.turn(step)
        elif event.key == "ctrl+home":
            self.move_cursor((0, 0))
        elif event.key == "ctrl+end":
            self.move_cursor(self.document.end)
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
        """Takes the session's text where it differs, the cursor near what changed."""
        self._shown = self._session_text()
        if self._shown == self.text:
            return
        row, column = self.cursor_location
        self.load_text(self._shown)
        row = min(row, self.document.line_count - 1)
        self.move_cursor((row, min(column, len(self.document.get_line(row)))))

    def edit(self, edit: Edit) -> EditResult:
        """Performs an edit, and hands the text to the session in the same moment; a sentence is one undo step."""
        result = super().edit(edit)
        if self.text != self._shown:
            self._shown = self.text
            self._hand_over()
        return result

    def _hand_over(self) -> None:
        row, column = self.cursor_location
        near = self._end_of_last
        if near is None or near[0] != row or abs(near[1] - column) > 1:
            self._burst += 1
        change = self.session.enter(self.part.address, restored(self.text, self._original), mark=("prose", self._burst))
        before = self.document.get_line(row)[column - 1 : column]
        self._end_of_last = None if before in SENTENCE_ENDS else (row, column)
        self.owner.edited(change)

    def _session_text(self) -> str:
        """The part's text; control characters of a file as visible tokens, which become themselves again on the way back."""
        self._original = self.session.report.prose.get(self.part.address, "")
        return safe(self._original)

    def on_blur(self) -> None:
        """Leaving the text ends the undo step."""
        self._end_of_last = None
        self.session.close_step()


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

    def turn_to(self, address: str) -> bool:
        """Shows the part with this address; False when it is elsewhere."""
        for place, part in enumerate(self.section.parts):
            if part.address == address:
                if part is not self.area.part:
                    self.area.turn_to(part)
                    self.bar.current = place
                    self.bar.repaint()
                    self.owner.show_focus()
                return True
        return False

    def turn(self, step: int) -> None:
        """Tab goes through the parts, from the last to the first."""
        parts = self.section.parts
        self.turn_to(parts[(parts.index(self.part) + step) % len(parts)].address)

    def edited(self, change: Change) -> None:
        """The text changed."""
        self.owner.show_change(change)

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
