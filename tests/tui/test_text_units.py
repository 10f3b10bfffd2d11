"""Where the cursor stops in Chinese text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import split_graphemes

from tui.text_units import character_after, character_before, next_stop, previous_stop, snapped, stops

TEXT = st.text(alphabet="年报公开，。“”（）《》…— ab1.,%*\t①e\u0301葛\U000e0100\u200d👩", max_size=40)


@pytest.mark.parametrize(
    "text",
    [
        "2024 |年，|落实|《条例》|共 |12 |件。",
        "**|一是加强领导。|**|全年公开|1,234.5%，|见 |http://www.hy.gov.cn/a?b=1。",
        "（国办公开办函|〔2021〕|30|号）|要求……|LED |屏——|好，|“三审三校”。",
        "共 |１２|件",
    ],
)
def test_units_are_numbers_foreign_words_and_clauses(text: str) -> None:
    plain = text.replace("|", "")
    edges = [0, *(place for place in stops(plain) if place)]
    assert "|".join(plain[begin:end] for begin, end in pairwise(edges)) == text


@given(TEXT)
def test_forward_and_back_stop_at_the_same_places(text: str) -> None:
    there = [0]
    while there[-1] < len(text):
        there.append(next_stop(text, there[-1]))
    back = [len(text)]
    while back[-1] > 0:
        back.append(previous_stop(text, back[-1]))
    assert there == back[::-1]
    assert all(first < second for first, second in pairwise(there))


@given(TEXT)
def test_no_stop_lies_inside_a_character(text: str) -> None:
    edges = {begin for begin, _, _ in split_graphemes(text)[0]} | {0, len(text)}
    assert set(stops(text)) <= edges
    assert {snapped(text, place) for place in range(len(text) + 1)} <= edges
    for place in edges - {len(text)}:
        assert character_after(text, place) in edges
    for place in edges - {0}:
        assert place > character_before(text, place) in edges


@given(TEXT)
def test_single_steps_visit_every_character(text: str) -> None:
    edges = sorted({begin for begin, _, _ in split_graphemes(text)[0]} | {0, len(text)})
    there = [0]
    while there[-1] < len(text):
        there.append(character_after(text, there[-1]))
    assert there == edges
