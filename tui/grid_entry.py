"""What is being typed into a cell, and what becomes of it. No Textual."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reports.terminal_text import safe
from schema.language import _

if TYPE_CHECKING:
    from tui.session import Change, Session

LONGEST_ENTRY = 16
"""Characters of what is being typed that a cell shows: its end."""


@dataclass
class Entry:
    """What is being typed into a cell; ``caret`` counts characters. ``refused`` tells why it is not taken."""

    text: str
    caret: int
    in_place: bool
    refused: str = ""

    def insert(self, text: str) -> None:
        """Puts text in at the caret."""
        self.text = self.text[: self.caret] + text + self.text[self.caret :]
        self.caret += len(text)

    def remove(self, first: int, last: int) -> None:
        """Takes the characters between two offsets from the caret out."""
        first, last = max(0, self.caret + first), self.caret + last
        self.text = self.text[:first] + self.text[last:]
        self.caret = min(self.caret, first) if first < self.caret else self.caret

    def moves_caret(self, action: str) -> bool:
        """Moves the caret where the cell is edited in place and the action is one along the line; whether it was."""
        by = {"left": -1, "right": 1, "row_start": -len(self.text), "row_end": len(self.text)}.get(action)
        if not self.in_place or by is None:
            return False
        self.caret = max(0, min(len(self.text), self.caret + by))
        return True

    def put(self, session: Session, address: str, mark: object) -> Change:
        """Gives the cell what stands there now, as one step with what the same mark has put there before."""
        change = session.enter(address, self.text, mark=mark)
        self.refused = str(change.refusal) if change.refusal else ""
        return change

    def end(self, session: Session) -> tuple[str, Change | None]:
        """What was understood stays; refused text is taken back. What to say of that, without a full stop, and what it changed."""
        if self.refused:
            return _("未采用“{text}”，保留原来的内容").format(text=safe(self.text, keep="")), session.cancel_step()
        session.close_step()
        return "", None
