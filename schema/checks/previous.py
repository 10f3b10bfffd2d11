"""Last year's file that is there and cannot be used: told, so that nobody takes its silence for agreement."""

from __future__ import annotations

from collections.abc import Iterator

from schema.checks.check import Check
from schema.checks.context import Context
from schema.findings import Finding, Level
from schema.language import _

UNREADABLE = Check(
    10,
    "carry.previous_unreadable",
    Level.WARNING,
    "上年的报告文件读得出来",
    "结转、累计、同比要与上年报告对照",
    "同一文件夹里的 2023.toml 不是可用的年度报告",
)
CHECKS = (UNREADABLE,)


def check_previous(context: Context) -> Iterator[Finding]:
    """One finding where last year's file cannot be read."""
    if context.unreadable:
        message = _("上年的报告不能用来对照：{unreadable}结转、累计数和同比没有核对，请人工核对。").format(
            unreadable=context.unreadable
        )
        yield UNREADABLE.finding(context.report.form.sections[0].id, message, evidence=context.unreadable)
