"""Numbers as bars of plain characters, to be looked at where nobody would read: no form, no widgets, ASCII only.

What is drawn is first worked out as values (`percents`, `change`, `extents`), which other outputs can draw their own way.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size

from schema.language import _
from schema.values import Number

BAR, OTHER_BAR, TRACE, AXIS = "#", "=", ".", "|"
"""The bar that matters, the bars beside it, something too small for a bar, and 0 where numbers go both ways."""

ROOM_FOR_CHANGE = 6
"""Cells that bars keep before changes get a column."""

USUAL_CHANGE = 5
"""Cells of the column of changes, where there is room for them: what is typed then moves nothing else."""

LEAST_BAR = 4
"""Cells that bars keep before numbers lose their thousands separators."""

TIMES = 2
LEAST_FOR_TIMES = 10
"""From this many times on, and from this number, growth is told as a multiple."""

WHOLE_TIMES = 100
"""From here on a multiple has no decimal."""


class Amount(NamedTuple):
    """A number that may be missing: then ``word`` stands in its place. ``partial``: at least so much."""

    number: Number | None = None
    word: str = ""
    partial: bool = False


class Bar(NamedTuple):
    """One line of a chart; ``main`` is the one that the others are beside."""

    label: str
    amount: Amount
    main: bool = False


def percents(numbers: Sequence[Number]) -> list[int]:
    """Whole percentages of a sum that add up to 100, the largest remainders rounded up; all 0 where the sum is 0."""
    total = Fraction(sum(numbers))
    if not total:
        return [0] * len(numbers)
    exact = [Fraction(number) * 100 / total for number in numbers]
    found = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda place: found[place] - exact[place])
    for place in by_remainder[: 100 - sum(found)]:
        found[place] += 1
    return found


def change(before: Amount, now: Amount) -> str:
    """How a number became another: ``+12``, ``-3``, ``2.1倍``, 持平; empty where one of them is not known whole."""
    if before.number is None or now.number is None or before.partial or now.partial:
        return ""
    if now.number == before.number:
        return _("持平")
    if before.number >= LEAST_FOR_TIMES and now.number >= TIMES * before.number:
        times = Decimal(now.number) / Decimal(before.number)
        places = Decimal("0.1") if times < WHOLE_TIMES else Decimal(1)
        return _("{times}倍").format(times=f"{times.quantize(places, ROUND_HALF_UP):,f}")
    return grouped(now.number - before.number, sign="+")


def grouped(number: Number, sign: str = "") -> str:
    """A number with thousands separators; with ``+`` for its sign also where it is positive."""
    return f"{number:{sign},f}" if isinstance(number, Decimal) else f"{number:{sign},d}"


def extents(numbers: Sequence[Number | None]) -> list[tuple[float, float]]:
    """Where each bar begins and ends between 0 and 1 on the scale that all share; a missing number or 0 takes no room."""
    known = [number for number in numbers if number is not None]
    low, high = min([0, *known]), max([0, *known])
    span = Fraction(high) - Fraction(low)
    if not span:
        return [(0.0, 0.0)] * len(numbers)
    ends = [(min(0, number or 0), max(0, number or 0)) for number in numbers]
    return [(float((Fraction(a) - Fraction(low)) / span), float((Fraction(b) - Fraction(low)) / span)) for a, b in ends]


def bars(rows: Sequence[Bar], width: int) -> list[str]:
    """One line per row: label, bar, number, and how it changed from the row before where there is room for that."""
    if not rows:
        return []
    labels = max(cell_len(row.label) for row in rows)
    texts, room = texts_within([row.amount for row in rows], width - labels - 2)
    numbers = max(map(cell_len, texts), default=0)
    changes = ["", *(change(before.amount, now.amount) for before, now in pairwise(rows))]
    longest = max(map(cell_len, changes))
    fitting = (one for one in (max(longest, USUAL_CHANGE), longest) if room - one - 1 >= ROOM_FOR_CHANGE)
    needed = next(fitting, 0) if longest else 0
    tails = [f" {padded(text, needed)}" if needed else "" for text in changes]
    room -= needed + 1 if needed else 0
    drawn = strokes(rows, room)
    lines = []
    for row, bar, text, tail in zip(rows, drawn, texts, tails, strict=True):
        shown = f"{bar} {padded(text, numbers)}{tail}"
        if row.amount.number is None:
            least = min(cell_len(row.amount.word), width - labels - 1)
            shown = padded(row.amount.word, max(room + 1 + numbers, least))
        lines.append(set_cell_size(f"{set_cell_size(row.label, labels)} {shown}", width).rstrip())
    return lines


def texts_within(amounts: Sequence[Amount], width: int) -> tuple[list[str], int]:
    """The numbers as text, and the cells that they leave for bars; without separators where bars get too short."""
    for separated in (True, False):
        texts = [text_of(amount, separated=separated) for amount in amounts]
        room = width - max(map(len, texts), default=0)
        if room >= LEAST_BAR:
            break
    return texts, max(0, room)


def text_of(amount: Amount, *, separated: bool = True) -> str:
    """A number as text, ``12+`` for at least 12; empty where there is none."""
    if amount.number is None:
        return ""
    text = grouped(amount.number)
    return (text if separated else text.replace(",", "")) + ("+" if amount.partial else "")


def strokes(rows: Sequence[Bar], room: int) -> list[str]:
    """The bars themselves on one scale, each filled up to the room; 0 has none, what is too small for one a trace."""
    numbers = [row.amount.number or 0 for row in rows]
    low, high = min([0, *numbers]), max([0, *numbers])
    if room <= 0 or not (low or high):
        return [" " * max(0, room)] * len(rows)
    if not low:
        return [stroke(row, room / Fraction(high)).ljust(room) for row in rows]
    left, right = sides(room - 1, -low, high)
    scale = min(side / Fraction(end) for side, end in ((left, -low), (right, high)) if end)
    drawn = [stroke(row, scale) for row in rows]
    return [
        (f"{line:>{left}}{AXIS}" if number < 0 else f"{'':{left}}{AXIS}{line}").ljust(room)[:room]
        for line, number in zip(drawn, numbers, strict=True)
    ]


def sides(room: int, below: Number, above: Number) -> tuple[int, int]:
    """Cells left and right of the axis: by how far the numbers go, and at least one where there are any."""
    left = int(room * Fraction(below) / (Fraction(below) + Fraction(above)))
    left = max(1, min(room - 1, left)) if above else room
    return left, room - left


def stroke(row: Bar, scale: Fraction) -> str:
    """The characters of one bar at so many cells per unit."""
    number = row.amount.number or 0
    cells = int(abs(Fraction(number)) * scale + Fraction(1, 2))
    return (BAR if row.main else OTHER_BAR) * cells or (TRACE if number else "")


def padded(text: str, width: int) -> str:
    """Text pushed to the right of a width."""
    return set_cell_size(" " * (width - cell_len(text)) + text, max(0, width))
