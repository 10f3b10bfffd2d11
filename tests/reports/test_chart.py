"""Bars of plain characters: what holds for every chart, and charts as they are drawn."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reports.chart import Amount, Bar, bars, change, extents, percents

COUNTS = st.integers(0, 999_999_999_000)
NUMBERS = st.one_of(st.integers(-999_999_999, 999_999_999), st.decimals(0, 10**12, places=2))
AMOUNTS = st.one_of(
    st.builds(Amount, NUMBERS, st.just(""), st.booleans()),
    st.sampled_from([Amount(word="未填"), Amount(word="该版没有这一格"), Amount(word="/")]),
)
WIDTHS = st.integers(14, 60)


def rows(*amounts: Amount, first: int = 2021) -> list[Bar]:
    """Years from the first on, the last of them the main one."""
    last = first + len(amounts) - 1
    return [Bar(str(year), amount, year == last) for year, amount in enumerate(amounts, first)]


@given(st.lists(COUNTS, max_size=12))
def test_percentages_add_up_to_100_and_stray_less_than_one(numbers: list[int]) -> None:
    found = percents(numbers)
    total = sum(numbers)
    assert sum(found) == (100 if total else 0)
    assert all(abs(share * total - 100 * number) < (total or 1) for share, number in zip(found, numbers, strict=True))


@given(st.lists(AMOUNTS, max_size=12), WIDTHS)
def test_no_line_is_wider_than_its_width_and_all_are_drawn_with_plain_characters(
    amounts: list[Amount], width: int
) -> None:
    words = {"未填", "该版没有这一格", "/", "持平"}
    lines = bars(rows(*amounts), width)
    assert len(lines) == len(amounts)
    for line, amount in zip(lines, amounts, strict=True):
        assert cell_len(line) <= width
        if amount.number is not None and not any(word in line for word in (*words, "倍")):
            assert line.isascii()


@given(st.lists(COUNTS, min_size=2, max_size=12), st.sampled_from([22, 31, 43]))
def test_a_larger_number_never_has_a_shorter_bar_and_only_0_has_none(numbers: list[int], width: int) -> None:
    drawn = [line.count("#") + line.count("=") or 0.5 * line.count(".") for line in bars(whole(numbers), width)]
    assert [length == 0 for length in drawn] == [number == 0 for number in numbers]
    assert all(a <= b for (_, a), (_, b) in pairwise(sorted(zip(numbers, drawn, strict=True))))


def whole(numbers: list[int]) -> list[Bar]:
    """Bars without changes, so that every ``.`` is a trace."""
    return [Bar("2024", Amount(number, partial=True), main=True) for number in numbers]


@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=9), st.sampled_from([22, 31, 43]))
def test_negative_numbers_stand_left_of_the_axis(numbers: list[int], width: int) -> None:
    lines = bars([Bar("2020", Amount(number), main=True) for number in numbers], width)
    axes = {line.find("|") for line in lines}
    if min(numbers) >= 0:
        assert axes == {-1}
        return
    [axis] = axes
    for line, number in zip(lines, numbers, strict=True):
        left, right = line[5:axis].strip(), line[axis + 1 :].split()[0]
        assert bool(left) == (number < 0)
        assert (right[0] in "#.") == (number > 0)


@given(st.lists(st.one_of(st.none(), NUMBERS), min_size=1, max_size=9))
def test_extents_share_one_scale_from_0_to_1(numbers: list[int | Decimal | None]) -> None:
    found = extents(numbers)
    known = [number for number in numbers if number]
    assert all(0 <= start <= end <= 1 for start, end in found)
    assert all(start == end for (start, end), number in zip(found, numbers, strict=True) if not number)
    if known:
        assert min(start for start, _ in found) == 0
        assert max(end for _, end in found) == 1


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        (Amount(131), Amount(143), "+12"),
        (Amount(146), Amount(143), "-3"),
        (Amount(143), Amount(143), "持平"),
        (Amount(20), Amount(42), "2.1倍"),
        (Amount(10), Amount(11_398_889), "1,139,889倍"),
        (Amount(2), Amount(9), "+7"),
        (Amount(0), Amount(9), "+9"),
        (Amount(Decimal("1.50")), Amount(Decimal("34.10")), "+32.60"),
        (Amount(word="未填"), Amount(9), ""),
        (Amount(8, partial=True), Amount(9), ""),
    ],
)
def test_how_a_number_changed(before: Amount, now: Amount, told: str) -> None:
    assert change(before, now) == told


DRAWN = [
    (
        22,
        rows(Amount(0), Amount(131), Amount(word="未填"), Amount(143)),
        [
            "2021           0",
            "2022 ======  131  +131",
            "2023        未填",
            "2024 ####### 143",
        ],
    ),
    (
        31,
        rows(Amount(120), Amount(131), Amount(word="没有报告"), Amount(143, partial=True)),
        [
            "2021 =============    120",
            "2022 ==============   131   +11",
            "2023             没有报告",
            "2024 ############### 143+",
        ],
    ),
    (
        22,
        rows(Amount(-4), Amount(6), Amount(word="该版没有这一格"), Amount(0), first=2019),
        [
            "2019 ==|      -4",
            "2020   |===    6   +10",
            "2021 该版没有这一格",
            "2022   |       0",
        ],
    ),
    (
        22,
        rows(Amount(1), Amount(11_398_889), Amount(999_999_999_999), Amount(0)),
        [
            "2021 .               1",
            "2022 .        11398889",
            "2023 ==== 999999999999",
            "2024                 0",
        ],
    ),
    (
        43,
        rows(Amount(5000), Amount(11_398_889), Amount(Decimal("5000000.50")), Amount(3_000_000)),
        [
            "2021 .                  5,000",
            "2022 ===========   11,398,889       2,280倍",
            "2023 =====       5,000,000.50 -6,398,888.50",
            "2024 ###            3,000,000 -2,000,000.50",
        ],
    ),
]


@pytest.mark.parametrize(("width", "chart", "drawn"), DRAWN)
def test_charts_as_they_are_drawn(width: int, chart: list[Bar], drawn: list[str]) -> None:
    assert bars(chart, width) == drawn


def test_nothing_to_draw_is_no_line() -> None:
    assert bars([], 22) == []
