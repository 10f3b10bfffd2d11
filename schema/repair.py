"""Repairs of figures that do not add up: which cell is wrong and what it should be, where the equations tell.

The statutory tables are a parity code: a wrong cell violates a pattern of equations that hardly another cell violates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from schema.findings import Finding, Repair
from schema.form import Equation
from schema.repair_case import Case, Evidence
from schema.repair_choice import Explanation, Fault, faults
from schema.repair_words import because
from schema.report import Edit, Report
from schema.values import Number

__all__ = ["Evidence", "with_repairs"]

MOST_OFFERS = 12
MOST_WITH_SEVERAL_CELLS = 40
"""Offers of several cells at once are few of very many: more of them are kept."""

Key = tuple[str, tuple[str, ...]]
"""A finding's code and the addresses of its figures."""


def with_repairs(
    report: Report, findings: Iterable[Finding], evidence: Sequence[Evidence] = (), seconds: float = 0.05
) -> list[Finding]:
    """The findings, those of violated equations (and of violated hard evidence) with the repairs that explain them.

    ``seconds`` bounds the whole call: when time runs out, what was found is offered and nothing is called unique.
    """
    given = list(findings)
    if not any(finding.outcome == "violated" and finding.figures for finding in given):
        return given
    case = Case(report, evidence)
    if not case.system.violated:
        return given
    repairs: dict[Key, tuple[Repair, ...]] = {}
    for fault in faults(case, seconds):
        repairs |= offers(case, fault)
    for meaning, places in case.implied:
        if said := together(
            [repairs[key] for place in places if (key := key_of(case, case.meanings[place])) in repairs]
        ):
            repairs[key_of(case, meaning)] = said
    return [
        finding._replace(repairs=repairs[key]) if (key := (finding.code, finding.figures)) in repairs else finding
        for finding in given
    ]


def offers(case: Case, fault: Fault) -> dict[Key, tuple[Repair, ...]]:
    """The repairs for each equation of a fault."""
    made: dict[int, Repair] = {}
    found: dict[Key, tuple[Repair, ...]] = {}
    whole, partial = (
        [e for e in explanations if not e.changes.keys() & case.hidden] for explanations in (fault.whole, fault.partial)
    )
    for place, meaning in enumerate(case.meanings):
        if not fault.equations >> place & 1:
            continue
        kept = shortlist(whole or [e for e in partial if e.mends >> place & 1])
        for explanation in kept:
            if id(explanation) not in made:
                made[id(explanation)] = repair(case, fault, explanation)
        found[key_of(case, meaning)] = tuple(made[id(explanation)] for explanation in kept)
    return found


def together(lists: Sequence[tuple[Repair, ...]]) -> tuple[Repair, ...]:
    """The repairs of several equations, for one that only adds them up; none is unique where they are not the same."""
    merged = {repair.edits: repair for repairs in lists for repair in repairs}
    sure = sum(repair.unique for repair in merged.values())
    return tuple(repair._replace(unique=False) if sure > 1 else repair for repair in merged.values())


def shortlist(explanations: Sequence[Explanation]) -> list[Explanation]:
    """The best, and of those that change several cells at once some more."""
    best = list(explanations[:MOST_OFFERS])
    several = [explanation for explanation in explanations[MOST_OFFERS:] if len(explanation.changes) > 1]
    return best + several[: MOST_WITH_SEVERAL_CELLS - MOST_OFFERS]


def key_of(case: Case, meaning: Equation | Evidence) -> Key:
    """By what a finding of a violated statement is known."""
    indices = (*meaning.left, *meaning.right) if isinstance(meaning, Equation) else meaning.readings[0]
    return meaning.code, tuple(case.figures[index].address for index in indices)


def repair(case: Case, fault: Fault, explanation: Explanation) -> Repair:
    """An explanation as edits, in printed order, with its reason."""
    edits = tuple(
        Edit(case.figures[cell].address, case.cells[cell], plain(new))
        for cell, new in sorted(explanation.changes.items())
    )
    return Repair(edits, explanation.unique, because(case, fault, explanation))


def plain(number: Number) -> Number:
    """A number as a cell holds it: a whole decimal is an integer."""
    return int(number) if isinstance(number, Decimal) and number == int(number) else number
