"""Texts that a new report took over from last year's and that nobody has looked through since."""

from __future__ import annotations

from collections.abc import Iterator

from schema.carried_text import untouched
from schema.checks.check import Check
from schema.checks.context import Context
from schema.findings import Finding, Level
from schema.language import _

CARRIED = Check(
    40,
    "prose.carried_over",
    Level.SETTLE,
    "照搬上年、只顺延了年份的段落已经核对",
    "国办公开办函〔2021〕30号（四）：内容雷同的应当追责；照上年新建的报告记下了照搬的各段",
    "照上年新建以后没有改过的一段",
)


def carried_over(context: Context) -> Iterator[Finding]:
    """One finding for each text that still stands as it was taken over; a report begun otherwise has none."""
    report = context.report
    if not report.carried:
        return
    for section in report.form.sections:
        for part in section.parts:
            carried = report.carried.get(part.address)
            text = report.prose.get(part.address, "")
            if carried and text and untouched(text, carried):
                message = _(
                    "“{name}”照搬 {year} 年的报告、只顺延了年份，还没有核对；请改写成本年的情况，确实不用改的写明理由。"
                ).format(name=part.label if part.printed else section.title, year=carried.year)
                yield CARRIED.finding(part.address, message, evidence=carried.checksum)


CHECKS = (CARRIED,)
