"""A preamble that promises another number of parts than the form has, or names fewer than it promises."""

from __future__ import annotations

import re
from collections.abc import Iterator

from schema.checks.check import Check
from schema.checks.context import Context
from schema.checks.text_reading import quote, sentence
from schema.findings import Finding, Level
from schema.form import Section
from schema.language import _
from schema.prose.plain import Plain, paragraphs, plain

PROMISED = Check(
    42,
    "prose.parts_promised",
    Level.HINT,
    "说明的部分数与报告不符",
    "国办公开办函〔2021〕30号：全文六个部分",
    "本报告由五个部分组成。",
)

NUMERALS = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
PROMISE = re.compile(r"([一二两三四五六七八九十]|1?\d)\s*(?:个|大|项)?(?:部分|方面|项内容|内容)")
MADE_OF = ("组成", "构成", "包括", "包含", "分为", "共分", "内容")
IN_ALL = re.compile(r"(?:报告|年报|全文|[，,])(?:全文)?(?:共|分|共分|共有|分为|共分为|共计|包括|包含)$")
"""What stands before a number of parts that is the report's, whether or not the sentence says what they are."""

REPORT_WORDS = ("报告", "年报", "全文")

NAMED_SHARE = 0.7
"""Share of a title's pairs of characters that must stand in the sentence for the section to be named."""

UNNAMED_SHARE = 0.5
TITLE_NUMBER = re.compile(r"^[一二三四五六七八九十]+、")


def parts_promised(context: Context) -> Iterator[Finding]:
    """Sentences about the report's make-up that disagree with its sections."""
    report = context.report
    sections = [section for section in report.form.sections if section.printed]
    for part in report.form.parts():
        text = report.prose.get(part.address, "")
        if not any(word in text for word in REPORT_WORDS) or not PROMISE.search(text):
            continue
        for offset, line in paragraphs(text):
            for start, end, message in mismatches(plain(line), sections):
                first, last = plain(line).span(start, end)
                yield PROMISED.finding(
                    part.address, message, span=(first + offset, last + offset), evidence=plain(line).text[start:end]
                )


def mismatches(line: Plain, sections: list[Section]) -> Iterator[tuple[int, int, str]]:
    """(start, end, message) of the first promise of a paragraph that does not hold."""
    for match in PROMISE.finditer(line.text):
        first, last = sentence(line.text, match.start(), match.end())
        whole = line.text[first:last]
        if not about_the_report(whole, match.start() - first, match[0], sections):
            continue
        number = NUMERALS.get(match[1]) or int(match[1])
        if number != len(sections):
            yield (
                match.start(),
                match.end(),
                (
                    _("正文说报告有{match}，格式规定的是 {count} 个部分，请核对并改正。").format(
                        match=quote(match[0]), count=len(sections)
                    )
                ),
            )
            return
        missing = [section for section in sections if share_named(section, whole) < UNNAMED_SHARE]
        if len(missing) == 1 and all(s in missing or share_named(s, whole) >= NAMED_SHARE for s in sections):
            name = TITLE_NUMBER.sub("", missing[0].title)
            yield (
                match.start(),
                match.end(),
                _("正文说报告有{match}，列举时没有提到“{name}”，请补上。").format(match=quote(match[0]), name=name),
            )
        return


def about_the_report(whole: str, at: int, promise: str, sections: list[Section]) -> bool:
    """Whether a sentence with a number of parts at a place speaks of the make-up of this report."""
    if not any(word in whole for word in REPORT_WORDS):
        return False
    if "部分" in promise and IN_ALL.search(whole, max(0, at - 12), at):
        return True
    if not any(word in whole for word in MADE_OF):
        return False
    named = sum(share_named(section, whole) >= NAMED_SHARE for section in sections)
    return named >= 2 or ("部分" in promise and any(word in whole for word in ("本报告", "年报", "全文", "本年度报告")))


def share_named(section: Section, whole: str) -> float:
    """How much of a section's title stands in a sentence, by pairs of characters."""
    title = TITLE_NUMBER.sub("", section.title)
    pairs = [title[i : i + 2] for i in range(len(title) - 1)]
    return sum(pair in whole for pair in pairs) / max(1, len(pairs))


CHECKS = (PROMISED,)
