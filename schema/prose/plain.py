"""Prose as a reader sees it: half-width digits, no blanks or line breaks inside, no ``**``; every character knows its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

DROPPED = re.compile(r"(?:\s|\*\*|[\u00ad\u200b-\u200f\u2060\ufeff])+")
"""What carries no meaning between characters: white space of any kind, bold marks, zero-width characters."""

NARROW = str.maketrans(
    {chr(code): chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
    | {"％": "%", "．": ".", "﹪": "%"}
)
"""Full-width digits, letters and per-cent signs, one character for one. Chinese punctuation stays."""


WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ％．﹪]")
WIDE_THOUSANDS = re.compile("(?<=[０-９])，(?=[０-９]{3}(?![０-９]))")
"""A thousands separator between full-width digits; between half-width ones ``，`` parts two numbers."""


HEADING = re.compile(r"\s*(?:\*\*)?[（(]?[一二三四五六七八九十]{1,3}[）)、.．][^，。]{0,30}\s*$")
"""A numbered heading: it ends without a stop and goes on in no other line."""

LONGEST_WRAPPED = 4000


class Plain:
    """``text`` is what to match against; `span` leads back to the original. Places are worked out when first asked for."""

    __slots__ = ("_original", "_places", "text")

    def __init__(self, original: str) -> None:
        text = DROPPED.sub("", original)
        if not text.isascii():
            text = WIDE_THOUSANDS.sub(",", text).translate(NARROW) if WIDE.search(text) else text
        self.text = text
        self._original = original
        self._places: Sequence[int] | None = None

    @property
    def places(self) -> Sequence[int]:
        """Where each character of ``text`` stands in the original, and its end."""
        if self._places is None:
            self._places = places_in(self._original)
        return self._places

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of ``text`` as a span of the original, blanks around it left out."""
        places = self.places
        return places[start], places[start] if start == end else places[end - 1] + 1


@lru_cache(maxsize=512)
def plain(original: str) -> Plain:
    """The plain text of one paragraph. Words of Latin letters lose the blanks between them too: rules read Chinese."""
    return Plain(original)


def places_in(original: str) -> list[int]:
    """The places of the characters that stay, and one behind the last."""
    places: list[int] = []
    at = 0
    for gap in DROPPED.finditer(original):
        places.extend(range(at, gap.start()))
        at = gap.end()
    places.extend(range(at, len(original) + 1))
    return places


def says_anything(text: str) -> bool:
    """Whether a text holds a word or number at all."""
    return any(character.isalnum() for character in text)


def paragraphs(text: str) -> list[tuple[int, str]]:
    """(offset, text) of each paragraph that holds anything.

    A line that ends in the middle of a sentence goes on in the next one: texts copied from a page or a PDF are wrapped.
    """
    found: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            if found and goes_on(found[-1][1]) and found[-1][0] + len(found[-1][1]) + 1 == at and wrapped(found[-1][1]):
                begun = found.pop()[0]
                found.append((begun, text[begun : at + len(line)]))
            else:
                found.append((at, line))
        at += len(line) + 1
    return found


def goes_on(line: str) -> bool:
    """Whether a line ends within a sentence: in a letter, a digit or a comma."""
    return (line.rstrip()[-1:].isalnum() or line.rstrip()[-1:] in "，、,") and not HEADING.match(line)


def wrapped(paragraph: str) -> bool:
    """Whether a paragraph is still short enough to be one that was wrapped."""
    return len(paragraph) < LONGEST_WRAPPED
