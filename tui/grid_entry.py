"""What is being typed into a cell. No Textual."""

from __future__ import annotations

from dataclasses import dataclass

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
