"""What marks an exported document as a draft, and how a reader of documents takes the mark off again."""

from __future__ import annotations

import re
from collections.abc import Iterable

from schema.findings import Finding, Level, counted

POINTS = r"(?:错误 [0-9]+ 处|待办 [0-9]+ 处|错误 [0-9]+ 处、待办 [0-9]+ 处)"

STAMP = re.compile(rf"\A> \*\*草稿\*\*：还有{POINTS}，不能作为定稿发布。[ \t]*(?:\r?\n[ \t]*)*")
"""The first block of a Markdown draft. No report's own text can look like it: ``>`` is escaped there."""


def open_points(findings: Iterable[Finding]) -> str:
    """错误 1 处、待办 2 处; empty when nothing stands in the way of publishing."""
    counts = counted(finding for finding in findings if finding.open)
    return "、".join(f"{level.label} {counts[level]} 处" for level in (Level.ERROR, Level.SETTLE) if counts[level])


def stamped(document: str, findings: Iterable[Finding]) -> str:
    """A Markdown document, marked as a draft when there are open points; a final one is as it was."""
    points = open_points(findings)
    return f"> **草稿**：还有{points}，不能作为定稿发布。\n\n{document}" if points else document


def without_stamp(document: str) -> str:
    """The document as it is without the mark of a draft."""
    return STAMP.sub("", document, count=1)
