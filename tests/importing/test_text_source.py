"""Plain text as a document: no line is lost without a word, and none is looked at again and again."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from time import process_time

import pytest

from reports.faults import ReportFault
from reports.importing.contents import Grid, Paragraph
from reports.importing.readers.source import read_source
from reports.importing.readers.text_source import read_text
from schema.clip_text import MOST_LINES
from tests.importing.whole_report import WHOLE


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


def as_csv(rows: Sequence[Sequence[str]]) -> str:
    """A worksheet as Excel saves it: all rows equally wide, quotes where they are needed, line ends of Windows."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([*row, *[""] * (4 - len(row))] for row in rows)
    return file.getvalue()


SHEET = [
    ["甲局2023年政府信息公开工作年度报告"],
    ["一、总体情况"],
    ["全年公开 12 条,\n其中“网站”10 条。"],
    ["二、主动公开政府信息情况"],
    ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"],
    ["规章", "1,517", "0", "3"],
]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_worksheet_saved_with_commas_is_refused_with_the_way_out(tmp_path: Path, encoding: str) -> None:
    """Read as prose, all its tables would be missing, and nobody would say why."""
    source = tmp_path / "a.csv"
    source.write_bytes(as_csv(SHEET).encode(encoding))
    with pytest.raises(ReportFault, match=r"CSV.*另存为 \.xlsx 再导入"):
        read_source(source)


@pytest.mark.parametrize(
    "text",
    [
        "一、总体情况\n公开 1,517 条，其中 1,000 条，在网站 500,000 次。\n没有, 没有, 没有。\n",
        "规章\t1,517\t1,000,000\n文件\t2,000\t3\n",
        WHOLE,
        "1,517,000\n2,000,000\n",
        '"甲,乙,丙\n',
    ],
)
def test_commas_in_a_text_are_none_between_cells(text: str) -> None:
    assert read_text(text).items
