"""Slips of the hand that put several cells wrong at once: cells swapped, digits run together, a line shifted by one.

Each counts as one error. A line is a row or a column; only cells whose own equations are violated can have taken part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from schema.repair_search import Changes, Clock, System, quotient
from schema.values import Number

ActionKind = Literal["swap", "merge", "shift"]

TELLING = 10
"""Changes smaller than this come together by chance too easily to prove anything."""

TELLING_SWAP = 100
"""As much for a swap, which has one number to prove it: cases moved from one column to another look the same."""


class Line(NamedTuple):
    """Neighbouring cells in printed order; None where a cell takes part in no equation."""

    cells: tuple[int | None, ...]
    along: Literal["row", "column"]


class Action(NamedTuple):
    """One slip of the hand undone. ``mends`` are the equations it mends; ``telling``: chance hardly explains it.

    ``at`` is the cell where it happened: that of the digits run together, the first of a stretch.
    """

    kind: ActionKind
    along: Literal["row", "column"]
    changes: Changes
    mends: int
    telling: bool
    at: int


def actions(system: System, lines: Iterable[Line], clock: Clock) -> list[Action]:
    """All single slips of the hand that mend violated equations and break none."""
    found: dict[frozenset[tuple[int, Number]], Action] = {}
    for line in lines:
        cells = [cell for cell in line.cells if cell is not None]
        free = free_cells(system, cells)
        if len(free) < 2:
            continue
        for action in line_actions(system, line, free, clock):
            found.setdefault(frozenset(action.changes.items()), action)
        if clock.over:
            break
    return list(found.values())


def free_cells(system: System, cells: Sequence[int]) -> set[int]:
    """The cells of a line that may be wrong: every equation they do not share with another of the line is violated."""
    once = twice = 0
    for cell in cells:
        mask = system.masks[cell]
        twice |= once & mask
        once |= mask
    if not once & system.violated:
        return set()
    held = ~twice & ~system.violated
    return {cell for cell in cells if not system.masks[cell] & held}


def line_actions(system: System, line: Line, free: set[int], clock: Clock) -> Iterator[Action]:
    """The slips of the hand within one line."""
    yield from swaps(system, line, free, clock)
    for run in runs(line.cells):
        yield from shifts(system, line.along, run, free, clock)
        if line.along == "row":
            yield from merges(system, run, free, clock)


def runs(cells: Sequence[int | None]) -> Iterator[list[int]]:
    """Stretches of a line without a gap."""
    run: list[int] = []
    for cell in (*cells, None):
        if cell is not None:
            run.append(cell)
        elif run:
            yield run
            run = []


def swaps(system: System, line: Line, free: set[int], clock: Clock) -> Iterator[Action]:
    """Two cells that hold each other's number."""
    values = system.values
    able = [cell for cell in line.cells if cell in free and cell is not None]
    for at, one in enumerate(able):
        for other in able[at + 1 :]:
            if clock.tick():
                return
            if values[one] == values[other]:
                continue
            changes = {one: values[other], other: values[one]}
            if mends := system.effect(changes):
                telling = far(values[one], values[other], TELLING_SWAP)
                yield Action("swap", line.along, changes, mends, telling, one)


def shifts(
    system: System, along: Literal["row", "column"], run: Sequence[int], free: set[int], clock: Clock
) -> Iterator[Action]:
    """A stretch of three cells or more that stands one place too far on or back."""
    for cells in (run, run[::-1]):
        values = [system.values[cell] for cell in cells]
        for start in range(len(cells) - 2):
            if cells[start] not in free or values[start] == values[start + 1]:
                continue
            changes: Changes = {}
            for place in range(start, len(cells) - 1):
                if clock.tick():
                    return
                if place > start + 1 and (action := shifted(system, along, changes, cells[start : place + 1])):
                    yield action
                if values[place] != values[place + 1]:
                    if cells[place] not in free:
                        break
                    changes[cells[place]] = values[place + 1]
            else:
                if action := shifted(system, along, changes, cells[start:]):
                    yield action


def shifted(system: System, along: Literal["row", "column"], changes: Changes, stretch: Sequence[int]) -> Action | None:
    """The shift that moves each cell of a stretch back by one; the last takes whatever number mends its equations."""
    last = stretch[-1]
    trial = {cell: new for cell, new in changes.items() if cell != last}
    if len(trial) < 2:
        return None
    place, factor = system.of_cell[last][0]
    residual = system.residuals[place]
    for cell, new in trial.items():
        residual += sum(f * (new - system.values[cell]) for p, f in system.of_cell[cell] if p == place)
    step = quotient(-residual, factor)
    if step is None:
        return None
    telling = sum(far(system.values[cell], new) for cell, new in trial.items()) > 1
    if step:
        trial[last] = system.values[last] + step
    mends = system.effect(trial)
    if mends.bit_count() < 2:  # the last cell's number is free: one equation can always be mended so
        return None
    return Action("shift", along, trial, mends, telling, stretch[0])


def merges(system: System, run: Sequence[int], free: set[int], clock: Clock) -> Iterator[Action]:
    """Two neighbours' digits typed into one cell, the cells behind them one place too far forward, or a 0 beside."""
    for at, cell in enumerate(run):
        number = system.values[cell]
        if cell not in free or number != int(number) or number < TELLING:
            continue
        for first, second in halves(int(number)):
            if clock.tick():
                return
            for changes in apart(system, run, at, (first, second)):
                if changes.keys() <= free and (mends := system.effect(changes)):
                    telling = sum(far(system.values[c], new) for c, new in changes.items()) > 1
                    yield Action("merge", "row", changes, mends, telling, cell)


def far(one: Number, other: Number, least: int = TELLING) -> bool:
    """Whether two numbers are so far apart that their difference tells something."""
    return not -least < one - other < least


def halves(number: int) -> Iterator[tuple[int, int]]:
    """The ways to cut a number's digits in two numbers."""
    digits = str(number)
    for cut in range(1, len(digits)):
        if digits[cut] != "0" or cut == len(digits) - 1:
            yield int(digits[:cut]), int(digits[cut:])


def apart(system: System, run: Sequence[int], at: int, pair: tuple[int, int]) -> Iterator[Changes]:
    """The cells as they were if a number is two: its neighbour's 0, or all up to a 0 or to the row's sum, gave way."""
    values = [system.values[cell] for cell in run]
    if at and values[at - 1] == 0:
        yield differing(system, run[at - 1 : at + 1], pair)
    for end in range(at + 1, len(run)):
        row = [*values[:at], *pair, *values[at + 1 : end]]
        if values[end] == 0 or (end == len(run) - 1 and values[end] == sum(row)):
            yield differing(system, run[at : end + 1], row[at:])


def differing(system: System, cells: Sequence[int], new: Sequence[Number]) -> Changes:
    """The cells whose new value is another."""
    return {cell: number for cell, number in zip(cells, new, strict=True) if number != system.values[cell]}
