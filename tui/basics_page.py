"""The first section: who reports, where it is published, and the preamble beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Static

from reports.terminal_text import safe
from schema.entry import Refusal
from schema.fields import show_field
from schema.form import Field, Section
from schema.language import _
from tui.field_input import FieldInput
from tui.prose_area import ProseArea
from tui.read_only import why_unchanged
from tui.roles import Owner, TextOwner
from tui.session import Change, Session


def shown(session: Session, field: Field) -> str:
    """A line's content as one reads and edits it."""
    return safe(show_field(session.report.get(field.id), field), keep="")


class EntryField(FieldInput):
    """One line of basic data. What is understood goes to the session at once; what is refused is said, and not kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,enter,tab", "step(1)", show=False, priority=True),
        Binding("up,shift+tab", "step(-1)", show=False, priority=True),
    ]

    tab_leaves = False

    def __init__(self, session: Session, field: Field, owner: TextOwner) -> None:
        super().__init__(shown(session, field))
        self.session = session
        self.field = field
        self.owner = owner
        self.refused: Refusal | None = None

    def action_step(self, step: int) -> None:
        """To another line; as a priority binding it runs before any later key is given to a field."""
        self.owner.turn(step)

    def watch_value(self, value: str) -> None:
        """One keystroke, one intent; a visit to the line is one undo step."""
        if not self.is_mounted or value == shown(self.session, self.field):
            self.refused = None
            return
        if self.session.read_only:
            self.value = shown(self.session, self.field)
            self.owner.moved(why_unchanged())
            return
        change = self.session.enter(self.field.id, self.value, mark="field")
        self.refused = change.refusal
        self.owner.edited(change)

    def show_text(self) -> None:
        """Takes the session's content where it differs."""
        text = shown(self.session, self.field)
        if text != self.value and not self.has_focus:
            self.value = text

    def on_blur(self) -> None:
        """Leaving the line settles it."""
        refused = self.settle()
        if refused:
            self.owner.edited(Change(refusal=refused, place=self.field.id))

    def settle(self) -> Refusal | None:
        """Ends the visit: what was understood is shown as it is kept, refused text gives way to what was there."""
        refused, self.refused = self.refused, None
        if refused:
            self.session.cancel_step()
        else:
            self.session.close_step()
        self.value = shown(self.session, self.field)
        return refused


class PreambleArea(ProseArea):
    """The preamble; Tab leaves it for another line, before any later key is given to it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "turn(1)", show=False, priority=True),
        Binding("shift+tab", "turn(-1)", show=False, priority=True),
    ]

    def action_turn(self, step: int) -> None:
        """To another line."""
        self.owner.turn(step)


class BasicsPage(Vertical):
    """Lines of basic data above the preamble; arrows, Enter and Tab go through them."""

    def __init__(self, session: Session, section: Section, owner: Owner, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.section = section
        self.owner = owner
        self.entries = [EntryField(session, field, self) for field in section.fields]
        self.area = PreambleArea(session, section.parts[0], self)
        self.last: EntryField | ProseArea = self.entries[0]
        self._told = self.address
        """What the editor tells of: whoever enters the page is told of its first line by the editor."""

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

    @property
    def at(self) -> int | None:
        """Where the cursor stands in the preamble."""
        return self.area.at if self.last is self.area else None

    @property
    def busy(self) -> bool:
        """Whether the preamble is just being typed."""
        return self.last is self.area and self.area.typing

    def point_out(self, spoken_of: frozenset[str], to_change: frozenset[str]) -> None:
        """There are no cells here."""

    def turn_to(self, address: str, at: int | None = None) -> bool:
        """Puts the focus on a line or the preamble; False when it is elsewhere."""
        for stop in self._stops():
            if address == (stop.field.id if isinstance(stop, EntryField) else stop.part.address):
                self.last, self._told = stop, address
                if at is not None and isinstance(stop, ProseArea):
                    stop.go_to(at)
                return True
        return False

    def moved(self, message: str = "") -> None:
        """The cursor of the preamble came to a number or another paragraph, or there is something to say."""
        self.owner.show_focus(message)

    def edited(self, change: Change) -> None:
        """A line or the preamble changed, or was refused."""
        self.owner.show_change(change)

    @property
    def stop(self) -> EntryField | ProseArea:
        """What takes the keys: the line last edited, or the preamble."""
        return self.last

    def leave(self) -> str:
        """Settles the line being edited."""
        if isinstance(self.last, EntryField):
            refused = self.last.settle()
            return _("未采用“{text}”，保留原来的内容").format(text=refused.text) if refused else ""
        self.last.on_blur()
        return ""

    def show_changes(self) -> None:
        """The session's contents where they changed elsewhere."""
        for stop in self._stops():
            stop.show_text()

    def turn(self, step: int) -> None:
        """The next or the previous line; behind the last one the preamble, then the first again."""
        stops = list(self._stops())
        self.last = stops[(stops.index(self.last) + step) % len(stops)]
        self.screen.set_focus(self.last)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Tells which line is in focus."""
        if isinstance(event.widget, EntryField | ProseArea) and event.widget is self.screen.focused:
            self.last = event.widget
            if self.address != self._told:
                self._told = self.address
                self.owner.show_focus()

    def _stops(self) -> Iterator[EntryField | ProseArea]:
        yield from self.entries
        yield self.area
