"""Keeps the findings of a report up to date: after a change only what it touched is checked again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from schema.checks.cells import check_cells
from schema.checks.edition import check_edition, check_unknown
from schema.checks.equations import check_equation
from schema.findings import Finding, Level, by_gravity
from schema.report import Report


class Watch:
    """The findings of one report, held by the equation or the table that raises them."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._equations: dict[int, Finding] = {}
        self._cells: dict[str, list[Finding]] = {}
        self._steady = [*check_edition(report), *check_unknown(report)]
        self._recheck_equations(range(len(report.form.equations)))
        for section in report.form.sections:
            self._cells[section.id] = check_cells(report, section)
        self.findings: list[Finding] = []
        self.faulty: frozenset[str] = frozenset()
        self._gather()

    def recheck(self, addresses: Iterable[str], equations: Iterable[int]) -> bool:
        """Checks what was touched; whether any finding came, went or changed."""
        # What one equation's finding says may hang on another that fails, so those that fail are looked at as well.
        failing = {index for index, residual in enumerate(self._report.ledger.residuals) if residual}
        changed = self._recheck_equations({*equations, *failing, *self._equations})
        form = self._report.form
        for section_id in {figure.section for address in addresses if (figure := form.figure(address))}:
            found = check_cells(self._report, form.section(section_id))
            if found != self._cells[section_id]:
                self._cells[section_id] = found
                changed = True
        if changed:
            self._gather()
        return changed

    def _recheck_equations(self, equations: Iterable[int]) -> bool:
        changed = False
        for index in equations:
            found = check_equation(self._report, self._report.form.equations[index])
            if found != self._equations.get(index):
                changed = True
                if found:
                    self._equations[index] = found
                else:
                    del self._equations[index]
        return changed

    def _gather(self) -> None:
        cells = [finding for found in self._cells.values() for finding in found]
        equations = [self._equations[index] for index in sorted(self._equations)]
        self.findings = by_gravity([*equations, *cells, *self._steady])
        self.faulty = frozenset(self._marked(cells))

    def _marked(self, cells: Iterable[Finding]) -> Iterator[str]:
        """What the grid marks: unreadable cells, the terms of a balance, and of a sum only its total."""
        for index, finding in self._equations.items():
            balance = self._report.form.equations[index].kind == "balance"
            yield from finding.figures if balance else finding.figures[:1]
        for finding in cells:
            if finding.level is Level.ERROR:
                yield from finding.figures
