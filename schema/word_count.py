"""How long a text is, counted as word processors count Chinese: 字数."""

from __future__ import annotations

import re
from functools import lru_cache

COUNTED = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff“”‘’…—·×]+|\S")
"""A run of digits, Latin letters and their marks, or one Chinese character or mark."""

UNSEEN = re.compile(r"\*\*|[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
"""Bold markers, and characters that are not seen."""


@lru_cache(maxsize=256)
def length(paragraph: str) -> int:
    """Each Chinese character and mark is 1, so is a run of digits or Latin letters up to the next blank; blanks are 0."""
    return sum(1 for _ in COUNTED.finditer(UNSEEN.sub("", paragraph)))


def total_length(text: str) -> int:
    """The length of all paragraphs of a text."""
    return sum(map(length, text.split("\n")))


def paragraph_count(text: str) -> int:
    """How many paragraphs hold anything."""
    return sum(not line.isspace() for line in text.split("\n") if line)
