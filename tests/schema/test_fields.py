"""Lines of basic data: dates, periods and choices as clerks write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.entry import Refusal
from schema.fields import read_date, read_field, show_field
from schema.form import Field
from schema.form_loader import load_form

FIELDS = {entry.id: entry for entry in load_form("ogi_2021").fields()}


@pytest.mark.parametrize(
    ("text", "day"),
    [("2025-01-20", "2025-01-20"), ("2025年1月20日", "2025-01-20"), ("2025 年 1 月 20 日", "2025-01-20"), ("2025/1/20", "2025-01-20"),
     ("2025.01.20", "2025-01-20"), ("２０２５－０１－２０", "2025-01-20"), (" 2025-01-20 ", "2025-01-20"), ("2024-02-29", "2024-02-29"),
     ("2025-02-29", None), ("2025-13-01", None), ("0000-01-01", None), ("2025-01", None), ("明天", None), ("2025-01-20x", None), ("", None),
     ("٢٠٢٥-01-20", None)],
)  # fmt: skip
def test_dates(text: str, day: str | None) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize("text", ["2024-01-01 至 2024-12-31", "2024年1月1日-2024年12月31日", "2024.1.1—2024.12.31"])
def test_a_period_is_two_dates(text: str) -> None:
    assert read_field(text, FIELDS["publication.period"]) == ("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    "text", ["2024", "2024-01-01", "2024-12-31 至 2024-01-01", "2024-01-01 至 2024-02-30", "a 至 b"]
)
def test_what_is_no_period_is_refused(text: str) -> None:
    assert isinstance(read_field(text, FIELDS["publication.period"]), Refusal)


def test_a_choice_is_taken_by_id_or_label() -> None:
    assert read_field("township", FIELDS["agency.level"]) == "township"
    assert read_field("乡镇、街道", FIELDS["agency.level"]) == "township"
    refusal = read_field("村", FIELDS["agency.level"])
    assert isinstance(refusal, Refusal)
    assert "township（乡镇、街道）" in refusal.reason


def test_a_line_is_one_line_and_a_required_one_is_not_blank() -> None:
    assert isinstance(read_field("甲\n乙", FIELDS["publication.contact"]), Refusal)
    assert isinstance(read_field("  ", FIELDS["agency.name"]), Refusal)
    assert read_field("  ", FIELDS["publication.contact"]) == ""
    assert read_field("  甲 乙 ", FIELDS["publication.contact"]) == "甲 乙"


@given(st.text(), st.sampled_from(list(FIELDS.values())))
def test_what_is_taken_can_be_typed_again_as_it_is_shown(text: str, field: Field) -> None:
    content = read_field(text, field)
    if not isinstance(content, Refusal):
        assert read_field(show_field(content, field), field) == content
