"""The first section: who reports, where it is published, and the preamble beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.widgets import Static

from reports.terminal_text import safe
from schema.entry import Refusal
from schema.fields import show_field
from schema.form import Field, Section
from tui.prose_page import ProseArea
from tui.session import Change, Session
from tui.text_fields import FieldInput


def shown(session: Session, field: Field) -> str:
    """A line's content as one reads and edits it."""
    return safe(show_field(session.report.get(field.id), field), keep="")


class EntryField(FieldInput):
    """One line of basic data. What is understood goes to the session at once; what is refused is said, and not kept."""

    @dataclass
    class Edited(Message):
        """The clerk changed a line, or tried to."""

        change: Change

    def __init__(self, session: Session, field: Field) -> None:
        super().__init__(shown(session, field))
        self.session = session
        self.field = field
        self.refused: Refusal | None = None

    def on_input_changed(self, event: FieldInput.Changed) -> None:
        """One keystroke, one intent; a visit to the line is one undo step."""
        event.stop()
        if self.value == shown(self.session, self.field):
            self.refused = None
            return
        change = self.session.enter(self.field.id, self.value, mark="field")
        self.refused = change.refusal
        self.post_message(self.Edited(change))

    def show_text(self) -> None:
        """Takes the session's content where it differs."""
        text = shown(self.session, self.field)
        if text != self.value and not self.has_focus:
            self.value = text

    def on_blur(self) -> None:
        """Leaving the line: refused text gives way to what was there, and that is said."""
        if self.refused:
            self.post_message(self.Edited(Change(refusal=self.refused, place=self.field.id)))
            self.refused = None
            self.session.cancel_step()
            self.value = shown(self.session, self.field)
        else:
            self.session.close_step()


class BasicsPage(Vertical):
    """Lines of basic data above the preamble; arrows and Tab go through them."""

    @dataclass
    class Turned(Message):
        """Another line, or the preamble, has the focus."""

        address: str

    def __init__(self, session: Session, section: Section, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.section = section
        self.entries = [EntryField(session, field) for field in section.fields]
        self.area = ProseArea(session, section.parts[0])
        self.last: EntryField | ProseArea = self.entries[0]

    def compose(self) -> ComposeResult:
        """A label and a line each, then the preamble."""
        width = max(cell_len(field.label) for field in self.section.fields) + 1
        with VerticalScroll(classes="fields", can_focus=False):
            for line in self.entries:
                with Horizontal(classes="field"):
                    label = Static(line.field.label, markup=False)
                    label.styles.width = width
                    yield label
                    yield line
        yield Static(self.section.parts[0].label, markup=False, classes="label")
        yield self.area

    @property
    def address(self) -> str:
        """The address in focus."""
        return self.last.field.id if isinstance(self.last, EntryField) else self.last.part.address

    def turn_to(self, address: str) -> bool:
        """Puts the focus on a line or the preamble; False when it is elsewhere."""
        for stop in self._stops():
            if address == (stop.field.id if isinstance(stop, EntryField) else stop.part.address):
                self.last = stop
                stop.focus()
                return True
        return False

    def take_focus(self) -> None:
        """The line last edited takes the keys."""
        self.last.focus()

    def show_changes(self) -> None:
        """The session's contents where they changed elsewhere."""
        for stop in self._stops():
            stop.show_text()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Tells which line is in focus."""
        if isinstance(event.widget, EntryField | ProseArea):
            self.last = event.widget
            self.post_message(self.Turned(self.address))

    def on_key(self, event: events.Key) -> None:
        """Up, Down, Enter and Tab go from line to line; inside the preamble the arrows are its own."""
        step = {"tab": 1, "shift+tab": -1}.get(event.key)
        if step is None and isinstance(self.last, EntryField):
            step = {"down": 1, "enter": 1, "up": -1}.get(event.key)
        if step is None:
            return
        stops = list(self._stops())
        stops[(stops.index(self.last) + step) % len(stops)].focus()
        event.stop()
        event.prevent_default()

    def _stops(self) -> Iterator[EntryField | ProseArea]:
        yield from self.entries
        yield self.area
