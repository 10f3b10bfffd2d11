"""Laws of repairs, on any numbers: an offer mends what it names and breaks nothing, and no table holds up the clerk."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schema.findings import Finding
from schema.repair import with_repairs
from schema.report import Report
from schema.values import Mark, Value, fault_of_number
from tests.schema.golden_record import CITY, FORM, TOWN, report_with
from tests.schema.repair_trials import PLENTY, grid, violated

SPOILED: st.SearchStrategy[Value] = st.one_of(st.integers(0, 9), st.integers(0, 99_999), st.none(), st.just(Mark("/")))
UNHURRIED = settings(deadline=None)
"""A search may use up its time box; how long that is has a test of its own."""

TABLE_THREE = [address for address in CITY.cells() if address.startswith("requests.")]
TOTALS = [address for address in CITY.cells() if FORM.by_address[address].derived]


@st.composite
def spoiled_cells(draw: st.DrawFn) -> Mapping[str, Value]:
    """A record with up to five cells changed, blank or marked, and any of its stated totals left out."""
    cells: dict[str, Value] = dict(draw(st.sampled_from([CITY, TOWN])).cells())
    cells |= draw(st.dictionaries(st.sampled_from(list(cells)), SPOILED, max_size=5))
    for address in draw(st.one_of(st.just(TOTALS), st.lists(st.sampled_from(TOTALS), unique=True))):
        del cells[address]
    return {address: value for address, value in cells.items() if value is not None or address not in TOTALS}


Problem = tuple[str, tuple[str, ...]]


def problems(report: Report) -> set[Problem]:
    """The violated equations that a clerk is told of; one that only repeats what others tell is not among them."""
    return {(finding.code, finding.figures) for finding in violated(report)}


def unheld(report: Report) -> set[Problem]:
    """All violated equations, told or not."""
    addresses = [figure.address for figure in report.form.figures]
    return {
        (equation.code, tuple(addresses[index] for index in (*equation.left, *equation.right)))
        for equation, residual in zip(report.form.equations, report.ledger.residuals, strict=True)
        if residual
    }


@UNHURRIED
@given(spoiled_cells())
def test_every_offer_mends_what_it_is_for_and_breaks_nothing(cells: Mapping[str, Value]) -> None:
    """An equation that only repeated others may be told of once they hold, but it did not hold before either."""
    report = report_with(cells)
    for finding in with_repairs(report, violated(report), seconds=0.1):
        assert sum(repair.unique for repair in finding.repairs) <= 1
        assert not any(repair.unique for repair in finding.repairs[1:])
        for repair in finding.repairs:
            repaired = report_with(cells)
            assert all(edit.old == report.get(edit.address) for edit in repair.edits)
            repaired.put(repair.edits)
            assert problems(repaired) <= unheld(report) - {(finding.code, finding.figures)}
            for edit in repair.edits:
                figure = FORM.by_address[edit.address]
                assert fault_of_number(edit.new, figure.kind, figure.largest) is None  # type: ignore[arg-type]


@UNHURRIED
@given(spoiled_cells())
def test_a_stated_total_is_only_ever_set_to_a_sum(cells: Mapping[str, Value]) -> None:
    report = report_with(cells)
    for finding in with_repairs(report, violated(report), seconds=0.1):
        for repair in finding.repairs:
            repaired = report_with(cells)
            repaired.put(repair.edits)
            for edit in repair.edits:
                figure = FORM.by_address[edit.address]
                if figure.derived:
                    sums = [e for e in FORM.equations if e.left == (figure.index,) and e.kind != "balance"]
                    assert any(repaired.ledger.residuals[e.index] == 0 for e in sums)


@UNHURRIED
@given(spoiled_cells(), st.randoms(use_true_random=False))
def test_the_order_of_findings_changes_nothing(cells: Mapping[str, Value], rng: Random) -> None:
    report = report_with(cells)
    findings = violated(report)
    mixed = rng.sample(findings, len(findings))
    assert sorted(with_repairs(report, mixed, seconds=PLENTY)) == sorted(with_repairs(report, findings, seconds=PLENTY))


@UNHURRIED
@given(spoiled_cells())
def test_the_report_itself_is_left_as_it_is(cells: Mapping[str, Value]) -> None:
    report, before = report_with(cells), report_with(cells)
    with_repairs(report, violated(report), seconds=0.2)
    assert (report.ledger.values, report.ledger.stated) == (before.ledger.values, before.ledger.stated)


@pytest.mark.parametrize("largest", [3, 10, 100_000])
@pytest.mark.parametrize("stated", [True, False], ids=["stated", "computed"])
def test_a_table_of_random_numbers_keeps_to_its_time(largest: int, stated: bool) -> None:
    rng = Random(largest)  # noqa: S311 (no secret: trials that repeat)
    cells = {a: rng.randrange(largest) for a in TABLE_THREE if stated or a not in TOTALS}
    report = report_with(cells)
    findings = violated(report)
    assert findings
    took = []
    for _ in range(3):  # another program may hold up one of them
        start = perf_counter()
        repaired = with_repairs(report, findings, seconds=0.05)
        took.append(perf_counter() - start)
        if stated:
            assert not any(repair.unique for finding in repaired for repair in finding.repairs)
    assert min(took) < 0.2


def test_nothing_is_called_certain_once_time_has_run_out() -> None:
    cells = CITY.cells()
    wrong = {address: cells[address] + 7 * place + 3 for place, address in enumerate(TABLE_THREE[::7][:12])}
    report = report_with(cells, wrong)
    repaired = with_repairs(report, violated(report), seconds=0.0)
    assert not any(repair.unique for finding in repaired for repair in finding.repairs)


def test_numbers_that_add_up_get_no_repairs() -> None:
    report = report_with(CITY.cells())
    other = Finding(*violated(report_with({TABLE_THREE[0]: 1}))[0])
    assert with_repairs(report, [other]) == [other]
    assert with_repairs(report, []) == []


def test_the_grid_of_table_three_is_25_by_7() -> None:
    rows, columns = grid(CITY.cells())
    assert ({len(row) for row in rows}, {len(column) for column in columns}) == ({7}, {25})
