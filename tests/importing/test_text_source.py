"""Plain text as a document: no line is lost without a word, and none is looked at again and again."""

from __future__ import annotations

from time import process_time

import pytest

from reports.importing.contents import Grid, Paragraph
from reports.importing.text_source import read_text
from schema.clip_text import MOST_LINES


def test_lines_of_a_table_that_are_not_read_are_told() -> None:
    found = read_text("".join(f"甲{number}\t{number}\n" for number in range(MOST_LINES + 3)))
    [table] = found.items
    assert isinstance(table, Grid)
    assert len(table.cells) == 2 * MOST_LINES
    assert found.remarks == ("文字里的表格太长，有 3 行没有读：请只留下报告的表格再导入",)


def test_a_text_of_many_lines_is_read_in_one_go() -> None:
    begun = process_time()
    found = read_text("甲\n" * 80_000)
    assert len(found.items) == 80_000
    assert process_time() - begun < 8


def test_short_lines_before_bars_belong_to_the_table_also_over_blank_lines() -> None:
    found = read_text(
        "前文在这里，是很长的一段文字，不属于表格，要作为正文读出来，所以写得长一点，超过四十个字才行。\n信息内容\n\n|制发|废止|\n规章|1|2|\n"
    )
    assert [type(item) for item in found.items] == [Paragraph, Grid]


@pytest.mark.parametrize("row", ["规章\t3{}x\t4", "--|3{}x|4", "|--{}x|"])
@pytest.mark.parametrize("filling", [" " * 9000, "| " * 30, "-" * 9000, "|-:" * 3000])
def test_a_row_of_blanks_and_bars_is_read_soon(row: str, filling: str) -> None:
    text = "\n".join([row.format(filling)] * 3)
    begun = process_time()
    contents = read_text(text)
    assert process_time() - begun < 1
    assert contents.items


def test_blanks_in_a_row_within_a_cell_are_one() -> None:
    [table] = read_text("规章\t3   （ 注 ）\n\t4 \u2003 条\n").items
    assert isinstance(table, Grid)
    assert [cell.text for cell in table.cells] == ["规章", "3 （ 注 ）", "", "4 条"]
