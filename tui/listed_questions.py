"""Questions in a list, one of them in focus: going through them, and to what is open. No Textual."""

from __future__ import annotations

from abc import ABC, abstractmethod


class ListedQuestions(ABC):
    """As many as its length; some are settled."""

    current: int
    """The place of the one in focus."""

    @abstractmethod
    def __len__(self) -> int: ...

    @abstractmethod
    def settled(self, place: int) -> bool:
        """Whether nothing is to be done about the one at a place."""

    @property
    def left(self) -> int:
        """How many are open."""
        return sum(not self.settled(place) for place in range(len(self)))

    def move(self, by: int) -> None:
        """To another one."""
        self.current = max(0, min(len(self) - 1, self.current + by))

    def to_open(self) -> None:
        """To the one in focus or the next that is open; where all are settled, the focus stays."""
        following = [(self.current + step) % len(self) for step in range(len(self))]
        self.current = next((place for place in following if not self.settled(place)), self.current)
