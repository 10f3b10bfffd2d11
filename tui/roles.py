"""What the parts of the editor ask of each other, so that none has to know another's class."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from textual.widget import Widget

from tui.session import Change, Session


class Owner(Protocol):
    """Who is told what happened in a page, at once: pane and page then go out in one frame."""

    def show_change(self, change: Change) -> None:
        """An intent was carried out by the session."""

    def show_focus(self, message: str = "") -> None:
        """Something else is in focus, or there is something to say."""

    def offer_paste(self, text: str, *, burst: bool = False) -> None:
        """A block was pasted into the table: it is previewed. A burst of keys may have been typed instead."""

    def show_left(self, addresses: frozenset[str], message: str) -> None:
        """A cell was left after these figures changed; ``message`` where its text was refused."""


class Page(Protocol):
    """What the editor asks of the page of a section."""

    display: bool

    @property
    def stop(self) -> Widget:
        """What takes the keys."""

    @property
    def address(self) -> str:
        """What is in focus: a figure, a prose part, a line of basic data."""

    @property
    def at(self) -> int | None:
        """Where in the text at that address the cursor stands; None where there is no text."""

    @property
    def busy(self) -> bool:
        """Whether something is being typed that is not settled yet."""

    def turn_to(self, address: str, at: int | None = None) -> bool:
        """Puts the cursor on an address, and at a place of its text; False when it is elsewhere."""

    def point_out(self, spoken_of: frozenset[str], to_change: frozenset[str]) -> None:
        """Marks the figures that the chosen problem speaks of, and those that its one repair would change."""

    def leave(self) -> str:
        """Ends what is being typed; what to say where it was not taken, else empty."""

    def show_changes(self) -> None:
        """Draws what changed elsewhere."""


@runtime_checkable
class Holder(Protocol):
    """An app that holds keys back while a page is not there yet, and knows what is not this report's alone."""

    def release_keys(self) -> None:
        """The page is there."""

    def replay(self, text: str) -> None:
        """What looked like a paste was typed: it is taken key by key."""

    def keep(self, session: Session) -> None:
        """The first screen stands: whatever is not saved of a report outlives the process from now on."""

    def tell_setting_faults(self) -> None:
        """The first screen stands: what of the settings is not followed can be told."""


class TextOwner(Protocol):
    """The page that a text field stands in."""

    def turn(self, step: int) -> None:
        """Tab or Shift+Tab, or an arrow out of a line."""

    def edited(self, change: Change) -> None:
        """The clerk changed the text, or tried to."""

    def moved(self, message: str = "") -> None:
        """The cursor of a text came to a number or another paragraph, or left one, or there is something to say."""


@runtime_checkable
class TakesPaste(Protocol):
    """A field that takes what was copied in the program."""

    def action_paste(self) -> None:
        """Puts it in at the cursor."""
