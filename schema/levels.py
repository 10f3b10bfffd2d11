"""The level of an agency: as the report states it, or as its name ends (镇, 县人民政府, 局)."""

from __future__ import annotations

from schema.form import Choice
from schema.report import Report

LEVEL = "agency.level"


def level_of(report: Report) -> Choice | None:
    """The agency's level by the form's choices; None where neither report nor name tell. The longest ending decides."""
    stated, name = report.get(LEVEL), str(report.get("agency.name")).strip()
    choices = next((entry.choices for entry in report.form.fields() if entry.id == LEVEL), ())
    for choice in choices:
        if choice.id == stated:
            return choice
    endings = [(len(ending), choice) for choice in choices for ending in choice.endings if name.endswith(ending)]
    return max(endings, key=lambda pair: pair[0])[1] if endings else None
