"""The rules and quantities that a format file declares, as records; one that cannot be used is a broken rule, not a broken form."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from schema.findings import Level
from schema.form import BrokenRule, Declared
from schema.form_text import Key, Problems, take

LEVELS = {level.word: level for level in Level}
KINDS = ("rule", "topic", "quantity")
HEADERS = {kind: re.compile(rf"^[ \t]*\[\[{kind}\]\]", re.MULTILINE) for kind in KINDS}
PLACE = re.compile(r"line (\d+)")

RULE = {
    "code": Key(str), "number": Key(int), "level": Key(str, among=tuple(LEVELS)), "title": Key(str), "basis": Key(str),
    "example": Key(str), "section": Key(str), "message": Key(str), "each": Key(list, (), strings=True),
    "levels": Key(list, (), strings=True), "when": Key(list, (), strings=True),
    "text": Key(str, ""), "says": Key(str, ""), "lacks": Key(str, ""), "words": Key(list, (), strings=True),
    "without_last": Key(bool, False),
    "jump": Key(int, 0), "above": Key(int, 0),
}  # fmt: skip
TOPIC = {
    "code": Key(str), "number": Key(int), "level": Key(str, among=tuple(LEVELS)), "title": Key(str), "basis": Key(str),
    "example": Key(str),
}  # fmt: skip
QUANTITY = {
    "id": Key(str), "name": Key(str), "code": Key(str), "readings": Key(list, (), strings=True),
    "said": Key(list, (), strings=True), "whole": Key(str, ""), "about": Key(str, ""), "unless": Key(str, ""), "never": Key(str, ""),
    "units": Key(list, strings=True), "none": Key(str, ""), "scope": Key(bool, True),
}  # fmt: skip


class Rule(NamedTuple):
    """A check as data: violated when all conditions of ``when`` hold and the text says (or lacks) what is given.

    ``each``: the conditions and the message stand once per item, ``{each}`` being the item. ``levels``: only agencies
    of these levels. ``text``: a prose address, or ``*`` for all prose; ``words``: one of them must stand in it. ``without_last``: only where last year's
    report is not at hand. ``jump``: instead of conditions, every typed figure whose number and last
    year's, both greater than ``above``, are apart by this factor.
    """

    code: str
    number: int
    level: Level
    title: str
    basis: str
    example: str
    section: str
    message: str
    each: tuple[str, ...]
    levels: tuple[str, ...]
    when: tuple[str, ...]
    text: str
    says: str
    lacks: str
    words: tuple[str, ...]
    without_last: bool
    jump: int
    above: int
    line: int


class Quantity(NamedTuple):
    """Something that prose counts, and the sums of figures it may legitimately mean (none: only told, nowhere tabled).

    ``said``: expressions that must all be found near the number; ``whole``: one that the words before it must be
    altogether; ``about``: one in the sentence or the one before; ``unless``: one that must not be in the clause, ``never`` in the sentence (then the name of the part does not do for ``about`` either);
    ``none``: words that state zero. ``scope``: whether a narrower or wider scope in the sentence takes it out.
    """

    id: str
    name: str
    code: str
    readings: tuple[str, ...]
    said: tuple[str, ...]
    whole: str
    about: str
    unless: str
    never: str
    units: tuple[str, ...]
    none: str
    scope: bool
    line: int


def read_rules(declared: Declared) -> tuple[list[Rule], list[BrokenRule]]:
    """The ``[[rule]]`` entries."""
    good, broken = read_items("rule", RULE, declared)
    return [Rule(**{**got, "level": LEVELS[got["level"]]}, line=line) for got, line in good], broken


def read_topics(declared: Declared) -> tuple[list[dict[str, Any]], list[BrokenRule]]:
    """The ``[[topic]]`` entries: what the checks of numbers in prose are called and rest on."""
    good, broken = read_items("topic", TOPIC, declared)
    return [{**got, "level": LEVELS[got["level"]]} for got, _ in good], broken


def read_quantities(declared: Declared) -> tuple[list[Quantity], list[BrokenRule]]:
    """The ``[[quantity]]`` entries."""
    good, broken = read_items("quantity", QUANTITY, declared)
    return [Quantity(**got, line=line) for got, line in good], broken


def read_items(
    name: str, keys: Mapping[str, Key], declared: Declared
) -> tuple[list[tuple[dict[str, Any], int]], list[BrokenRule]]:
    """Entries of one kind with their lines, and those that do not fit; none where the text is no TOML, which is told."""
    entries, fault = parsed(declared)
    broken = [fault] if fault and name == KINDS[0] else []
    lines = [
        declared.first_line + declared.text.count("\n", 0, at.start()) for at in HEADERS[name].finditer(declared.text)
    ]
    good: list[tuple[dict[str, Any], int]] = []
    items = entries.get(name, [])
    for place, item in enumerate(items if isinstance(items, list) else []):
        line = lines[place] if place < len(lines) else declared.first_line
        problems = Problems()
        got = take(item, keys, "", problems)
        if problems.lines:
            named = str(got.get("code") or got.get("id") or name)
            broken.append(BrokenRule(declared.file, line, named, "；".join(problems.lines)))
        else:
            good.append((got, line))
    return good, broken


@lru_cache(maxsize=8)
def parsed(declared: Declared) -> tuple[dict[str, Any], BrokenRule | None]:
    """The declarations as TOML reads them, or why it cannot: then none of them is evaluated."""
    try:
        entries = tomllib.loads(declared.text)
    except tomllib.TOMLDecodeError as error:
        found = PLACE.search(str(error))
        line = declared.first_line - 1 + (int(found[1]) if found else declared.text.count("\n") + 1)
        return {}, BrokenRule(declared.file, line, "rule", f"规则都没有执行，这里不是 TOML：{error}")
    unknown = [name for name in entries if name not in KINDS]
    if unknown:
        return entries, BrokenRule(declared.file, declared.first_line, unknown[0], f"规则里有未知的表 {unknown[0]}")
    return entries, None
