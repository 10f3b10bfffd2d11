"""What the editor does with prose: bold, replacing, last year's text beside this year's."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tui.editor import Editor


class TextCommands:
    """Actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    @property
    def _editor(self) -> Editor:
        return cast("Editor", self)
