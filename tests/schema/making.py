"""Reports made for tests: every cell given, the rest zero or blank."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from hypothesis import strategies as st

from schema.form import Form
from schema.form_loader import editions, load_form
from schema.ledger import Ledger
from schema.report import Report
from schema.values import Mark, Number, Unreadable, Value, is_number

FORMS = tuple(load_form(edition) for edition in editions())

COUNTS = st.one_of(st.integers(0, 5), st.integers(0, 999_999_999))
AMOUNTS = st.one_of(COUNTS, st.decimals(0, 999_999, places=2), st.decimals(0, 999_999, places=6))
OTHERS: st.SearchStrategy[Value] = st.sampled_from([None, None, Mark("/"), Unreadable("十二", "不是数字")])
CELLS: st.SearchStrategy[Value] = st.one_of(AMOUNTS, AMOUNTS, AMOUNTS, OTHERS)


def report_of(
    cells: Mapping[str, Value] | None = None, *, edition: str = "ogi_2021", year: int = 2024, rest: Value = 0
) -> Report:
    """A report whose typed cells hold ``rest`` save those given; a total given is stated."""
    form = load_form(edition)
    typed: dict[int, Value] = {figure.index: rest for figure in form.figures if not figure.derived}
    stated: dict[int, Value] = {}
    for address, value in (cells or {}).items():
        figure = form.by_address[address]
        (stated if figure.derived else typed)[figure.index] = value
    return Report(
        form, year, {"name": "甲镇人民政府"}, {}, Ledger(form, typed, stated), {p.address: "" for p in form.parts()}
    )


def typed_indices(form: Form) -> list[int]:
    """The cells that are typed."""
    return [figure.index for figure in form.figures if not figure.derived]


def total_indices(form: Form) -> list[int]:
    """The totals."""
    return [figure.index for figure in form.figures if figure.derived]


def summed(form: Form, typed: Mapping[int, Value], index: int) -> Value:
    """What a figure is worth, worked out from the definition alone: a total of anything but numbers is blank."""
    figure = form.figures[index]
    if not figure.derived:
        return typed.get(index)
    parts = [summed(form, typed, part) for part in parts_of(form, index)]
    return exact(parts) if all(map(is_number, parts)) else None


def parts_of(form: Form, total: int) -> Iterator[int]:
    """The figures that a total adds up: along its row in a total column, else down its column."""
    figure = form.figures[total]
    for other in form.figures:
        if other.section != figure.section or other.block is not figure.block:
            continue
        along = other.row is figure.row and other.column.id in figure.column.sum
        down = other.column is figure.column and other.row.id in figure.row.sum
        if along if figure.column.sum else down:
            yield other.index


def exact(values: list[Value]) -> Number:
    """A sum without any rounding, in millionths."""
    numbers = [value for value in values if isinstance(value, (int, Decimal))]
    millionths = sum(int(Decimal(number).scaleb(6)) for number in numbers)
    return Decimal(millionths).scaleb(-6)
