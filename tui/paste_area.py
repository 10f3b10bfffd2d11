"""A blank area to paste a table into, for terminals whose paste reaches the table in pieces, or where it is unclear."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from schema.language import _
from tui.text_fields import LeanTextArea, without_controls
from tui.workarounds import FastModalScreen


class PasteField(LeanTextArea):
    """Takes whatever comes, tabs and line ends too."""

    tab_leaves = False

    def takes_burst(self, text: str) -> bool:
        """A burst goes in as it came."""
        self.move_cursor(self.replace(without_controls(text), *self.selection).end_location)
        return True

    def on_key(self, event: events.Key) -> None:
        """Tab is a tab here."""
        if event.key == "tab":
            self.insert("\t")
            event.stop()
            event.prevent_default()


class PasteArea(FastModalScreen[str]):
    """Answers with the text pasted, empty for none."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "take", show=False, priority=True),
        Binding("ctrl+s", "take", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.field = PasteField(classes="pasted")
        self.told = Static(_("在这里粘贴从 Excel、WPS 或网页复制的表格。F2 或 Ctrl+S 预览  Esc 返回"), markup=False)

    def compose(self) -> ComposeResult:
        """What to do, and the area."""
        with Vertical(classes="dialog tall"):
            yield self.told
            yield self.field

    def on_mount(self) -> None:
        """The area takes the keys."""
        self.field.focus()

    def action_take(self) -> None:
        """Answers with what is there."""
        self.dismiss(self.field.text)

    def action_leave(self) -> None:
        """Answers with nothing."""
        self.dismiss("")
