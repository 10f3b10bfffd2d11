"""What the groups of actions that are mixed into the editor screen have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tui.editor import Editor


class EditorPart:
    """Part of the editor screen: knows the whole."""

    @property
    def _editor(self) -> Editor:
        return cast("Editor", self)
