"""Who else is at work on the open report."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tui.editor import Editor


class PresenceCommands:
    """What the editor does about others; mixed into the editor screen."""

    @property
    def _editor(self) -> Editor:
        return cast("Editor", self)

    def look_around(self) -> None:
        """The first screen stands: what was cut off is offered."""
        self._editor.offer_recovery()
