"""What marks an exported document as a draft, and how a reader of documents takes the mark off again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from schema.findings import Finding, Level
from schema.language import _
from schema.prose.plain import says_anything
from schema.report import Report
from schema.values import is_number

POINTS = r"(?:错误 [0-9]+ 处|待办 [0-9]+ 处|错误 [0-9]+ 处、待办 [0-9]+ 处)"

STAMPED = {Level.ERROR: "错误", Level.SETTLE: "待办"}
"""The levels that make a draft, in the words of the document, which is Chinese whatever the interface speaks."""

STAMP = re.compile(rf"\A> \*\*草稿\*\*：还有{POINTS}，不能作为定稿发布。[ \t]*(?:\r?\n[ \t]*)*")
"""The first block of a Markdown draft. No report's own text can look like it: ``>`` is escaped there."""


def standing_in_the_way(report: Report, findings: Iterable[Finding]) -> list[Finding]:
    """What keeps a report from being final: errors, and what is to be settled and nobody accepted with a reason.

    A form without any text, and without any number but zeros, is not filled in: no reason makes it fit to publish.
    """
    if is_empty(report):
        return [finding for finding in findings if finding.level <= Level.SETTLE]
    return [finding for finding in findings if finding.open]


def is_empty(report: Report) -> bool:
    """Whether nobody has filled the form in: no prose at all, and every figure blank or zero."""
    return not any(map(says_anything, report.prose.values())) and not any(
        value for value in report.ledger.values if is_number(value)
    )


def open_points(report: Report, findings: Iterable[Finding]) -> str:
    """错误 1 处、待办 2 处, in the language of the interface; empty when nothing stands in the way of publishing."""
    counted = _("{level} {count} 处")
    return _("、").join(
        counted.format(level=level.label, count=count) for level, count in open_counts(report, findings).items()
    )


def open_counts(report: Report, findings: Iterable[Finding]) -> dict[Level, int]:
    """How many of each level stand in the way, where any does."""
    counts = Counter(finding.level for finding in standing_in_the_way(report, findings))
    return {level: counts[level] for level in STAMPED if counts[level]}


def stamped(document: str, report: Report, findings: Iterable[Finding]) -> str:
    """A Markdown document, marked as a draft when there are open points; a final one is as it was."""
    points = "、".join(f"{STAMPED[level]} {count} 处" for level, count in open_counts(report, findings).items())
    return f"> **草稿**：还有{points}，不能作为定稿发布。\n\n{document}" if points else document


def without_stamp(document: str) -> str:
    """The document as it is without the mark of a draft."""
    return STAMP.sub("", document, count=1)
