"""How wide a text is where each character takes up one cell or two: on a terminal, and in what is printed in even columns."""

from __future__ import annotations

from unicodedata import east_asian_width


def cells(text: str) -> int:
    """The cells that a text takes up; those of what is not seen are counted too."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, width: int) -> str:
    """Text filled up to a width in cells."""
    return text + " " * max(0, width - cells(text))
