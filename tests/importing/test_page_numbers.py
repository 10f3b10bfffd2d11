"""The numbers of pages are neither text nor cells, however they are printed."""

from __future__ import annotations

import pytest

from reports.importing.contents import Contents, Paragraph
from reports.importing.lines.page_numbers import is_page_number
from reports.importing.tables.table_finding import read_tables
from schema.values import show
from tests.importing.whole_report import EXPECTED, changed, read

PRINTED = [
    "- 3 -",
    "—3—",
    "－ ３ －",
    "· 3 ·",
    "第3页",
    "第 3 页",
    "3 页",
    "第3页/共8页",
    "第 3 页，共 8 页",
    "3/8",
    "3 / 8",
]
BARE = ["3", "第3", "3 8页", "-3", "1—3"]
OTHER = ["", "—", "(3)", "3/8/2024", "3%", "共 8 页纸", "第3条", "2024年"]


@pytest.mark.parametrize("text", PRINTED)
def test_the_number_of_a_page_parts_neither_a_text_nor_a_row(text: str) -> None:
    found = read(changed(("公开不够及时，", f"公开不够及时，\n{text}\n")), wrapped=True)
    assert found.prose == EXPECTED
    cells = [
        "二、主动公开政府信息情况",
        "信息内容",
        "本年制发件数",
        "本年废止件数",
        "现行有效件数",
        "规章",
        "1",
        text,
        "2",
        "3",
    ]
    values = read_tables(Contents("text", tuple(map(Paragraph, cells)))).read.values
    assert [show(value) for value in values.values()] == ["1", "2", "3"]


@pytest.mark.parametrize("text", [*BARE, *OTHER])
def test_a_bare_number_and_other_text_are_none(text: str) -> None:
    assert not is_page_number(text)
