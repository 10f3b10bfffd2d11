"""What a clerk types into a cell: a number, a blank, a mark, or a refusal that says why. Never an exception, never a guess."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.entry import QUOTED, Refusal, read_entry
from schema.values import (
    KINDS,
    LARGEST_AMOUNT,
    LARGEST_COUNT,
    MARKS,
    Kind,
    Mark,
    Unreadable,
    Value,
    cell_value,
    is_number,
    same,
    show,
)

EVERY_KIND = pytest.mark.parametrize("kind", KINDS)

TAKEN: list[tuple[Kind, str, Value]] = [
    ("count", "0", 0), ("count", "12", 12), ("count", " 12 ", 12), ("count", "１２", 12), ("count", "　12　", 12),
    ("count", "007", 7), ("count", "+5", 5), ("count", "-0", 0), ("count", "999999999", 999_999_999),
    ("count", "1,234", 1234), ("count", "１，２３４", 1234), ("count", "1,234,567", 1_234_567), ("count", "+1,234", 1234),
    ("count", "12件", 12), ("count", "12 件", 12), ("count", "95条", 95), ("count", "8份", 8), ("count", "1,234件", 1234),
    ("count", "\xa012\xa0", 12), ("count", "", None), ("count", "  ", None), ("count", "　", None), ("count", "\t\n", None),
    ("amount", "14722.49", Decimal("14722.49")), ("amount", "0.10", Decimal("0.10")), ("amount", "25.1万元", Decimal("25.1")),
    ("amount", "３．５０ 万元", Decimal("3.50")), ("amount", "12", 12), ("amount", "5.", 5), ("amount", ".5", Decimal("0.5")),
    ("amount", "1,234.50", Decimal("1234.50")), ("amount", "59237.2449", Decimal("59237.2449")), ("amount", "-0.0", Decimal("0.0")),
    ("signed", "减4", -4), ("signed", "减 4", -4), ("signed", "减少4", -4), ("signed", "-4", -4), ("signed", "－４", -4),
    ("signed", "−4", -4), ("signed", "+4", 4), ("signed", "＋4", 4), ("signed", "增4", 4), ("signed", "增加4", 4),
    ("signed", "加4", 4), ("signed", "减1,234", -1234), ("signed", "减4项", -4), ("signed", "0", 0),
    ("count", "/", Mark("/")), ("count", "／", Mark("／")), ("count", "—", Mark("—")), ("count", "——", Mark("——")),
    ("count", " / ", Mark("/")), ("amount", "无", Mark("无")), ("signed", "不适用", Mark("不适用")), ("count", "–", Mark("–")),
]  # fmt: skip

REFUSED: list[tuple[Kind, str, str]] = [
    ("count", "-3", "不能为负数"), ("count", "－3", "不能为负数"), ("count", "12.5", "不能有小数"), ("count", "12.0", "不要写小数点"),
    ("count", "12.", "不要写小数点"), ("count", "1000000000", "数字过大"), ("count", "9" * 41, "数字过大"), ("count", "9" * 5000, "数字过大"),
    ("count", "123456789012345678901234567890.5", "不能有小数"), ("count", "1_000", "下划线"), ("count", "1 000", "空格"),
    ("count", "٣", "只认 0 到 9"), ("count", "१२", "只认 0 到 9"), ("count", "²", "只认 0 到 9"), ("count", "12²", "只认 0 到 9"),
    ("count", "①", "只认 0 到 9"), ("count", "十二", "阿拉伯数字"), ("count", "十二件", "阿拉伯数字"), ("count", "一百零三", "阿拉伯数字"),
    ("count", "壹拾", "阿拉伯数字"), ("count", "件", "应为数字"), ("count", "万元", "应为数字"), ("count", "abc", "应为数字"), ("count", "12abc", "应为数字"),
    ("count", "0x12", "应为数字"), ("count", "1e3", "应为数字"), ("count", "nan", "应为数字"), ("count", "inf", "应为数字"), ("count", "true", "应为数字"),
    ("count", "12,34", "千位分隔"), ("count", "1,2345", "千位分隔"), ("count", ",123", "千位分隔"), ("count", "1,,234", "千位分隔"),
    ("count", "-", "还不是完整的数字"), ("count", "－", "还不是完整的数字"), ("signed", "-", "还不是完整的数字"), ("amount", ".", "还不是完整的数字"),
    ("count", "12\ufffd", "UTF-8"), ("count", "\ufffd", "UTF-8"), ("count", "\u200b", "应为数字"), ("count", "12\u202e", "应为数字"),
    ("count", "减4", "应为数字"), ("count", "12（其中3）", "应为数字"), ("count", "1/2", "应为数字"), ("count", "\ud800", "应为数字"),
    ("amount", "-0.01", "不能为负数"), ("amount", "1.2345678", "小数最多 6 位"), ("amount", "1000000000000", "数字过大"),
    ("amount", "3元", "万元"), ("amount", "251000元", "万元"), ("amount", "1.2.3", "应为数字"), ("amount", "1e3", "应为数字"),
    ("signed", "1.5", "不能有小数"), ("signed", "+-4", "应为数字"), ("signed", "--4", "应为数字"), ("signed", "减-4", "应为数字"),
    ("signed", "增-4", "应为数字"), ("signed", "减", "应为数字"), ("signed", "-1000000000", "数字过大"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "value"), TAKEN)
def test_what_is_taken(kind: Kind, text: str, value: Value) -> None:
    found = read_entry(text, kind)
    assert found == value
    assert type(found) is type(value)
    assert str(found) == str(value)


@pytest.mark.parametrize(("kind", "text", "why"), REFUSED)
def test_what_is_refused_and_why(kind: Kind, text: str, why: str) -> None:
    found = read_entry(text, kind)
    assert isinstance(found, Refusal)
    assert why in found.reason
    assert found.text == text


def test_a_refusal_quotes_what_was_typed_but_not_a_whole_page() -> None:
    assert str(read_entry("十二", "count")) == "未采用“十二”：请写成阿拉伯数字，例如 12"
    assert len(str(read_entry("x" * 100_000, "count"))) < QUOTED + 60


AWKWARD = st.text(
    st.one_of(
        st.sampled_from("0123456789０１９,，..．-－−+＋减增加少件条份项万元 　_/—–无"),
        st.sampled_from("²٣१①十百\ufffd\u200b\xa0eE"),
        st.characters(),
    ),
    max_size=12,
)


@given(st.one_of(AWKWARD, st.text()), st.sampled_from(KINDS))
def test_any_text_is_a_number_in_range_a_blank_a_mark_or_a_refusal(text: str, kind: Kind) -> None:
    value = read_entry(text, kind)
    if isinstance(value, (int, Decimal)):
        if kind == "amount":
            assert 0 <= value < LARGEST_AMOUNT
            assert isinstance(value, int) or value == round(value, 6)
        else:
            assert isinstance(value, int)
            assert -LARGEST_COUNT * (kind == "signed") <= value <= LARGEST_COUNT
    elif isinstance(value, Mark):
        assert value.text in MARKS
    elif value is None:
        assert not text.strip()
    else:
        assert isinstance(value, Refusal)
        assert value.reason


@given(st.one_of(AWKWARD, st.text()), st.sampled_from(KINDS))
def test_what_is_taken_reads_the_same_when_shown_and_typed_again(text: str, kind: Kind) -> None:
    value = read_entry(text, kind)
    if not isinstance(value, Refusal):
        again = read_entry(show(value), kind)
        assert not isinstance(again, Refusal)
        assert same(again, value)


VALUES = {
    "count": st.integers(0, LARGEST_COUNT),
    "signed": st.integers(-LARGEST_COUNT, LARGEST_COUNT),
    "amount": st.one_of(
        st.integers(0, 10**12 - 1), st.decimals(0, 10**12 - 1, places=2), st.decimals(0, 10**12 - 1, places=6)
    ),
}


@given(st.data(), st.sampled_from(KINDS))
def test_every_permitted_value_can_be_typed_as_it_is_shown(data: st.DataObject, kind: Kind) -> None:
    value = data.draw(VALUES[kind] | st.none() | st.sampled_from(sorted(MARKS - {"-", "－"})).map(Mark))
    again = read_entry(show(value), kind)
    assert not isinstance(again, Refusal)
    assert same(again, value)


@given(st.data(), st.sampled_from(KINDS))
def test_what_is_typed_may_also_stand_in_the_file(data: st.DataObject, kind: Kind) -> None:
    value = data.draw(VALUES[kind])
    assert same(cell_value(value, kind), value)


@EVERY_KIND
@pytest.mark.parametrize(
    "raw",
    [True, False, [1], {"a": 1}, "十二", "12", "12（其中修订 3 件）", Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity"),
     Decimal("1E+999999"), Decimal("1E-999999"), 10**5000, -(10**5000), [10**5000], b"x", 1.5j],
    ids=range(17),
)  # fmt: skip
def test_a_cell_of_the_file_that_is_no_number_stays_as_it_is_and_can_be_shown(raw: object, kind: Kind) -> None:
    value = cell_value(raw, kind)
    assert isinstance(value, Unreadable)
    assert value.raw is raw
    assert value.reason
    assert show(value)
    assert not is_number(value)


@pytest.mark.parametrize("raw", [12.5, Decimal("12.5"), Decimal("12.0"), -3])
def test_a_count_in_the_file_is_whole_and_not_negative(raw: object) -> None:
    assert isinstance(cell_value(raw, "count"), Unreadable)


@pytest.mark.parametrize(
    ("raw", "value"), [("", None), ("  ", None), ("/", Mark("/")), ("-", Mark("-")), ("——", Mark("——")), (-4, -4)]
)
def test_blanks_marks_and_signs_of_the_file(raw: object, value: Value) -> None:
    assert cell_value(raw, "signed") == value


@pytest.mark.parametrize(
    ("raw", "shown"),
    [("1E3", "1000"), ("5e0", "5"), ("1.50", "1.50"), ("0.10", "0.10"), ("1.5E1", "15"), ("1.25e1", "12.5")],
)
def test_an_amount_of_the_file_keeps_its_digits(raw: str, shown: str) -> None:
    assert show(cell_value(Decimal(raw), "amount")) == shown


@given(
    st.one_of(st.integers(), st.text(), st.booleans(), st.decimals(), st.lists(st.integers()), st.none()),
    st.sampled_from(KINDS),
)
def test_any_cell_of_a_file_has_a_value_that_can_be_shown(raw: object, kind: Kind) -> None:
    assert isinstance(show(cell_value(raw, kind)), str)


def test_zero_is_not_blank_and_digits_count() -> None:
    assert not same(0, None)
    assert not same(Decimal("1.5"), Decimal("1.50"))
    assert not same(1, Decimal(1))
    assert same(Mark("/"), Mark("/"))
