"""Sentences that nobody has asked for: each waits until what was said before it could be read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from tui.editor_part import EditorPart

READABLE = 4.0
"""Seconds for which a message can be read before news takes its place."""

Subject = Literal["others", "file", "protection", "doubts"]


class News(EditorPart):
    """Tells news in the status lines, one after the other; mixed into the editor screen."""

    _to_tell: dict[Subject, Callable[[], str]] | None = None

    def tell_news(self, subject: Subject, words: Callable[[], str]) -> None:
        """Shown at once where nothing else has been said just now. Of one subject only the last waits.

        The words are asked for when it is shown; where there are none any more, nothing is said.
        """
        waiting = bool(self._to_tell)
        self._to_tell = {**(self._to_tell or {}), subject: words}
        if not waiting:
            self._tell_next()

    def _tell_next(self) -> None:
        editor = self._editor
        left = READABLE - editor.status.shown_for()
        if left > 0:
            editor.set_timer(left, self._tell_next)
            return
        while self._to_tell:
            subject = next(iter(self._to_tell))
            words = self._to_tell.pop(subject)()
            if words:
                editor.show_focus(words)
                if self._to_tell:
                    editor.set_timer(READABLE, self._tell_next)
                return
