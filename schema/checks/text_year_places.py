"""Years in places where only one year can stand: carried into, carried over from, a deadline to come, an account of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from schema.checks.context import Paragraph
from schema.checks.text_reading import MOST, found, sentence
from schema.checks.text_years import YEAR
from schema.findings import Finding
from schema.language import _

INTO = re.compile(r"(?:转入|结转至|结转到|顺延至|顺延到|延至|延续至|延期至|跨入)(20\d\d)年", re.ASCII)
FROM = re.compile(
    r"(20\d\d)年(?:度|末|底|年末|年底)?[^，。；0-9]{0,4}(?:遗留|结转(?!至|到|下)|转入|未办结|转来)", re.ASCII
)
DEADLINE = re.compile(
    r"(?:力争|争取|确保|拟于|拟在|将于|将在|计划)[^，。；]{0,6}?(20\d\d)年[^，。；]{0,6}(?:之?前|以内)", re.ASCII
)
ANY_YEAR = re.compile(r"(20\d\d)年", re.ASCII)
COUNTED = re.compile(r"\d(?:件|条|份|次|期|篇|元|万元|人次|宗|起)", re.ASCII)
HISTORY = (
    "自", "起", "以来", "印发", "修订", "公布", "施行", "实施", "版", "建成", "成立", "启动", "开通", "创建", "荣获", "获评", "被评", "《",
    "较", "比", "同期", "去年", "上年", "上一年", "结转", "遗留", "历年", "本年", "今年", "未审结", "未结", "累计", "本年", "今年", "未审结", "未结", "截至", "连续", "跨年",
)  # fmt: skip
"""Words in its sentence by which an earlier year is meant."""


LONGEST_SUBJECT = 8
"""Characters that may stand before the year in its clause: 全县各单位2023年共…"""


def misplaced_years(paragraph: Paragraph) -> Iterator[Finding]:
    """Years that cannot be right where they stand, with the year that belongs there."""
    text, year = paragraph.plain.text, paragraph.facts.year
    into, future = (year + 1, range(year + 1)), _("今后的期限")
    for pattern, right, fine, words in (
        (INTO, *into, _("转入的年度")), (FROM, year - 1, (), _("上年结转的来处")), (DEADLINE, *into, future),
    ):  # fmt: skip
        for match in islice(pattern.finditer(text), MOST):
            value = int(match[1])
            if value in fine if fine else value not in (year - 1, year):
                message = _("正文写“{value}年”，本报告是 {year} 年度，{words}应为 {right} 年。请核对并改正。").format(
                    value=value, year=year, words=words, right=right
                )
                yield found(YEAR, paragraph, (match.start(1), match.end(1) + 1), message)
    yield from left_over(paragraph)


def left_over(paragraph: Paragraph) -> Iterator[Finding]:
    """Last year at the head of an account with counts, in a paragraph that names no other year and compares nothing."""
    text, year = paragraph.plain.text, paragraph.facts.year
    named = {int(value) for value in ANY_YEAR.findall(text)}
    if named != {year - 1}:
        return
    match = next(ANY_YEAR.finditer(text))
    first, last = sentence(text, match.start(), match.end())
    if any(word in text[first:last] for word in HISTORY):
        return
    clause = max(first, text.rfind("，", first, match.start()) + 1)
    if match.start() - clause <= LONGEST_SUBJECT and COUNTED.search(text, match.end(), last):
        message = _("正文写“{value}年”，本报告是 {year} 年度；如果不是说上年的事，请改为 {year} 年。").format(
            value=year - 1, year=year
        )
        yield found(YEAR, paragraph, (match.start(), match.start() + 5), message)
