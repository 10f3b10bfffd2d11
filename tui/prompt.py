"""A question over the editor that is answered with one line of text."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from reports.terminal_text import safe
from schema.language import _
from tui.dialogs import inner_width
from tui.field_input import FieldInput
from tui.workarounds import FastModalScreen
from tui.wrap import wrap_lines

MOST_LINES = 9
HOW = _("Enter 确定  Esc 返回")


class PromptDialog(FastModalScreen[str | None]):
    """Asks for a line of text; answers with it, or None for Esc.

    A blank line is refused in the given words, any other where ``wrong`` says what is wrong with it. What stands there
    already is selected: typing replaces it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "take", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(
        self, question: str, prefilled: str, refusal: str, wrong: Callable[[str], str] = lambda _text: ""
    ) -> None:
        super().__init__()
        self.question = safe(question)
        self.field = FieldInput(safe(prefilled, keep=""))
        self.field.tab_leaves = False
        self.refusal = refusal
        self.wrong = wrong
        self.foot = Static(HOW, markup=False)

    def compose(self) -> ComposeResult:
        """The question, the line, how to answer."""
        lines = wrap_lines(self.question, inner_width(self.app.size.width))
        shown = [*lines[:MOST_LINES], *(["…"] if len(lines) > MOST_LINES else [])]
        with Vertical(classes="dialog"):
            yield Static("\n".join(shown), markup=False)
            yield self.field
            yield self.foot

    def on_mount(self) -> None:
        """The line takes the keys."""
        self.field.focus()
        self.field.select_all()

    def action_take(self) -> None:
        """Answers with what is written."""
        text = self.field.value.strip()
        refusal = self.wrong(text) if text else self.refusal
        if refusal:
            self.foot.update(Content(f"{safe(refusal, keep='')}  " + _("Esc 返回")))
        else:
            self.dismiss(text)

    def action_leave(self) -> None:
        """Answers with nothing."""
        self.dismiss(None)
