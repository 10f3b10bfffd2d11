"""Errors that sums carried on: a wrong cell and the stated totals above it, all off by the same amount, are one error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schema.form import Equation
from schema.repair_case import Case
from schema.repair_search import bits, quotient

MOST_TOTALS = 3
"""A cell's row total, its column's, and that of all."""


def carried_on(case: Case, target: int) -> bool:
    """Whether a cell with stated totals that took over its error may explain just these equations."""
    above = totals_above(case)
    return any(explains(case, chain, target) for cell in above for chain in chains(above, frozenset((cell,))))


def totals_above(case: Case) -> dict[int, set[int]]:
    """The stated totals that each cell directly goes into."""
    above: dict[int, set[int]] = {}
    for place, meaning in enumerate(case.meanings):
        if isinstance(meaning, Equation) and meaning.kind != "balance":
            total = meaning.left[0]
            if total not in case.system.masks:  # nothing states it
                continue
            for cell, _ in case.system.terms[place]:
                if cell != total:
                    above.setdefault(cell, set()).add(total)
    return above


def chains(above: Mapping[int, set[int]], chain: frozenset[int]) -> Iterator[frozenset[int]]:
    """A cell with some of the totals above it, each over one already there."""
    waiting, seen = [chain], set[frozenset[int]]()
    while waiting:
        one = waiting.pop()
        for total in set().union(*(above.get(cell, ()) for cell in one)) - one:
            longer = one | {total}
            if longer not in seen and len(longer) <= 1 + MOST_TOTALS:
                seen.add(longer)
                waiting.append(longer)
                yield longer


def explains(case: Case, chain: frozenset[int], target: int) -> bool:
    """Whether changing all cells of a chain by one amount mends just these equations."""
    system, touched = case.system, 0
    for cell in chain:
        touched ^= system.masks[cell]
    if touched != target:
        return False
    place = next(bits(target))
    factor = sum(by for cell, by in system.terms[place] if cell in chain)
    step = quotient(-system.residuals[place], factor) if factor else None
    return step is not None and system.effect({cell: system.values[cell] + step for cell in chain}) == target
