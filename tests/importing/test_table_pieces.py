"""A statutory table in several places of a source: it may go on from page to page, but no other table fills its gaps."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from reports.importing.findings import TablesRead
from reports.importing.readers.xlsx_source import read_xlsx
from reports.importing.tables.table_finding import read_tables
from tests.importing.tables_in_text import COLUMNS, FIGURES, HEAD, ROWS, expected, row_of, shown, with_total
from tests.importing.test_heads import figures, read, table, told

TITLE = HEAD.strip()
LINES = ["|".join([label, *with_total(cells)]) for (_groups, label), cells in zip(ROWS, FIGURES, strict=True)]
OTHERS = ["|".join([label, *"9999999"]) for _groups, label in ROWS]
HEADS = "办理情形|" + "|".join(COLUMNS)
IDS = list(dict.fromkeys(address.split(".", 1)[1].rpartition(".")[0] for address in expected()))


def rows_told(found: TablesRead) -> list[tuple[str, str]]:
    """The rows, or the table, that a doubt on places speaks of, and what the source prints there."""
    return [(doubt.figure, doubt.source_text) for doubt in found.doubts if doubt.kind == "row_elsewhere"]


@pytest.mark.parametrize("gone", [0, 1, 7, 24])
@pytest.mark.parametrize("first", [True, False])
def test_a_row_that_only_another_table_has_is_missing_and_told(gone: int, first: bool) -> None:
    """Also where it is in another worksheet."""
    own = table(HEADS, *LINES[:gone], *LINES[gone + 1 :])
    other = table(HEADS, *OTHERS[gone : gone + 2], LINES[3])
    if gone == 24:
        other = table(HEADS, LINES[3], OTHERS[24])
    found = read(TITLE, own, other) if first else read(TITLE, other, own)
    assert row_of(found, IDS[gone]) == ["missing"] * 7
    assert f"requests.{IDS[gone]}.natural_person" in found.missing
    [(row, printed)] = rows_told(found)
    assert (row, printed) == (f"requests.{IDS[gone]}", OTHERS[gone].replace("|", " | "))
    [doubt] = [doubt for doubt in found.doubts if doubt.kind == "row_elsewhere"]
    assert ("第 1 处表格里没有，第 2 处才有" if first else "第 2 处表格里没有，第 1 处才有") in doubt.message


def test_a_row_is_not_taken_from_another_worksheet() -> None:
    book = Workbook()
    for sheet, lines in ((book.active, LINES[1:]), (book.create_sheet("2023年"), OTHERS[:1])):
        assert sheet is not None
        for line in (TITLE, HEADS, *lines):
            sheet.append([int(cell) if cell.isdecimal() else cell for cell in line.split("|")])
    data = io.BytesIO()
    book.save(data)
    found = read_tables(read_xlsx(data.getvalue())).read
    assert row_of(found, IDS[0]) == ["missing"] * 7
    assert [row for row, _printed in rows_told(found)] == [f"requests.{IDS[0]}"]


def test_a_table_goes_on_behind_the_end_of_a_page() -> None:
    found = read(TITLE, *(table(HEADS, *LINES[start : start + 9]) for start in (0, 9, 18)))
    assert shown(found) == expected()
    assert told(found) == set()


def test_a_table_that_has_its_title_in_its_middle_is_told() -> None:
    """That it is one cannot be known: the first may be last year's."""
    found = read(TITLE, table(HEADS, LINES[0]), TITLE, table(HEADS, *LINES[1:]))
    assert shown(found) == expected()
    assert rows_told(found) == [("requests", TITLE)]
    found = read(TITLE, table(HEADS, *LINES), TITLE, table(HEADS, LINES[0]))
    assert shown(found) == expected()
    assert rows_told(found) == []


def test_figures_below_a_title_printed_again_are_told_where_a_table_is_one_line() -> None:
    title = "四、政府信息公开行政复议、行政诉讼情况"
    heads = ["行政复议|行政诉讼", "|".join(["结果维持|结果纠正|其他结果|尚未审结|总计"] * 3)]
    found = read(title, table(*heads), title, table(*heads, "1|2|3|4|10|" * 2 + "1|2|3|4|10"))
    assert figures(found, "disputes") == ["1", "2", "3", "4", "10"] * 3
    assert rows_told(found) == [("disputes", title)]
