"""How much of the prose is last year's, once years and numbers are set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from schema.checks.check import Check
from schema.checks.context import Context
from schema.checks.text_reading import MOST
from schema.findings import Finding, Level
from schema.form import Part, Section
from schema.language import _
from schema.prose.plain import plain
from schema.report import Report

COPIED = Check(
    40,
    "prose.copied",
    Level.HINT,
    "与上年报告雷同",
    "国办公开办函〔2021〕30号（四）：内容雷同的应当追责",
    "第五部分的文字与上年相同。",
)

LONG_ENOUGH = 15
"""Characters of a sentence that says something of its own."""

ENOUGH_SENTENCES = 3
ENOUGH_ALIKE = 2
"""Long sentences of a part that stands word for word in last year's report."""

WHOLE_PART = 60
"""Characters of such a part, where its sentences are short."""

SEVERAL_PARTS = 3
"""So many parts alike: then the shortest of them is no coincidence."""

SHARE = 0.6
CUSTOMARY = re.compile("信息处理费|需要报告|报告的事项|条例》")
"""Sentences that are the same every year in every office."""

NUMBERS = re.compile(r"\d[\d.,]*")
SPLIT = re.compile("[。；;！？!?\n]")


class Likeness(NamedTuple):
    """How a part compares with last year's: ``shared`` of its ``long`` sentences, ``alike`` when nothing differs."""

    part: Part
    name: str
    long: int
    shared: int
    size: int
    alike: bool

    @property
    def told(self) -> bool:
        """Whether it is worth a finding by itself."""
        if self.alike and (self.long >= ENOUGH_ALIKE or self.size >= WHOLE_PART):
            return True
        return self.long >= ENOUGH_SENTENCES and self.shared / self.long >= SHARE


def copied(context: Context) -> Iterator[Finding]:
    """One finding for each part that is mostly last year's; one for the report where only the whole is."""
    report, previous = context.report, context.previous
    if previous is None:
        return
    before = {words for text in previous.prose.values() for words in sentences(text)}
    likened = [
        likeness(report, previous, section, part, before)
        for section in report.form.sections
        if section.printed
        for part in section.parts
    ]
    overall = sum(each.shared for each in likened) / max(1, sum(each.long for each in likened))
    several = sum(each.alike for each in likened) >= SEVERAL_PARTS
    parts = [each for each in likened if each.told or (several and each.alike)]
    for each in parts[:MOST]:
        share = 1.0 if each.alike else each.shared / each.long
        message = _("“{name}”（{share:.0%}）的文字与上年报告相同，全文是 {overall:.0%}；请改写成本年的情况。").format(
            name=each.name, share=share, overall=overall
        )
        yield COPIED.finding(each.part.address, message, evidence=f"{share:.0%}")
    if not parts and overall >= SHARE and sum(each.long for each in likened) >= ENOUGH_SENTENCES:
        address = next(section.id for section in report.form.sections if section.printed)
        message = _("正文有 {overall:.0%} 的长句与上年报告相同；请改写成本年的情况。").format(overall=overall)
        yield COPIED.finding(address, message, evidence=f"{overall:.0%}")


def likeness(report: Report, previous: Report, section: Section, part: Part, before: set[str]) -> Likeness:
    """How one part compares; sentences are looked for anywhere in last year's report."""
    text = report.prose.get(part.address, "")
    words = sentences(text)
    own = [each for each in words if not CUSTOMARY.search(each)]
    alike = bool(own) and stripped(text) == stripped(previous.prose.get(part.address, ""))
    name = part.label if part.printed else section.title
    counted = own if alike else words
    shared = sum(each in before for each in counted)
    return Likeness(part, name, len(counted), shared, len(stripped(text)) if alike else 0, alike)


def stripped(text: str) -> str:
    """A text without blanks, with every number as 0."""
    return NUMBERS.sub("0", plain(text).text)


def sentences(text: str) -> list[str]:
    """The long sentences of a text without blanks, with every number as 0."""
    return [
        NUMBERS.sub("0", piece)
        for piece in SPLIT.split(plain(text.replace("\n", "。")).text)
        if len(piece) >= LONG_ENOUGH
    ]


CHECKS = (COPIED,)
