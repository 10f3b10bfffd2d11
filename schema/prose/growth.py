"""Growth against last year: 同比增长 x%, 较上年减少 n 件, held against last year's report (check 28)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from schema.prose.claims import Mention, in_table_units
from schema.prose.context import COMPARED
from schema.prose.numbers import to_places
from schema.prose.plain import plain
from schema.report import Report
from schema.rule_language import worth
from schema.values import Number

UP = re.compile(r"(?:增长|增加|上升|提高|增多|增幅|上涨|多|增)(?:了|为|达到?|约|幅度|率)*$")
DOWN = re.compile(r"(?:下降|减少|降低|回落|减幅|降幅|下滑|少|减|降)(?:了|为|达到?|约|幅度|率)*$")
REFERENCE = re.compile(r"(?:较|比|与|和)?(?:(?:20\d\d)年|去年|上年|上一年)度?(?:同期)?(?:的|为|是)?$", re.ASCII)


class Growth(NamedTuple):
    """A stated growth, or last year's number quoted with it, that is wrong: of which number, and what it should be."""

    mention: Mention
    subject: Mention
    before: Number
    expected: Number


class Comparison(NamedTuple):
    """What a growth is of: this year's number, and last year's where the sentence quotes it."""

    subject: Mention
    quoted: Mention | None = None


def wrong_growth(mentions: list[Mention], text: str, year: int, previous: Report | None) -> Iterator[Growth]:
    """Growth behind a number bound to the tables that no reading of last year's report, nor a quoted number, gives."""
    of: Comparison | None = None
    for mention in mentions:
        if mention.place is None or mention.figure is None:
            continue
        if of and not same_sentence(of.subject, mention):
            of = None
        if of and REFERENCE.search(mention.place.before):
            of = Comparison(of.subject, mention)
            yield from quoted_wrong(of, previous)
        elif of and direction(mention) and COMPARED.search(plain(text[of.subject.stop : mention.start]).text):
            yield from judged(mention, of, previous)
        elif mention.pattern and mention.pattern.readings and mention.year == year and mention.figure.kind != "percent":
            of = Comparison(mention)
        elif of and not in_brackets(text[of.subject.stop : mention.start]):
            of = None


def same_sentence(one: Mention, other: Mention) -> bool:
    """Whether two numbers stand in one sentence of one paragraph."""
    if one.place is None or other.place is None or other.figure is None or one.figure is None:
        return False
    return one.place.sentence == other.place.sentence and one.figure.start < other.figure.start


def in_brackets(between: str) -> bool:
    """Whether a bracket opened since is still open."""
    return between.count("（") + between.count("(") > between.count("）") + between.count(")")


def quoted_wrong(of: Comparison, previous: Report | None) -> Iterator[Growth]:
    """Last year's number as quoted, where last year's report says another."""
    values = known_before(of.subject, previous)
    if of.quoted and values and of.quoted.value not in values:
        yield Growth(of.quoted, of.subject, values[0], values[0])


def known_before(subject: Mention, previous: Report | None) -> list[Number]:
    """What last year's report says of a quantity, by each of its readings; empty where that is not known."""
    if previous is None or subject.pattern is None:
        return []
    values = [worth(terms, previous, None) for terms in subject.pattern.readings]
    return [value for value in values if value is not None] if None not in values else []


def judged(mention: Mention, of: Comparison, previous: Report | None) -> Iterator[Growth]:
    """The growth where nothing gives it."""
    assert mention.figure is not None
    sign, percent, places = direction(mention), mention.figure.kind == "percent", mention.figure.places
    values = [of.quoted.value] if of.quoted else known_before(of.subject, previous)
    results = []
    for before in values:
        if percent and not before:
            return
        gap = Decimal(in_table_units(of.subject)) - before
        exact = sign * gap * 100 / before if percent else sign * gap
        if abs(exact - Decimal(mention.value)) <= (Decimal(5).scaleb(-places - 1) if percent else 0):
            return
        results.append((before, to_places(exact, places) if percent else exact))
    if results:
        yield Growth(mention, of.subject, *results[0])


def direction(mention: Mention) -> int:
    """1 for growth, -1 for decline, 0 where the words right before the number say neither, or speak of points."""
    before = mention.place.before if mention.place else ""
    if mention.figure and mention.figure.after - mention.figure.end > 1 and mention.figure.kind == "percent":
        return 0
    return 1 if UP.search(before) else -1 if DOWN.search(before) else 0
