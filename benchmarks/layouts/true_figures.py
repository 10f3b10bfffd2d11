"""Figures as an office might publish them, of several sizes; most add up, some are faulty or not filled in."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from random import Random

from schema.form import Figure, Form
from schema.values import Mark, Value, is_number

Figures = dict[str, Value]
"""By address every figure that the office prints, totals too."""

MARKS = ("/", "—", "-", "无")
SIZES: tuple[Callable[[Random], int], ...] = (
    lambda _: 0,
    lambda random: random.choice((0, 0, 0, 0, random.randint(1, 9))),
    lambda random: random.choice((0, 0, random.randint(1, 40))),
    lambda random: random.choice((0, random.randint(1, 99), random.randint(100, 14_000))),
)
"""How large the figures of one report are: a town without requests, a bureau, a district, a city."""


def true_figures(form: Form, random: Random, *, blanks: bool) -> Figures:
    """One report's figures. ``blanks`` permits cells that are not filled in; a fault is in every sixth report."""
    size = random.choice(SIZES)
    values: Figures = {figure.address: typed(figure, size, random) for figure in form.figures if not figure.derived}
    sum_up(form, values)
    balance(form, values, random)
    sum_up(form, values)
    spoil(form, values, random, blanks=blanks)
    return values


def typed(figure: Figure, size: Callable[[Random], int], random: Random) -> Value:
    """A number of the kind that its cell takes."""
    drawn = size(random)
    if figure.kind == "signed":
        return drawn * random.choice((1, -1))
    if figure.kind == "amount":
        digits = random.choice((0, 0, 1, 2, 4))
        cents = random.randint(1, 9) if digits else 0
        amount = Decimal(f"{drawn}.{random.randrange(10**digits // 10 or 1):0{max(digits - 1, 0)}d}{cents}")
        return amount if digits else drawn
    return drawn * random.choice((1, 1, 300)) if len(figure.block.columns) == 1 else drawn


def number(value: Value) -> Decimal:
    """What a cell counts for in a sum."""
    return Decimal(value) if isinstance(value, (int, Decimal)) else Decimal(0)


def sum_up(form: Form, values: Figures) -> None:
    """Every total from its parts."""
    for total, equation in form.definitions:
        parts = [values[form.figures[part].address] for part in form.equations[equation].right]
        values[form.figures[total].address] = int(sum(map(number, parts)))


def balance(form: Form, values: Figures, random: Random) -> None:
    """Chooses the left sides of every balance so that it holds."""
    for equation in form.equations:
        if equation.kind == "balance":
            first, *others = [form.figures[index].address for index in equation.left]
            right = int(sum(number(values[form.figures[index].address]) for index in equation.right))
            for address in others:
                values[address] = random.choice((0, random.randint(0, right)))
                right -= int(number(values[address]))
            values[first] = right


def spoil(form: Form, values: Figures, random: Random, *, blanks: bool) -> None:
    """What is wrong in a published report: a total, a figure that was counted twice, cells without a number."""
    figures = [figure for figure in form.figures if is_number(values[figure.address])]
    if random.randrange(6) == 0:
        wrong = random.choice([figure for figure in figures if figure.derived]).address
        values[wrong] = int(number(values[wrong])) + random.choice((1, 2, 10, 27))
    if random.randrange(6) == 0:
        wrong = random.choice([figure for figure in figures if not figure.derived]).address
        values[wrong] = int(number(values[wrong])) + random.choice((1, 9))
    if blanks and random.randrange(4) == 0:
        content = None if random.randrange(2) else Mark(random.choice(MARKS))
        one = random.choice(figures)
        chosen = random.choice((random.sample(figures, random.randint(1, 6)), line_of(form, one), column_of(form, one)))
        values.update({figure.address: content for figure in chosen})


def line_of(form: Form, one: Figure) -> list[Figure]:
    """All figures of a row."""
    return [figure for figure in form.figures if figure.block is one.block and figure.row is one.row]


def column_of(form: Form, one: Figure) -> list[Figure]:
    """All figures of a column."""
    return [figure for figure in form.figures if figure.block is one.block and figure.column is one.column]
