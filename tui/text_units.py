"""Where a cursor stops in Chinese text, which has no words: by numbers, foreign words and clauses. Never inside a character.

A unit is one number (``1,234.5%``), one word in Latin letters (an address too), or a run of Chinese up to the next mark
or to one of the others. An opening mark belongs to the unit behind it, closing marks and blanks to the one before:
``2024 |年，|落实|《条例》|共 |12 |件。``. A bold marker ``**`` is a unit of its own, so that none is deleted with a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from rich.cells import cell_len, split_graphemes

UNIT = re.compile(
    r"""(?x) \*\* \s*
    | [（《〈「『【〔〖［｛“‘(\[{<]*
      (?: [0-9０-９]+ (?: [.,．:/\-] [0-9０-９]+ )* [%％‰℃]?                      # a number
        | [A-Za-z_] [A-Za-z0-9_@./:?&=\#~+%\-]* (?<= [A-Za-z0-9_/] )            # a word, an address
        | (?: (?! [A-Za-z0-9０-９_] ) [\w\u0300-\u036f\u200d\ufe00-\ufe0f] )+    # Chinese
      )
      (?: (?! \*\* | [（《〈「『【〔〖［｛“‘(\[{<] ) [^\w\s] )* \s*
    | \s+ | (?: (?! \*\* | [（《〈「『【〔〖［｛“‘(\[{<] ) [^\w\s] )+ \s* | .
    """
)

JOINER = "\u200d"


def stops(paragraph: str) -> list[int]:
    """Where the units of a paragraph begin, and its end; each at the edge of a whole character."""
    found = [unit.start() for unit in UNIT.finditer(paragraph)]
    return [place for place in found if not is_inside(paragraph, place)] + [len(paragraph)]


def next_stop(paragraph: str, at: int) -> int:
    """The first stop behind a place; the end of the paragraph where there is none."""
    found = stops(paragraph)
    place = bisect_right(found, at)
    return found[place] if place < len(found) else len(paragraph)


def previous_stop(paragraph: str, at: int) -> int:
    """The last stop before a place; 0 where there is none."""
    found = stops(paragraph)
    place = bisect_left(found, at)
    return found[place - 1] if place else 0


def is_inside(paragraph: str, at: int) -> bool:
    """Whether a place lies inside what shows as one character: before a joined mark, or behind a joiner."""
    if not 0 < at < len(paragraph):
        return False
    before = paragraph[:at].rstrip(JOINER) if paragraph[at - 1] == JOINER else paragraph[:at]
    joiners = at - max(1, len(before))  # each takes the character behind it; one that begins the text joins nothing
    return joiners % 2 == 1 or not cell_len(paragraph[at])


def snapped(paragraph: str, at: int) -> int:
    """A place, or where the character begins that it lies inside of."""
    if not is_inside(paragraph, at):
        return at
    return next(begin for begin, end, _ in split_graphemes(paragraph)[0] if begin <= at < end)


def character_before(paragraph: str, at: int) -> int:
    """Where the whole character before a place begins."""
    return snapped(paragraph, at - 1)


def character_after(paragraph: str, at: int) -> int:
    """Where the whole character behind a place ends."""
    at += 1
    while is_inside(paragraph, at):
        at += 1
    return at
