"""Judges the checks by the corpus: which planted faults they find where they are, and what they say of faultless reports.

The corpus was written by somebody who had not seen the checks; nothing of it is read by them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from schema.checks.catalogue import catalogue
from schema.checks.everything import check_report
from schema.findings import Finding, Level
from schema.form_loader import editions, load_form
from tests.evidence.bases import base, base_before
from tests.evidence.corpus import Case, faulty, lookalikes

LEVELS = {"E": Level.ERROR, "B": Level.SETTLE, "W": Level.WARNING, "I": Level.HINT}
"""The catalogue's letters."""

NO_OTHER_WAY = {6: Level.SETTLE}
"""A row or column that a source lacks stands in a report file as blank cells, which are to be settled."""


SAME_FAULT = {
    6: (8,),  # a missing row is blank cells
    21: (26, 22), 22: (26, 21), 23: (26,), 25: (26,), 26: (21, 22, 25), 24: (29,), 29: (21, 22, 24, 26),  # a count in a sum
    19: (9,), 20: (9,),  # a section left empty
    1: (2,), 2: (1, 3), 3: (2,),  # a cell stands in a row, a column and a balance
}  # fmt: skip
"""Checks that see the same fault, because the number that is wrong stands in both."""


@dataclass(frozen=True)
class Verdict:
    """A case and what the checks said that they did not say of its faultless base. ``hits`` point at the fault."""

    case: Case
    said: tuple[Finding, ...]
    hits: tuple[Finding, ...]

    @property
    def level_right(self) -> bool:
        """Whether a finding at the fault has the level that the catalogue gives."""
        wanted = NO_OTHER_WAY.get(self.case.number, LEVELS[self.case.level])
        return any(finding.level is wanted for finding in self.hits)


@cache
def said_of_base(name: str) -> frozenset[tuple[str, str]]:
    """What the checks say of a faultless base."""
    return frozenset((finding.code, finding.message) for finding in check_report(base(name), base_before(name)))


def points_at(finding: Finding, where: str) -> bool:
    """Whether a finding is about an address, or about the table or part that it stands in, or the other way round."""
    return where in finding.figures or where == finding.section or finding.section == where.partition(".")[0]


@cache
def numbers_of() -> dict[str, frozenset[int]]:
    """By code the numbers of the catalogue that it stands for, in either edition."""
    found: dict[str, set[int]] = {}
    for edition in editions():
        for check in catalogue(load_form(edition)):
            found.setdefault(check.code, set()).add(check.number)
    return {code: frozenset(numbers) for code, numbers in found.items()}


def right_check(finding: Finding, number: int) -> bool:
    """Whether a finding is of the check that the fault breaks, or of one that sees the same fault by its nature."""
    return bool(numbers_of().get(finding.code, frozenset()) & {number, *SAME_FAULT.get(number, ())})


def judged(case: Case) -> Verdict:
    """One planted fault."""
    known = said_of_base(case.base)
    found = check_report(case.report, case.previous)
    said = tuple(finding for finding in found if (finding.code, finding.message) not in known)
    return Verdict(
        case,
        said,
        tuple(finding for finding in said if points_at(finding, case.where) and right_check(finding, case.number)),
    )


@cache
def verdicts() -> tuple[Verdict, ...]:
    """Every planted fault judged, once."""
    return tuple(map(judged, faulty()))


@cache
def false_alarms() -> tuple[tuple[Case, Finding], ...]:
    """Everything that the checks say of reports without fault, each finding once."""
    seen: set[tuple[str, str, str]] = set()
    found = []
    for case in lookalikes():
        for finding in check_report(case.report, case.previous):
            key = (case.base, finding.code, finding.message)
            if key not in seen:
                seen.add(key)
                found.append((case, finding))
    return tuple(found)


def recall(judged_cases: Iterable[Verdict]) -> float:
    """The share of faults that a finding points at."""
    every = list(judged_cases)
    return sum(bool(verdict.hits) for verdict in every) / len(every)
