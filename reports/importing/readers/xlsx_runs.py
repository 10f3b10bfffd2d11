"""The text of a worksheet's cell that is written in several ways: what is struck out goes, a raised number is a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from reports.importing.readers.ooxml import OFF
from reports.importing.readers.raised import noted
from reports.importing.readers.xlsx_ink import paints_white, says_white

RAISED = frozenset({"superscript", "subscript"})


class Piece(NamedTuple):
    """A part of a text, and whether it is struck out, stands raised or lowered, or is white."""

    text: str
    struck: bool = False
    raised: bool = False
    white: bool = False


class Kept(NamedTuple):
    """What is read of a text, what of it is struck out, and what cannot be seen beside the rest."""

    text: str
    struck: str
    white: str


def kept(pieces: Iterable[Piece], *, grounded: bool = False) -> Kept:
    """The text that the pieces make in a cell; on a ground of its own white can be seen."""
    pieces = list(pieces)
    hides_white = not grounded and any(piece.text.strip() and not piece.white for piece in pieces)
    text = struck = white = ""
    for piece in pieces:
        if piece.struck:
            struck += piece.text
        elif piece.white and hides_white:
            white += piece.text
        else:
            text += noted(text, piece.text) if piece.raised else piece.text
    return Kept(text.strip(), struck.strip(), white.strip())


def pieces_of(value: Any, font: Any) -> Iterator[Piece]:
    """The pieces of a text as openpyxl gives it; what says nothing of itself is written in the font of the cell."""
    for part in [value] if isinstance(value, str) else value:
        own = font if isinstance(part, str) else part.font
        yield Piece(str(part), bool(own.strike), own.vertAlign in RAISED and own is not font, paints_white(own.color))


@dataclass
class Inline:
    """Follows a text that is written in the cell itself: openpyxl gives such a text without its fonts."""

    pieces: list[Piece] = field(default_factory=list)
    _struck: bool = False
    _raised: bool = False
    _white: bool = False
    _spoken: bool = False
    """Whether what follows only says how the text is pronounced."""

    @property
    def is_marked(self) -> bool:
        """Whether the text is more than a text."""
        return any(piece.struck or piece.raised or piece.white for piece in self.pieces)

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element of the text begins."""
        if name == "r":
            self._struck = self._raised = self._white = False
        elif name == "rPh":
            self._spoken = True
        elif name == "strike":
            self._struck = attributes.get("val", "1").lower() not in OFF
        elif name == "vertAlign":
            self._raised = attributes.get("val", "") in RAISED
        elif name == "color":
            self._white = says_white(attributes)

    def add(self, text: str) -> None:
        """Adds characters."""
        if not self._spoken:
            self.pieces.append(Piece(text, self._struck, self._raised, self._white))
