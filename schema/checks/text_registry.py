"""All checks that read text, and what they say of themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from schema.checks import (
    publication,
    text_carried,
    text_copied,
    text_dates,
    text_documents,
    text_doubled,
    text_empty,
    text_other_name,
    text_period,
    text_personal,
    text_promised,
    text_template,
    text_vague,
    text_year_places,
    text_years,
)  # fmt: skip
from schema.checks.check import Check
from schema.checks.context import Context, Paragraph
from schema.findings import Finding


class ParagraphCheck(NamedTuple):
    """A check of one paragraph, and the words of which a paragraph has one at least where it finds anything.

    The search for a few short words costs far less than a call; the empty word stands in every text.
    """

    needed: tuple[str, ...]
    find: Callable[[Paragraph], Iterator[Finding]]


PARAGRAPH_CHECKS = (
    ParagraphCheck(("年",), text_years.years),
    ParagraphCheck(("年",), text_year_places.misplaced_years),
    ParagraphCheck(("年", "月", "日", "度"), text_dates.broken_dates),
    ParagraphCheck(("统计", "数据", "报告期"), text_period.stated_period),
    ParagraphCheck(("年度报告",), text_period.title_twice),
    ParagraphCheck(("",), text_template.template_text),
    ParagraphCheck(("网", "年", "报告", "请", "联系", "号", "博", "媒"), text_other_name.other_names),
    ParagraphCheck(("号", "〔", "办涵", "年度报告有关"), text_documents.document_numbers),
    ParagraphCheck(("",), text_personal.personal_data),
    ParagraphCheck(("余", "多", "近", "约"), text_vague.vague_numbers),
    ParagraphCheck(("",), text_doubled.doubled),
)
"""Checks of one paragraph; they depend on nothing but its words and its facts."""

REPORT_CHECKS: tuple[Callable[[Context], Iterator[Finding]], ...] = (
    text_years.year_ahead,
    text_period.period_field,
    text_period.year_in_name,
    text_personal.personal_beside_prose,
    text_empty.empty_prose,
    text_copied.copied,
    text_carried.carried_over,
    text_promised.parts_promised,
    publication.issued,
)
"""Checks of the whole report, last year's beside it."""

TEXT_CHECKS: tuple[Check, ...] = (
    *text_empty.CHECKS,
    *text_years.CHECKS,
    *text_dates.CHECKS,
    *text_period.CHECKS,
    *text_template.CHECKS,
    *text_other_name.CHECKS,
    *text_documents.CHECKS,
    *text_personal.CHECKS,
    *text_vague.CHECKS,
    *text_doubled.CHECKS,
    *text_copied.CHECKS,
    *text_carried.CHECKS,
    *publication.CHECKS,
    *text_promised.CHECKS,
)
"""The records of these checks in the order of the catalogue."""
