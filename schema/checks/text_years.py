"""Years left over from another report: last year's in an account of this one, this year's in a plan for the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from schema.checks.check import Check
from schema.checks.context import Context, Paragraph, facts_of
from schema.checks.text_reading import MOST, found, inside, sentence
from schema.checks.text_year_words import (
    BACKGROUND,
    CARRIED,
    COMPARED,
    COUNT,
    DUE,
    FACT,
    INTRODUCED,
    JUDGED,
    LAST,
    LATELY,
    MADE,
    MONTH,
    NAMED,
    NEXT_YEAR,
    PLAN,
    PREVIOUS_YEAR,
    REPORT,
    TALLIED,
    TALLY,
    TITLE,
    UNTIL,
    WE,
    opens,
    planned,
)  # fmt: skip
from schema.findings import Finding, Level
from schema.language import _
from schema.prose.plain import paragraphs

YEAR = Check(
    30, "prose.year", Level.WARNING, "年份与报告年度不符", "国办公开办函〔2021〕30号（四）：不得照搬往年内容",
    "（2024 年度的报告）2023年，我镇公开政府信息573条。",
)  # fmt: skip

MOST_MENTIONS = 500
"""Years looked at in one paragraph."""

PERIOD_WORDS = (
    "统计期", "统计时限", "统计的期限", "统计时", "统计起止", "统计日期", "统计数据", "所列数据", "采用数据", "数据统计", "数据起止", "数据时段",
    "数据期", "报告期",
)  # fmt: skip
"""Words of the period that the figures cover: `text_period` reads it."""

YEARS = re.compile("(?:19|20)[0-9]{2}年(?<![0-9].{5})")
WIDE_DIGIT = re.compile("[０-９]")
PLAN_BEFORE = frozenset("下明来新")
PLAN_AFTER = frozenset("将拟算划排思措想")
"""Characters one of which stands before or after the year wherever a plan is told."""


class Mention:
    """One year of a text with the sentence around it."""

    __slots__ = ("after", "before", "end", "rest", "start", "value", "whole")

    def __init__(self, text: str, start: int, value: int) -> None:
        self.start, self.end, self.value = start, start + 5, value
        first, last = sentence(text, start, self.end)
        self.before, self.after = text[first:start], text[self.end : last]
        self.whole = text[first:last]
        self.rest = text[last + 1 : last + 60]


def years(paragraph: Paragraph) -> Iterator[Finding]:
    """Years of a paragraph that do not fit what it says of them."""
    text, year = paragraph.plain.text, paragraph.facts.year
    left = MOST
    for start, value in islice(mentions(text), MOST_MENTIONS):
        if value == year:
            before, after = text[max(0, start - 12) : start], text[start + 5 : start + 60]
            told = not PLAN_AFTER.isdisjoint(after) or not PLAN_BEFORE.isdisjoint(before)
            if told and planned(before, after):
                message = _(
                    "“{value}年”写的是下一步的打算，本报告是 {year} 年度；如果说的是下一年，请改为 {right} 年。"
                ).format(value=value, year=year, right=year + 1)
            elif "月" in after[:3] and due_before_its_end(Mention(text, start, value)):
                message = _("{year} 年度的报告不会在“{value}年”年初公布；如果说的是本报告，请改为 {right} 年。").format(
                    year=year, value=value, right=year + 1
                )
            else:
                continue
        elif residue(Mention(text, start, value), paragraph):
            message = _("正文写“{value}年”，本报告是 {year} 年度；如果不是说{other}的事，请改为 {year} 年。").format(
                value=value, year=year, other=other(value, year)
            )
        else:
            continue
        yield found(YEAR, paragraph, (start, start + 5), message)
        left -= 1
        if not left:
            return


def other(value: int, year: int) -> str:
    """What else a year may be, in a message."""
    return {year - 1: _("上年"), year + 1: _("下年")}.get(value, _("那一年"))


def mentions(text: str) -> Iterator[tuple[int, int]]:
    """(place, year) of every four-digit year followed by 年."""
    for match in YEARS.finditer(text):
        yield match.start(), int(match[0][:4])


def residue(mention: Mention, paragraph: Paragraph) -> bool:
    """Whether a year other than the report's stands where the report's own should."""
    before, after, year = mention.before, mention.after, paragraph.facts.year
    if inside(before, "《", "》"):
        return title_residue(mention)
    if beside_the_point(before, after):
        return False
    if mention.value > year:
        return too_early(mention, paragraph)
    agency = paragraph.facts.agency
    own = bool(agency) and before.endswith(agency) and len(before) <= len(agency) + 12
    introduced = own or opens(before) or WE.search(before) or INTRODUCED.search(before)
    made = bool(agency) and agency in before and MADE.search(before) and REPORT.match(after)
    if made or (introduced and TITLE.match(after)):
        told = before_period(mention.whole)
        return not JUDGED.search(told) and f"{year}年" not in told
    if before.endswith(UNTIL):
        return until_residue(mention, year)
    return opens(before) and account_residue(mention, year)


def due_before_its_end(mention: Mention) -> bool:
    """Whether a sentence has this year's report published at the beginning of this year."""
    if "年度报告" not in mention.whole or not DUE.match(mention.after):
        return False
    return (
        f"{mention.value - 1}年" not in mention.whole and "上年" not in mention.whole and "上一年" not in mention.whole
    )


