"""What a session that was cut off has left, over the whole screen: old → new, to be taken back all, in part, or not at all."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from reports.journal_reading import LostWork
from schema.form import Form
from schema.language import _
from tui.paint import LineWidget
from tui.recovery_words import details, heading, line_words, remark
from tui.styles import BOLD, DIM, PLAIN, REVERSE, Line, cut, fit
from tui.workarounds import FastModalScreen
from tui.wrap import wrap_lines

HEAD = 3
FOOT = 2
LEAST_NAME = 24
"""Cells that a name keeps beside a long change."""

DETAILS = 6
"""Lines at most that tell the whole of the change in focus."""


class Choice(NamedTuple):
    """What the clerk wants done: some changes taken by their places, all set aside, or to be asked again."""

    what: Literal["take", "none", "later"]
    places: tuple[int, ...] = ()


class LostList(LineWidget, can_focus=True):
    """The changes, one in focus, those that are chosen marked with an x."""

    def __init__(self, work: LostWork, form: Form) -> None:
        super().__init__()
        self.work = work
        self.form = form
        self.current = 0
        self.marked = {place for place, lost in enumerate(work.changes) if not lost.unread and not lost.overtaken}
        self._top = 0

    def build(self, width: int, height: int) -> list[Line]:
        """Whose work it is, the changes, the whole of the one in focus, and the keys."""
        changes = self.work.changes
        told = [part for words in details(self.form, changes[self.current]) for part in wrap_lines(words, width)]
        told = told[: min(DETAILS, max(1, height - HEAD - FOOT - 3))]
        room = max(1, height - HEAD - FOOT - len(told) - 1)
        self._top = max(self.current - room + 1, min(self._top, self.current))
        shown = range(self._top, min(len(changes), self._top + room))
        more = _("  下面还有 {n} 处").format(n=len(changes) - shown.stop) if shown.stop < len(changes) else ""
        lines: list[Line] = [
            ((fit(heading(self.work, len(self.marked)), width), BOLD),),
            ((fit(remark(self.work), width), PLAIN),),
            (),
            *(self.line(place, width) for place in shown),
            *(((),) * (room - len(shown))),
            ((fit(more, width), DIM),),
            *(((fit(part, width), PLAIN),) for part in told),
        ]
        keys = _("空格 选或不选  Ctrl+A 全选或全不选  Enter 取回选中的")
        return [*lines, ((fit(keys, width), DIM),), ((fit(_("Del 全都不要  Esc 以后再说"), width), DIM),)]

    def line(self, place: int, width: int) -> Line:
        """One change."""
        lost = self.work.changes[place]
        sign = " - " if lost.unread else "[x]" if place in self.marked else "[ ]"
        here = place == self.current
        words = line_words(self.form, lost)
        room = max(LEAST_NAME, width - cell_len(words.change) - 7)
        text = f"{'>' if here else ' '} {sign} {cut(words.name, room)} {words.change}"
        return ((fit(text, width), REVERSE if here else PLAIN),)

    def move(self, by: int) -> None:
        """Another change."""
        self.current = max(0, min(len(self.work.changes) - 1, self.current + by))
        self.repaint()

    def mark(self) -> None:
        """Chooses the change in focus, or not, and goes on to the next."""
        if not self.work.changes[self.current].unread:
            self.marked ^= {self.current}
        self.move(1)

    def mark_all(self) -> None:
        """Chooses everything; where everything is, nothing."""
        every = {place for place, lost in enumerate(self.work.changes) if not lost.unread}
        self.marked = set() if self.marked == every else every
        self.repaint()

    def wheeled(self, lines: int) -> None:
        """The wheel moves by one change."""
        self.move(1 if lines > 0 else -1)


class RecoveryScreen(FastModalScreen[Choice]):
    """Shows the work of one session, and answers what is to become of it."""

    def __init__(self, work: LostWork, form: Form) -> None:
        super().__init__()
        self.list = LostList(work, form)

    def compose(self) -> ComposeResult:
        """The list in a box as large as the screen."""
        with Vertical(classes="dialog tall"):
            yield self.list

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.list.styles.height = "1fr"
        self.list.focus()

    def on_key(self, event: events.Key) -> None:
        """Moves, marks, answers."""
        page = max(1, self.list.size.height - HEAD - FOOT - DETAILS)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -(10**6), "end": 10**6}
        if event.key in moves:
            self.list.move(moves[event.key])
        elif event.key == "space":
            self.list.mark()
        elif event.key == "ctrl+a":
            self.list.mark_all()
        elif event.key == "enter" and self.list.marked:
            self.dismiss(Choice("take", tuple(sorted(self.list.marked))))
        elif event.key in ("enter", "delete"):
            self._ask_whether_none()
        elif event.key == "escape":
            self.dismiss(Choice("later"))
        event.stop()
        event.prevent_default()

    def _ask_whether_none(self) -> None:
        from tui.dialogs import ChoiceDialog

        def answered(answer: str | None) -> None:
            if answer == "none":
                self.dismiss(Choice("none"))

        question = _("这些修改都不要了？它们在回收处再留 30 天。")
        choices = [("", _("回去再看看")), ("none", _("都不要"))]
        self.app.push_screen(ChoiceDialog(question, choices), answered)
