"""How a total comes apart into what the form prints below it, this year beside the last: what bars of shares show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.chart import Amount, percents
from reports.years import amount_at
from schema.form import Column, Figure, Row, Table
from schema.report import Report


class Share(NamedTuple):
    """One part of a total in one year; ``percent`` is None where nothing can be said of it."""

    amount: Amount
    percent: int | None = None


class Slice(NamedTuple):
    """One part of a total: this year's share and, where there is a report of it, last year's."""

    label: str
    now: Share
    before: Share | None = None


class Breakdown(NamedTuple):
    """A total of the report in hand, part by part in printed order.

    ``whose`` names the line that it is of, ``partial`` says that blanks are missing from it.
    """

    whose: str
    year: int
    slices: tuple[Slice, ...]
    partial: bool


class _Part(NamedTuple):
    label: str
    row: str
    column: str


def divides(figure: Figure) -> bool:
    """Whether the form adds up a total over a figure, so that there is a breakdown."""
    return len(parts_over(figure)[1]) > 1


def breakdown(report: Report, last: Report | None, figure: Figure) -> Breakdown | None:
    """The parts of the total over a figure: outcomes in its column where rows add up to one, else the columns of its row.

    None where the form adds up neither.
    """
    if not divides(figure):
        return None
    whose, parts = parts_over(figure)
    now = shares([amount_at(report, figure.section, part.row, part.column) for part in parts])
    before: Sequence[Share | None] = [None] * len(parts)
    if last:
        before = shares([amount_at(last, figure.section, part.row, part.column) for part in parts])
    slices = tuple(Slice(part.label, *pair) for part, pair in zip(parts, zip(now, before, strict=True), strict=True))
    return Breakdown(whose, report.year, slices, partial=any(incomplete(share.amount) for share in now))


def parts_over(figure: Figure) -> tuple[str, list[_Part]]:
    """The line that a breakdown is of, and its parts as the form prints them."""
    rows = figure.block.rows
    total = next((row for row in rows if row.sum), None)
    if total:
        summands = [row for row in rows if row.id in total.sum]
        heads = dict(head_of(figure.table, row, total) for row in summands)
        return figure.column.label, [_Part(label, head, figure.column.id) for head, label in heads.items()]
    over: Column | None = next((column for column in figure.block.columns if column.sum), None)
    columns = [column for column in figure.block.columns if over and column.id in over.sum]
    return figure.row_name, [_Part(column.label, figure.row.id, column.id) for column in columns]


def head_of(table: Table, row: Row, total: Row) -> tuple[str, str]:
    """(id, label) of the outermost heading that a row has and its total has not; of the row itself where there is none."""
    shared = table.groups_of(total.id)
    own = [group for group in table.groups_of(row.id) if group not in shared]
    return (own[0].id, bare(own[0].label)) if own else (row.id, bare(row.label))


def bare(label: str) -> str:
    """A label without the remark in brackets that may follow it."""
    return label[:1] + label[1:].partition("（")[0]


def shares(amounts: Sequence[Amount]) -> list[Share]:
    """Percentages over what is known; none where that adds up to nothing."""
    known = [amount.number for amount in amounts if amount.number is not None]
    if not any(known) or any(number < 0 for number in known):
        return [Share(amount) for amount in amounts]
    found = iter(percents(known))
    return [Share(amount, None if amount.number is None else next(found)) for amount in amounts]


def incomplete(amount: Amount) -> bool:
    """Whether a number is missing, or blanks are missing from it."""
    return amount.number is None or amount.partial
