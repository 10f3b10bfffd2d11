"""Which paragraphs of a text became which: what a record keeps of a change, and what a correction prints of it."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_COMPARED = 400
"""Paragraphs of a text that are compared one by one; of more, all between the first and the last difference are one change."""

MOST_BLOCKS = 12
"""Places in one text that are told apart."""


class ParagraphChange(NamedTuple):
    """A place where two texts differ: the first paragraph there (from 0, in the later text), what was there and what is."""

    place: int
    before: tuple[str, ...]
    after: tuple[str, ...]


def differing_paragraphs(old: Sequence[str], new: Sequence[str]) -> list[ParagraphChange]:
    """Where two texts in paragraphs differ, in their order; nothing where they do not."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    left, right = old[first : len(old) - last], new[first : len(new) - last]
    if not left and not right:
        return []
    blocks = [(0, len(left), 0, len(right))]
    if len(left) + len(right) <= MOST_COMPARED:
        codes = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
        blocks = [(a, b, c, d) for tag, a, b, c, d in codes if tag != "equal"]
    if len(blocks) > MOST_BLOCKS:
        a, _b, c, _d = blocks[MOST_BLOCKS - 1]
        blocks = [*blocks[: MOST_BLOCKS - 1], (a, len(left), c, len(right))]
    return [ParagraphChange(first + c, tuple(left[a:b]), tuple(right[c:d])) for a, b, c, d in blocks]
