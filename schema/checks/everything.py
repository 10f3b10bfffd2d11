"""All findings of a report."""

from __future__ import annotations

from schema.checks.cells import check_cells
from schema.checks.context import Context
from schema.checks.edition import check_edition, check_unknown
from schema.checks.equations import check_equation
from schema.findings import Finding
from schema.report import Report


def check_report(report: Report, previous: Report | None = None, unreadable: str = "") -> list[Finding]:
    """Every finding of a report in the form's order; `by_gravity` puts the worst first.

    ``previous`` is last year's report where it is at hand; ``unreadable`` tells why a file that should be it is not.
    """
    Context(report, previous, unreadable)
    return figure_findings(report)


def figure_findings(report: Report) -> list[Finding]:
    """The findings that the report's own figures give: equations, cells, edition, unknown keys."""
    found = [finding for equation in report.form.equations if (finding := check_equation(report, equation))]
    for section in report.form.sections:
        found += check_cells(report, section)
    return [*found, *check_edition(report), *check_unknown(report)]
