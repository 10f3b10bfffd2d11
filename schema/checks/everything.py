"""All findings of a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from schema.checks.carry import check_carry
from schema.checks.cells import check_cells
from schema.checks.context import Context
from schema.checks.edition import check_edition, check_unknown
from schema.checks.equations import check_equation
from schema.checks.guard import guarded
from schema.checks.previous import check_previous
from schema.checks.prose import check_prose
from schema.checks.rules import check_rules
from schema.checks.text import check_text
from schema.findings import Finding
from schema.report import Report

BESIDE_FIGURES: tuple[Callable[[Context], Iterable[Finding]], ...] = (
    check_previous,
    check_carry,
    check_rules,
    check_prose,
    check_text,
)
"""Checks of a whole report besides its own equations and cells."""


def check_report(
    report: Report, previous: Report | None = None, unreadable: str = "", deadline: str = ""
) -> list[Finding]:
    """Every finding of a report in the form's order; `by_gravity` puts the worst first.

    ``previous`` is last year's report where it is at hand; ``unreadable`` tells why a file that should be it is not;
    ``deadline`` is the office's own (MM-DD).
    """
    return [*figure_findings(report), *other_findings(Context(report, previous, unreadable, deadline))]


def figure_findings(report: Report) -> list[Finding]:
    """The findings that the report's own figures give: equations, cells, edition, unknown keys."""
    found = [finding for equation in report.form.equations if (finding := check_equation(report, equation))]
    for section in report.form.sections:
        found += check_cells(report, section)
    return [*found, *check_edition(report), *check_unknown(report)]


def other_findings(context: Context) -> list[Finding]:
    """What last year's report, the form's rules and the prose give."""
    first = context.report.form.sections[0].id
    return [finding for check in BESIDE_FIGURES for finding in guarded(check, context, first)]
