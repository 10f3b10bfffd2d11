"""The level of an agency: as the report states it, or as its name ends (镇, 县人民政府, 局)."""

from __future__ import annotations

from schema.form import Choice, Form
from schema.report import Report

LEVEL = "agency.level"


def level_of(report: Report) -> Choice | None:
    """The agency's level by the form's choices; None where neither report nor name tell."""
    stated = report.get(LEVEL)
    for choice in levels(report.form):
        if choice.id == stated:
            return choice
    return level_named(report.form, str(report.get("agency.name")))


def level_named(form: Form, agency: str) -> Choice | None:
    """The level that the name of an agency tells; None where it has no such ending. The longest ending decides."""
    name = agency.strip()
    endings = [(len(ending), choice) for choice in levels(form) for ending in choice.endings if name.endswith(ending)]
    return max(endings, key=lambda pair: pair[0])[1] if endings else None


def levels(form: Form) -> tuple[Choice, ...]:
    """The form's choices for the level of an agency."""
    return next((entry.choices for entry in form.fields() if entry.id == LEVEL), ())
