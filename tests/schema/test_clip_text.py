"""Clipboard text as Excel, WPS, browsers and Markdown write it, read cell by cell."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.clip_text import MOST_LINES, read_clip, read_paragraphs
from tests.schema.clips import tsv


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        pytest.param("12\t\t5\t0\r\n", [("12", "", "5", "0")], id="a blank cell stays"),
        pytest.param("\t1\t\r\n\t\t\r\n", [("", "1", ""), ("", "", "")], id="blank cells at the ends and a blank row"),
        pytest.param("1\t2\r3\t4", [("1", "2"), ("3", "4")], id="CR"),
        pytest.param("1\t2\n3\n", [("1", "2"), ("3",)], id="ragged"),
        pytest.param("5\n\n", [("5",), ("",)], id="one line end is the last line's, the second a blank row"),
        pytest.param('"a\nb"\t"say ""x"""\t5', [("a\nb", 'say "x"', "5")], id="quoted"),
        pytest.param('"a\r\nb"\t1\r\n2\t3\r\n', [("a\nb", "1"), ("2", "3")], id="a line end inside quotes"),
        pytest.param('"三安全"一稳定\t3', [('"三安全"一稳定', "3")], id="quotes that belong to the text"),
        pytest.param('"未完\t3\n4\t5', [('"未完', "3"), ("4", "5")], id="a quote never closed"),
        pytest.param("\ufeff1\u200b\t\u00a02\u00a0", [("1", " 2 ")], id="BOM, zero width, NBSP"),
        pytest.param("1,234\t5", [("1,234", "5")], id="a thousands separator is no column"),
        pytest.param("1,234", [("1,234",)], id="one number"),
        pytest.param("| a | b |\n|---|--:|\n| x\\|y | |\n", [("a", "b"), ("x|y", "")], id="Markdown"),
        pytest.param("规章   1    2\n许可  3  4\n", [("规章", "1", "2"), ("许可", "3", "4")], id="wide gaps"),
        pytest.param("规章   1    2\n许可  3\n", [("规章   1    2",), ("许可  3",)], id="gaps that do not agree"),
        pytest.param("1  2\t3", [("1  2", "3")], id="gaps are text where there are tabs"),
        pytest.param("", [("",)], id="nothing"),
    ],
)
def test_what_a_clipboard_holds(text: str, rows: list[tuple[str, ...]]) -> None:
    assert list(read_clip(text).rows) == rows


@given(st.lists(st.lists(st.text(alphabet='1,a "\t\n三', max_size=4), min_size=2, max_size=4), min_size=1, max_size=5))
def test_what_a_spreadsheet_writes_is_read_back_cell_for_cell(lines: list[list[str]]) -> None:
    assert [list(row) for row in read_clip(tsv(lines)).rows] == lines


@pytest.mark.parametrize(
    "line",
    ["1\t2\r\n", '"\t', '"\n', '"a', "| a |\n", "a  b\n", "\r", "1\t" * 50 + "\n", "9" * 40],
    ids=lambda line: line[:4].encode("unicode_escape").decode(),
)
def test_a_huge_clipboard_is_bounded_and_says_so(line: str) -> None:
    began = time.monotonic()
    clip = read_clip(line * 20_000)
    assert time.monotonic() - began < 10
    assert len(clip.rows) <= MOST_LINES
    assert clip.cut or len(clip.rows) == 1


def test_no_number_is_cut_in_half_by_the_bound() -> None:
    assert {row[0] for row in read_clip("123456789\n" * 100_000).rows} == {"123456789"}


def test_prose_keeps_paragraphs_and_loses_what_acts() -> None:
    text = "一\r\n二\u2028三\x0b四\u00a0五\t六\x1b[31m七\u200b八\u202e\r"
    assert read_paragraphs(text) == ("一\n二\n三\n四 五 六[31m七八\n", 3)
