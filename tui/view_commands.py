"""How the editor shows things: courses over the years, colours, mouse, suspension."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tui.editor import Editor


class ViewCommands:
    """Actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    @property
    def _editor(self) -> Editor:
        return cast("Editor", self)

    def action_trend(self) -> None:
        """From the problems to the course of the figure in focus, then to the shares of its total, then back."""
        from tui.trend_commands import turn_trend  # charts are loaded for those who look at them

        turn_trend(self._editor)
