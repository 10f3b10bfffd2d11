"""Totals and equations: worked out step by step they are what they are worked out whole, exactly, in any order."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.form import Form
from schema.form_loader import load_form
from schema.ledger import Ledger
from schema.values import Mark, Unreadable, Value, is_number
from tests.schema.making import CELLS, COUNTS, FORMS, exact, report_of, summed, total_indices, typed_indices

FORM = load_form("ogi_2021")
Step = tuple[int, Value]
A_FORM = st.sampled_from(FORMS)
EVERY_FORM = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)


@st.composite
def steps(draw: st.DrawFn, form: Form) -> list[Step]:
    """Changes of typed cells and stated totals, some places several times."""
    places = st.one_of(st.sampled_from(typed_indices(form)), st.sampled_from(total_indices(form)))
    return draw(st.lists(st.tuples(places, CELLS), max_size=40))


def take(ledger: Ledger, step: Step) -> None:
    """One change."""
    index, value = step
    (ledger.state if ledger.form.figures[index].derived else ledger.put)(index, value)


def whole(form: Form, start: dict[int, Value], done: list[Step]) -> Ledger:
    """The ledger that has everything from the beginning."""
    typed, stated = dict(start), dict[int, Value]()
    for index, value in done:
        (stated if form.figures[index].derived else typed)[index] = value
    return Ledger(form, typed, {index: value for index, value in stated.items() if value is not None})


@st.composite
def filled(draw: st.DrawFn, form: Form) -> dict[int, Value]:
    """Typed cells, mostly all numbers so that totals exist."""
    number = draw(COUNTS)
    cells: dict[int, Value] = dict.fromkeys(typed_indices(form), number)
    for index in draw(st.lists(st.sampled_from(typed_indices(form)), max_size=10)):
        cells[index] = draw(CELLS)
    return cells


@given(st.data(), A_FORM)
def test_step_by_step_equals_worked_out_whole(data: st.DataObject, form: Form) -> None:
    start, done = data.draw(filled(form)), data.draw(steps(form))
    ledger = Ledger(form, start, {})
    for step in done:
        take(ledger, step)
    fresh = whole(form, start, done)
    assert ledger.values == fresh.values
    assert ledger.stated == fresh.stated
    assert ledger.residuals == fresh.residuals


@given(st.data(), A_FORM)
def test_the_order_of_changes_does_not_matter(data: st.DataObject, form: Form) -> None:
    start = data.draw(filled(form))
    last = dict(data.draw(steps(form)))
    one, other = Ledger(form, start, {}), Ledger(form, start, {})
    for step in last.items():
        take(one, step)
    for step in data.draw(st.permutations(list(last.items()))):
        take(other, step)
    assert (one.values, one.stated, one.residuals) == (other.values, other.stated, other.residuals)


@given(st.data(), A_FORM)
def test_totals_are_the_sums_of_the_form_and_nothing_else(data: st.DataObject, form: Form) -> None:
    typed = data.draw(filled(form))
    ledger = Ledger(form, typed, {})
    for total in total_indices(form):
        assert ledger.values[total] == summed(form, typed, total)


@given(st.data(), A_FORM)
def test_a_residual_is_left_minus_right_of_what_is_printed(data: st.DataObject, form: Form) -> None:
    typed = data.draw(filled(form))
    stated = data.draw(st.dictionaries(st.sampled_from(total_indices(form)), COUNTS, max_size=6))
    ledger = Ledger(form, typed, dict(stated))
    for equation in form.equations:
        left, right = ([ledger.printed(i) for i in side] for side in (equation.left, equation.right))
        decided = all(map(is_number, (*left, *right)))
        assert ledger.residuals[equation.index] == (exact(left) - exact(right) if decided else None)


@given(st.data(), A_FORM)
def test_a_change_reaches_no_further_than_it_says(data: st.DataObject, form: Form) -> None:
    ledger = Ledger(form, data.draw(filled(form)), {})
    index, value = data.draw(st.tuples(st.sampled_from(typed_indices(form)), CELLS))
    values, residuals = ledger.values.copy(), ledger.residuals.copy()
    touched = ledger.put(index, value)
    assert {i for i, old in enumerate(values) if ledger.values[i] != old} <= {index, *touched.totals}
    assert {i for i, old in enumerate(residuals) if ledger.residuals[i] != old} <= set(touched.equations)


@given(st.data(), A_FORM)
def test_the_grand_total_is_the_sum_of_all_cells_under_it(data: st.DataObject, form: Form) -> None:
    typed = {index: data.draw(COUNTS) for index in typed_indices(form)}
    ledger = Ledger(form, dict(typed), {})
    grand = form.by_address["requests.outcomes.total.total"]
    total_row = grand.row
    under = [f.index for f in form.figures if f.section == "requests" and not f.derived and f.row.id in total_row.sum]
    assert ledger.values[grand.index] == sum(typed[index] for index in under)
    assert all(
        residual == 0 for residual, e in zip(ledger.residuals, form.equations, strict=True) if e.kind != "balance"
    )


@EVERY_FORM
@pytest.mark.parametrize("hole", [None, Mark("/"), Unreadable("十二", "不是数字")])
def test_what_is_no_number_leaves_its_totals_blank_and_its_equations_undecided(form: Form, hole: Value) -> None:
    ledger = Ledger(form, dict.fromkeys(typed_indices(form), 3), {})
    cell = form.by_address["requests.outcomes.disclosed.natural_person"].index
    touched = ledger.put(cell, hole)
    names = {form.figures[total].address for total in touched.totals}
    assert names == {
        "requests.outcomes.disclosed.total", "requests.outcomes.total.natural_person", "requests.outcomes.total.total",
    }  # fmt: skip
    assert all(ledger.values[total] is None for total in touched.totals)
    assert all(ledger.residuals[equation] is None for equation in touched.equations)
    ledger.put(cell, 3)
    assert None not in ledger.values
    assert None not in ledger.residuals


def test_a_blank_is_not_zero() -> None:
    ledger = report_of({"disputes.reconsideration.upheld": None}).ledger
    total = FORM.by_address["disputes.reconsideration.total"].index
    assert ledger.values[total] is None
    ledger.put(FORM.by_address["disputes.reconsideration.upheld"].index, 0)
    assert ledger.values[total] == 0


def test_a_stated_total_stands_beside_the_sum() -> None:
    ledger = report_of({"disputes.reconsideration.upheld": 2, "disputes.reconsideration.total": 5}).ledger
    total = FORM.by_address["disputes.reconsideration.total"].index
    [equation] = [e.index for e in FORM.equations if e.left == (total,)]
    assert (ledger.values[total], ledger.stated[total], ledger.printed(total)) == (2, 5, 5)
    assert ledger.residuals[equation] == 3
    ledger.state(total, None)
    assert (ledger.printed(total), ledger.residuals[equation]) == (2, 0)


def test_a_total_may_be_stated_over_blanks() -> None:
    ledger = report_of({"disputes.reconsideration.upheld": None, "disputes.reconsideration.total": 5}).ledger
    total = FORM.by_address["disputes.reconsideration.total"].index
    assert (ledger.values[total], ledger.printed(total)) == (None, 5)
    assert [ledger.residuals[e.index] for e in FORM.equations if e.left == (total,)] == [None]


@given(st.lists(st.sampled_from([None, Mark("/"), 1, 20, 300]), min_size=6, max_size=6))
def test_the_sum_so_far_counts_the_numbers_that_are_there(cells: list[Value]) -> None:
    columns = [figure for figure in FORM.figures if figure.address.startswith("requests.outcomes.disclosed.")][:6]
    ledger = report_of({f.address: value for f, value in zip(columns, cells, strict=True)}).ledger
    expected = sum(value for value in cells if isinstance(value, int))
    for address in ("requests.outcomes.disclosed.total", "requests.outcomes.total.total"):
        assert ledger.sum_so_far(FORM.by_address[address].index) == expected


def test_decimals_add_up_exactly() -> None:
    form = load_form("ogi_2021")
    row = [
        form.by_address[f"disputes.reconsideration.{c}"].index
        for c in ("upheld", "corrected", "other_result", "pending")
    ]
    ledger = Ledger(
        form, dict(zip(row, [Decimal("0.1"), Decimal("0.2"), Decimal("999999999999.999999"), 0], strict=True)), {}
    )
    assert ledger.values[form.by_address["disputes.reconsideration.total"].index] == Decimal("1000000000000.299999")
