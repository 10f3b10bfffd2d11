"""How the editor shows things: courses over the years, colours, mouse, suspension."""

from __future__ import annotations

from typing import cast

from tui.editor_part import EditorPart
from tui.terminal_app import TerminalApp


class ViewCommands(EditorPart):
    """Actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    def action_trend(self) -> None:
        """From the problems to the course of the figure in focus, then to the shares of its total, then back."""
        from tui.trend_commands import turn_trend  # charts are loaded for those who look at them

        turn_trend(self._editor)

    def action_theme(self) -> None:
        """Dark or light."""
        self._editor.show_focus(self._terminal.toggle_theme())

    def action_mouse(self) -> None:
        """The mouse for the program, or for the terminal."""
        self._editor.show_focus(self._terminal.toggle_mouse())

    def action_suspend(self) -> None:
        """Back to the command line for a while."""
        editor = self._editor
        editor.show_focus(editor.leave_page() or self._terminal.suspend_job())

    @property
    def _terminal(self) -> TerminalApp[None]:
        return cast("TerminalApp[None]", self._editor.app)
