"""Prose as a reader sees it: half-width digits, no blanks or line breaks inside, no ``**``; every character knows its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

DROPPED = re.compile(r"(?:\s|\*\*|[\u00ad\u200b-\u200f\u2060\ufeff])+")
"""What carries no meaning between characters: white space of any kind, bold marks, zero-width characters."""

NARROW = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | {"％": "%", "．": ".", "﹪": "%"}
)
"""Full-width digits, letters and per-cent signs, one character for one. Chinese punctuation stays."""


class Plain(NamedTuple):
    """``text`` to match against; ``places[i]`` is where its i-th character stands in the original (one more at the end)."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of ``text`` as a span of the original, blanks around it left out."""
        if start == end:
            return self.places[start], self.places[start]
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=512)
def plain(original: str) -> Plain:
    """The plain text of one paragraph. Words of Latin letters lose the blanks between them too: rules read Chinese."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for gap in DROPPED.finditer(original):
        pieces.append(original[at : gap.start()])
        places.extend(range(at, gap.start()))
        at = gap.end()
    pieces.append(original[at:])
    places.extend(range(at, len(original)))
    places.append(len(original))
    return Plain("".join(pieces).translate(NARROW), tuple(places))


def paragraphs(text: str) -> list[tuple[int, str]]:
    """(offset, text) of each paragraph that holds anything."""
    found, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append((at, line))
        at += len(line) + 1
    return found
