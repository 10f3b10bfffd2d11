"""What was sought last, and which hit follows the place one is at. No Textual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from schema.places import Hit, Place

Key = tuple[int, int]


class Visit(NamedTuple):
    """Where a hit has led: its key, and the place the cursor was put."""

    key: Key
    address: str
    at: int | None


class Seeking:
    """Remembers a search, so that one key leads to the next hit wherever the clerk has gone meanwhile."""

    def __init__(self) -> None:
        self.needle = ""
        self._visit: Visit | None = None

    def visited(self, hit: Hit, at: int | None) -> None:
        """The cursor was put on a hit."""
        self._visit = Visit(hit.key, hit.place.address, at)

    def here(self, places: Sequence[Place], address: str, at: int | None) -> Key:
        """The key of where the cursor stands: of the hit that it was put on, else of the text or cell.

        ``at`` is None where there are no places: in a cell, in a text of which only the beginning is shown.
        """
        visit = self._visit
        if visit and visit.address == address and at in (None, visit.at):
            return visit.key
        own = next((place for place in places if place.address == address and place.kind != "label"), None)
        return (own.order if own else -1, 0 if at is None else at - 1)

    def nearest(self, hits: Sequence[Hit], here: Key) -> int:
        """The hit to begin with: the first that is not before here; the first of all where none is."""
        return next((place for place, hit in enumerate(hits) if hit.key >= here), 0)

    def following(self, hits: Sequence[Hit], here: Key) -> tuple[int, bool]:
        """The hit behind here, and whether that meant beginning again at the top."""
        behind = next((place for place, hit in enumerate(hits) if hit.key > here), None)
        return (0, True) if behind is None else (behind, False)
