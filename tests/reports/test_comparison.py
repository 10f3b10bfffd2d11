"""Two years side by side: what differs, by how much, and of two editions only what both have."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reports.comparison import compared, kept
from schema.report import Report
from schema.values import Mark
from tests.schema.making import AMOUNTS, report_of

FEES = "proactive.administrative_fees"
LICENSING = "proactive.administrative_licensing"
PENALTIES = "proactive.administrative_penalties"


def changes(before: Report, now: Report) -> dict[str, tuple[object, object, object, object]]:
    """The figures that differ, by address."""
    return {
        one.figure.address: (one.before, one.now, one.difference, one.factor)
        for one in compared(before, now).figures
        if one.differs
    }


def test_figures_that_differ_with_difference_and_factor() -> None:
    before = report_of({LICENSING: 5, PENALTIES: 3, FEES: Decimal("1.5")}, year=2023)
    now = report_of({LICENSING: 8, PENALTIES: 35, FEES: Decimal("0.25")})
    assert changes(before, now) == {
        LICENSING: (5, 8, 3, None),
        PENALTIES: (3, 35, 32, 11),
        FEES: (Decimal("1.5"), Decimal("0.25"), Decimal("-1.25"), None),
    }


def test_a_blank_is_not_zero_and_has_no_difference() -> None:
    found = changes(report_of({PENALTIES: None, LICENSING: Mark("/")}, year=2023), report_of())
    assert found == {PENALTIES: (None, 0, None, None), LICENSING: (Mark("/"), 0, None, None)}


def test_a_number_written_otherwise_is_the_same_number() -> None:
    assert changes(report_of({FEES: Decimal("1.50")}, year=2023), report_of({FEES: Decimal("1.5")})) == {}


def test_two_editions_are_compared_in_what_both_have() -> None:
    found = compared(report_of(edition="ogi_2019", year=2020), report_of(year=2021))
    assert not found.same_form
    assert found.left_out > 0
    addresses = {one.figure.address for one in found.figures}
    assert "requests.received.natural_person" in addresses
    assert addresses <= set(found.before.form.by_address)


def test_texts_by_how_much_is_new() -> None:
    before, now = report_of(year=2023), report_of()
    before.prose |= {"overview.proactive": "公开信息。", "overview.oversight": "加强监督。"}
    now.prose |= {"overview.proactive": "公开 信息。", "overview.on_request": "收到申请。"}
    found = {one.address: (one.differs, one.kept) for one in compared(before, now).texts}
    assert found["overview.oversight"] == (True, 0.0)
    assert found["overview.on_request"] == (True, 0.0)
    assert not found["overview.proactive"][0]


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_share_that_was_kept_is_a_share(old: str, new: str) -> None:
    assert 0 <= kept(old, new) <= 1
    assert kept(new, new) == (1 if new else 0)


def test_a_very_long_text_is_compared_by_its_lines() -> None:
    old = "\n".join(f"第{number}段" * 20 for number in range(200))
    assert 0.9 < kept(old, old.replace("第7段", "另一段")) < 1


@given(AMOUNTS, AMOUNTS)
def test_a_comparison_turned_round_has_the_signs_turned_round(one: int, other: int) -> None:
    there = changes(report_of({FEES: one}), report_of({FEES: other}))
    back = changes(report_of({FEES: other}), report_of({FEES: one}))
    assert there.keys() == back.keys()
    for address, (_before, _now, difference, factor) in there.items():
        assert back[address][2:] == (-Decimal(str(difference)), factor)
