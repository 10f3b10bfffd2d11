"""White digits on white paper are hidden and told; on a ground of their own they are read."""

from __future__ import annotations

import pytest

from reports.importing.contents import Grid
from reports.importing.readers.docx_source import read_docx
from tests.importing.hostile_files import PACKAGE, RELATIONS, WORD, docx_of

WHITE = '<w:color w:val="FFFFFF"/>'
STYLES: dict[str, bytes | str] = {
    "word/styles.xml": f"<w:styles {WORD}>"
    f'<w:style w:type="character" w:styleId="w"><w:rPr>{WHITE}</w:rPr></w:style>'
    f'<w:style w:type="paragraph" w:styleId="p"><w:rPr>{WHITE}</w:rPr></w:style></w:styles>',
    "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="s"'
    f' Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
}


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def shaded(fill: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>'


def cell(*paragraphs: str, properties: str = "") -> tuple[str, tuple[str, ...]]:
    """What a cell beside another one says, and the remarks."""
    beside, own = paragraph(run("规章")), "".join(paragraphs)
    found = read_docx(
        docx_of(
            f"<w:tbl><w:tr><w:tc>{beside}</w:tc><w:tc><w:tcPr>{properties}</w:tcPr>{own}</w:tc></w:tr></w:tbl>",
            more=STYLES,
        )
    )
    [grid] = found.items
    assert isinstance(grid, Grid)
    return grid.cells[1].text, found.remarks


@pytest.mark.parametrize(
    "paragraphs",
    [
        (paragraph(run("12"), run("3", WHITE)),),
        (paragraph(run("12"), run("3", WHITE + shaded("auto"))),),
        (paragraph(run("12"), run("3", WHITE + shaded("FFFFFF"))),),
        (paragraph(run("12"), run("3", WHITE + '<w:highlight w:val="none"/>')),),
        (paragraph(run("12"), run("3", WHITE + '<w:highlight w:val="white"/>')),),
        (paragraph(run("12"), run("3", '<w:rStyle w:val="w"/>')),),
        (paragraph(run("12")), paragraph(run("3", WHITE))),
        (paragraph(run("3", WHITE)), paragraph(run("12"))),
        (paragraph(run("12")), paragraph(run("3"), properties='<w:pStyle w:val="p"/>')),
    ],
)
def test_white_digits_on_white_are_hidden_and_told(paragraphs: tuple[str, ...]) -> None:
    assert cell(*paragraphs) == ("12", ("隐藏的文字没有导入：3",))


@pytest.mark.parametrize(
    ("paragraphs", "properties"),
    [
        ((paragraph(run("12"), run("3", WHITE + shaded("1F4E79"))),), ""),
        ((paragraph(run("12"), run("3", WHITE + '<w:highlight w:val="black"/>')),), ""),
        ((paragraph(run("12"), run("3", WHITE), properties=shaded("1F4E79")),), ""),
        ((paragraph(run("12"), run("3", WHITE)),), shaded("1F4E79")),
        ((paragraph(run("12"), run("3", '<w:color w:val="000000"/>'), properties='<w:pStyle w:val="p"/>'),), shaded("C00000")),
        ((paragraph(run("123", WHITE)),), ""),
    ],
)  # fmt: skip
def test_what_stands_on_a_ground_or_alone_is_read(paragraphs: tuple[str, ...], properties: str) -> None:
    assert cell(*paragraphs, properties=properties) == ("123", ())


def test_a_white_title_outside_of_tables_stands_for_itself() -> None:
    found = read_docx(docx_of(paragraph(run("标题", WHITE)) + paragraph(run("正文"))))
    assert (len(found.items), found.remarks) == (2, ())
