"""What the form itself says of a report file: the edition fits the year, and every key is the form's."""

from __future__ import annotations

from schema.findings import Finding, Level
from schema.report import Report

MOST_UNKNOWN = 50
"""Unknown keys named one by one; a file with more is no report with a slip of the pen."""

LONGEST_KEY = 200


def check_edition(report: Report) -> list[Finding]:
    """The edition must be that of the year (国办公开办函〔2021〕30号 replaced the 2019 trial form from 2021 on)."""
    form = report.form
    if form.covers(report.year):
        return []
    message = f"{report.year} 年的报告用了《{form.name}》（{form.basis}），版本与年度不符。请换用这一年度的格式。"
    return [Finding(Level.ERROR, "violated", "form.edition", form.sections[0].id, message)]


def check_unknown(report: Report) -> list[Finding]:
    """Keys that the form does not have are kept, and named."""
    shown = [key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}…" for key in report.unknown[:MOST_UNKNOWN]]
    if len(report.unknown) > MOST_UNKNOWN:
        shown.append(f"其余 {len(report.unknown) - MOST_UNKNOWN} 个名称")
    return [
        Finding(
            Level.HINT, "violated", "file.unknown_key", report.form.sections[0].id,
            f"文件里的 {key} 不属于这个格式：原样保留，不会导出。如果是写错的名字，请改正。",
        )
        for key in shown
    ]  # fmt: skip
