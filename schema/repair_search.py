"""Which few cells explain violated equations: a search over linear equations in exact numbers.

It knows cells by number and equations by their coefficients, nothing of forms. A cell that is changed must mend every
violated equation it stands in, or leave the rest to a cell changed after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from time import perf_counter
from typing import NamedTuple, TypeAlias

from schema.values import Number

Changes: TypeAlias = dict[int, Number]
"""Cells and their new values."""

Statement: TypeAlias = tuple[Mapping[int, int], Number]
"""Coefficients by cell, and the constant that their sum should be."""

MOST_CELLS = 4
MOST_FOUND = 1000
"""Explanations looked for at a time; where there are more, none of them says much."""

SURE_CELLS = 3
"""Up to here the search notices what it leaves out: cells that only mend each other in a ring are four at least."""

TICKS_PER_LOOK = 128


class Clock:
    """A time box. Little work never looks at the time, so that a hiccup of the machine changes no answer."""

    __slots__ = ("end", "over", "ticks")

    def __init__(self, seconds: float) -> None:
        self.end = perf_counter() + seconds
        self.ticks = 0
        self.over = False

    def tick(self) -> bool:
        """Counts a step of work; whether time has run out."""
        self.ticks += 1
        if not self.ticks % TICKS_PER_LOOK and perf_counter() > self.end:
            self.over = True
        return self.over


class System:
    """Equations over cells. Sets of equations are bit masks: bit n is the n-th equation.

    ``fits(cell, number)`` says whether a number may stand in a cell; a fixed cell fits nothing.
    """

    __slots__ = ("by_mask", "fits", "groups", "masks", "of_cell", "residuals", "terms", "values", "violated")

    def __init__(
        self, statements: Sequence[Statement], values: Mapping[int, Number], fits: Callable[[int, Number], bool]
    ) -> None:
        self.values = values
        self.fits = fits
        self.terms = [tuple(terms.items()) for terms, _ in statements]
        self.residuals: list[Number] = []
        self.of_cell: dict[int, list[tuple[int, int]]] = {}
        self.masks: dict[int, int] = {}
        self.violated = 0
        for place, (terms, constant) in enumerate(statements):
            residual: Number = -constant
            for cell, factor in terms.items():
                residual += factor * values[cell]
                self.of_cell.setdefault(cell, []).append((place, factor))
                self.masks[cell] = self.masks.get(cell, 0) | 1 << place
            self.residuals.append(residual)
            self.violated |= bool(residual) << place
        self.by_mask: dict[int, list[int]] = {}
        for cell, mask in self.masks.items():
            self.by_mask.setdefault(mask, []).append(cell)
        self.groups = self._disjoint()

    def _disjoint(self) -> list[int]:
        """Sets of equations without a common cell: one cell mends at most one of each set."""
        groups: list[tuple[int, set[int]]] = []
        for place, terms in enumerate(self.terms):
            cells = {cell for cell, _ in terms}
            for number, (mask, taken) in enumerate(groups):
                if taken.isdisjoint(cells):
                    groups[number] = (mask | 1 << place, taken | cells)
                    break
            else:
                groups.append((1 << place, cells))
        return [mask for mask, _ in groups]

    def components(self) -> Iterator[int]:
        """The violated equations, split where no chain of equations with common cells joins them."""
        left = self.violated
        while left:
            reached, waiting = 0, left & -left
            while waiting:
                reached |= waiting
                near = 0
                for place in bits(waiting):
                    for cell, _ in self.terms[place]:
                        near |= self.masks[cell]
                waiting = near & ~reached
            yield reached & left
            left &= ~reached

    def tangled(self, target: int) -> bool:
        """Whether two equations share cells in differing proportion, so that the search might miss an explanation."""
        near = 0
        for place in bits(target):
            for cell, _ in self.terms[place]:
                near |= self.masks[cell]
        places = list(bits(near))
        factors = {place: dict(self.terms[place]) for place in places}
        for at, one in enumerate(places):
            for other in places[at + 1 :]:
                common = factors[one].keys() & factors[other].keys()
                if len(common) > 1 and len({factors[one][c] * factors[other][c] > 0 for c in common}) > 1:
                    return True
        return False

    def effect(self, changes: Changes) -> int:
        """The equations that changes mend; 0 when they leave one violated that they touch, or break one."""
        shifts: dict[int, Number] = {}
        for cell, new in changes.items():
            step = new - self.values[cell]
            for place, factor in self.of_cell[cell]:
                shifts[place] = shifts.get(place, 0) + factor * step
        mended = 0
        for place, shift in shifts.items():
            if shift:
                if self.residuals[place] + shift:
                    return 0
                mended |= 1 << place
        return mended if mended and all(self.fits(cell, new) for cell, new in changes.items()) else 0

    def single(self, cell: int) -> Number | None:
        """The value of a cell that alone mends every equation it stands in; None when there is none."""
        place, factor = self.of_cell[cell][0]
        step = quotient(-self.residuals[place], factor)
        if not step:
            return None
        new = self.values[cell] + step
        return new if self.effect({cell: new}) == self.masks[cell] else None


def bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def quotient(number: Number, factor: int) -> Number | None:
    """The exact quotient; None where whole numbers leave a rest."""
    if factor in (1, -1):
        return number * factor
    if isinstance(number, int):
        whole, rest = divmod(number, factor)
        return None if rest else whole
    result = number / factor
    return result if result * factor == number else None


class Found(NamedTuple):
    """All explanations with the fewest cells. ``complete``: there are surely no others as small."""

    explanations: list[Changes]
    complete: bool


class Descent:
    """One search: the explanations of the target equations, all others held as they are.

    A step takes the whole of a residual. ``shared``: several like cells would explain the target by taking a part each,
    in more ways than are worth listing.
    """

    def __init__(self, system: System, target: int, clock: Clock, without: frozenset[int]) -> None:
        self.system, self.target, self.clock, self.without = system, target, clock, without
        self.residuals: list[Number] = [
            residual if target >> place & 1 else 0 for place, residual in enumerate(system.residuals)
        ]
        self.found: dict[frozenset[tuple[int, Number]], Changes] = {}
        self.seen: set[frozenset[tuple[int, Number]]] = set()
        self.shared = self._sharing = False

    @property
    def stopped(self) -> bool:
        """Whether there is no time or no use to look further."""
        return self.clock.over or len(self.found) >= MOST_FOUND

    def deeper(self, violated: int, left: int, chosen: Changes) -> None:
        """Finds all ways to mend these equations with so many more cells."""
        if left == 1:
            self._last(violated, chosen)
            return
        for place in bits(violated):
            for cell, factor in self.system.terms[place]:
                if self.clock.tick() or self.stopped:
                    return
                step = None if cell in chosen else quotient(-self.residuals[place], factor)
                if step is not None:
                    self._try(cell, step, violated, left - 1, chosen)

    def _try(self, cell: int, step: Number, violated: int, left: int, chosen: Changes) -> None:
        after, residuals = violated, self.residuals
        for place, factor in self.system.of_cell[cell]:
            bit = 1 << place
            after = after | bit if residuals[place] + factor * step else after & ~bit
        new = self.system.values[cell] + step
        if cell in self.without:
            return
        if not self.system.fits(cell, new):
            if not self.shared and step < 0 and left > 0:
                self._share(cell, step, after, left, chosen)
            return
        if not after or any((after & group).bit_count() > left for group in self.system.groups):
            return
        if left == 1 and after not in self.system.by_mask:
            return
        deeper = {**chosen, cell: new}
        key = frozenset(deeper.items())
        if key in self.seen:
            return
        self.seen.add(key)
        self._descend(cell, step, after, left, deeper)

    def _descend(self, cell: int, step: Number, after: int, left: int, deeper: Changes) -> None:
        residuals = self.residuals
        for place, factor in self.system.of_cell[cell]:
            residuals[place] += factor * step
        self.deeper(after, left, deeper)
        for place, factor in self.system.of_cell[cell]:
            residuals[place] -= factor * step

    def _share(self, cell: int, step: Number, after: int, left: int, chosen: Changes) -> None:
        """Follows a step down that is too large for any one of some like cells, as if several of them took it."""
        system = self.system
        like = [
            other
            for other in system.by_mask[system.masks[cell]]
            if other >= 0 and other not in chosen and system.of_cell[other] == system.of_cell[cell]
        ]
        if cell != like[0]:
            return
        rest, sharers = -step, list[int]()
        for other in sorted(like, key=lambda other: -system.values[other]):
            if rest <= 0:
                break
            rest -= system.values[other]
            sharers.append(other)
        if rest > 0 or len(sharers) < 2:
            return
        left -= len(sharers) - 1
        if not after:
            self.shared = True
        elif left > 0 and not any((after & group).bit_count() > left for group in system.groups):
            before, self._sharing = self._sharing, True
            taken = {other: system.values[other] for other in sharers}
            self._descend(cell, step, after, left, {**chosen, **taken})
            self._sharing = before

    def _last(self, violated: int, chosen: Changes) -> None:
        """A last cell stands in just the equations still violated, and one value mends them all."""
        for cell in self.system.by_mask.get(violated, ()):
            if cell in chosen or cell in self.without:
                continue
            places = self.system.of_cell[cell]
            step = quotient(-self.residuals[places[0][0]], places[0][1])
            if step is None or any(self.residuals[place] + factor * step for place, factor in places):
                continue
            new = self.system.values[cell] + step
            if self.system.fits(cell, new):
                self.shared |= self._sharing
                if self._sharing:
                    return
                changes = {**chosen, cell: new}
                self.found[frozenset(changes.items())] = changes


def fewest(
    system: System, target: int, clock: Clock, most: int = MOST_CELLS, without: frozenset[int] = frozenset()
) -> Found:
    """All explanations of the target equations with as few cells as possible; ``without`` are cells to leave alone."""
    descent = Descent(system, target, clock, without)
    for count in range(1, most + 1):
        if any((target & group).bit_count() > count for group in system.groups):
            continue
        descent.seen.clear()
        descent.deeper(target, count, {})
        if descent.found or descent.stopped:
            whole = not descent.stopped and not descent.shared and not system.tangled(target)
            return Found(list(descent.found.values()), count == 1 or (count <= SURE_CELLS and whole))
    return Found([], complete=True)
