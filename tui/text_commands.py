"""What the editor does with prose: bold, replacing, last year's text beside this year's."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from schema.language import _

if TYPE_CHECKING:
    from tui.editor import Editor


class TextCommands:
    """Actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    @property
    def _editor(self) -> Editor:
        return cast("Editor", self)

    def action_bold(self) -> None:
        """Bold on or off, as Ctrl+B in the text does."""
        from tui.prose_editing import ProseEditing  # a table never needs it

        stop = self._editor.page.stop
        if isinstance(stop, ProseEditing):
            stop.action_bold()
        else:
            self._editor.show_focus(_("加粗只用在文字里，先到要加粗的文字。"))
