"""What prose says about the tables: each number bound to what it counts, and whether the tables agree."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import Literal, NamedTuple

from schema.form import Form, Part
from schema.prose.context import COMPARED, YEAR, Place, compared, reading, year_of
from schema.prose.numbers import MONEY, MOST_NUMBERS, Figure
from schema.prose.plain import paragraphs, plain
from schema.prose.quantities import Hinted, Pattern, out_of_scope, quantity_of, vocabulary
from schema.report import Report
from schema.rule_language import Term, worth
from schema.values import Number

State = Literal["agrees", "contradicts", "undecided", "unbound"]
WAN = 10_000
COMPARING = ("同比", "环比", "较", "比", "与", "增幅", "降幅")
RELATIVE_YEARS = ("去年", "上年", "上一年", "前一年")
PLAIN_YEARS = re.compile(r"((?:19|20)\d\d)年", re.ASCII)
OWN_YEAR = ("今年", "本年", "当年", "去年", "上年", "上一年")
DENYING = ("未", "没有", "无", "不存在")


class Mention(NamedTuple):
    """A number of a paragraph and what it counts (None: nothing of the form's). ``start``, ``end`` in the original."""

    start: int
    end: int
    words: str
    value: Number
    figure: Figure | None
    place: Place | None
    pattern: Pattern | None
    year: int
    stop: int
    """Behind the unit, in the original."""


class Claim(NamedTuple):
    """A number in prose against the tables. ``figures`` are what it is compared with, ``expected`` what they say.

    ``start`` and ``end`` are places in the part's text; for words that state zero, those words.
    """

    address: str
    start: int
    end: int
    words: str
    value: Number
    state: State
    mention: Mention
    figures: tuple[str, ...] = ()
    expected: Number | None = None
    reading: tuple[Term, ...] = ()

    @property
    def table_value(self) -> Number:
        """The value as the table counts."""
        return in_table_units(self.mention)


@lru_cache(maxsize=512)
def mentions(paragraph: str, form: Form, label: str, level: str, year: int) -> tuple[Mention, ...]:
    """Every number of a paragraph, bound or not, and words that state zero; by place."""
    places, known = reading(paragraph).places, vocabulary(form)
    denying = any(word in paragraph for word in DENYING) and any(hint in paragraph for hint in known.denied)
    if not places and not denying:
        return ()
    original = plain(paragraph)
    hinted = known.hinted(original.text)
    found = []
    comparing = any(word in original.text for word in COMPARING)
    dated = names_other_years(original.text, year) and not speaks_only_of_last_year(original.text, year)
    for place in places:
        figure = place.figure
        one = None
        if figure.kind != "percent" and not figure.vague and not (comparing and compared(place)):
            one = quantity_of(place, hinted, label)
            if one and out_of_scope(one, place, level):
                one = None
        start, end = original.span(figure.start, figure.end)
        found.append(
            Mention(
                start,
                end,
                paragraph[start:end],
                figure.value,
                figure,
                place,
                one,
                year_of(place, year) if dated else year,
                original.span(figure.start, figure.after)[1],
            )
        )
    if denying:
        found += denials(paragraph, hinted, label, year)
        found.sort(key=attrgetter("start"))
    return tuple(found)


def names_other_years(text: str, year: int) -> bool:
    """Whether a paragraph speaks of any year but the report's own."""
    if not any(word in text for word in RELATIVE_YEARS) and set(PLAIN_YEARS.findall(text)) <= {str(year)}:
        return False
    return any(found[1] != str(year) and not found[3] for found in YEAR.finditer(text))


def speaks_only_of_last_year(text: str, year: int) -> bool:
    """Whether a paragraph names last year, never its own, and compares nothing: a text left over, meant for this year."""
    if f"{year - 1}年" not in text or f"{year}年" in text or COMPARED.search(text):
        return False
    return not any(word in text for word in OWN_YEAR)


def denials(paragraph: str, hinted: Hinted, label: str, year: int) -> list[Mention]:
    """Words that state zero: 未收到…申请."""
    original, found = plain(paragraph), list[Mention]()
    for one in dict.fromkeys(one for _, one in hinted if one.quantity.none):
        none, topic = one.expressions.none, one.expressions.about
        for said in none.finditer(original.text) if none else ():
            about = original.text[max(0, said.start() - 80) : said.end() + 8]
            if topic and not (topic.search(about) or topic.search(label)):
                continue
            start, end = original.span(*said.span())
            found.append(Mention(start, end, paragraph[start:end], 0, None, None, one, year, end))
    return found


def part_mentions(report: Report, part: Part, level: str) -> list[Mention]:
    """The mentions of a part's paragraphs, placed in the part's text."""
    every = (
        one._replace(start=one.start + offset, end=one.end + offset, stop=one.stop + offset) if offset else one
        for offset, paragraph in paragraphs(report.prose.get(part.address, ""))
        for one in mentions(paragraph, report.form, part.label, level, report.year)
    )
    return list(islice(every, MOST_NUMBERS))


def claim(address: str, mention: Mention, report: Report, previous: Report | None) -> Claim:
    """A mention held against the tables of the year that it speaks of."""
    of = report if mention.year == report.year else previous if previous and mention.year == previous.year else None
    at = (address, mention.start, mention.end, mention.words, mention.value)
    if mention.pattern is None or of is None or not mention.pattern.readings:
        return Claim(*at, "unbound", mention)
    values = []
    for terms in mention.pattern.readings:
        value = worth(terms, of, None)
        for worth_here in (value, worth(terms, of, None, computed=True)):
            if agrees(mention, worth_here):
                return Claim(*at, "agrees", mention, addresses(terms), worth_here, terms)
        values.append((terms, value))
    terms, value = next((pair for pair in values if pair[1] is not None), values[0])
    state: State = "undecided" if any(value is None for _, value in values) else "contradicts"
    return Claim(*at, state, mention, addresses(terms), value, terms)


def agrees(mention: Mention, value: Number | None) -> bool:
    """Whether a table's value is what was said: exactly, or rounded or cut to the digits said (1.47 亿元)."""
    if value is None:
        return False
    said, figure = in_table_units(mention), mention.figure
    if said == value or figure is None or not figure.step:
        return said == value
    step = Decimal(figure.step) / (WAN if figure.unit in MONEY else 1)
    return abs(Decimal(said) - Decimal(value)) < step and Decimal(value) != 0


def addresses(terms: tuple[Term, ...]) -> tuple[str, ...]:
    """The figures of a sum."""
    return tuple(term.address for term in terms if term.address)


def in_table_units(mention: Mention) -> Number:
    """A mention's value as the table counts: money in 万元, whatever it was written in."""
    if mention.figure is None or mention.figure.unit not in MONEY:
        return mention.value
    value = mention.value
    return int(value) // WAN if value % WAN == 0 else Decimal(value) / WAN


def claims(report: Report, part: Part, previous: Report | None, level: str) -> list[Claim]:
    """Every number of a part against the tables, by place."""
    return [claim(part.address, one, report, previous) for one in part_mentions(report, part, level)]
