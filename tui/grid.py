"""The editable table: turns keys into intents for the session. What it shows is `GridView`'s."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from schema.form import Section
from schema.language import _
from schema.values import show
from tui.grid_cursor import MOVES
from tui.grid_entry import Entry
from tui.grid_mouse import GridPointing
from tui.grid_paste import GridPaste
from tui.grid_view import GridView
from tui.keymap import keys_in
from tui.roles import Owner
from tui.session import Change, Session

if TYPE_CHECKING:
    from tui.grid_selection import CellRange

KEYS = keys_in("grid")
COMPUTED = _("总计由程序计算，不用填写；要改的是它的各个分项")
COMMITTING = ("enter", "tab", "shift+tab")
"""Keys that move on and never extend a selection."""
CHANGING = ("edit", "erase", "clear", "cut", "fill_row")
"""Actions of the table's that do nothing while the report is only looked at."""


class Grid(GridPointing, GridPaste, GridView, can_focus=True):
    """One section's table. A cell being typed in is live: totals and problems follow every key; Esc takes it back."""

    settles_keys = True
    """The app may give the next key once this widget has dealt with one; nothing of it bubbles to a binding."""

    def __init__(self, session: Session, section: Section, owner: Owner, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(session, section, id=id)
        self.owner = owner
        self._entries = 0
        self._touched: frozenset[str] = frozenset()

    @property
    def stop(self) -> Grid:
        """What takes the keys: the grid itself."""
        return self

    @property
    def address(self) -> str:
        """The address of the figure under the cursor."""
        return self.figure.address

    at = None

    @property
    def busy(self) -> bool:
        """Whether a cell is being typed in."""
        return self.entry is not None

    def turn_to(self, address: str, at: int | None = None) -> bool:  # noqa: ARG002 - a cell has no places
        """Puts the cursor on a figure; False when this table does not have it."""
        refused = self.leave()
        found = self.cursor.go_to(address)
        self.select(None)
        self.redraw()
        self.owner.show_focus(refused)
        return found

    def edit_in_place(self) -> None:
        """Opens the cell with its content, the caret at its end; from now on arrows move the caret."""
        if self.entry is not None:
            self.entry.in_place = True
        elif not self._computed():
            self._begin(show(self.session.report.ledger.printed(self.figure.index)), in_place=True)
            self.redraw()

    def leave(self) -> str:
        """Ends typing in a cell: what was understood stays; refused text is taken back. What to say of that."""
        if self.entry is None:
            return ""
        entry, self.entry = self.entry, None
        refused, change = entry.end(self.session)
        if change:
            self.report(change)
        return refused

    async def _on_key(self, event: events.Key) -> None:
        if self.take(event):
            event.stop()
            event.prevent_default()

    def take(self, event: events.Key) -> bool:
        """Moves, types, selects, commits; whether the key is one of the table's."""
        action = KEYS.get(event.key) or KEYS.get(event.key.lower())  # with Caps Lock, e is E
        typed = event.character.strip() if event.is_printable and event.character else ""
        if self.session.read_only and ((typed and action is None) or action in CHANGING):
            self.say_read_only()
            return True
        if typed and (action is None or self.entry is not None):
            self.type(typed)
        elif action in MOVES:
            if self.entry is not None and self.entry.moves_caret(action):
                self.redraw()
            else:
                grows = self.selection is not None and self.selection.growing and event.key not in COMMITTING
                self.move(self._case_of(action, event.key), self.selection if grows else None)
        elif action in EDITS:
            EDITS[action](self)
        elif action:
            from tui.grid_ranges import RANGES  # nothing is selected or copied on the first screen

            RANGES[action](self, event.key)
        else:
            return False
        return True

    def _case_of(self, action: str, key: str) -> str:
        """Enter is no arrow, and Tab out of a cell that is being typed in begins a row, which other moves end."""
        if key not in COMMITTING:
            self.cursor.end_row()
        if action == "down" and key == "enter":
            return "enter"
        return "next_cell_typed" if action == "next_cell" and self.busy else action

    def move(self, action: str, held: CellRange | None = None) -> None:
        """Moves the cursor, which commits the cell; what is ``held`` is selected as far as the cursor gets, else nothing."""
        typed, refused = self._left()
        MOVES[action](self.cursor, self.page_height)
        self.select(held.to(self.cursor.place) if held else None)
        self.redraw()
        self.owner.show_left(typed, refused)

    def choose(self, selection: CellRange | None) -> None:
        """Selects cells, or none, where the cursor stays; this commits the cell."""
        typed, refused = self._left()
        self.select(selection)
        self.redraw()
        self.owner.show_left(typed, refused)

    def cancel(self) -> None:
        """Takes back what is being typed in this cell; with nothing typed, gives up the selection."""
        if self.entry is not None:
            self.entry = None
            self.report(self.session.cancel_step())
        elif self.selection is not None:
            self.choose(None)

    def erase(self) -> None:
        """Takes the character before the caret out; without an entry, empties the cell as the start of one."""
        if self._computed():
            return
        if self.entry is None:
            self._begin("", in_place=False)
        else:
            self.entry.remove(-1, 0)
        self._apply()

    def clear(self) -> None:
        """Empties the cell, or those selected; while typing, takes the character behind the caret out."""
        if self.entry is not None:
            self.entry.remove(0, 1)
            self._apply()
        elif self.selection is not None:
            from tui.grid_ranges import clear_selected

            clear_selected(self)
        else:
            self.erase()

    def on_blur(self) -> None:
        """Leaving the table commits the cell."""
        refused = self.leave()
        self.redraw()
        if refused:
            self.owner.show_focus(refused)

    def type(self, text: str) -> None:
        """Text at the caret; in a cell not being typed in, it replaces the content."""
        if self._computed():
            return
        if self.entry is None:
            self._begin("", in_place=False)
        assert self.entry is not None
        self.entry.insert(text)
        self._apply()

    def say_read_only(self) -> None:
        """Why nothing has changed."""
        from tui.read_only import why_unchanged  # few reports are only looked at

        self.owner.show_focus(why_unchanged())

    def _computed(self) -> bool:
        """Whether the cell is a total that nothing states; typing there is refused."""
        computed = self.figure.derived and self.figure.index not in self.session.report.ledger.stated
        if computed and self.entry is None:
            self.owner.show_focus(COMPUTED)
        return computed and self.entry is None

    def _begin(self, text: str, *, in_place: bool) -> None:
        self._entries += 1
        self.select(None)
        self.entry = Entry(text, len(text), in_place)

    def _apply(self) -> None:
        assert self.entry is not None
        change = self.entry.put(self.session, self.figure.address, self._entries)
        self.report(change)
        if change.refusal:
            self.owner.show_focus(self.entry.refused)

    def report(self, change: Change) -> None:
        """Draws what a change did here, and tells the owner."""
        self.painter.renew(change.addresses)
        self.redraw()
        self._touched = (self._touched | change.addresses) if self.entry else frozenset()
        if change.happened:
            self.owner.show_change(change)

    def _left(self) -> tuple[frozenset[str], str]:
        """Leaves the cell: the figures that typing in it changed, and what to say where it was not taken."""
        typed, self._touched = self._touched, frozenset()
        return typed, self.leave()


EDITS: dict[str, Callable[[Grid], None]] = {
    "edit": Grid.edit_in_place,
    "cancel": Grid.cancel,
    "erase": Grid.erase,
    "clear": Grid.clear,
}
