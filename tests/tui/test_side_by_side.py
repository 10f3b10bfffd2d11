"""Two texts side by side: lines of both columns, told apart by more than colour."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from reports.text_differences import text_differences
from tui.side_by_side import rows
from tui.styles import REVERSE, UNDERLINE, Line

TEXT = st.lists(st.sampled_from(["2023 年", "公开信息", "12 条", "，", "。", "\n", "\u202e", "LED"]), max_size=20).map(
    "".join
)


def words(line: Line) -> str:
    return "".join(text for text, _ in line)


@given(TEXT, TEXT, st.integers(12, 40))
def test_no_line_is_wider_than_its_column_and_nothing_acts(before: str, after: str, width: int) -> None:
    for row in rows(text_differences(before, after), width):
        for line in (row.before, row.after):
            assert cell_len(words(line)) <= width
            assert "\u202e" not in words(line)


def test_changes_are_reversed_and_years_underlined() -> None:
    [row] = rows(text_differences("2023 年公开 5 条。", "2024 年公开 6 条。", 1), 30)
    assert [text for text, style in row.after if style == REVERSE] == ["6"]
    assert [text for text, style in row.after if style == UNDERLINE] == ["2024"]
    assert [text for text, style in row.before if style == REVERSE] == ["5"]


def test_a_sentence_without_partner_says_so_opposite_to_it() -> None:
    found = rows(text_differences("甲。\n乙。", "甲。", 1), 20)
    assert [(words(row.before), words(row.after)) for row in found] == [
        ("甲。", "甲。"),
        ("", ""),
        ("乙。", "（没有这一句）"),
    ]
