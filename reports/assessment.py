"""What is to be said of a report: its findings with last year's at hand, ways to repair them, and what was accepted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reports.last_year import Readings, last_year
from reports.settings import settings
from schema.checks.context import Context
from schema.checks.everything import check_report, figure_findings
from schema.dismissal import with_dismissals
from schema.findings import Finding, Level, by_gravity
from schema.report import Report

SEARCH_SECONDS = 0.2
"""What the search for repairs may take per report; nearly every report needs a hundredth of it."""


def assess(
    report: Report,
    path: Path,
    readings: Readings | None = None,
    *,
    figures_only: bool = False,
    seconds: float = SEARCH_SECONDS,
) -> list[Finding]:
    """Every finding of a report that lies at ``path``, worst first.

    Several reports assessed with the same ``readings`` read no file twice. ``figures_only`` leaves prose and last year
    out. ``seconds`` bounds the search for repairs of figures that do not add up (which are errors); 0 is none.
    """
    context = Context(report)
    if figures_only:
        found = figure_findings(report)
    else:
        before = last_year(report, path, readings or Readings())
        context = Context(report, before.report, before.unreadable, settings().own_deadline)
        found = check_report(*context)
    if seconds and any(finding.level is Level.ERROR and finding.figures for finding in found):
        found = repaired(context, found, figures_only=figures_only, seconds=seconds)
    return by_gravity(with_dismissals(report, found))


def repaired(context: Context, found: Sequence[Finding], *, figures_only: bool, seconds: float) -> list[Finding]:
    """The findings with ways to put them right, weighed by all that the report says of its figures."""
    from schema.checks.evidence import evidence_of  # the search is loaded only where something is wrong
    from schema.repair import with_repairs

    return with_repairs(context.report, found, () if figures_only else evidence_of(context), seconds)
