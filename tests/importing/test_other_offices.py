"""Tables of another office do not fill what is missing: neither below its title nor on its worksheet."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from reports.importing.readers.xlsx_source import read_xlsx
from reports.importing.tables.table_finding import read_tables
from tests.importing.test_heads import RECEIVED, figures, read, table
from tests.importing.test_other_years import DISPUTES, HEAD_15, HEADS, OWN, OWN_15, REQUESTS, TITLE

OTHER_TITLE = "丙街道2024年政府信息公开工作年度报告"
OWN_TABLE, OTHER_TABLE = table(HEADS, f"{RECEIVED}|{OWN}"), table(*HEAD_15, OWN_15)


@pytest.mark.parametrize("title", [OTHER_TITLE, "甲县乙镇人民政府2023年政府信息公开工作年度报告"])
def test_a_table_below_the_title_of_another_report_is_not_taken(title: str) -> None:
    found = read(TITLE, REQUESTS, OWN_TABLE, title, DISPUTES, OTHER_TABLE)
    assert figures(found, "requests.received") == OWN.split("|")
    assert figures(found, "disputes") == []
    assert {doubt.kind for doubt in found.doubts if doubt.figure == "disputes"} == {"row_elsewhere", "table_missing"}
    assert title in {doubt.source_text for doubt in found.doubts}


@pytest.mark.parametrize("title", [TITLE, "2024年政府信息公开工作年度报告"])
def test_below_the_own_title_printed_again_the_report_goes_on(title: str) -> None:
    found = read(TITLE, REQUESTS, OWN_TABLE, OTHER_TITLE, title, DISPUTES, OTHER_TABLE)
    assert figures(found, "disputes") == OWN_15.split("|")


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("丙街道", False),
        ("甲县", False),
        ("甲县丁局", False),
        ("乙镇", True),
        ("表四", True),
        ("全县", True),
        ("Sheet2", True),
    ],
)
def test_the_worksheet_of_another_office_is_not_read_and_told(name: str, taken: bool) -> None:
    book = Workbook()
    for sheet, lines in (
        (book.active, [TITLE, REQUESTS, HEADS, f"{RECEIVED}|{OWN}"]),
        (book.create_sheet(name), [DISPUTES, *HEAD_15, OWN_15]),
    ):
        assert sheet is not None
        for line in lines:
            sheet.append([int(cell) if cell.isdecimal() else cell for cell in line.split("|")])
    data = io.BytesIO()
    book.save(data)
    contents = read_xlsx(data.getvalue())
    found = read_tables(contents).read
    assert figures(found, "requests.received") == OWN.split("|")
    assert figures(found, "disputes") == (OWN_15.split("|") if taken else [])
    assert contents.remarks == (() if taken else (f"名称是别的机关的工作表没有导入：{name}",))
