"""Line breaking: nothing is lost, nothing is too wide, and the rules of Chinese line breaking hold where they can."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from schema.bold import strong
from tui.wrap import NO_LINE_END, NO_LINE_START, wrap_lines, wrap_offsets

TEXT = st.text(alphabet="年报公开，。“”（）《》…— ab1 .,%-/\t①é\u0301😀*", max_size=80)
"""What reports are made of, and what is awkward: wide, narrow, joined, blank, and marks bound to a neighbour."""


def _cells(text: str) -> int:
    return cell_len(text.replace("\t", "    "))


@given(TEXT, st.integers(1, 30))
def test_the_lines_joined_are_the_text(text: str, width: int) -> None:
    assert "".join(wrap_lines(text, width)) == text


@given(TEXT | st.text(max_size=60).map(lambda text: text.replace("\n", "")), st.integers(2, 30))
def test_no_line_is_wider_than_the_width(text: str, width: int) -> None:
    text = text.replace("\t", " ")
    assert all(cell_len(line) <= width for line in wrap_lines(text, width))


@given(TEXT, st.integers(2, 30))
def test_tabs_take_their_cells(text: str, width: int) -> None:
    """Narrow lines may hold one tab that is wider than they are."""
    edges = [0, *wrap_offsets(text, width, tab_size=1), len(text)]
    lines = [text[begin:end] for begin, end in pairwise(edges)]
    assert all(cell_len(line.replace("\t", " ")) <= width for line in lines)


@given(TEXT, st.integers(2, 30))
def test_lines_break_by_the_rules_where_there_is_such_a_place(text: str, width: int) -> None:
    start = 0
    bound = {edge for one in strong(text) for edge in one} | {
        place for place in range(1, len(text)) if text[place - 1 : place + 1] == "**"
    }
    for offset in wrap_offsets(text, width):
        if text[offset] in NO_LINE_START or text[offset - 1] in NO_LINE_END:
            lawful = [
                place
                for place in range(start + 1, offset)
                if text[place] not in NO_LINE_START | {" ", "\t", "\u0301"} and text[place - 1] not in NO_LINE_END
                if text[place - 1] != "\u0301" or text[place - 2] not in NO_LINE_END
                if place not in bound
            ]
            assert not lawful, (text[start:offset], text[offset:])
        start = offset


@given(st.lists(st.text(alphabet="abc123", min_size=1, max_size=6), min_size=1), st.integers(7, 30))
def test_words_and_numbers_that_fit_a_line_are_whole(words: list[str], width: int) -> None:
    """With its blank a word has at most 7 cells here."""
    assert [word for line in wrap_lines(" ".join(words), width) for word in line.split()] == words


@given(st.lists(st.sampled_from(["……", "——", "**", "年", "，", "（", "a1", " "]), max_size=30), st.integers(2, 20))
def test_marks_of_two_characters_are_never_split(parts: list[str], width: int) -> None:
    text = "".join(parts)
    pairs, place = set[int](), 0
    for part in parts:
        if part in ("……", "——", "**") and text[place - 1 : place] != part[0] and text[place + 2 : place + 3] != part[0]:
            pairs.add(place + 1)
        place += len(part)
    assert pairs.isdisjoint(wrap_offsets(text, width))


@given(st.text(alphabet="年报公开，。", min_size=1, max_size=30), st.text(alphabet="年报公", min_size=1, max_size=4))
def test_bold_markers_stay_with_their_text(before: str, bold: str) -> None:
    text = f"{before}**{bold}**{before}"
    for line in wrap_lines(text, 12):
        assert not line.endswith("**") or line.count("**") != 1 or line.endswith(f"{bold[-1]}**")
        assert not line.startswith("**") or line.count("**") != 1 or line.startswith(f"**{bold[0]}")


@pytest.mark.parametrize("space", ["", " "])
@given(before=st.text(alphabet="年报公开", max_size=30), number=st.integers(1, 99999), width=st.integers(10, 30))
def test_a_number_and_its_unit_share_a_line(space: str, before: str, number: int, width: int) -> None:
    text = f"{before}{number}{space}件，公开"
    assert any(f"{number}{space}件" in line for line in wrap_lines(text, width))


def test_a_number_is_not_parted_from_its_own_marks() -> None:
    assert wrap_lines("共受理1,234.5件", 12) == ["共受理", "1,234.5件"]
    assert wrap_lines("占比为12.5%左右", 9) == ["占比为", "12.5%左右"]


def test_marks_stay_with_the_text_they_belong_to() -> None:
    assert wrap_lines("海城镇政府，认真", 10) == ["海城镇政", "府，认真"]
    assert wrap_lines("落实《条例》要求", 6) == ["落实", "《条", "例》要", "求"]
    assert wrap_lines("2024 年，海城镇在县委领导下", 10) == ["2024 年，", "海城镇在县", "委领导下"]


def test_a_word_longer_than_the_line_is_cut_where_the_line_is_full() -> None:
    assert wrap_lines("见https://example.gov.cn", 10) == ["见", "https://ex", "ample.gov.", "cn"]


def test_a_joined_character_is_never_cut() -> None:
    family = "👨\u200d👩\u200d👧"
    assert wrap_lines(family * 3, 4) == [family * 2, family]
    assert wrap_lines("e\u0301" * 5, 2) == ["e\u0301" * 2, "e\u0301" * 2, "e\u0301"]


def test_newlines_end_lines_and_no_width_means_no_wrapping() -> None:
    assert wrap_lines("甲\n\n乙", 10) == ["甲", "", "乙"]
    assert wrap_lines("甲乙丙", 0) == ["甲乙丙"]


def test_the_time_grows_with_the_length_of_the_text_only() -> None:
    def seconds(text: str) -> float:
        begin = time.process_time()
        wrap_offsets(text, 20)
        return time.process_time() - begin

    for sample in ("公开，", "a", "，", "（", "e\u0301", " ", "\t", "**甲", "…", "1 件"):
        small = min(seconds(sample * 4_000) for _ in range(3))
        assert seconds(sample * 32_000) < 8 * 4 * small + 0.05, sample
