"""The figures of one report and the equations over them, evaluated whole or only where a change reaches."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, cast

from schema.form import Equation, Form
from schema.values import Number, Value, is_number


class Touched(NamedTuple):
    """What a change reached: totals whose computed value was worked out again, and equations."""

    totals: tuple[int, ...]
    equations: tuple[int, ...]


class Ledger:
    """Values by figure index. Totals are computed from typed cells; stated totals stand beside them as evidence.

    ``values`` holds typed cells and computed totals (None when a part is blank or a mark). ``residuals`` holds, per
    equation, left minus right over what the table prints (a stated total where there is one): 0 holds, None undecided.
    """

    __slots__ = ("form", "residuals", "stated", "values")

    def __init__(self, form: Form, typed: dict[int, Value], stated: dict[int, Value]) -> None:
        self.form = form
        self.values: list[Value] = [None] * len(form.figures)
        for index, value in typed.items():
            self.values[index] = value
        self.stated = dict(stated)
        self.residuals: list[Number | None] = [None] * len(form.equations)
        self.evaluate()

    def evaluate(self) -> None:
        """Works out every total and every equation."""
        self._total(self.form.definitions)
        self._balance(range(len(self.form.equations)))

    def put(self, index: int, value: Value) -> Touched:
        """Sets a typed cell, and evaluates only what contains it."""
        reach = self.form.reach[index]
        self.values[index] = value
        self._total((total, self._definition(total)) for total in reach.totals)
        self._balance(reach.equations)
        return Touched(reach.totals, reach.equations)

    def state(self, index: int, value: Value) -> Touched:
        """Sets or (None) removes a stated total, and evaluates only the equations that contain it."""
        if value is None:
            self.stated.pop(index, None)
        else:
            self.stated[index] = value
        reach = self.form.reach[index]
        self._balance(reach.equations)
        return Touched((), reach.equations)

    def printed(self, index: int) -> Value:
        """What the table shows at a figure: the stated total where there is one, else the value."""
        return self.stated.get(index, self.values[index])

    def terms(self, equation: Equation) -> tuple[list[Value], list[Value]]:
        """The printed values on both sides of an equation."""
        shown = self._effective()
        return [shown[i] for i in equation.left], [shown[i] for i in equation.right]

    def sum_so_far(self, total: int) -> Number:
        """The sum of the parts of a total that are numbers; unfinished when ``values[total]`` is None."""
        parts = self.form.equations[self._definition(total)].right
        derived = self.form.figures
        found: Number = 0
        for part in parts:
            value = self.values[part]
            if is_number(value):
                found += cast(Number, value)
            elif derived[part].derived:
                found += self.sum_so_far(part)
        return found

    def _definition(self, total: int) -> int:
        return self.form.defined_by[total]

    def _total(self, definitions: Iterable[tuple[int, int]]) -> None:
        values, sides = self.values, self.form.sides
        for total, by in definitions:
            try:
                values[total] = sum(sides[by][1](values))
            except TypeError:
                values[total] = None

    def _effective(self) -> list[Value]:
        numbers = {index: value for index, value in self.stated.items() if is_number(value)}
        if not numbers:
            return self.values
        shown = self.values.copy()
        for index, value in numbers.items():
            shown[index] = value
        return shown

    def _balance(self, equations: Iterable[int]) -> None:
        shown, residuals, sides = self._effective(), self.residuals, self.form.sides
        for equation in equations:
            left, right = sides[equation]
            try:
                residuals[equation] = sum(left(shown)) - sum(right(shown))
            except TypeError:
                residuals[equation] = None