def beside_the_point(before: str, after: str) -> bool:
    """Whether a year stands in a quotation, a period, a row of years, or is called last year."""
    if inside(before, "“", "”") or any(word in before[-24:] for word in PERIOD_WORDS):
        return True
    rowed = NEXT_YEAR.match(after) or PREVIOUS_YEAR.search(before)
    return rowed is not None or before.rstrip("（(，,").endswith(LAST)


def title_residue(mention: Mention) -> bool:
    """Whether the title of this very report, introduced as such, carries another year."""
    head, _, inner = mention.before.rpartition("《")
    tail = mention.after.split("》")[0]
    report = "政府信息公开" in inner + tail and ("年度报告" in tail or tail.endswith("年报"))
    return report and INTRODUCED.search(head + "《") is not None and not JUDGED.search(mention.whole)


def before_period(words: str) -> str:
    """A sentence up to the period that its figures cover."""
    return words[: min((at for word in PERIOD_WORDS if (at := words.find(word)) > 0), default=len(words))]


def until_residue(mention: Mention, year: int) -> bool:
    """截至 the end of another year, with no later figure beside it."""
    month = MONTH.match(mention.after)
    end_of_year = mention.after[:1] in ("底", "末") or (month is not None and month[1] == "12")
    later = f"{year}年" in mention.after or COMPARED.search(mention.after[:40]) is not None
    return end_of_year and not later


def account_residue(mention: Mention, year: int) -> bool:
    """Whether a clause that opens with an earlier year tells of the report's own year."""
    after, whole = mention.after, mention.whole
    month = MONTH.match(after)
    if month is None and not FACT.match(after) and not NAMED.match(after):
        return TALLIED.match(after) is not None and plainly_told(mention) and f"{year}年" not in whole
    if f"{year}年" in outside_titles(whole) or CARRIED.search(after[:60]):
        return False
    if mention.rest.startswith(f"{year}年") and COMPARED.search(mention.rest):
        return False
    if month is not None:
        return mention.value == year - 1 and int(month[1]) <= 10 and plainly_told(mention)
    words = LATELY if mention.value == year - 1 else BACKGROUND
    return not words.search(after[:40]) or TALLY.search(after) is not None


def plainly_told(mention: Mention) -> bool:
    """Whether a year or a date stands in a plain account, not in a comparison or the story of something older."""
    return (
        not BACKGROUND.search(mention.whole) and not JUDGED.search(mention.whole) and not COMPARED.search(mention.whole)
    )


def outside_titles(words: str) -> str:
    """A sentence without the titles in it."""
    return "".join(piece.rpartition("》")[2] for piece in words.split("《")) if "《" in words else words


def too_early(mention: Mention, paragraph: Paragraph) -> bool:
    """Whether a coming year stands in an account of what is done: a title, or a sentence with counts and no plan."""
    before, after = mention.before, mention.after
    if PLAN.search(outside_titles(mention.whole)):
        return False
    if before.endswith(UNTIL):
        month = MONTH.match(after)
        return after[:1] in ("底", "末") or (month is not None and month[1] == "12")
    agency = paragraph.facts.agency
    named = bool(agency) and before.endswith(agency)
    if TITLE.match(after) and (named or opens(before) or WE.search(before) or INTRODUCED.search(before)):
        return True
    return opens(before) and FACT.match(after) is not None and COUNT.search(after) is not None


def year_ahead(context: Context) -> Iterator[Finding]:
    """A coming year that opens a sentence without any figure in the sections before the first table."""
    report = context.report
    facts, following = facts_of(report), str(report.year + 1)
    for section in report.form.sections:
        if section.table is not None:
            return
        for part in section.parts:
            text = report.prose.get(part.address, "")
            if following not in text and not WIDE_DIGIT.search(text):
                continue
            for offset, line in paragraphs(text):
                for finding in ahead(Paragraph(part.address, line, facts)):
                    start, end = finding.span or (0, 0)
                    yield finding._replace(span=(start + offset, end + offset))


def ahead(paragraph: Paragraph) -> Iterator[Finding]:
    """Sentences of one paragraph that tell of next year as if it were over, without a figure."""
    text, year = paragraph.plain.text, paragraph.facts.year
    at = text.find(f"{year + 1}年")
    if at < 0 or "下一步" in text or "明年" in text:
        return
    mention = Mention(text, at, year + 1)
    after = mention.after
    if mention.before or COUNT.search(after) or MONTH.match(after) or PLAN.search(outside_titles(mention.whole)):
        return
    if not FACT.match(after) and not NAMED.match(after):
        return
    message = _("正文写“{value}年”，本报告是 {year} 年度；如果不是说下年的打算，请改为 {year} 年。").format(
        value=year + 1, year=year
    )
    yield found(YEAR, paragraph, (at, at + 5), message)


CHECKS = (YEAR,)
