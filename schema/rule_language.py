"""The small language of rules: ``2*last.ADDRESS + ADDRESS - 3 < ADDRESS``, sums of figures compared."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from schema.form import Figure, Form
from schema.report import Report
from schema.values import Number

LAST = "last."
COMPARISON = re.compile(r"(.+?)\s*(<=|>=|==|!=|<|>)\s*(.+)")
TERM = re.compile(r"\s*([+-])?\s*(?:(\d+)\s*\*\s*)?(?:(\d+)|([a-z_][a-z0-9_.]*))")
OPERATORS: Mapping[str, Callable[[Number, Number], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "==": operator.eq, "!=": operator.ne,
}  # fmt: skip


class RuleError(ValueError):
    """A rule that cannot be evaluated; the text says why, for whoever keeps the format file."""


class Term(NamedTuple):
    """A coefficient times a figure of this or of last year's report, or (no address) the coefficient alone."""

    factor: int
    address: str = ""
    last: bool = False
    place: int = -1
    """Of the figure in the form that the rule stands in."""


class Condition(NamedTuple):
    """Two sums and how they compare."""

    left: tuple[Term, ...]
    right: tuple[Term, ...]
    compare: Callable[[Number, Number], bool]

    def holds(self, report: Report, previous: Report | None) -> bool | None:
        """Whether it is so; None where a blank or a missing report leaves it undecided."""
        left, right = worth(self.left, report, previous), worth(self.right, report, previous)
        return None if left is None or right is None else self.compare(left, right)


def condition(text: str, form: Form) -> Condition:
    """A condition from its text; RuleError where it cannot be read or names what the form does not have."""
    found = COMPARISON.fullmatch(text.strip())
    if found is None:
        raise RuleError(f"“{text}”不是比较式")
    left, right = (terms(side, form) for side in (found[1], found[3]))
    return Condition(left, right, OPERATORS[found[2]])


def terms(text: str, form: Form) -> tuple[Term, ...]:
    """The terms of a sum; an address may name a group of rows, which stands for all of them."""
    found: list[Term] = []
    at = 0
    while at < len(text.rstrip()):
        match = TERM.match(text, at)
        if match is None or (found and not match[1]):
            raise RuleError(f"“{text}”不是几个数的和")
        factor = (-1 if match[1] == "-" else 1) * int(match[2] or 1)
        if match[3]:
            found.append(Term(factor * int(match[3])))
        else:
            last = match[4].startswith(LAST)
            found += [
                Term(factor, address, last, form.by_address[address].index)
                for address in members(match[4].removeprefix(LAST), form)
            ]
        at = match.end()
    if not found:
        raise RuleError("和里没有任何一项")
    return tuple(found)


def members(address: str, form: Form) -> Iterator[str]:
    """The figures that an address means: itself, or the rows of the group that it names."""
    if address in form.by_address:
        yield address
        return
    section, _, rest = address.partition(".")
    group, _, column = rest.rpartition(".")
    rows = [
        f for f in form.figures if f.section == section and f.row.id.startswith(f"{group}.") and f.column.id == column
    ]
    rows = [figure for figure in rows if not figure.row.sum]
    if not (group and rows):
        raise RuleError(f"格式里没有 {address}")
    yield from (figure.address for figure in rows)


def worth(sum_: tuple[Term, ...], report: Report, previous: Report | None, *, computed: bool = False) -> Number | None:
    """What a sum is worth by the printed numbers, or with ``computed`` totals; None where one is missing."""
    total: Number = 0
    for factor, address, last, place in sum_:
        if not address:
            total += factor
            continue
        of = previous if last else report
        if of is None:
            return None

        at = place
        if at >= len(of.form.figures) or of.form.figures[at].address != address:
            figure = of.form.by_address.get(address)
            if figure is None:
                return None
            at = figure.index
        value = of.ledger.values[at] if computed else of.ledger.stated.get(at, of.ledger.values[at])
        if not isinstance(value, (int, Decimal)):
            return None
        total += factor * value
    return total


def figures_of(sum_: tuple[Term, ...], form: Form) -> list[Figure]:
    """The figures of this year's report that a sum is about."""
    return [form.by_address[term.address] for term in sum_ if term.address and not term.last]
