"""Texts taken over from last year's report: how a file marks them, and whether one still stands as it was taken over.

The mark is a line among the ``changes`` of a ``[[review]]`` entry: ``overview.proactive: 照搬 2023（1a2b3c4d）``. The eight
hex digits are a checksum of the text without its blanks, so that the mark speaks of these words and of no others.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from typing import NamedTuple

MARK = r"([\w.]+): 照搬 (\d{4})（([0-9a-f]{8})）"


class Carried(NamedTuple):
    """Where a text came from: the year of the report, and the checksum of the text as it was taken over."""

    year: int
    checksum: str


def checksum(text: str) -> str:
    """Eight hex digits over a text without its blanks."""
    return f"{zlib.crc32(''.join(text.split()).encode('utf-8', 'surrogatepass')):08x}"


def mark(address: str, year: int, text: str) -> str:
    """The line that marks a text as taken over from the report of a year."""
    return f"{address}: 照搬 {year}（{checksum(text)}）"


def read_marks(lines: Iterable[object]) -> dict[str, Carried]:
    """The texts that lines mark, by address; whatever is no mark is passed over."""
    found = (re.fullmatch(MARK, line) for line in lines if isinstance(line, str))
    return {one[1]: Carried(int(one[2]), one[3]) for one in found if one}


def untouched(text: str, carried: Carried) -> bool:
    """Whether a text still says what was taken over, blanks aside."""
    return checksum(text) == carried.checksum
