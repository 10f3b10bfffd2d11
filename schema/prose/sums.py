"""Sums inside a sentence: ``X 条，其中 a、b、c``. Which numbers are the parts of which whole, and whether they add up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from schema.prose.context import Reading, compared, reading
from schema.prose.numbers import Figure
from schema.values import Number

OPENING = re.compile(
    r"(?:[，,。；;（(：:]|^)?(?:其中|包括|包含|分别(?:是|为)|具体(?:为|是)|含(?!有|义|量|金|糖)|按[^，。；：]{1,8}分(?:为)?[，：:]|如下[：:]|构成(?:为|是)[：:]?)|^(?:里|中|内)[，,]?"
)
OPEN_LIST = re.compile(r"包括|包含|主要|含|如|例如|重点|特别是|尤其|涉及")
"""Between a whole and its first part: the parts need not be all."""

AND_SO_ON = re.compile(r"[^，。；、,;！？]{0,12}等")
LAST_YEARS = re.compile(r"[较比与](?:(?:20\d\d)年|去年|上年|上一年)[^，。]{0,4}$", re.ASCII)
WITHIN = ("里", "中", "内")
"""Behind a number: it is a whole itself, its parts follow."""

AND_OTHERS = re.compile(r"[^。]{0,12}(?:另有|另外|此外|还有)")
ENDS = "。！？"
NEXT_WHOLE = re.compile(r"[；;](?:全年|本年|共|另|此外|同时)|另(?:有|外)|此外|办结|答复|共办")
DEPTH = {"（": 1, "(": 1, "）": -1, ")": -1}
MOST_PARTS = 40
MOST_BETWEEN = 60
FEWEST_UNMARKED = 3
"""Parts that a bracket without 其中 must hold to be a list of them."""

LONGEST_LIST = 1500

Verdict = Literal["holds", "short", "over", "open"]


class Sum(NamedTuple):
    """A whole and its parts in one paragraph, as places in its numbers; ``verdict`` short or over are violations."""

    whole: int
    parts: tuple[int, ...]
    total: Number
    verdict: Verdict


@lru_cache(maxsize=512)
def sums(paragraph: str) -> tuple[Sum, ...]:
    """The sums that a paragraph states."""
    read = reading(paragraph)
    if len(read.places) < 2:
        return ()
    return tuple(found for opening, whole in openings(read) if (found := judged(read, opening, whole)))


def openings(read: Reading) -> Iterator[tuple[int, int]]:
    """(place in the text where a list of parts begins, a number that is its whole).

    Behind ``25 件申请收费 2950 元，其中`` both numbers are wholes, each of the parts of its unit.
    """
    figures = [place.figure for place in read.places]
    for order, figure in enumerate(figures[:-1]):
        between = read.text[figure.after : figures[order + 1].start]
        found = OPENING.search(between)
        if not ((found and not cut_off(between[: found.start()])) or begins_list(between)):
            continue
        whole = order
        begins = figure.after + (found.start() if found else 0)
        while whole and passed_over(read, whole, begins):
            whole -= 1
        if figures[whole].kind == "percent" or figures[whole].vague:
            continue
        opening = figure.after + (found.end() if found else 1)
        yield opening, whole
        before = read.places[whole - 1] if whole else None
        if before and before.sentence == read.places[whole].sentence and before.figure.unit != figures[whole].unit:
            yield opening, whole - 1


def passed_over(read: Reading, order: int, begins: int) -> bool:
    """Whether a number before a list is not its whole: a comparison, a percentage, last year's, or one in a closed bracket."""
    place = read.places[order]
    between = read.text[place.figure.after : begins]
    closed = between.count("）") + between.count(")") > between.count("（") + between.count("(")
    return closed or place.figure.kind == "percent" or compared(place) or is_last_years(read, order)


def is_last_years(read: Reading, order: int) -> bool:
    """Whether a number only quotes last year's: 较 2023 年的 1,762 条."""
    return LAST_YEARS.search(read.places[order].before) is not None


def cut_off(words: str) -> bool:
    """Whether what stands between a whole and 其中 begins another matter."""
    return words.count("。") > 0 or len(words) > MOST_BETWEEN


