"""The editable table: turns keys into intents for the session, and repaints exactly what changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from textual import events
from textual.geometry import Offset

from reports.terminal_text import safe
from schema.form import Figure, Section
from schema.language import _
from schema.values import show
from tui.grid_cursor import GridCursor
from tui.grid_layout import GridLayout
from tui.grid_model import GridModel
from tui.grid_paint import Entry, GridPainter
from tui.keymap import keys_in
from tui.paint import LineWidget
from tui.roles import Owner
from tui.session import Change, Session
from tui.styles import Line

KEYS = keys_in("grid")
COMPUTED = _("总计由程序计算，不用填写；要改的是它的各个分项")


class Grid(LineWidget, can_focus=True):
    """One section's table. A cell being typed in is live: totals and problems follow every key; Esc takes it back."""

    settles_keys = True
    """The app may give the next key once this widget has dealt with one; nothing of it bubbles to a binding."""

    def __init__(self, session: Session, section: Section, owner: Owner, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.session = session
        self.section = section
        self.owner = owner
        self.model = GridModel(session.report.form, section)
        self.cursor = GridCursor(self.model)
        self.painter = GridPainter(session, self.model)
        self.entry: Entry | None = None
        self._entries = 0
        self._touched: frozenset[str] = frozenset()
        self._layout: GridLayout | None = None

    @property
    def figure(self) -> Figure:
        """The figure under the cursor."""
        return self.cursor.figure

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the hardware cursor belongs: on the last digit, or behind the caret while typing."""
        layout = self._laid_out()
        box = layout.box(self.cursor.column)
        y = self._head_height(layout) + self.cursor.line - self.cursor.top
        if box is None:
            return self.screen_offset(0, y)
        if self.entry is None:
            return self.screen_offset(box.x + box.width - 2, y)
        behind = cell_len(self.entry.text[self.entry.caret :])
        return self.screen_offset(max(box.x, box.x + box.width - 1 - behind), y)

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

    def point_out(self, spoken_of: frozenset[str], to_change: frozenset[str]) -> None:
        """Marks what the chosen problem speaks of."""
        if self.painter.point_out(spoken_of, to_change):
            self.redraw()

    def turn_to(self, address: str, at: int | None = None) -> bool:  # noqa: ARG002 - a cell has no places
        """Puts the cursor on a figure; False when this table does not have it."""
        self.leave()
        found = self.cursor.go_to(address)
        self._show_move()
        return found

    def next_blank(self) -> str:
        """The address of the first blank cell behind the cursor, wrapping round; empty when none is left."""
        blanks = self.session.report.blank_figures(self.section.id)
        behind = [figure.address for figure in blanks if figure.index > self.figure.index]
        return next(iter([*behind, *(figure.address for figure in blanks)]), "")

    def show_changes(self) -> None:
        """Draws what changed elsewhere (undo, another table)."""
        self.painter.renew(self.model.places)
        self.redraw()

    def edit_in_place(self) -> None:
        """Opens the cell with its content, the caret at its end."""
        if self.entry is None and not self._computed():
            self._begin(show(self.session.report.ledger.printed(self.figure.index)), in_place=True)
            self.redraw()

    def leave(self) -> str:
        """Ends typing in a cell: what was understood stays; refused text is taken back. What to say of that."""
        if self.entry is None:
            return ""
        entry, self.entry = self.entry, None
        if entry.refused:
            self._report(self.session.cancel_step())
            return _("未采用“{text}”，保留原来的内容").format(text=safe(entry.text, keep=""))
        self.session.close_step()
        return ""

    async def _on_key(self, event: events.Key) -> None:
        if self.take(event):
            event.stop()
            event.prevent_default()

    def take(self, event: events.Key) -> bool:
        """Moves, types, commits; whether the key is one of the table's."""
        action = KEYS.get(event.key)
        if action in MOVES:
            if not self._moved_caret(action):
                typed, self._touched = self._touched, frozenset()
                refused = self.leave()
                MOVES[action](self.cursor, self._body_height())
                self.redraw()
                self.owner.show_left(typed, refused)
        elif action:
            EDITS[action](self)
        elif event.is_printable and event.character and event.character != " ":
            self.type(event.character)
        else:
            return False
        return True

    def on_paste(self, event: events.Paste) -> None:
        """One pasted number is as if typed; a block is refused, cell by cell is how it goes in."""
        event.stop()
        text = event.text.strip()
        if len(text.split()) > 1:
            self.owner.show_focus(_("一次只能粘贴一个数，没有粘贴；请逐格粘贴"))
        elif text:
            self.type(text)

    def cancel(self) -> None:
        """Takes back what is being typed in this cell."""
        if self.entry is not None:
            self.entry = None
            self._report(self.session.cancel_step())

    def erase(self) -> None:
        """Takes the character before the caret out; without an entry, empties the cell as the start of one."""
        if self._computed():
            return
        if self.entry is None:
            self._begin("", in_place=False)
        elif self.entry.caret:
            self.entry.remove(-1, 0)
        self._apply()

    def clear(self) -> None:
        """Empties the cell; while typing, takes the character behind the caret out."""
        if self.entry is not None:
            self.entry.remove(0, 1)
            self._apply()
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

    def _computed(self) -> bool:
        """Whether the cell is a total that nothing states; typing there is refused."""
        computed = self.figure.derived and self.figure.index not in self.session.report.ledger.stated
        if computed and self.entry is None:
            self.owner.show_focus(COMPUTED)
        return computed and self.entry is None

    def _begin(self, text: str, *, in_place: bool) -> None:
        self._entries += 1
        self.entry = Entry(text, len(text), in_place)

    def _apply(self) -> None:
        assert self.entry is not None
        change = self.session.enter(self.figure.address, self.entry.text, mark=self._entries)
        self.entry.refused = str(change.refusal) if change.refusal else ""
        self._report(change)
        if change.refusal:
            self.owner.show_focus(str(change.refusal))

    def _report(self, change: Change) -> None:
        self.painter.renew(change.addresses)
        self.redraw()
        self._touched = (self._touched | change.addresses) if self.entry else frozenset()
        if change.happened:
            self.owner.show_change(change)

    def _moved_caret(self, action: str) -> bool:
        by = {"left": -1, "right": 1, "row_start": -99, "row_end": 99}.get(action)
        if self.entry is None or not self.entry.in_place or by is None:
            return False
        self.entry.caret = max(0, min(len(self.entry.text), self.entry.caret + by))
        self.redraw()
        return True

    def _show_move(self) -> None:
        self.redraw()
        self.owner.show_focus()

    def redraw(self) -> None:
        """Repaints what differs, with the layout worked out anew."""
        self.painter.renew_faulty()
        self._layout = None
        self.repaint()

    def _laid_out(self) -> GridLayout:
        if self._layout is None or self._layout.width != self.size.width:
            self._layout = self.painter.layout(max(1, self.size.width), self.cursor, self.entry)
        return self._layout

    def _head_height(self, layout: GridLayout) -> int:
        return len(self.painter.head(self.painter.head_block(self.cursor), layout))

    def _body_height(self) -> int:
        return max(2, self.size.height - self._head_height(self._laid_out()))

    def build(self, width: int, height: int) -> Sequence[Line]:
        """Head, then as many lines of the body as fit."""
        if not width:
            return []
        layout = self._laid_out()
        self.cursor.follow(self._body_height())
        head = self.painter.head(self.painter.head_block(self.cursor), layout)
        return [*head, *self.painter.body(layout, height - len(head), self.cursor, self.entry)]


MOVES: dict[str, Callable[[GridCursor, int], None]] = {
    "up": lambda cursor, _: cursor.step(-1, 0),
    "down": lambda cursor, _: cursor.step(1, 0),
    "left": lambda cursor, _: cursor.step(0, -1),
    "right": lambda cursor, _: cursor.step(0, 1),
    "next_cell": lambda cursor, _: cursor.step(0, 1, wrap=True),
    "previous_cell": lambda cursor, _: cursor.step(0, -1, wrap=True),
    "row_start": lambda cursor, _: cursor.along(end=False),
    "row_end": lambda cursor, _: cursor.along(end=True),
    "page_up": lambda cursor, height: cursor.page(1 - height),
    "page_down": lambda cursor, height: cursor.page(height - 1),
    "first_cell": lambda cursor, _: cursor.corner(end=False),
    "last_cell": lambda cursor, _: cursor.corner(end=True),
}
EDITS: dict[str, Callable[[Grid], None]] = {
    "edit": Grid.edit_in_place,
    "cancel": Grid.cancel,
    "erase": Grid.erase,
    "clear": Grid.clear,
}
