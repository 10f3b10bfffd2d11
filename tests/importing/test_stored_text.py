"""Text of a source in stored form: whatever it shows, and whatever is bold in it, is what is read of it later."""

from __future__ import annotations

from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.importing.readers.stored_text import Run, collapsed, plain, stored
from reports.markdown_text import spans
from reports.terminal_text import without

TEXTS = st.text(st.sampled_from("甲乙1a*\\。 \u3000\u00a0\t\u200b\n"), max_size=5)
RUNS = st.lists(st.tuples(TEXTS, st.booleans()), max_size=6)


def weighed(runs: list[Run]) -> list[Run]:
    """Each character that is seen with its weight."""
    return [(character, bold) for text, bold in runs for character in without(text) if not character.isspace()]


@given(runs=RUNS)
def test_stored_text_reads_as_what_was_shown(runs: list[Run]) -> None:
    written = stored(runs)
    read = spans(written)
    assert [one for one, _ in weighed(read)] == [one for one, _ in weighed(runs)]
    assert written == written.strip()
    if "\\" not in "".join(text for text, _ in runs):
        assert weighed(read) == weighed(runs)


@given(runs=RUNS)
def test_stored_text_stays_as_it_is_when_it_is_stored_again(runs: list[Run]) -> None:
    once = stored(runs)
    assert stored(spans(once)) == once


@given(runs=RUNS)
def test_bold_text_neither_begins_nor_ends_with_a_blank(runs: list[Run]) -> None:
    assert [text for text, bold in spans(stored(runs)) if bold and text != text.strip()] == []


@given(runs=RUNS)
def test_only_blanks_change_when_they_are_collapsed(runs: list[Run]) -> None:
    found = collapsed(runs)
    assert weighed(found) == weighed(runs)
    assert [bold for _, bold in found] == [bold for bold, _ in groupby(bold for _, bold in found)]


@pytest.mark.parametrize(
    ("runs", "written"),
    [
        ([("一是", True), ("严守。", True), ("加强", False)], "**一是严守。**加强"),
        ([(" 一是 ", True), ("加强", False)], "**一是** 加强"),
        ([("甲", True), (" ", False), ("乙", True)], "**甲** **乙**"),
        ([("甲", True), (" ", True), ("乙", True)], "**甲 乙**"),
        ([("　　甲\u00a0乙　", False)], "甲 乙"),
        ([("5**6", False)], "5\\*\\*6"),
        ([("138****1234", False)], "138****1234"),
        ([("5*6", False)], "5*6"),
        ([("7*", True)], "**7\\***"),
        ([("a\\*b", False)], "a\\\\*b"),
        ([("甲\\", True), ("乙", False)], "甲\\乙"),
        ([("\u200b \u00a0", True)], ""),
        ([], ""),
    ],
)
def test_markers_are_where_bold_is_and_nowhere_else(runs: list[Run], written: str) -> None:
    assert stored(runs) == written


def test_a_line_of_the_source_that_ends_between_chinese_characters_is_no_blank() -> None:
    assert plain(collapsed([("政府信\n  息 公开\n2024\n年", False)])) == "政府信息 公开 2024 年"