def begins_list(between: str) -> bool:
    """Whether a colon or a bracket right behind a number opens the list of its parts."""
    return between[:1] in ("：", ":", "（", "(") and len(between) > 1


def judged(read: Reading, opening: int, whole: int) -> Sum | None:
    """The sum that a list states, or None where it states none (a single part of a larger whole)."""
    head = read.places[whole].figure
    parts = list_of(read, opening, whole)
    if not parts:
        return None
    figures = [read.places[part].figure for part in parts]
    if read.text[figures[0].after : figures[0].after + 1] in WITHIN:
        return None
    between = read.text[head.after : figures[0].start]
    marked = OPENING.search(between) is not None
    if not marked and len(parts) < (FEWEST_UNMARKED if between[:1] in ("（", "(") else 2):
        return None
    if "。" in between and len(parts) == 1:
        return None
    return weighed(read, whole, parts, between)


def weighed(read: Reading, whole: int, parts: list[int], between: str) -> Sum:
    """A list with its verdict; ``between`` is what stands between the whole and the first part."""
    head, figures = read.places[whole].figure, [read.places[part].figure for part in parts]
    wholes = {head.value, *wholes_before(read, whole, far="。" in between)}
    total: Number = 0
    for count, figure in enumerate(figures, 1):
        total += figure.value
        if total in wholes and (count > 1 or len(figures) == 1):
            return Sum(whole, tuple(parts[:count]), total, "holds")
    if any(sum((figure.value for figure in figures[-cut:]), 0) == head.value for cut in range(2, len(figures))):
        return Sum(whole, tuple(parts), total, "holds")
    if total > head.value:
        return Sum(whole, tuple(parts), total, "open" if "。" in between and total <= max(wholes) else "over")
    open_list = OPEN_LIST.search(between) or AND_SO_ON.match(read.text, figures[-1].after)
    open_list = open_list or AND_OTHERS.match(read.text, figures[-1].after)
    return Sum(whole, tuple(parts), total, "open" if len(parts) < 2 or open_list else "short")


def wholes_before(read: Reading, whole: int, *, far: bool) -> Iterator[Number]:
    """What else a list may divide: sums of the numbers of its unit right before it in the sentence (新收加结转).

    ``far``: 其中 begins a sentence of its own and may refer to any number of the paragraph before it.
    """
    head, total = read.places[whole], read.places[whole].figure.value
    adjoining = True
    for order in range(whole - 1, max(-1, whole - (MOST_PARTS if far else 4)), -1):
        other = read.places[order]
        adjoining = adjoining and other.sentence == head.sentence and other.figure.unit == head.figure.unit
        if adjoining:
            total += other.figure.value
            yield total
        if (adjoining or far) and other.figure.unit == head.figure.unit:
            yield other.figure.value


def list_of(read: Reading, opening: int, whole: int) -> list[int]:
    """The parts of a list: numbers of the whole's unit at the depth where it opens, up to the full stop."""
    head = read.places[whole].figure
    bracketed = any(character in "（(" for character in read.text[head.after : opening])
    depth, place, parts, nested = 0, opening, list[int](), False
    for order in range(whole + 1, min(len(read.places), whole + 1 + MOST_PARTS)):
        figure = read.places[order].figure
        if figure.start < opening:
            continue
        between = read.text[place : figure.start]
        if figure.start - opening > LONGEST_LIST or (parts and NEXT_WHOLE.search(between)):
            break
        at = between.find("其中") if parts else -1
        for step, character in enumerate(between):
            depth += DEPTH.get(character, 0)
            nested = (nested and character not in "；;") or (step == at and depth <= 0)
            if character in ENDS or (depth < 0 and bracketed):
                return parts
        if depth <= 0 and not nested and belongs(figure, head, read.text):
            parts.append(order)
        place = figure.after
    return parts


def belongs(figure: Figure, head: Figure, text: str) -> bool:
    """Whether a number can be a part: same unit, or none at all before a stop."""
    if figure.kind != head.kind or figure.vague:
        return False
    return figure.unit == head.unit or (not figure.unit and text[figure.after : figure.after + 1] in "，、；。,;）)")
