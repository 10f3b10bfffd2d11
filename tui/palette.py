"""The command palette: Textual's own, but one that is quiet, speaks the clerk's language and shows the cursor where it is."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult, SystemCommand
from textual.await_complete import AwaitComplete
from textual.command import CommandInput, CommandList, CommandPalette
from textual.content import Content
from textual.widgets.option_list import Option

from schema.language import _
from tui.field_input import FieldInput
from tui.keymap import current_actions
from tui.text_commands import TextCommands

if TYPE_CHECKING:
    from tui.editor import Editor


class CommandLine(CommandInput, FieldInput):
    """The line that is typed in: it does not blink, which would be a kilobyte a second, and has the hardware cursor."""

    tab_leaves = False


def commands_of(editor: Editor) -> Iterator[SystemCommand]:
    """What the palette offers: the actions of the table that need no place of their own, then the sections."""
    for action in current_actions():
        if action.id != "palette" and (action.where == "anywhere" or f"action_{action.id}" in vars(TextCommands)):
            yield SystemCommand(action.label, action.help, getattr(editor, f"action_{action.id}"))
    for place, section in enumerate(editor.session.report.form.sections):
        yield SystemCommand(section.title, _("到这一节"), lambda place=place: editor.action_section(place))


class Palette(CommandPalette):
    """Besides, Textual's falls over PgUp and PgDn as long as its list has not been laid out."""

    def compose(self) -> ComposeResult:
        """As Textual does, with the line in place of its own."""
        for widget in super().compose():
            yield CommandLine(placeholder=_("输入命令名或章节名…")) if isinstance(widget, CommandInput) else widget

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, lambda: self._tell_no_matches(search_value))

    def _tell_no_matches(self, search_value: str) -> None:
        if search_value:
            self.query_one(CommandList).add_option(
                Option(Content(_("没有这样的命令。")), disabled=True, id=self._NO_MATCHES)
            )
        self._list_visible = bool(search_value)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Closes once, as ``FastModalScreen`` does."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()

    def _action_command_list(self, list_action: str) -> None:
        with contextlib.suppress(KeyError):
            super()._action_command_list(list_action)
