r"""Bold in prose: ``**bold**`` within one paragraph, and how it is put on and taken off without a marker too many.

A marker is exactly two stars, and markers pair in order; ``\*`` is a star, three or more stars in a row are literal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby, takewhile
from typing import NamedTuple

STARS = re.compile(r"\\\*|\*+")

MARKER = "**"

PAUSES = frozenset("，。、；：？！,;:?!…—（）()《》〈〉“”‘’\t")
"""What a clause ends with, or what encloses it."""


class Strong(NamedTuple):
    """A bold stretch of a paragraph: its text lies between ``begin`` and ``end``, a marker on either side."""

    begin: int
    end: int


class Toggled(NamedTuple):
    """A text after bold was put on or taken off, and where the characters that were spoken of stand in it."""

    text: str
    start: int
    end: int
    bold: bool


@lru_cache(maxsize=512)
def markers(paragraph: str) -> tuple[int, ...]:
    """Where the markers of one paragraph begin, the last one unpaired where their number is odd."""
    if MARKER not in paragraph:
        return ()
    return tuple(found.start() for found in STARS.finditer(paragraph) if found.group() == MARKER)


def strong(paragraph: str) -> list[Strong]:
    """The bold stretches of one paragraph, in order."""
    places = markers(paragraph)
    return [Strong(first + 2, second) for first, second in zip(places[::2], places[1::2], strict=False)]


def unpaired(text: str) -> int | None:
    """The number, from 1, of the first paragraph with a marker that has no partner; None where all have one."""
    if MARKER not in text:
        return None
    return next((number for number, line in enumerate(text.split("\n"), 1) if len(markers(line)) % 2), None)


def clause(paragraph: str, at: int) -> tuple[int, int]:
    """The characters between two marks around a place, blanks and markers left out; behind a mark those before it.

    Equal places where there is nothing but marks.
    """
    borders = {edge for place in markers(paragraph) for edge in (place, place + 1)}
    borders |= {place for place, character in enumerate(paragraph) if character in PAUSES}
    if (at in borders or at == len(paragraph)) and at > 0:
        at -= 1
        while at > 0 and (at in borders or paragraph[at].isspace()):
            at -= 1
    while at in borders:
        at += 1
    start = end = at
    while start > 0 and start - 1 not in borders:
        start -= 1
    while end < len(paragraph) and end not in borders:
        end += 1
    return _trimmed(paragraph, start, end)


def toggled(text: str, start: int, end: int) -> Toggled | None:
    """Bold off where all characters between two places of a text are bold, else on; each paragraph its own pair.

    Of an empty stretch the bold one around it is taken off, or the clause around it made bold. None where there is no
    character to make bold, or where a marker without partner or other stars stand in the way.
    """
    lines = text.split("\n")
    wanted = list(_stretches(lines, start, end))
    if not wanted:
        return None
    bold = not all(_is_strong(lines[row], begin, stop) for row, begin, stop in wanted)
    edges: list[int] = []
    for row, begin, stop in wanted:
        made = _with_bold(lines[row], begin, stop, bold=bold)
        if made is None:
            return None
        lines[row], *places = made
        before = sum(len(line) + 1 for line in lines[:row])
        edges += [before + place for place in places]
    return Toggled("\n".join(lines), edges[0], edges[-1], bold)


def _stretches(lines: Sequence[str], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """(paragraph, begin, end) of what is spoken of in each paragraph that has part in it."""
    offset = 0
    for row, line in enumerate(lines):
        first, last = max(0, start - offset), min(len(line), end - offset)
        if start == end and 0 <= start - offset <= len(line):
            around = (one for one in strong(line) if one.begin - 2 < start - offset < one.end + 2)
            first, last = next(around, None) or clause(line, start - offset)
        if first <= last:
            first, last = _trimmed(line, first, last)
            if first < last:
                yield row, first, last
        offset += len(line) + 1


def _trimmed(line: str, first: int, last: int) -> tuple[int, int]:
    """A stretch without the blanks and markers at its ends."""
    edges = {edge for place in markers(line) for edge in (place, place + 1)}
    while first < last and (first in edges or line[first].isspace()):
        first += 1
    while first < last and (last - 1 in edges or line[last - 1].isspace()):
        last -= 1
    return first, last


def _is_strong(line: str, begin: int, end: int) -> bool:
    held = _held(line)
    return all(held[place] for place in range(begin, end) if place in held and not line[place].isspace())


def _held(line: str) -> dict[int, bool]:
    """Whether each character that is no paired marker is bold, by its place."""
    places = markers(line)
    paired = {edge for place in places[: len(places) // 2 * 2] for edge in (place, place + 1)}
    inside = {place for begin, end in strong(line) for place in range(begin, end)}
    return {place: place in inside for place in range(len(line)) if place not in paired}


def _with_bold(line: str, begin: int, end: int, *, bold: bool) -> tuple[str, int, int] | None:
    """A paragraph whose characters between two places are bold or not, and where they stand in it now.

    None where stars that are no markers would pair with the new ones.
    """
    held = _held(line)
    held |= {place: bold for place in range(begin, end) if place in held}
    if not bold:  # what stays bold beside it begins and ends with no blank
        for beside in (range(end, len(line)), range(begin - 1, -1, -1)):
            for place in takewhile(lambda at: at not in held or (held[at] and line[at].isspace()), beside):
                if place in held:
                    held[place] = False
    written, places = "", dict[int, int]()
    for is_bold, run in groupby(held, key=held.__getitem__):
        written += MARKER if is_bold else ""
        for place in run:
            places[place] = len(written)
            written += line[place]
        written += MARKER if is_bold else ""
    read = _held(written)
    if [read.get(places[place]) for place in held] != list(held.values()) or len(read) != len(held):
        return None
    kept = [places[place] for place in range(begin, end) if place in places]
    return written, kept[0], kept[-1] + 1
