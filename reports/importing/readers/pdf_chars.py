"""Characters on a page of a PDF as lines of text: where they stand says what is a blank, and what is a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from reports.importing.readers.raised import noted

Char: TypeAlias = Mapping[str, Any]
"""A character as pdfplumber gives it: text, x0, x1, top, bottom, size, fontname."""

BLANK, LATIN_BLANK = 0.3, 0.2
"""A gap of so many times the size is a blank where one character is a Han character, and where none is."""

SMALL = 0.85
"""A raised or lowered character has less than so many times the size of the others."""

RAISED, LOWERED = 0.25, 0.04
"""Its lower edge stands at least so many sizes above that of the others, or below it."""


def middle(char: Char) -> tuple[float, float]:
    """Where a character stands."""
    return (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2


def lines_of(chars: Iterable[Char]) -> list[list[Char]]:
    """The lines from top to bottom, each from left to right, without blank characters."""
    found: list[list[Char]] = []
    level = 0.0
    for char in sorted((char for char in chars if char["text"].strip()), key=lambda char: middle(char)[1]):
        height = middle(char)[1]
        if not found or height - level > char["size"] / 2:
            found.append([])
            level = height
        found[-1].append(char)
    return [sorted(line, key=lambda char: char["x0"]) for line in found]


def spaced(line: Sequence[Char]) -> Iterator[tuple[str, float, Char]]:
    """The characters of a line, the blank before each where one is seen, and the gap in points."""
    before: Char | None = None
    for char in _with_notes(line):
        gap = char["x0"] - before["x1"] if before else 0.0
        wide = is_wide(char["text"]) + is_wide(before["text"]) if before else 0
        seen = wide < 2 and gap > (BLANK if wide else LATIN_BLANK) * char["size"]
        yield " " if seen else "", gap, char
        before = char


def _with_notes(line: Sequence[Char]) -> Iterator[Char]:
    """The characters of a line, small raised or lowered numbers behind a digit in brackets."""
    place = 0
    while place < len(line):
        char = line[place]
        yield char
        place += 1
        end = place
        while end < len(line) and _is_raised(line[end], char) and line[end]["x0"] - line[end - 1]["x1"] < char["size"]:
            end += 1
        piece = "".join(other["text"] for other in line[place:end])
        if noted(char["text"], piece) != piece:
            texts = [other["text"] for other in line[place:end]]
            texts[0] = f"[{texts[0]}"
            texts[-1] += "]"
            yield from ({**other, "text": text} for other, text in zip(line[place:end], texts, strict=True))
            place = end


def _is_raised(char: Char, other: Char) -> bool:
    """Whether a character is clearly smaller than another one, and stands higher or lower."""
    above = (other["bottom"] - char["bottom"]) / other["size"]
    return bool(char["size"] < SMALL * other["size"] and (above > RAISED or above < -LOWERED))


def is_wide(text: str) -> bool:
    """Whether a character is as wide as high, as Han characters are."""
    return text >= "\u2e80"
