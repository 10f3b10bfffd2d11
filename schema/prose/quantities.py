"""Which of the form's quantities a number in prose counts, and the figures that it may legitimately equal."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from operator import itemgetter
from typing import NamedTuple

from schema.form import BrokenRule, Form
from schema.prose.context import Place
from schema.rule_language import RuleError, terms
from schema.rules import Quantity, read_quantities

NARROWER = re.compile(
    r"代表[^，。；]{0,10}政府|本级|机关本部|办公室本身|政府办(?:公室)?(?:本部)?(?:直接)?(?:收到|受理|承办)|为例|该[区县市局镇乡街]"
    r"|[省市县区州旗][一-鿿]{2,8}(?:局|委员会|支队|大队|中心)(?:共|全年)?(?:作出|办理|实施|收到|受理|接到|答复|制发)"
)
WIDER = re.compile(r"全[省市县区州旗]|各(?:县|区|乡镇|部门|单位)")
NOTHING = re.compile("(?!)")
PLAIN_WORDS = re.compile(r"[^()\[\]{}.*+?^$\\]+")
PAIRS = {")": "(", "]": "["}


class Expressions(NamedTuple):
    """The compiled expressions of a quantity."""

    said: tuple[re.Pattern[str], ...]
    whole: re.Pattern[str] | None
    about: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    never: re.Pattern[str] | None
    none: re.Pattern[str] | None


class Pattern:
    """A quantity ready to match. Its expressions are compiled when a text first holds one of its ``hints``."""

    def __init__(self, quantity: Quantity, form: Form) -> None:
        self.quantity = quantity
        if not quantity.said or not PLAIN_WORDS.fullmatch(quantity.said[0]):
            raise RuleError("said 的第一项应是用 | 隔开的词，不用正则符号")
        for text in (*quantity.said, quantity.whole, quantity.about, quantity.unless, quantity.never, quantity.none):
            check_brackets(text)
        self.hints = tuple(quantity.said[0].split("|"))
        self.units = frozenset(quantity.units)
        self.readings = tuple(terms(text, form) for text in quantity.readings)

        self.fault = ""
        """Why it cannot be used after all: found when its expressions are compiled, at the first text that hints at it."""

    @cached_property
    def expressions(self) -> Expressions:
        """Its expressions compiled; one that cannot be makes the quantity claim nothing, and ``fault`` tells why."""
        quantity = self.quantity
        try:
            texts = (quantity.whole, quantity.about, quantity.unless, quantity.never, quantity.none)
            return Expressions(tuple(map(re.compile, quantity.said[1:])), *map(compiled, texts))
        except re.error as error:
            self.fault = f"不是正则表达式：{error}"
            return Expressions((NOTHING,), None, None, None, None, None)


Hinted = list[tuple[str, Pattern]]
"""Hints that a paragraph holds, each with a quantity that it hints at, in the order of preference."""


class Vocabulary(NamedTuple):
    """All quantities of a form in order of preference, and the declared ones that cannot be used."""

    patterns: tuple[Pattern, ...]
    broken: tuple[BrokenRule, ...]
    by_hint: dict[str, list[tuple[int, Pattern]]]
    denied: tuple[str, ...]
    """Words one of which a paragraph needs to state zero of anything; broken words of a wrapped line are not looked for."""

    def hinted(self, text: str) -> Hinted:
        """What a paragraph can speak of at all."""
        found = [(order, hint, one) for hint, many in self.by_hint.items() if hint in text for order, one in many]
        found.sort(key=itemgetter(0))
        return [(hint, one) for _, hint, one in found]


def compiled(text: str) -> re.Pattern[str] | None:
    """An expression, or None for none."""
    return re.compile(text) if text else None


def check_brackets(text: str) -> None:
    """RuleError where brackets do not pair: the slip that hands make, found without compiling everything."""
    open_ones: list[str] = []
    for character in re.sub(r"\\.", "", text):
        if character in "([":
            open_ones.append(character)
        elif character in PAIRS and (not open_ones or open_ones.pop() != PAIRS[character]):
            raise RuleError(f"“{text}”的括号不成对")
    if open_ones:
        raise RuleError(f"“{text}”的括号不成对")


@lru_cache(maxsize=8)
def vocabulary(form: Form) -> Vocabulary:
    """The quantities of a form; those that cannot be used are broken rules."""
    quantities, broken = read_quantities(form.declared)
    patterns = []
    for quantity in quantities:
        try:
            patterns.append(Pattern(quantity, form))
        except RuleError as error:
            broken.append(BrokenRule(form.declared.file, quantity.line, quantity.id, str(error)))
    by_hint: dict[str, list[tuple[int, Pattern]]] = {}
    for order, one in enumerate(patterns):
        for hint in one.hints:
            by_hint.setdefault(hint, []).append((order, one))
    denied = dict.fromkeys(word for one in patterns if one.quantity.none for word in one.hints)
    return Vocabulary(tuple(patterns), tuple(broken), by_hint, tuple(denied))


def quantity_of(place: Place, hinted: Hinted, label: str) -> Pattern | None:
    """The first quantity whose words stand around a number; ``label`` names the part of prose that it is in.

    Words before the number count first, because what follows it may belong to the next one.
    """
    unit, words = place.figure.unit, place.words
    near = [(hint, one) for hint, one in hinted if hint in words and (unit in one.units or not unit)]
    for hint, one in near:
        if hint in place.before and matches(one, f"{place.before}#", place, label):
            return one
    return next((one for _, one in near if matches(one, words, place, label)), None)


def matches(one: Pattern, words: str, place: Place, label: str) -> bool:
    """Whether a quantity's words, and none that exclude it, stand in the clause."""
    need = one.expressions
    if need.whole and not (place.figure.unit and need.whole.fullmatch(place.before)):
        return False
    if not all(expression.search(words) for expression in need.said):
        return False
    if (need.unless and need.unless.search(place.words)) or (need.never and need.never.search(place.about)):
        return False
    if need.about is None or need.about.search(place.about):
        return True
    return need.never is None and need.about.search(label) is not None


def faulty(form: Form) -> list[BrokenRule]:
    """The quantities of a form that cannot be used, as far as texts read until now have needed them."""
    known = vocabulary(form)
    late = [BrokenRule(form.declared.file, p.quantity.line, p.quantity.id, p.fault) for p in known.patterns if p.fault]
    return [*known.broken, *late]


def out_of_scope(one: Pattern, place: Place, level: str) -> bool:
    """Whether the sentence speaks of less than a government's table holds, or of more than an office's."""
    if not one.quantity.scope:
        return False
    sentence = place.about.rpartition("。")[2]
    if level in ("township", "department"):
        return WIDER.search(sentence) is not None
    return NARROWER.search(sentence) is not None
