"""Percentages in prose: the part, the wholes it can be of, and whether the printed digits are right (check 27)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from schema.prose.context import Place, compared, reading
from schema.prose.numbers import to_places
from schema.prose.sums import sums
from schema.values import Number

OF_THE_NUMBER_BEFORE = re.compile(
    r"[^。；;%]{0,6}[，,、（(]?[^。；;，,%]{0,10}(?:占|比例|比重)[^。；;，,%]{0,24}|[（(]"
)
"""Between a number and the percentage that it is of something: ``件，占总数的``, or a bracket alone."""

A_RATE = re.compile(r"率|同比|增|降|完成度|满意")
NEAREST = 12
"""Numbers before it that a share may be of."""


class Share(NamedTuple):
    """A percentage that no number before it explains; ``whole`` is 0 where there is none before it. ``part`` and ``percent`` are places in the paragraph's numbers."""

    part: int
    percent: int
    whole: Number
    right: Decimal
    stated: bool = False
    """Whether the sentence itself says of what: 占 33 件的 84.8%."""


@lru_cache(maxsize=512)
def wrong_shares(paragraph: str) -> tuple[Share, ...]:
    """The percentages of a paragraph that are wrong of every whole they could be of."""
    read = reading(paragraph)
    found = []
    for order, place in enumerate(read.places):
        if order and place.figure.kind == "percent" and not compared(place) and not A_RATE.search(place.words):
            share = wrong(read.places, order, read.text, paragraph)
            if share:
                found.append(share)
    return tuple(found)


def wrong(places: tuple[Place, ...], order: int, text: str, paragraph: str) -> Share | None:
    """A percentage right behind its part, if no whole gives its digits."""
    percent, part = places[order].figure, places[order - 1].figure
    if text[part.after : percent.start] == "的" and places[order - 1].before.endswith("占") and order > 1:
        base, part = part, places[order - 2].figure
        if not base.value or right(part.value, base.value, percent.value, percent.places):
            return None
        return Share(order - 2, order, base.value, rounded(part.value, base.value, percent.places), stated=True)
    between = text[part.after : percent.start]
    if part.kind != "count" or part.vague or not OF_THE_NUMBER_BEFORE.fullmatch(between):
        return None
    before = [place.figure for place in places[max(0, order - NEAREST) : order - 1]]
    wholes = [figure.value for figure in before if figure.kind == "count" and figure.value >= part.value]
    wholes += [wholes[-1] + figure.value for figure in before[-2:] if wholes and figure.kind == "count"]
    divided = next((one for one in sums(paragraph) if order - 1 in one.parts), None)
    if divided:
        wholes.insert(0, places[divided.whole].figure.value)
    wholes = [whole for whole in wholes if whole]
    if not wholes:
        return Share(order - 1, order, 0, Decimal(0))
    if any(right(part.value, whole, percent.value, percent.places) for whole in wholes):
        return None
    whole = wholes[0] if divided else max(wholes)
    return Share(order - 1, order, whole, rounded(part.value, whole, percent.places))


def right(part: Number, whole: Number, percent: Number, places: int) -> bool:
    """Whether a percentage is the part's share of the whole, rounded to its printed places."""
    exact = Decimal(part) * 100 / Decimal(whole)
    return abs(exact - Decimal(percent)) <= Decimal(5).scaleb(-places - 1) + Decimal("0.0000001")


def rounded(part: Number, whole: Number, places: int) -> Decimal:
    """A share in per cent with this many places."""
    return to_places(Decimal(part) * 100 / Decimal(whole), places)
