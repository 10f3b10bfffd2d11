"""Keeps the findings of a report up to date: after a change only what it touched is checked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from schema.checks.cells import check_cells
from schema.checks.edition import check_edition, check_unknown
from schema.checks.equations import check_equation
from schema.findings import Finding, Level, by_gravity
from schema.report import Report

if TYPE_CHECKING:
    from schema.checks.context import Context


class Watch:
    """The findings of one report, held by the equation or the table that raises them.

    Until `complete` has been called they are those of equations and cells only: the others cost 50 ms the first time.
    """

    def __init__(self, report: Report) -> None:
        self.report = report
        self._equations: dict[int, Finding] = {}
        self._cells: dict[str, list[Finding]] = {}
        self._steady = [*check_edition(report), *check_unknown(report)]
        self._others: list[Finding] = []
        self._context: Context | None = None
        self.behind = False
        """Whether typing has left something unchecked."""
        self.version = 0
        """Differs for every state of the report that was looked at."""
        self._recheck_equations(range(len(report.form.equations)))
        for section in report.form.sections:
            self._cells[section.id] = check_cells(report, section)
        self.findings: list[Finding] = []
        self.faulty: frozenset[str] = frozenset()
        self._gather()

    @property
    def context(self) -> Context | None:
        """What the findings beside the figures come from; None until `complete`."""
        return self._context

    def complete(self, previous: Report | None, unreadable: str, deadline: str = "") -> None:
        """From now on everything is checked: prose, rules, last year's report (or why there is none to read), deadline."""
        from schema.checks.context import Context  # loads the reading of prose, which the first screen does not need

        self._context = Context(self.report, previous, unreadable, deadline)
        self._recheck_others()
        self._gather()

    def recheck(self, addresses: Iterable[str], equations: Iterable[int], *, typing: bool = False) -> bool:
        """Checks what was touched; whether any finding came, went or changed.

        While something is being typed, what is beside equations and cells waits for `catch_up`, a moment later.
        """
        # What one equation's finding says may hang on another that fails, so those that fail are looked at as well.
        failing = {index for index, residual in enumerate(self.report.ledger.residuals) if residual}
        self._recheck_equations({*equations, *failing, *self._equations})
        form = self.report.form
        for section_id in {figure.section for address in addresses if (figure := form.figure(address))}:
            self._cells[section_id] = check_cells(self.report, form.section(section_id))
        self.behind = typing
        if not typing:
            self._recheck_others()
        return self._differs()

    def catch_up(self) -> bool:
        """Checks what typing has left unchecked; whether any finding came, went or changed."""
        if not self.behind:
            return False
        self.behind = False
        self._recheck_others()
        return self._differs()

    def _differs(self) -> bool:
        before = self.findings
        self._gather()
        return before != self.findings

    def _recheck_equations(self, equations: Iterable[int]) -> None:
        for index in equations:
            found = check_equation(self.report, self.report.form.equations[index])
            if found:
                self._equations[index] = found
            else:
                self._equations.pop(index, None)

    def _recheck_others(self) -> None:
        if self._context is not None:
            from schema.checks.everything import other_findings  # as in `complete`

            self._others = other_findings(self._context)

    def _gather(self) -> None:
        self.version += 1
        cells = [finding for found in self._cells.values() for finding in found]
        equations = [self._equations[index] for index in sorted(self._equations)]
        found = [*equations, *cells, *self._steady, *self._others]
        if self.report.dismissed:
            from schema.dismissal import with_dismissals  # most reports have none

            found = with_dismissals(self.report, found)
        graded = by_gravity(found)
        self.findings = [one for one in graded if not one.dismissed] + [one for one in graded if one.dismissed]
        self.faulty = frozenset(self._marked(cells))

    def _marked(self, cells: Iterable[Finding]) -> Iterator[str]:
        """What the grid marks: unreadable cells, the terms of a balance, of a sum only its total, and other errors."""
        for index, finding in self._equations.items():
            balance = self.report.form.equations[index].kind == "balance"
            yield from finding.figures if balance else finding.figures[:1]
        for finding in (*cells, *self._others):
            if finding.level is Level.ERROR and finding.span is None:
                yield from finding.figures
