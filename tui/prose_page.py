"""The prose parts of a section, one at a time."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from schema.form import Part, Section
from tui.part_bar import PartBar
from tui.prose_area import ProseArea
from tui.roles import Owner
from tui.session import Change, Session


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

    def moved(self, message: str = "") -> None:
        """The cursor came to a number or another paragraph, or there is something to say."""
        self.owner.show_focus(message)

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
