"""What the printed total of a row says of the cells beside it: whether they are its figures, whole and each in its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from reports.importing.lines.printed_cell import plain, read_cell
from schema.clip_names import FormRow
from schema.values import MARKS, Unreadable

_BEGINS = re.compile(r"[1-9]\d{0,2}", re.ASCII)
_GOES_ON = re.compile(r"\d{3}", re.ASCII)
"""The groups of digits of a number whose thousands are held apart by blanks."""


MOST_CELLS = 12
"""A row of more cells is no row of a table; joined in every way they would be too many."""


def agrees(cells: Mapping[int, str], row: FormRow) -> bool | None:
    """Whether the total of a row, among cells by the place of their column, is the sum of the others; None without one."""
    total = next((place for place, figure in enumerate(row.figures) if figure.column.sum), None)
    if total is None or total not in cells:
        return None
    values = {place: read_cell(text, row.figures[place]).value for place, text in cells.items()}
    summed = row.figures[total].column.sum
    parts = [values.get(place) for place, figure in enumerate(row.figures) if figure.column.id in summed]
    printed = values[total]
    if not isinstance(printed, int | Decimal) or any(isinstance(part, Unreadable) for part in parts):
        return None
    return sum(part for part in parts if isinstance(part, int | Decimal)) == printed


def may_be_joined(texts: Sequence[str]) -> bool:
    """Whether two neighbours may be one number, printed with a blank behind its thousands."""
    return any(_BEGINS.fullmatch(one) and _GOES_ON.fullmatch(other) for one, other in pairwise(map(plain, texts)))


def joined_agree(texts: Sequence[str]) -> bool:
    """Whether the last of some cells is the sum of the others once neighbours are joined into numbers."""
    printed = ["" if text.strip() in MARKS else plain(text).replace(",", "") for text in texts]
    last = max((place for place, text in enumerate(printed) if text), default=-1)
    if len(printed) > MOST_CELLS or not all(text.isdecimal() for text in printed if text):
        return False
    joinings = _joinings(printed[: last + 1])
    return any(len(numbers) <= last and sum(numbers[:-1]) == numbers[-1] for numbers in joinings)


def _joinings(texts: Sequence[str]) -> Iterator[list[int]]:
    """All numbers that cells may be, joined with none, some or all of the neighbours that may go on."""
    if not texts:
        yield []
        return
    ends = 1
    if _BEGINS.fullmatch(texts[0]):
        while ends < len(texts) and _GOES_ON.fullmatch(texts[ends]):
            ends += 1
    for end in range(1, ends + 1):
        number = int("".join(texts[:end]) or "0")
        for rest in _joinings(texts[end:]):
            yield [number, *rest]
