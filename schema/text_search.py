"""Finds words and numbers in texts, whatever their case and width; every hit keeps its place in the original text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

THOUSANDS = re.compile(r"(?<![0-9,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*")


class Folded(NamedTuple):
    """A text as it is compared. ``edges`` is None where every character stands for itself, else where each original one begins."""

    text: str
    edges: tuple[int, ...] | None

    def place(self, at: int) -> int | None:
        """The original place of one in the folded text; None in the middle of what was one character."""
        if self.edges is None:
            return at
        place = bisect_left(self.edges, at)
        return place if place < len(self.edges) and self.edges[place] == at else None


@lru_cache(maxsize=2048)  # a report has some 700 labels, cells and texts
def fold(text: str, *, joined: bool = False) -> Folded:
    """A text in one case and width, character by character; ``joined`` leaves the commas between thousands out."""
    table = {ch: normalize("NFKC", ch).casefold() for ch in set(text)}
    pieces = [table[ch] for ch in text]
    if joined and any("," in piece for piece in table.values()):
        plain = "".join(piece if len(piece) == 1 else "\0" for piece in pieces)
        for number in THOUSANDS.finditer(plain):
            for at in range(number.start(), number.end()):
                pieces[at] = "" if plain[at] == "," else pieces[at]
    if all(len(piece) == 1 for piece in pieces):
        return Folded("".join(pieces), None)
    return Folded("".join(pieces), (0, *accumulate(map(len, pieces))))


def spans(text: str, needle: str) -> Iterator[tuple[int, int]]:
    """Where a text reads as the needle, from left to right, never overlapping; nowhere for an empty needle.

    A needle of digits is found in a number with commas between its thousands as well.
    """
    wanted = fold(needle).text
    number = bool(NUMBER.fullmatch(wanted))
    wanted = wanted.replace(",", "") if number else wanted
    if not wanted:
        return
    within = fold(text, joined=number)
    at = within.text.find(wanted)
    while at >= 0:
        begin, end = within.place(at), within.place(at + len(wanted))
        if begin is not None and end is not None:
            begin = _behind_comma(within, begin)
            yield begin, end
            at = within.text.find(wanted, at + len(wanted))
        else:
            at = within.text.find(wanted, at + 1)


def _behind_comma(within: Folded, begin: int) -> int:
    """A comma that was left out does not begin a hit: of two original places at one folded the later is meant."""
    edges = within.edges
    while edges is not None and begin + 1 < len(edges) and edges[begin + 1] == edges[begin]:
        begin += 1
    return begin


def shows(content: str, needle: str) -> bool:
    """Whether a cell that shows this is what a needle asks for: the same number, the same mark, a part of anything else."""
    wanted, shown = (fold(text.strip()).text for text in (needle, content))
    if not wanted or not shown:
        return False
    left, right = _number(wanted), _number(shown)
    if left is not None and right is not None:
        return left == right
    return right is None and wanted in shown


def _number(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "").removesuffix("件"))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None
