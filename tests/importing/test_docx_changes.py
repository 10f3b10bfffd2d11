"""What a reviewer deleted in a Word document joins paragraphs only within the place in which they stand."""

from __future__ import annotations

import pytest

from reports.importing.contents import Grid
from reports.importing.readers.docx_source import read_docx
from tests.importing.hostile_files import docx_of

DELETED = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
BOX = "<w:r><w:pict><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"


def paragraph(text: str, properties: str = "", behind: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r>{behind}</w:p>"


def table(*cells: str) -> str:
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"


def read(body: str) -> list[str | list[str]]:
    """The paragraphs, and the cells of tables."""
    items = read_docx(docx_of(body)).items
    return [[cell.text for cell in item.cells] if isinstance(item, Grid) else item.text for item in items]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (table(paragraph("1", DELETED), paragraph("2"), paragraph("30")), [["1", "2", "30"]]),
        (table(paragraph("1", DELETED) + paragraph("0"), paragraph("2")), [["10", "2"]]),
        (table(paragraph("甲"), paragraph("6", DELETED)) + paragraph("后文"), [["甲", "6"], "后文"]),
        (paragraph("12", DELETED) + table(paragraph("3"), paragraph("4")), ["12", ["3", "4"]]),
        (paragraph("前", DELETED) + "<w:bookmarkEnd/>" + paragraph("后"), ["前后"]),
        (paragraph("前") + paragraph("收到", DELETED) + paragraph("12", DELETED), ["前", "收到12"]),
        (paragraph("1", DELETED, BOX) + paragraph("2"), ["12", "框里"]),
    ],
)
def test_a_deleted_end_of_a_paragraph_joins_it_with_the_next_one_of_its_place(
    body: str, expected: list[str | list[str]]
) -> None:
    assert read(body) == expected
