"""Sections and parts of the prose that hold nothing."""

from __future__ import annotations

from collections.abc import Iterator

from schema.checks.check import Check
from schema.checks.context import Context
from schema.findings import Finding, Level
from schema.form import Part, Section
from schema.language import _
from schema.prose.plain import says_anything
from schema.report import Report

EMPTY = Check(
    9,
    "prose.empty",
    Level.SETTLE,
    "部分没有内容",
    "《政府信息公开条例》第五十条；国办公开办函〔2021〕30号：不能遗漏",
    "第五部分没有文字",
)


def empty_prose(context: Context) -> Iterator[Finding]:
    """A section without any text must be settled; a part left out beside others is a warning, as is the preamble."""
    for section in context.report.form.sections:
        if section.parts:
            yield from empty_section(context.report, section)


def empty_section(report: Report, section: Section) -> Iterator[Finding]:
    """The one finding about what a section lacks."""
    blank = [part for part in section.parts if not filled(report, part)]
    if len(blank) == len(section.parts):
        message = _("“{title}”没有内容。请写上本年的情况；没有发生的也要写明。").format(title=section.title)
        made = EMPTY.finding(section.id, message)
        yield made if section.printed else made._replace(level=Level.HINT)
        return
    first = section.parts[0]
    if not first.printed and filled(report, first):
        return
    missing = [part for part in blank if not part.optional]
    if missing:
        named = _("、").join(_("“{text}”").format(text=part.label) for part in missing)
        message = _("“{title}”里的{named}没有内容。请写上，或确认已写在同一部分的别处。").format(
            title=section.title, named=named
        )
        yield EMPTY.finding(missing[0].address, message)._replace(level=Level.WARNING)


def filled(report: Report, part: Part) -> bool:
    """Whether a part holds any text: a word at least, not only blanks, zero-width characters or a stop."""
    return says_anything(report.prose.get(part.address, ""))


CHECKS = (EMPTY,)
