"""Small questions and texts over the editor: a choice, or pages to read. Nothing in them hangs on a single letter."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from reports.terminal_text import safe
from schema.language import _
from tui.keymap import keys_of_action
from tui.paint import LineWidget
from tui.styles import BOLD, DIM, PLAIN, REVERSE, Line, fit
from tui.workarounds import FastModalScreen
from tui.wrap import wrap_lines

LEAST_CHOICES = 6
"""Lines that a long question leaves to the choices."""

WIDTH = 58
"""Cells inside the box of a dialog."""


def inner_width(screen: int) -> int:
    """Cells inside the box of a dialog on a screen of so many."""
    return min(WIDTH, max(20, screen - 6))


class Menu(LineWidget, can_focus=True):
    """Lines to choose from: arrows move, Enter takes. Without a choice made beforehand ``current`` is -1 at first."""

    def __init__(self, question: str, choices: Sequence[tuple[str, str]], current: int = 0) -> None:
        super().__init__()
        self.question = question
        self.choices = choices
        self.current = current
        self._places: list[int | None] = []
        """The choice that stands on each line."""

    class Taken(Message):
        """The current choice is the answer."""

    def build(self, width: int, height: int) -> list[Line]:
        """The question, the choices with the current one reversed, and how to answer."""
        asked = wrap_lines(safe(self.question), width)
        blocks = [self.choice(place, width) for place in range(len(self.choices))]
        most = max(2, height - 3 - min(LEAST_CHOICES, sum(map(len, blocks))))
        if len(asked) > most:
            asked = [*asked[: most - 2], "…", asked[-1]]
        lines: list[Line] = [*(((part, BOLD),) for part in asked), ()]
        room = max(1, height - len(lines) - 2)
        first = 0
        while first < self.current and sum(map(len, blocks[first : self.current + 1])) > room:
            first += 1
        shown = [line for block in blocks[first:] for line in block][:room]
        places = [place for place, block in enumerate(blocks) for _ in block if place >= first]
        self._places = [*[None] * len(lines), *places[:room]]
        return [*lines, *shown, (), ((fit(_("↑↓ 选择  Enter 确定  Esc 返回"), width), DIM),)]

    def choice(self, place: int, width: int) -> list[Line]:
        """One choice: its first line, reversed where it is the current one, and what is said below it."""
        head, *more = safe(self.choices[place][1]).split("\n")
        current = place == self.current
        parts = wrap_lines(head, width - 2)
        signs = ["> " if current else "  ", *["  "] * len(parts)]
        lines: list[Line] = [
            ((fit(sign + part, width), REVERSE if current else PLAIN),)
            for sign, part in zip(signs, parts, strict=False)
        ]
        return [*lines, *(((fit(f"  {part}", width), DIM),) for text in more for part in wrap_lines(text, width - 2))]

    def pressed(self, x: int, y: int) -> None:  # noqa: ARG002 - choices take whole lines
        """A click goes to a choice; one on the current choice takes it."""
        place = self.choice_at(y)
        if place is None:
            return
        if place == self.current:
            self.post_message(self.Taken())
        else:
            self.current = place
            self.repaint()

    def wheeled(self, lines: int) -> None:
        """The wheel moves by one choice."""
        self.move(1 if lines > 0 else -1)

    def choice_at(self, y: int) -> int | None:
        """The choice on a line; None for another line."""
        return self._places[y] if y < len(self._places) else None

    def move(self, by: int) -> None:
        """Another choice."""
        self.current = max(0, min(len(self.choices) - 1, self.current + by))
        self.repaint()


class ChoiceDialog(FastModalScreen[str]):
    """Asks one question; answers with the id of the choice, or an empty string for none.

    A choice is (id, label); further lines of a label explain it. With ``preselected`` off, Enter needs a move first.
    """

    def __init__(self, question: str, choices: Sequence[tuple[str, str]], *, preselected: bool = True) -> None:
        super().__init__()
        self.menu = Menu(question, choices, 0 if preselected else -1)

    def compose(self) -> ComposeResult:
        """A box with the menu."""
        with Vertical(classes="dialog"):
            yield self.menu

    def on_mount(self) -> None:
        """As high as its lines, the menu taking the keys."""
        width = inner_width(self.app.size.width)
        lines = len(wrap_lines(self.menu.question, width)) + 3
        lines += sum(len(self.menu.choice(place, width)) for place in range(len(self.menu.choices)))
        self.menu.styles.height = min(lines, max(8, self.app.size.height - 6))
        self.menu.focus()

    def on_key(self, event: events.Key) -> None:
        """Arrows, Enter, Esc."""
        moves = {
            "up": -1,
            "down": 1,
            "pageup": -10,
            "pagedown": 10,
            "home": -9999,
            "end": 9999,
            "tab": 1,
            "shift+tab": -1,
        }
        if event.key in moves:
            self.menu.move(moves[event.key])
        elif event.key == "enter":
            self.take()
        elif event.key == "escape":
            self.dismiss("")
        event.stop()
        event.prevent_default()

    def on_menu_taken(self) -> None:
        """A click on the current choice."""
        self.take()

    def take(self) -> None:
        """Answers with the current choice."""
        if self.menu.current >= 0:
            self.dismiss(self.menu.choices[self.menu.current][0] if self.menu.choices else "")


class Pages(LineWidget, can_focus=True):
    """Text to read, scrolled by lines."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.top = 0

    def build(self, width: int, height: int) -> list[Line]:
        """As much as fits from the current line on, and how to go on."""
        lines = [part for line in self.text.split("\n") for part in (wrap_lines(safe(line), width) or [""])]
        self.top = max(0, min(self.top, len(lines) - height + 1))
        shown: list[Line] = [((fit(line, width), PLAIN),) for line in lines[self.top : self.top + height - 1]]
        shown += [()] * (height - 1 - len(shown))
        more = self.top + height - 1 < len(lines)
        return [*shown, ((fit(_("Esc 返回") + (_("  ↓ PgDn 下面还有") if more else ""), width), DIM),)]

    def wheeled(self, lines: int) -> None:
        """The wheel scrolls."""
        self.scroll_by(lines)

    def scroll_by(self, lines: int) -> None:
        """Up or down."""
        self.top += lines
        self.repaint()


class TextDialog(FastModalScreen[None]):
    """A text over the whole screen; Esc, Enter or the key of help closes it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.pages = Pages(text)

    def compose(self) -> ComposeResult:
        """A large box with the text."""
        with Vertical(classes="dialog tall"):
            yield self.pages

    def on_mount(self) -> None:
        """The text takes the keys."""
        self.pages.focus()

    def on_key(self, event: events.Key) -> None:
        """Scrolling, and back."""
        page = max(1, self.pages.size.height - 2)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -99999, "end": 99999, "space": page}
        if event.key in moves:
            self.pages.scroll_by(moves[event.key])
        elif event.key in ("escape", "enter", *keys_of_action("help")):
            self.dismiss()
        event.stop()
        event.prevent_default()
