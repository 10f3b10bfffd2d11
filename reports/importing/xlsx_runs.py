"""The text of a worksheet's cell that is written in several ways: what is struck out goes, a raised number is a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reports.importing.ooxml import OFF
from reports.importing.raised import noted

RAISED = frozenset({"superscript", "subscript"})


class Piece(NamedTuple):
    """A part of a text, and whether it is struck out, or stands raised or lowered."""

    text: str
    struck: bool = False
    raised: bool = False


class Kept(NamedTuple):
    """What is read of a text, and what of it is struck out."""

    text: str
    struck: str


def kept(pieces: Iterable[Piece]) -> Kept:
    """The text that the pieces make."""
    text = struck = ""
    for piece in pieces:
        if piece.struck:
            struck += piece.text
        else:
            text += noted(text, piece.text) if piece.raised else piece.text
    return Kept(text.strip(), struck.strip())


def pieces_of(value: Any, font: Any) -> Iterator[Piece]:
    """The pieces of a text as openpyxl gives it; what says nothing of itself is written in the font of the cell."""
    for part in [value] if isinstance(value, str) else value:
        own = font if isinstance(part, str) else part.font
        yield Piece(str(part), bool(own.strike), own.vertAlign in RAISED and own is not font)


@dataclass
class Inline:
    """Follows a text that is written in the cell itself: openpyxl gives such a text without its fonts."""

    pieces: list[Piece] = field(default_factory=list)
    _struck: bool = False
    _raised: bool = False
    _spoken: bool = False
    """Whether what follows only says how the text is pronounced."""

    @property
    def is_marked(self) -> bool:
        """Whether the text is more than a text."""
        return any(piece.struck or piece.raised for piece in self.pieces)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of the text begins."""
        if name == "r":
            self._struck = self._raised = False
        elif name == "rPh":
            self._spoken = True
        elif name == "strike":
            self._struck = attributes.get("val", "1").lower() not in OFF
        elif name == "vertAlign":
            self._raised = attributes.get("val", "") in RAISED

    def add(self, text: str) -> None:
        """Adds characters."""
        if not self._spoken:
            self.pieces.append(Piece(text, self._struck, self._raised))
