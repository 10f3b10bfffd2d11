"""What the form itself says of a report file: the edition fits the year, and every key is the form's."""

from __future__ import annotations

from schema.checks.check import Check
from schema.findings import Finding, Level
from schema.language import _
from schema.report import Report

MOST_UNKNOWN = 50
"""Unknown keys named one by one; a file with more is no report with a slip of the pen."""

LONGEST_KEY = 200


EDITION = Check(
    7, "form.edition", Level.ERROR, "格式的版本与年度相符",
    "国办公开办函〔2021〕30号自 2021 年度起，国办公开办函〔2019〕60号（试行）用于 2019、2020 年度", "2022 年的报告用 2019 版表格",
)  # fmt: skip
UNKNOWN = Check(
    6, "file.unknown_key", Level.HINT, "文件里没有格式不认识的名称", "报告文件的写法", "多出 requests.received_total"
)  # fmt: skip
CHECKS = (UNKNOWN, EDITION)


def check_edition(report: Report) -> list[Finding]:
    """The edition must be that of the year (国办公开办函〔2021〕30号 replaced the 2019 trial form from 2021 on)."""
    form = report.form
    if form.covers(report.year):
        return []
    tables = [section.id for section in form.sections if section.table] or [form.sections[0].id]
    message = _("{year} 年的报告用了《{name}》（{basis}），版本与年度不符。请换用这一年度的格式。").format(
        year=report.year, name=form.name, basis=form.basis
    )
    return [EDITION.finding(tables[0], message)]


def check_unknown(report: Report) -> list[Finding]:
    """Keys that the form does not have are kept, and named."""
    form = report.form
    places = (
        {part.address for part in form.parts()} | {entry.id for entry in form.fields()} | {s.id for s in form.sections}
    )
    strange = [f"dismissed.{key}" for key in report.dismissed if key not in form.by_address and key not in places]
    unknown = [*report.unknown, *strange]
    shown = [key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}…" for key in unknown[:MOST_UNKNOWN]]
    if len(unknown) > MOST_UNKNOWN:
        shown.append(_("其余 {count} 个名称").format(count=len(unknown) - MOST_UNKNOWN))
    section = report.form.sections[0].id
    advice = _("不属于这个格式：原样保留，不会导出。如果是写错的名字，请改正。")
    return [
        UNKNOWN.finding(section, _("文件里的 {key} {advice}").format(key=key, advice=advice), evidence=key)
        for key in shown
    ]
