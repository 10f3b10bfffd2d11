"""Scholtus' algorithm for simple typing errors, on the program's own search core, and the cases published for it.

S. Scholtus, "Automatic correction of simple typing errors in numerical data with balance edits", Statistics
Netherlands, discussion paper 09046, 2009, section 4; repeated by M. van der Loo, E. de Jonge and S. Scholtus, "Correction
of rounding, typing, and sign errors with the deducorrect package", 2011, pages 14 to 17, and in the tests of the R
package ``deductive`` (test_correct_typos.R).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from schema.repair_search import Changes, Statement, System, bits, quotient
from schema.typing_errors import slip_between
from schema.values import Number, show

SMALL = 10
"""Numbers of one digit are left alone: almost any two are one slip apart."""

BALANCES: tuple[Statement, ...] = (
    ({1: 1, 2: 1, 3: -1}, 0),
    ({2: 1, 4: -1}, 0),
    ({5: 1, 6: 1, 7: 1, 8: -1}, 0),
    ({3: 1, 8: 1, 9: -1}, 0),
    ({9: 1, 10: -1, 11: -1}, 0),
)
"""x1+x2=x3, x2=x4, x5+x6+x7=x8, x3+x8=x9, x9-x10=x11 (Scholtus 2009, section 4)."""

TRUE_RECORD = (1452, 116, 1568, 116, 323, 76, 12, 411, 1979, 1842, 137)

PUBLISHED: dict[str, tuple[dict[int, int], set[int], dict[int, int]]] = {
    "4.0": ({}, set(), {}),
    "4.1": ({4: 161}, {2}, {4: 116}),
    "4.2": ({4: 161, 9: 19979}, {2, 4, 5}, {4: 116, 9: 1979}),
    "4.3": ({4: 161, 5: 0, 6: 0, 7: 0, 9: 19979}, {2, 3, 4, 5}, {4: 116, 9: 1979}),
    "4.4": ({4: 161, 8: 0, 9: 19979}, {2, 3, 4, 5}, {4: 116}),
}
"""By case: cells typed wrong, balances violated (from 1), cells corrected. 4.3 stays partly wrong, 4.4 is a tie."""


def record(wrong: Mapping[int, int]) -> dict[int, Number]:
    """The true record with some cells wrong."""
    return {place: wrong.get(place, value) for place, value in enumerate(TRUE_RECORD, 1)}


def system_of(
    statements: Sequence[Statement], values: Mapping[int, Number], signed: frozenset[int] = frozenset()
) -> System:
    """A system whose cells hold whole numbers; only the signed ones may be negative."""
    return System(statements, values, lambda cell, number: number == int(number) and (number >= 0 or cell in signed))


def corrected(system: System) -> Changes:
    """What Scholtus' algorithm corrects: the typing errors common to all best sets of them.

    A set changes at most one cell of each violated balance; the best mends the most balances.
    """
    able = candidates(system)
    best, sets = 0, list[set[tuple[int, Number]]]()
    for count in range(1, len(able) + 1):
        for chosen in combinations(able, count):
            masks = [system.masks[cell] & system.violated for cell, _ in chosen]
            if overlap(masks):
                continue
            mended = sum(able[one] for one in chosen)
            if mended > best:
                best, sets = mended, []
            if mended == best:
                sets.append(set(chosen))
    return dict(set.intersection(*sets)) if sets else {}


def overlap(masks: Sequence[int]) -> bool:
    """Whether two cells share a violated balance."""
    return any(one & other for one, other in combinations(masks, 2))


def candidates(system: System) -> dict[tuple[int, Number], int]:
    """Cells of no satisfied balance with the value that is one slip away and mends a balance; how many it mends."""
    found: dict[tuple[int, Number], int] = {}
    for cell, places in system.of_cell.items():
        if system.masks[cell] & ~system.violated:
            continue
        for place, factor in places:
            step = quotient(-system.residuals[place], factor)
            old = system.values[cell]
            if (
                step is None
                or not system.fits(cell, old + step)
                or any(-SMALL < number < SMALL for number in (old, old + step))
            ):
                continue
            if slip_between(show(old), show(old + step)):
                found[cell, old + step] = sum(
                    not system.residuals[other] + by * step for other, by in places if system.residuals[other]
                )
    return found


def violated(system: System) -> set[int]:
    """The violated balances, counted from 1."""
    return {place + 1 for place in bits(system.violated)}
