"""Which explanations of a fault there are, how they rank, and whether one of them is the only one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from schema.repair_actions import Action, actions
from schema.repair_blocks import split
from schema.repair_case import Case, Soft
from schema.repair_chains import carried_on
from schema.repair_search import MOST_CELLS, SURE_CELLS, Changes, Clock, fewest
from schema.typing_errors import unlikelihood
from schema.values import Number

TELLING_SLIP, OTHER_SLIP = 4.0, 9.0
"""Unlikelihood of a slip of the hand, on the scale of `unlikelihood`: numbers that hardly meet by chance, and others."""


@dataclass(eq=False)
class Explanation:
    """Cells and their right values. ``errors`` counts single slips; ``contradicts`` other statements broken by it.

    ``mends`` are the equations it puts right. ``known``: its cells are the only ones that can be wrong, so that its
    action need not be telling. ``against``: some soft statement about its cells does not hold after it.
    """

    changes: Changes
    mends: int
    errors: int
    action: Action | None = None
    known: bool = False
    contradicts: int = 0
    against: bool = False
    confirmed: tuple[Soft, ...] = ()
    unique: bool = False

    def proves(self, case: Case) -> bool:
        """Whether nothing but this would hardly fit by chance: more statements meet in it than it sets values.

        A slip of the hand sets none of its own, but there are many to choose from: it meets several of the form's own
        equations, nearly as many as it changes cells.
        """
        heard = sum(soft.telling for soft in self.confirmed)
        alone = len(self.changes) <= MOST_CERTAIN and self.mends.bit_count() + heard > len(self.changes)
        if self.action is None:
            return alone
        meets = (self.mends & case.own).bit_count()
        return (self.known and alone) or (self.action.telling and meets >= max(2, len(self.changes) - 1))

    def outweighs(self, other: Explanation) -> bool:
        """Whether nobody has as much reason to believe the other: it takes more errors, or independent words deny it.

        Words that agree with the wrong table may be copied off it. Those that agree with neither the table nor its
        sums, and would with this explanation only, were written by someone who had the right number; two such
        statements are asked for, since a single one may be a slip that happens to fit.
        """
        if other.errors != self.errors:
            return other.errors > self.errors
        return sum(soft.telling and soft not in other.confirmed for soft in self.confirmed) >= ENOUGH_WORDS

    def likely(self, case: Case) -> tuple[object, ...]:
        """A sort key: the likeliest first; printed order decides between equals."""
        if self.action:
            cost = TELLING_SLIP if self.action.telling or self.known else OTHER_SLIP
        else:
            cost = sum(unlikelihood(case.cells[cell], new) for cell, new in self.changes.items())
        many = 0 if self.action is None or self.proves(case) else len(self.changes) - 2
        return (self.errors + many, self.contradicts, cost, len(self.changes), sorted(self.changes.items()))


@dataclass
class Fault:
    """Violated equations that one search explains. ``sure``: no explanation as good has been missed.

    ``whole`` explain all of it, ``partial`` only mend some of its equations. ``shared``: a slip of the hand explains it
    together with another fault.
    """

    equations: int
    whole: list[Explanation] = field(default_factory=list)
    partial: list[Explanation] = field(default_factory=list)
    sure: bool = True
    shared: bool = False


MOST_CERTAIN = 2
"""Cells that belong together and may be called certain: of three, likes may share in more ways than are looked for."""

ENOUGH_WORDS = 2
"""Statements in prose that decide between explanations."""

TOO_MANY = 2
"""Parts of a sum that are not all wrong together."""

SHARE_OF_SLIPS = 0.4
"""How much of the time may go into slips of the hand, which are looked for first."""


def faults(case: Case, seconds: float) -> list[Fault]:
    """The separate faults of a report with their explanations, best first, as far as found in time."""
    clock, early = Clock(seconds), Clock(seconds * SHARE_OF_SLIPS)
    slips = actions(case.system, case.lines(), early)
    slipped = {slip.mends for slip in slips}
    found: list[Fault] = []
    for target in case.system.components():
        found += searched(case, target, clock, SURE_CELLS if target in slipped else MOST_CELLS)
    for slip in slips:
        enter(slip, found)
    for fault in found:
        rank(case, fault)
    if not clock.over and not early.over:
        mark_unique(case, found)
    return found


def searched(case: Case, target: int, clock: Clock, most: int) -> list[Fault]:
    """The faults of one component, explained by so many changed cells at most."""
    result = fewest(case.system, target, clock, most)
    if not result.explanations:
        return [Fault(target, partial=pieces(case, target), sure=result.complete)]
    found = []
    for block, explanations in split(case.system, target, result.explanations):
        fault = Fault(block, explained(block, explanations), sure=result.complete)
        if all(changes.keys() & case.hidden for changes in explanations):
            beside = case.system.violated & ~block
            others = frozenset(cell for cell, mask in case.system.masks.items() if mask & beside)
            fault.whole += explained(block, fewest(case.system, block, clock, most, case.hidden | others).explanations)
        if clock.over:
            fault.partial = pieces(case, block)
        found.append(fault)
    return found


def explained(equations: int, explanations: Iterable[Changes]) -> list[Explanation]:
    """Explanations of all these equations, each changed cell an error of its own."""
    return [Explanation(changes, equations, len(changes)) for changes in explanations]


def pieces(case: Case, target: int) -> list[Explanation]:
    """Single cells that mend every equation they stand in, for a fault too large to explain as a whole."""
    return [
        Explanation({cell: new}, mask, 1)
        for cell, mask in case.system.masks.items()
        if mask & target and not mask & ~target and (new := case.system.single(cell)) is not None
    ]


def enter(action: Action, found: Sequence[Fault]) -> None:
    """Enters a slip of the hand as an explanation of the faults that it mends whole, or mends in part."""
    met = [fault for fault in found if fault.equations & action.mends]
    explanation = Explanation(action.changes, action.mends, 1, action)
    if sum(fault.equations for fault in met) != action.mends:
        for fault in met:
            if not fault.whole:
                fault.partial.append(explanation)
        return
    if all(len(fault.whole) == 1 and fault.whole[0].action is None for fault in met):
        together = {cell: new for fault in met for cell, new in fault.whole[0].changes.items()}
        if together == action.changes:  # the cells are known anyway; the slip tells how they came to be wrong
            if len(met) == 1:
                explanation.known = True
                met[0].whole = [explanation]
            return
    for fault in met:
        fault.whole = [e for e in fault.whole if e.changes != action.changes] + [explanation]
        fault.shared |= len(met) > 1


def rank(case: Case, fault: Fault) -> None:
    """Weighs the explanations of a fault and puts the best first."""
    for explanation in (*fault.whole, *fault.partial):
        explanation.contradicts, explanation.against, explanation.confirmed = case.heard(explanation.changes)
        if fault.shared and explanation.action is None:
            explanation.errors += 1  # the fault beside it then needs an error of its own
    keys = {id(explanation): explanation.likely(case) for explanation in (*fault.whole, *fault.partial)}
    fault.whole.sort(key=lambda e: keys[id(e)])
    fault.partial.sort(key=lambda e: (-e.mends.bit_count(), keys[id(e)]))


def mark_unique(case: Case, found: Sequence[Fault]) -> None:
    """Marks an explanation that outweighs all others in every fault that it speaks of.

    Never one that a statement in prose speaks against, nor one that rests on last year's report alone: it is then as
    likely that prose or last year's report is wrong. Nor one of a cell whose like could have taken a part of the error.
    """
    for fault in found:
        if not fault.whole:
            continue
        best = fault.whole[0]
        joined = [other for other in found if other.equations & best.mends]
        best.unique = (
            (best.proves(case) or left_at_zero(case, best))
            and not best.against
            and bool(best.mends & case.own)
            and not best.changes.keys() & case.hidden
            and (best.action is not None or not fault.shared)
            and all(other.sure and other.whole and other.whole[0] is best for other in joined)
            and all(best.outweighs(rival) for other in joined for rival in other.whole[1:])
            and not any(
                not left_at_zero(case, best) and has_like(case, cell, new, best.confirmed)
                for cell, new in best.changes.items()
            )
            and not carried_on(case, best.mends)
        )


def has_like(case: Case, cell: int, new: Number, confirmed: Iterable[Soft]) -> bool:
    """Whether another cell that stands in just the same equations, and telling words, may have a part in an error.

    One that holds 0 and would have to become less has none, as long as equations alone prove the repair.
    """
    spoken = [soft for soft in confirmed if soft.telling]
    system = case.system
    own = system.of_cell[cell]
    turned = [(place, -factor) for place, factor in own]
    down = new < system.values[cell]
    return any(
        other != cell
        and system.of_cell[other] in (own, turned)
        and all(soft.names(cell) == soft.names(other) for soft in spoken)
        and bool(spoken or system.values[other] or (down is (system.of_cell[other] == turned)))
        for other in system.by_mask[system.masks[cell]]
    )


def left_at_zero(case: Case, explanation: Explanation) -> bool:
    """Whether it fills in a stated total of 0 over two parts or more that are not: they cannot all be wrong."""
    [cell, *others] = explanation.changes
    if others or cell in case.hidden or not case.figures[cell].derived or case.system.values[cell]:
        return False
    like = case.system.by_mask[case.system.masks[cell]]
    return sum(other >= 0 and bool(case.system.values[other]) for other in like) >= TOO_MANY
