"""Automatic numbers of a Word document: what stands before a paragraph although nobody typed it."""

from __future__ import annotations

import re
from collections.abc import Callable
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple
from xml.etree import ElementTree as ET

from reports.importing.readers.docx_xml import child, number, value
from reports.importing.readers.ooxml import short

PLACE = re.compile(r"%([1-9])")

DIGITS = "〇一二三四五六七八九"
CIRCLED = "".join(chr(ord("①") + place) for place in range(20))
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
LEVELS = 9


class Level(NamedTuple):
    """How one level of a list counts and prints: ``%1`` in ``text`` is the number of the first level."""

    start: int = 1
    style: str = "decimal"
    text: str = ""


class List(NamedTuple):
    """A list as paragraphs name it: which counters it shares with others, its levels, and at what it begins anew."""

    counters: str
    levels: dict[int, Level]
    begins: dict[int, int]


def chinese(count: int) -> str:
    """A number up to 99 in Chinese characters."""
    tens, ones = divmod(count, 10)
    if not 0 < count < 100:
        return str(count)
    return ((DIGITS[tens] if tens > 1 else "") + "十" if tens else "") + (DIGITS[ones] if ones else "")


def roman(count: int) -> str:
    """A small number in Roman digits."""
    found = ""
    for worth, digits in ROMAN:
        found += digits * (count // worth)
        count %= worth
    return found


SEQUENCES = {
    "decimalEnclosedCircle": CIRCLED,
    "decimalEnclosedCircleChinese": CIRCLED,
    "decimalEnclosedParen": "".join(chr(ord("⑴") + place) for place in range(20)),
    "decimalEnclosedFullstop": "".join(chr(ord("⒈") + place) for place in range(20)),
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "lowerLetter": ascii_lowercase,
    "upperLetter": ascii_uppercase,
    "bullet": "",
    "none": "",
}
"""The signs with which lists of a style count, as far as they reach."""

WRITTEN: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "decimalFullWidth": lambda count: "".join(chr(ord(digit) - ord("0") + ord("０")) for digit in str(count)),
    "decimalZero": "{:02}".format,
}


def written(count: int, style: str) -> str:
    """A number as a list of this style prints it; in plain digits where the style is unknown or has come to its end."""
    signs = SEQUENCES.get(style)
    if signs is not None and (not signs or 0 < count <= len(signs)):
        return signs[count - 1 : count]
    return WRITTEN.get(style, str)(count)


def level_of(element: ET.Element) -> Level:
    """A level as the document defines it."""
    return Level(
        number(child(element, "start"), otherwise=1),
        value(child(element, "numFmt")) or "decimal",
        value(child(element, "lvlText")),
    )


def levels_of(parent: ET.Element) -> dict[int, Level]:
    """The levels that an element defines."""
    return {number(one, "ilvl"): level_of(one) for one in parent if short(one.tag) == "lvl"}


def list_of(element: ET.Element, abstract: dict[str, dict[int, Level]]) -> List:
    """A list, with what it changes of the definition that it goes back to."""
    counters = value(child(element, "abstractNumId"))
    changed = [one for one in element if short(one.tag) == "lvlOverride"]
    begins = {
        number(one, "ilvl"): number(found) for one in changed if (found := child(one, "startOverride")) is not None
    }
    own = {number(one, "ilvl"): level_of(found) for one in changed if (found := child(one, "lvl")) is not None}
    return List(counters, {**abstract.get(counters, {}), **own}, begins)


class Numbering:
    """The lists of a document; it counts, so paragraphs are asked for in their order."""

    def __init__(self, root: ET.Element | None) -> None:
        found = list(root) if root is not None else []
        abstract = {value(one, "abstractNumId"): levels_of(one) for one in found if short(one.tag) == "abstractNum"}
        self._lists = {value(one, "numId"): list_of(one, abstract) for one in found if short(one.tag) == "num"}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def next(self, list_id: str, depth: int) -> str:
        """What stands before the next paragraph of a list on this level; empty for a bullet or an unknown list."""
        listed = self._lists.get(list_id)
        if listed is None or depth >= LEVELS:
            return ""
        counts = self._counts.setdefault(listed.counters, {})
        for level in range(depth):
            counts.setdefault(level, listed.levels.get(level, Level()).start)
        begin = listed.begins.get(depth)
        if begin is not None and (list_id, depth) not in self._begun:
            counts[depth] = begin
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else listed.levels.get(depth, Level()).start
        self._begun.add((list_id, depth))
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        return self._printed(listed, counts, depth)

    def _printed(self, listed: List, counts: dict[int, int], depth: int) -> str:
        """The number of a level with what its definition puts around it."""
        own = listed.levels.get(depth, Level())
        if own.style == "bullet":
            return ""

        def put(found: re.Match[str]) -> str:
            level = int(found[1]) - 1
            return written(counts.get(level, 1), listed.levels.get(level, Level()).style)

        text = PLACE.sub(put, own.text)
        return f"{text} " if text[-1:].isalnum() and text[-1:].isascii() else text
