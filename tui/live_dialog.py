"""A line to type in with the answers live below it: going to a place by name, finding words and numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from reports.terminal_text import safe
from schema.language import _
from tui.field_input import FieldInput
from tui.result_list import Result, ResultList
from tui.workarounds import FastModalScreen

MOST_SHOWN = 8
MOVES = {"up": -1, "down": 1, "pageup": -MOST_SHOWN, "pagedown": MOST_SHOWN}


class Answer(NamedTuple):
    """What a line of text leads to: results, the one to begin with, and what is said over them."""

    results: Sequence[Result]
    current: int = 0
    empty: str = ""


class Taken(NamedTuple):
    """What the clerk chose: the text, and the place in the results; -1 where nothing was found."""

    text: str
    place: int


class LiveDialog(FastModalScreen[Taken | None]):
    """Asks for a line, shows what it leads to at every key, and answers with the result that Enter takes; None for Esc.

    ``say`` gives the line over the list for a number of results and the place of the current one.
    """

    replaces = True
    """Whether typing replaces what stands in the line at first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
        *(Binding(key, f"move({by})", show=False, priority=True) for key, by in MOVES.items()),
        Binding("tab,shift+tab", "move(0)", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        prefilled: str,
        answer: Callable[[str], Answer],
        say: Callable[[int, int], str],
        foot: str = "",
    ) -> None:
        super().__init__()
        self.title_line = title
        self.field = FieldInput(safe(prefilled, keep=""))
        self.field.tab_leaves = False
        self.list = ResultList()
        self.count = Static("", markup=False)
        self._answer = answer
        self._say = say
        self._foot = foot or _("↑↓ 选择  Enter 前往  Esc 返回")
        self._answered: str | None = None

    def compose(self) -> ComposeResult:
        """What is asked, the line, how many there are, the results, how to go on."""
        with Vertical(classes="dialog search"):
            yield Static(self.title_line, markup=False, classes="label")
            yield self.field
            yield self.count
            yield self.list
            yield Static(self._foot, markup=False, classes="foot")

    def on_mount(self) -> None:
        """The line takes the keys; what stands in it is replaced by typing, or goes on."""
        self.field.focus()
        if self.replaces:
            self.field.select_all()
        else:
            self.field.cursor_position = len(self.field.value)
        self.look()

    def on_resize(self, event: events.Resize) -> None:
        """The list is as high as there is room."""
        self.list.styles.height = max(2, min(MOST_SHOWN, event.size.height - 8))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another text: other answers."""
        event.stop()
        self.look()

    def look(self) -> None:
        """Brings the list up to what the line says now."""
        text = self.field.value
        if text == self._answered:
            return
        self._answered = text
        found = self._answer(text)
        self.list.empty = found.empty
        self.list.show(found.results, found.current)
        self._tell()

    def action_move(self, by: int) -> None:
        """Another result is current."""
        self.look()
        self.list.move(by)
        self._tell()

    def action_take(self) -> None:
        """Answers with the current result; where there is none, the line stays."""
        self.look()
        if self.list.results:
            self.dismiss(Taken(self.field.value, self.list.current))

    def action_leave(self) -> None:
        """Answers with nothing."""
        self.dismiss(None)

    def _tell(self) -> None:
        self.count.update(Content(self._say(len(self.list.results), self.list.current)))
