"""A report as a system of equations to repair: which cells may change, what each equation is, what else is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, cast

from schema.form import Equation, Figure
from schema.repair_actions import TELLING, Line
from schema.repair_search import Changes, Statement, System
from schema.report import Report
from schema.values import Number, fault_of_number, is_number


class Evidence(NamedTuple):
    """A statement outside the table about its figures.

    ``code`` is that of the finding raised when it is violated. ``readings`` are alternatives, each the indices of
    figures whose printed values add up to ``value``. ``words`` is how a reason names it. A hard one (always of one
    reading) is an equation like the form's own, a soft one only weighs explanations against each other. ``repeats`` are
    the figures of other hard evidence that add up to this one, which then proves nothing of its own.
    """

    code: str
    readings: tuple[tuple[int, ...], ...]
    value: Number
    words: str
    hard: bool
    repeats: tuple[int, ...] = ()


class Soft(NamedTuple):
    """A soft statement: per reading the coefficients of the cells and by how much it is off.

    ``telling``: it agrees neither with the figures as printed nor with the sums of the typed cells, and is far enough
    off that no two slips meet in it by chance. Any other may have been copied off the table, errors and all.
    """

    words: str
    readings: tuple[tuple[dict[int, int], Number], ...]
    telling: bool

    def names(self, cell: int) -> bool:
        """Whether it speaks of a cell."""
        return any(cell in terms for terms, _ in self.readings)

    def holds(self, steps: Mapping[int, Number]) -> bool:
        """Whether it holds after cells have changed by so much."""
        for terms, off in self.readings:
            if not off + sum(factor * steps[cell] for cell, factor in terms.items() if cell in steps):
                return True
        return False


class Heard(NamedTuple):
    """What the soft statements say of changes: by how many fewer agree, whether any stays against, which begin to."""

    raised: int
    against: bool
    mended: tuple[Soft, ...]


class Case:
    """A report's decided equations, over typed cells and stated totals; a total that nothing states is its parts.

    A cell below zero stands for hard evidence being wrong itself. ``hidden`` cells may explain a fault but are never
    offered: those, and stated totals whose own sum nobody can work out. ``implied`` are statements left out of the system,
    each with the places of those that say the same together; ``own`` are the equations of the form itself.
    """

    __slots__ = (
        "_parts", "cells", "figures", "hidden", "implied", "known_by", "meanings", "own", "report", "soft", "system",
    )  # fmt: skip

    def __init__(self, report: Report, evidence: Iterable[Evidence]) -> None:
        self.report = report
        self.figures: tuple[Figure, ...] = report.form.figures
        self.cells: dict[int, Number] = {}
        self._parts: dict[int, tuple[int, ...]] = {}
        given = list(evidence)
        meanings: list[tuple[Equation | Evidence, Statement]] = []
        for equation, residual in zip(report.form.equations, report.ledger.residuals, strict=True):
            if residual is not None and (terms := self._terms(equation.left, equation.right)):
                meanings.append((equation, (terms, 0)))
        for number, statement in enumerate(given, 1):
            if statement.hard and not statement.repeats and self._decided(statement.readings[0]):
                terms = self._terms(statement.readings[0], ())
                self.cells[-number] = 0
                meanings.append((statement, ({**terms, -number: 1}, statement.value)))
        widened = [place for place, (meaning, (terms, _)) in enumerate(meanings) if len(terms) > size(meaning)]
        kept, implied = independent([statement for _, statement in meanings], widened)
        self.meanings = [meanings[place][0] for place in kept]
        self.implied = [(meanings[at][0], tuple(kept.index(p) for p in said)) for at, said in implied.items()]
        self.implied += [
            (repeated, self._repeated(repeated)) for repeated in given if repeated.hard and repeated.repeats
        ]
        self.own = sum(1 << place for place, meaning in enumerate(self.meanings) if isinstance(meaning, Equation))
        self.system = System([meanings[place][1] for place in kept], self.cells, self.fits)
        summed = {m.left[0] for m in self.meanings if isinstance(m, Equation) and m.kind != "balance"}
        self.hidden = frozenset(
            cell for cell in self.system.masks if cell < 0 or (self.figures[cell].derived and cell not in summed)
        )
        self.soft = [soft for statement in given if not statement.hard and (soft := self._soft(statement))]
        self.known_by = self._by_cell()

    def fits(self, cell: int, number: Number) -> bool:
        """Whether a number may stand in a cell."""
        if cell < 0:
            return True
        figure = self.figures[cell]
        return fault_of_number(number, figure.kind, figure.largest) is None

    def _repeated(self, statement: Evidence) -> tuple[int, ...]:
        """The places of what makes up evidence that proves nothing of its own: its parts' and the total's own sum."""
        parts = {(index,) for index in statement.repeats}
        [total] = statement.readings[0]
        return tuple(
            place
            for place, meaning in enumerate(self.meanings)
            if (
                meaning.index == self.report.form.defined_by[total]
                if isinstance(meaning, Equation)
                else meaning.readings[0] in parts
            )
        )

    def _decided(self, reading: Sequence[int]) -> bool:
        stated, values = self.report.ledger.stated, self.report.ledger.values
        return all(is_number(stated.get(index)) or is_number(values[index]) for index in reading)

    def _terms(self, left: Sequence[int], right: Sequence[int]) -> dict[int, int]:
        """Left minus right as coefficients of cells."""
        terms: dict[int, int] = {}
        stated = self.report.ledger.stated
        for sign, side in ((1, left), (-1, right)):
            for index in side:
                own = not self.figures[index].derived or is_number(stated.get(index))
                for cell in (index,) if own else self._typed_parts(index):
                    terms[cell] = terms.get(cell, 0) + sign
        result = {cell: factor for cell, factor in terms.items() if factor}
        for cell in result:
            derived = self.figures[cell].derived
            self.cells[cell] = cast(Number, stated[cell] if derived else self.report.ledger.values[cell])
        return result

    def _typed_parts(self, total: int) -> tuple[int, ...]:
        """The typed cells that a total adds up, whatever totals between are stated: as the ledger computes it."""
        if total not in self._parts:
            form = self.report.form
            parts: list[int] = []
            for part in form.equations[form.defined_by[total]].right:
                parts += self._typed_parts(part) if self.figures[part].derived else (part,)
            self._parts[total] = tuple(parts)
        return self._parts[total]

    def _soft(self, statement: Evidence) -> Soft | None:
        readings: list[tuple[dict[int, int], Number]] = []
        telling, values = True, self.report.ledger.values
        for reading in statement.readings:
            if self._decided(reading):
                terms = self._terms(reading, ())
                off = sum(factor * self.cells[cell] for cell, factor in terms.items()) - statement.value
                readings.append((terms, off))
                added = [values[index] for index in reading]
                known = all(is_number(value) for value in added)
                telling &= known and sum(cast("list[int]", added)) != statement.value and not -TELLING < off < TELLING
        return Soft(statement.words, tuple(readings), telling) if readings else None

    def _by_cell(self) -> dict[int, set[int]]:
        """The soft statements that speak of each cell."""
        found: dict[int, set[int]] = {}
        for number, soft in enumerate(self.soft):
            for terms, _ in soft.readings:
                for cell in terms:
                    found.setdefault(cell, set()).add(number)
        return found

    def heard(self, changes: Changes) -> Heard:
        """What the soft statements about these cells say of changing them so."""
        if not self.soft:
            return Heard(0, against=False, mended=())
        steps = {cell: new - self.cells[cell] for cell, new in changes.items()}
        raised, against, mended = 0, False, list[Soft]()
        for number in sorted(set().union(*(self.known_by.get(cell, ()) for cell in changes))):
            soft = self.soft[number]
            before, after = soft.holds({}), soft.holds(steps)
            raised += before - after
            against |= not after
            if after and not before:
                mended.append(soft)
        return Heard(raised, against, tuple(mended))

    def lines(self) -> list[Line]:
        """The rows and columns of the tables, the cells that are part of the system."""
        rows: dict[tuple[int, str], list[int | None]] = {}
        columns: dict[tuple[int, str], list[int | None]] = {}
        for figure in self.figures:
            cell = figure.index if figure.index in self.system.masks else None
            block = id(figure.block)
            rows.setdefault((block, figure.row.id), []).append(cell)
            columns.setdefault((block, figure.column.id), []).append(cell)
        return [
            *(Line(tuple(cells), "row") for cells in rows.values()),
            *(Line(tuple(cells), "column") for cells in columns.values()),
        ]


def size(meaning: Equation | Evidence) -> int:
    """How many figures a statement names, with the cell that stands for hard evidence being wrong."""
    return len(meaning.left) + len(meaning.right) if isinstance(meaning, Equation) else len(meaning.readings[0]) + 1


def independent(
    statements: Sequence[Statement], widened: Iterable[int]
) -> tuple[list[int], dict[int, tuple[int, ...]]]:
    """The places of statements that are not just the sum of others, and of the rest with those that make each up.

    The balance of computed totals adds up its columns. ``widened`` are the places of statements with a total in them
    that stands for its parts.
    """
    kept, implied = dict(enumerate(statements)), dict[int, tuple[int, ...]]()
    for place in sorted(widened, key=lambda at: -len(statements[at][0])):
        if parts := adds_up(statements[place], {at: statement for at, statement in kept.items() if at != place}):
            del kept[place]
            implied[place] = parts
    for place, parts in implied.items():
        implied[place] = tuple(at for part in parts for at in implied.get(part, (part,)))
    return list(kept), implied


def adds_up(whole: Statement, others: Mapping[int, Statement]) -> tuple[int, ...]:
    """The statements over separate cells of a wider one that make it up exactly; none where they do not."""
    rest, constant, parts = dict(whole[0]), whole[1], list[int]()
    for place, (terms, value) in others.items():
        if not terms.keys() <= rest.keys():
            continue
        for sign in (1, -1):
            if all(rest[cell] == sign * factor for cell, factor in terms.items()):
                for cell in terms:
                    del rest[cell]
                constant -= sign * value
                parts.append(place)
                break
    return tuple(parts) if not rest and not constant else ()
