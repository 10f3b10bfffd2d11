"""Edits of a report: stated totals that agreed follow, others stay as evidence, and every edit can be taken back."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.entry import Refusal
from schema.report import Edit, Report, contents_differ, merged
from schema.values import Mark, Unreadable, Value
from tests.schema.making import CELLS, report_of

CELL = "requests.received.natural_person"
ROW_TOTAL = "requests.received.total"
PART = "requests.outcomes.disclosed.natural_person"
TOTALS = [  # every total over PART
    "requests.outcomes.disclosed.total",
    "requests.outcomes.total.natural_person",
    "requests.outcomes.total.total",
]


def state(report: Report) -> object:
    """Everything that an edit can change."""
    ledger = report.ledger
    return deepcopy(
        (ledger.values, ledger.stated, ledger.residuals, report.prose, report.agency, report.publication, report.notes)
    )


def stated(report: Report, address: str) -> Value:
    """The stated value of a total."""
    return report.ledger.stated.get(report.form.by_address[address].index)


def computed(report: Report, address: str) -> Value:
    """The sum behind a total."""
    return report.ledger.values[report.form.by_address[address].index]


def test_a_stated_total_that_agreed_follows_along_the_row_down_the_column_and_at_the_corner() -> None:
    report = report_of({PART: 4, **dict.fromkeys(TOTALS, 4)})
    outcome = report.edit(PART, 6)
    assert [edit.address for edit in outcome.edits] == [PART, *TOTALS]
    assert all((edit.old, edit.new) == (4, 6) for edit in outcome.edits)
    assert [stated(report, total) for total in TOTALS] == [6, 6, 6]


def test_nothing_is_stated_that_was_not() -> None:
    report = report_of({PART: 4, TOTALS[0]: 4})
    assert [edit.address for edit in report.edit(PART, 6).edits] == [PART, TOTALS[0]]
    assert [stated(report, total) for total in TOTALS] == [6, None, None]


def test_a_stated_total_that_disagreed_stays_even_when_the_sum_meets_it() -> None:
    report = report_of({PART: 4, **dict.fromkeys(TOTALS, 7)})
    assert [edit.address for edit in report.edit(PART, 6).edits] == [PART]
    assert [edit.address for edit in report.edit(PART, 7).edits] == [PART]
    assert [stated(report, total) for total in TOTALS] == [7, 7, 7]
    assert [edit.address for edit in report.edit(PART, 8).edits] == [PART, *TOTALS]


@pytest.mark.parametrize("hole", [None, Mark("/"), Unreadable("x", "不是数字")])
def test_a_stated_total_does_not_follow_while_a_part_is_blank(hole: Value) -> None:
    report = report_of({PART: 4, **dict.fromkeys(TOTALS, 4)})
    report.edit("requests.outcomes.disclosed.other_organization", hole)
    report.edit(PART, 6)
    assert stated(report, "requests.outcomes.disclosed.total") == 4
    assert stated(report, "requests.outcomes.total.natural_person") == 6
    assert stated(report, "requests.outcomes.total.total") == 4


def test_a_stated_total_stays_when_its_own_part_is_blanked_and_filled_with_another_number() -> None:
    report = report_of({PART: 4, **dict.fromkeys(TOTALS, 4)})
    report.edit(PART, None)
    report.edit(PART, 9)
    assert [stated(report, total) for total in TOTALS] == [4, 4, 4]


def test_editing_a_total_states_it_and_touches_no_other() -> None:
    report = report_of({PART: 4, **dict.fromkeys(TOTALS, 4)})
    outcome = report.edit(TOTALS[0], 5)
    assert outcome.edits == (Edit(TOTALS[0], 4, 5),)
    assert report.get(TOTALS[0]) == 5
    assert computed(report, TOTALS[0]) == 4
    report.edit(TOTALS[0], None)
    assert report.get(TOTALS[0]) is None


ADDRESSES = [
    *(f"requests.{row}.{column}" for row in ("received", "outcomes.disclosed", "outcomes.total", "carried_forward")
      for column in ("natural_person", "other_organization", "total")),
    "proactive.rules.issued", "proactive.administrative_fees", "disputes.litigation.direct.total",
]  # fmt: skip
TEXTS = [
    "overview.proactive",
    "preamble.text",
    "agency.name",
    "agency.level",
    "publication.phone",
    "publication.issued",
]


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, object]:
    """An address and new content for it."""
    if draw(st.booleans()):
        return draw(st.sampled_from(ADDRESSES)), draw(CELLS)
    if draw(st.integers(0, 9)) == 0:
        return "publication.period", draw(st.sampled_from([("2024-01-01", "2024-12-31"), ""]))
    return draw(st.sampled_from(TEXTS)), draw(st.sampled_from(["", "甲", "乙\n丙"]))


STATED = st.dictionaries(st.sampled_from([a for a in ADDRESSES if a.endswith("total")]), st.integers(0, 3), max_size=5)


@given(STATED, st.lists(edits(), max_size=15))
def test_edits_reversed_in_reverse_order_restore_everything(
    totals: dict[str, int], done: list[tuple[str, object]]
) -> None:
    report = report_of(dict(totals))
    before = state(report)
    applied = [edit for address, content in done for edit in report.edit(address, content).edits]
    after = state(report)
    report.put(edit.reversed() for edit in reversed(applied))
    assert state(report) == before
    report.put(applied)
    assert state(report) == after


@given(STATED, st.lists(edits(), max_size=15))
def test_net_edits_lead_to_the_same_report(totals: dict[str, int], done: list[tuple[str, object]]) -> None:
    report, other = report_of(dict(totals)), report_of(dict(totals))
    net: dict[str, Edit] = {}
    for address, content in done:
        net = merged(net, report.edit(address, content).edits)
    other.put(net.values())
    assert state(other) == state(report)
    assert all(contents_differ(edit.old, edit.new) for edit in net.values())


@given(STATED, st.lists(edits(), max_size=15))
def test_an_outcome_names_every_total_and_equation_that_changed(
    totals: dict[str, int], done: list[tuple[str, object]]
) -> None:
    report = report_of(dict(totals))
    for address, content in done:
        values, residuals = report.ledger.values.copy(), report.ledger.residuals.copy()
        outcome = report.edit(address, content)
        edited = {report.form.by_address[e.address].index for e in outcome.edits if report.form.figure(e.address)}
        changed = {i for i, old in enumerate(values) if report.ledger.values[i] != old}
        assert changed <= outcome.totals | edited
        assert {i for i, old in enumerate(residuals) if report.ledger.residuals[i] != old} <= outcome.equations


def test_clearing_basic_data_leaves_it_out() -> None:
    report = report_of()
    for address, content in (
        ("agency.level", "township"),
        ("publication.phone", "0955"),
        ("publication.period", ("a", "b")),
    ):
        report.edit(address, content)
        assert report.get(address) == content
        report.edit(address, "")
        assert report.get(address) == ""
    assert report.agency == {"name": "甲镇人民政府"}
    assert report.publication == {}


@pytest.mark.parametrize(
    ("address", "known"),
    [(CELL, True), (ROW_TOTAL, True), ("overview.proactive", True), ("agency.level", True), ("publication.period", True),
     ("requests.received", False), ("requests.nothing.here", False), ("", False), ("year", False), ("format", False),
     ("overview", False), ("notes.x", False), ("publication.fax", False)],
)  # fmt: skip
def test_which_addresses_there_are(address: str, known: bool) -> None:
    assert report_of().knows(address) is known


def test_text_typed_at_an_address_is_read_as_what_belongs_there() -> None:
    report = report_of()
    assert report.read(CELL, "１２件") == 12
    assert isinstance(report.read(CELL, "十二"), Refusal)
    assert report.read("proactive.administrative_fees", "0.10") == Decimal("0.10")
    assert report.read("overview.proactive", "  十二 \n") == "  十二 \n"
    assert report.read("publication.issued", "2025年1月20日") == "2025-01-20"
    assert isinstance(report.read("agency.name", " "), Refusal)


def test_blank_figures_are_the_typed_cells_without_content() -> None:
    report = report_of({CELL: None, PART: Mark("/"), "disputes.reconsideration.upheld": None, ROW_TOTAL: 3})
    assert [figure.address for figure in report.blank_figures()] == [CELL, "disputes.reconsideration.upheld"]
    assert [figure.address for figure in report.blank_figures("disputes")] == ["disputes.reconsideration.upheld"]


@pytest.mark.parametrize(
    ("before", "after", "differ"),
    [(1, 1, False), (1, 2, True), (0, None, True), (None, "", True), (Decimal("1.5"), Decimal("1.50"), True), (1, Decimal(1), True),
     ("a", "a", False), ("a", "b", True), (Mark("/"), Mark("/"), False), (Mark("/"), Mark("—"), True), ((), "", True),
     (Refusal("a", "b"), Refusal("a", "b"), True)],
)  # fmt: skip
def test_contents_differ_as_written(before: object, after: object, differ: bool) -> None:
    assert contents_differ(before, after) is differ


def test_the_title_is_that_of_the_form() -> None:
    assert report_of().title == "甲镇人民政府2024年政府信息公开工作年度报告"
