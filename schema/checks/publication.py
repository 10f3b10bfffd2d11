"""When the report was published: after its year is over and before the deadline of its level."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from schema.checks.check import Check
from schema.checks.context import Context
from schema.findings import Finding, Level
from schema.language import _
from schema.levels import level_of
from schema.report import Report

ISSUED = Check(
    41, "publication.issued", Level.WARNING, "公布日期", "《政府信息公开条例》第四十九条：部门 1 月 31 日前，县级以上地方政府 3 月 31 日前",
    "（2024 年度的报告）2025年4月10日",
)  # fmt: skip

FIELD = "publication.issued"

LATEST = "03-31"
"""The last deadline of all (条例第四十九条), where the level or its deadline is not known."""


def issued(context: Context) -> Iterator[Finding]:
    """A date of issue before the year is over, or after the deadline."""
    report = context.report
    written = str(report.get(FIELD))
    day = day_of(written)
    if day is None:
        return
    label = next(field.label for field in report.form.fields() if field.id == FIELD)
    following = report.year + 1
    deadline = day_of(f"{following}-{context.deadline or deadline_of_level(report)}")
    if day < date(following, 1, 1):
        message = _("{label}“{written}”早于 {following} 年 1 月 1 日，{year} 年度还没有结束，请核对。").format(
            label=label, written=written, following=following, year=report.year
        )
    elif deadline is not None and day > deadline:
        message = _("{label}“{written}”晚于公布期限 {deadline}，请核对；如果确实晚了，请按实际日期填写。").format(
            label=label, written=written, deadline=deadline.isoformat()
        )
    else:
        return
    yield ISSUED.finding(FIELD, message, evidence=written)


def deadline_of_level(report: Report) -> str:
    """Month and day by which an agency of this level publishes, by the form; the last of all where it is not known."""
    level = level_of(report)
    return (level.deadline if level else "") or LATEST


def day_of(written: str) -> date | None:
    """A date written YYYY-MM-DD, or None."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


CHECKS = (ISSUED,)
