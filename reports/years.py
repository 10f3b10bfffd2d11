"""The figures of one agency over the years: the report in hand, and the files of other years beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, cast

from reports.chart import Amount
from reports.last_year import LastYear, Readings, of_year
from reports.terminal_text import safe
from schema.form import Figure
from schema.language import _
from schema.ledger import Ledger
from schema.report import Report
from schema.values import Number, Value, is_number, show

SPAN = 10
"""Years before and after the report in hand that are looked for."""


class Point(NamedTuple):
    """What a figure was in one year."""

    year: int
    amount: Amount


Years = Mapping[int, LastYear]
"""What lies beside a report, by year; years without a file are left out."""


def years_beside(report: Report, path: Path) -> Years:
    """The files of other years beside a report's file, each read once; one that is no such report tells why."""
    readings = Readings()
    around = (year for year in range(report.year - SPAN, report.year + SPAN + 1) if year != report.year)
    found = {year: of_year(year, report, path, readings) for year in around}
    return {year: beside for year, beside in found.items() if beside != LastYear()}


def course(years: Years, report: Report, figure: Figure) -> list[Point]:
    """A figure of the report in hand over all years from the first to the last there is, oldest first."""
    known = {*years, report.year}
    points = []
    for year in range(min(known), max(known) + 1):
        beside = LastYear(report) if year == report.year else years.get(year)
        if beside is None:
            points.append(Point(year, Amount(word=_("没有报告"))))
        elif beside.report is None:
            points.append(Point(year, Amount(word=_("读不了"))))
        else:
            points.append(Point(year, amount_at(beside.report, figure.section, figure.row.id, figure.column.id)))
    return points


def amount_at(report: Report, section: str, row: str, column: str) -> Amount:
    """What a report has where another one, perhaps of another edition of the form, has a row and a column.

    What one edition prints as a row and another as a heading over rows is their sum.
    """
    here = [f for f in report.form.figures if f.section == section and f.column.id == column]
    same = next((figure for figure in here if figure.row.id == row), None)
    if same:
        return amount_of(report, same)
    parts = [amount_of(report, figure) for figure in here if figure.row.id.startswith(f"{row}.")]
    return summed(parts) if parts else Amount(word=_("该版没有这一格"))


def summed(parts: list[Amount]) -> Amount:
    """A sum of amounts; partial where one is missing or partial itself, blank where all are missing."""
    known: list[Number] = [part.number for part in parts if part.number is not None]
    if not known:
        return Amount(word=_("未填"))
    return Amount(sum(known), partial=len(known) < len(parts) or any(part.partial for part in parts))


def amount_of(report: Report, figure: Figure) -> Amount:
    """What a figure prints: a stated total before the computed one; of a total with blanks what adds up so far."""
    ledger = report.ledger
    for value in (ledger.printed(figure.index), ledger.values[figure.index]):
        if is_number(value):
            return Amount(cast("Number", value))
    if figure.derived and any(is_number(value) for value in typed_parts(ledger, figure.index)):
        return Amount(ledger.sum_so_far(figure.index), partial=True)
    value = ledger.printed(figure.index)
    return Amount(word=_("未填") if value is None else safe(show(value), keep=""))


def typed_parts(ledger: Ledger, index: int) -> Iterator[Value]:
    """The cells that a total comes down to."""
    if index not in ledger.form.defined_by:
        yield ledger.values[index]
        return
    for part in ledger.form.equations[ledger.form.defined_by[index]].right:
        yield from typed_parts(ledger, part)


def unreadable(years: Years) -> list[str]:
    """A sentence for each file that should be a report of the agency and is not, oldest first."""
    return [beside.unreadable for _year, beside in sorted(years.items()) if beside.unreadable]
