"""What openpyxl does not tell of a worksheet that it reads row by row: merged and hidden places, formulas without a result."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple
from xml.parsers import expat

from reports.importing.readers.containers import Package, damaged, too_large
from reports.importing.readers.ooxml import OFF
from reports.importing.readers.xlsx_runs import Inline, Piece

MOST_ROWS = 2000
MOST_COLUMNS = 128
"""What is read of a worksheet, from its upper left corner."""

MOST_VALUES = 200_000
MOST_CHARACTERS = 8 << 20
"""Cells with a value on one worksheet, and characters in it."""

PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})")


VALUE = re.compile(rb"<(?:\w+:)?(?:v|t)(?: [^>]*)?>[^<]")
MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref=["']([A-Z0-9:$]+)["']""")
LONGEST_TAG = 64


class Range(NamedTuple):
    """A rectangle of cells; rows and columns count from 1, the last ones belong to it."""

    row: int
    column: int
    last_row: int
    last_column: int


@dataclass
class Scan:
    """What was found, as far as it lies within what is read."""

    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    """The formulas that no program has worked out yet."""

    inline: dict[tuple[int, int], list[Piece]] = field(default_factory=dict)
    """The texts that are written in their cells with something struck out or raised."""

    hides_zeros: bool = False
    values: int = 0
    beyond: bool = False
    """Whether there are values outside of what is read."""

    cut: bytes = b""
    """Of a sheet with more rows than are read: the part up to these, as a whole document."""


def scan(package: Package, name: str) -> Scan:
    """Looks through a worksheet. Raises ReportFault for one that is damaged or far too large."""
    scanner = _Scanner()
    pieces = package.pieces(name)
    kept: list[bytes] = []
    try:
        for piece in pieces:
            kept.append(piece)
            scanner.parser.Parse(piece)
            if scanner.end is not None and b"\0" not in piece:
                scanner.found.cut = b"".join(kept)[: scanner.end] + scanner.closing.encode()
                scanner.rest(b"".join(kept)[scanner.end :], pieces)
                return scanner.found
        scanner.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError):
        damaged()
    return scanner.found


def place(text: str) -> tuple[int, int] | None:
    """Row and column, from 1, of a name such as B12."""
    found = PLACE.fullmatch(text)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(found[2]), column


class _Scanner:
    """Follows the elements of a worksheet."""

    def __init__(self) -> None:
        self.found = Scan()
        self.end: int | None = None
        """Where the first row begins that is not read."""

        self.closing = ""
        """The tags that close what is open there."""

        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._row = self._column = self._area = self._characters = 0
        self._in_value = self._in_formula = False
        self._formula: list[str] | None = None
        self._has_value = False
        self._inline: Inline | None = None

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        match tag.rpartition(":")[2]:
            case "c":
                self._cell(attributes.get("r", ""))
                self._has_value = attributes.get("t") == "str"  # a formula whose result is a text, perhaps an empty one
            case "v" | "t":
                self._in_value = True
            case "is":
                self._inline = Inline()
            case "r" | "rPh" | "strike" | "vertAlign" | "color" as name if self._inline:
                self._inline.begin(name, attributes)
            case "f":
                self._formula, self._in_formula = [], True
            case "row":
                self._begin_row(attributes)
            case "worksheet" | "sheetData" if self.end is None:
                self.closing = f"</{tag}>{self.closing}"
            case "mergeCell":
                self._merge(attributes.get("ref", ""))
            case "col" | "sheetView" as name:
                self._look(name, attributes)

    def _look(self, name: str, attributes: Mapping[str, str]) -> None:
        """Notices what the sheet does not show."""
        if name == "sheetView":
            self.found.hides_zeros = attributes.get("showZeros", "1").lower() in OFF
        elif is_hidden(attributes):
            first, last = int(attributes.get("min", 1)), int(attributes.get("max", 1))
            self.found.hidden_columns |= set(range(first, min(last, MOST_COLUMNS) + 1))

    def rest(self, begun: bytes, pieces: Iterator[bytes]) -> None:
        """Looks through rows that are not read: there may be a million of them."""
        for piece in chain([begun], pieces):
            text = begun[-LONGEST_TAG:] + piece if piece is not begun else piece
            self.found.beyond = self.found.beyond or VALUE.search(text) is not None
            for reference in MERGED.findall(text):
                self._merge(reference.decode("ascii"))
            begun = piece

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        if self._row > MOST_ROWS and self.end is None:
            self.end = self.parser.CurrentByteIndex
        elif is_hidden(attributes):
            self.found.hidden_rows.add(self._row)

    def _cell(self, name: str) -> None:
        at = place(name)
        self._row, self._column = at or (self._row, self._column + 1)
        self._formula = None

    def _text(self, text: str) -> None:
        self._characters += len(text)
        if self._characters > MOST_CHARACTERS:
            too_large()
        if self._in_formula and self._formula is not None:
            self._formula.append(text)
        elif self._in_value:
            self._value()
            if self._inline:
                self._inline.add(text)

    def _value(self) -> None:
        self._in_value, self._has_value = False, True
        self.found.values += 1
        if self.found.values > MOST_VALUES:
            too_large()
        if self._row > MOST_ROWS or self._column > MOST_COLUMNS:
            self.found.beyond = True

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        begin, end = place(first), place(last or first)
        if begin is None or end is None or begin[0] > MOST_ROWS or begin[1] > MOST_COLUMNS:
            return
        found = Range(*begin, min(end[0], MOST_ROWS), min(end[1], MOST_COLUMNS))
        self._area += (found.last_row - found.row + 1) * (found.last_column - found.column + 1)
        if self._area > MOST_ROWS * MOST_COLUMNS:  # merged ranges that overlap
            damaged()
        if found not in self.found.merged[-1:]:
            self.found.merged.append(found)

    def _end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "f" | "v" | "t":
                self._in_value = self._in_formula = False
            case "is" if self._inline:
                if self._inline.is_marked:
                    self.found.inline[self._row, self._column] = self._inline.pieces
                self._inline = None
            case "c" if self._formula is not None and not self._has_value:
                self.found.formulas[self._row, self._column] = "=" + "".join(self._formula)


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether a row or columns are hidden, or have no height or width."""
    if attributes.get("hidden", "0").lower() not in OFF:
        return True
    return any(float(attributes.get(size, 1)) <= 0 for size in ("ht", "width"))
