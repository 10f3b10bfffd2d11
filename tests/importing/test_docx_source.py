"""A Word document is read as it would be printed with all changes accepted; what else is in it is told."""

from __future__ import annotations

import io
from typing import Any

import docx
import pytest

from reports.faults import ReportFault
from reports.importing.contents import Contents, Grid, Paragraph
from reports.importing.readers.docx_source import read_docx
from schema.form_loader import editions, load_form
from tests.importing.hostile_files import PACKAGE, RELATIONS, WORD, docx_of, png
from tests.importing.office_files import as_docx, figures_of, pieces, texts_of

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text))}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def read(body: str, **more: Any) -> Contents:
    return read_docx(docx_of(body, **more))


def lines(body: str, **more: Any) -> list[str]:
    """The paragraphs of a document."""
    return [item.text for item in read(body, **more).items if isinstance(item, Paragraph)]


def grid(body: str) -> list[tuple[str, int, int, int, int]]:
    """The cells of a document's only table."""
    [found] = [item for item in read(body).items if isinstance(item, Grid)]
    return [(one.text, one.row, one.column, one.rows, one.columns) for one in found.cells]


@pytest.mark.parametrize("edition", editions())
def test_the_whole_form_comes_back_cell_by_cell(edition: str) -> None:
    form = load_form(edition)
    content = list(pieces(form, "某镇2024年年报", figures_of(form), texts_of(form)))
    found = read_docx(as_docx(content))
    assert [[tuple(one) for one in item.cells] for item in found.items if isinstance(item, Grid)] == [
        [tuple(box) for box in sorted(piece.table, key=lambda box: box[1:3])] for piece in content if piece.table
    ]
    assert [tuple(item) for item in found.items if isinstance(item, Paragraph)] == [
        (piece.text, piece.level) for piece in content if not piece.table
    ]
    assert found.remarks == ()


def test_deletions_are_gone_insertions_are_there_and_that_is_told() -> None:
    gone, come = f'<w:del w:id="1">{run("3")}</w:del>', f'<w:ins w:id="2">{run("5")}</w:ins>'
    found = read(paragraph(run("收到"), gone, come, run("件")))
    assert found.items == (Paragraph("收到5件"),)
    assert ["修订" in remark for remark in found.remarks] == [True]


def test_deleted_paragraph_ends_rows_and_cells_are_gone() -> None:
    assert lines(paragraph(run("收到"), properties="<w:rPr><w:del/></w:rPr>") + paragraph(run("5件"))) == ["收到5件"]
    rows = row(cell("甲"), cell("9", "<w:cellDel/>"), cell("1")), row(cell("乙"), properties="<w:del/>")
    assert grid(table(*rows)) == [("甲", 0, 0, 1, 1), ("1", 0, 1, 1, 1)]


def test_hidden_digits_are_not_read_and_told() -> None:
    found = read(paragraph(run("收到5"), run("0", "<w:vanish/>"), run("件")))
    assert found.items == (Paragraph("收到5件"),)
    assert found.remarks == ("隐藏的文字没有导入：0",)


def test_struck_out_digits_are_not_read_and_raised_ones_do_not_run_on() -> None:
    found = read(
        paragraph(run("收到"), run("9", "<w:strike/>"), run("101"), run("1", '<w:vertAlign w:val="superscript"/>'))
    )
    assert found.items == (Paragraph("收到101[1]"),)
    assert found.remarks == ("划了删除线的文字没有导入：9",)


@pytest.mark.parametrize("raised", ['<w:vertAlign w:val="subscript"/>', '<w:position w:val="10"/>'])
def test_a_raised_number_is_a_note_only_behind_a_digit(raised: str) -> None:
    cells = [f"<w:tc>{paragraph(*runs)}</w:tc>" for runs in (
        (run("12"), run("1", raised)), (run("12", raised),), (run("约"), run("12", raised)), (run("12 "), run("", ""), run("1", raised)),
    )]  # fmt: skip
    assert [text for text, *_place in grid(table(row(*cells)))] == ["12[1]", "12", "约12", "12 [1]"]


def test_a_number_that_is_moved_by_a_hair_stands_on_its_line() -> None:
    assert lines(paragraph(run("1"), run("2", '<w:position w:val="-2"/>'))) == ["12"]


def test_styles_strike_out_and_raise() -> None:
    kept = (
        '<w:style w:type="character" w:styleId="{}"><w:rPr>{}</w:rPr></w:style>'.format(*style)
        for style in (("a", '<w:vertAlign w:val="superscript"/>'), ("b", "<w:strike/>"))
    )
    styles = {
        "word/styles.xml": f"<w:styles {WORD}>{''.join(kept)}</w:styles>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="s"'
        f' Type="{RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    }
    body = paragraph(run("9", '<w:rStyle w:val="b"/>'), run("12"), run("1", '<w:rStyle w:val="a"/>'))
    assert lines(body, more=styles) == ["12[1]"]


def test_white_digits_beside_others_are_hidden_and_told() -> None:
    white = '<w:color w:val="FFFFFF"/>'
    found = read(paragraph(run("9", white), run("101")) + paragraph(run("表头", white)))
    assert found.items == (Paragraph("101"), Paragraph("表头"))
    assert found.remarks == ("隐藏的文字没有导入：9",)


def test_hidden_rows_are_not_read_and_told() -> None:
    body = table(
        row(cell("甲"), cell("1")), row(cell("乙"), cell("2"), properties="<w:hidden/>"), row(cell("丙"), cell("3"))
    )
    assert [text for text, *_place in grid(body)] == ["甲", "1", "丙", "3"]
    assert read(body).remarks == ("隐藏的文字没有导入：乙 2",)


def test_results_of_fields_are_read_and_their_instructions_are_not() -> None:
    simple = '<w:fldSimple w:instr=" =SUM(LEFT) ">' + run("7") + "</w:fldSimple>"
    code = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = code.format("begin") + run("内") + code.format("separate") + run("9") + code.format("end")
    complex_field = code.format("begin") + inner + code.format("separate") + run("12") + code.format("end")
    assert lines(paragraph(simple, run("／"), complex_field, run("件"))) == ["7／12件"]


def test_a_field_without_an_end_swallows_only_its_own_paragraph() -> None:
    assert lines(paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>') + paragraph(run("收到5件"))) == ["收到5件"]


def test_merged_cells_have_their_place_and_size() -> None:
    merge, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        row(cell("甲"), cell("乙", merge), cell("丙", merge)),
        row(cell("", on), cell("9"), properties='<w:gridBefore w:val="1"/>'),
        row(cell("丁", '<w:gridSpan w:val="2"/>'), cell("8")),
    )
    assert grid(table(*rows)) == [
        ("甲", 0, 0, 1, 1), ("乙", 0, 1, 2, 1), ("丙", 0, 2, 1, 1), ("9", 1, 2, 1, 1), ("丁", 2, 0, 1, 2), ("8", 2, 2, 1, 1),
    ]  # fmt: skip


def test_a_bookmark_in_a_row_changes_no_merge() -> None:
    rows = (
        row('<w:bookmarkStart w:id="0" w:name="OLE_LINK1"/>', cell("甲", '<w:vMerge w:val="restart"/>'), cell("1")),
        row(cell("", "<w:vMerge/>"), cell("2")),
    )
    assert grid(table(*rows)) == [("甲", 0, 0, 2, 1), ("1", 0, 1, 1, 1), ("2", 1, 1, 1, 1)]


def test_content_controls_around_rows_cells_and_runs_are_opened() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = table(row(cell("甲"), control.format(cell("3"))), control.format(row(cell("乙"), cell("4"))))
    assert [text for text, *_ in grid(body)] == ["甲", "3", "乙", "4"]
    assert lines(paragraph(run("收到"), control.format(run("5件")))) == ["收到5件"]


def test_lines_and_tabs_in_a_cell_are_blanks() -> None:
    broken = "<w:tc><w:p><w:r><w:t>12</w:t><w:br/><w:t>34</w:t><w:tab/><w:t>5</w:t></w:r></w:p></w:tc>"
    assert [text for text, *_ in grid(table(row(cell("甲"), broken)))] == ["甲", "12 34 5"]


def test_a_line_break_in_running_text_begins_a_paragraph() -> None:
    assert lines(paragraph(run("　　一段"), "<w:r><w:br/></w:r>", run("二段"))) == ["一段", "二段"]


def test_bold_is_kept_in_stored_form_and_stars_stay_stars() -> None:
    assert lines(paragraph(run("一是公开。", "<w:b/>"), run("加强**"))) == ["**一是公开。**加强\\*\\*"]
    assert lines(paragraph(run("不粗", '<w:b w:val="0"/>'))) == ["不粗"]


def test_a_frame_of_one_column_is_its_text_and_nested_tables_stand_alone() -> None:
    inside = table(row(cell("甲"), cell("8")))
    frame = f"<w:tbl><w:tr><w:tc>{paragraph(run('上文'))}{inside}{paragraph(run('下文'))}</w:tc></w:tr></w:tbl>"
    found = read(frame).items
    assert [item.text if isinstance(item, Paragraph) else len(item.cells) for item in found] == ["上文", 2, "下文"]


LISTS = f"""<w:numbering {WORD}>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="1"/></w:num></w:numbering>"""


def linked(kind: str, part: str, text: str) -> dict[str, bytes | str]:
    """A part and the relation that leads to it."""
    relation = f'<Relationship Id="r9" Type="{RELATIONS}/{kind}" Target="{part}"/>'
    return {
        f"word/{part}": text,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>',
    }


def test_automatic_numbers_are_read_as_printed() -> None:
    def item(text: str, level: int) -> str:
        number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="5"/></w:numPr>'
        return paragraph(run(text), properties=number)

    body = item("总体", 0) + item("公开", 1) + item("申请", 1) + item("细", 2) + item("情况", 0) + item("又", 1)
    found = lines(body, more=linked("numbering", "numbering.xml", LISTS))
    assert found == ["一、总体", "（一）公开", "（二）申请", "1.细", "二、情况", "（一）又"]


def test_headings_are_known_by_style_and_lines_of_a_table_of_contents_are_none() -> None:
    document = docx.Document()
    styles: Any = document.styles
    document.add_paragraph("总体情况", style="Heading 2")
    document.add_paragraph("总体情况 3", style="List")
    styles["Heading 2"].element.name_val = "标题 2"
    styles["List"].element.name_val = "toc 1"
    file = io.BytesIO()
    document.save(file)
    assert read_docx(file.getvalue()).items == (Paragraph("总体情况", 2),)


def test_a_text_box_is_read_once_and_its_place_is_told() -> None:
    box = f"<w:txbxContent>{paragraph(run('框里的话'))}</w:txbxContent>"
    drawing = (
        f'<w:r><mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="wps"><w:drawing><s:txbx xmlns:s="{WPS}">{box}'
        f"</s:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(paragraph(run("前文"), drawing) + paragraph(run("后文")))
    assert [item.text for item in found.items if isinstance(item, Paragraph)] == ["前文", "框里的话", "后文"]
    assert ["文本框" in remark for remark in found.remarks] == [True]


def test_a_choice_of_nothing_prints_nothing() -> None:
    assert lines(paragraph(run("收到5件"), f'<w:r><mc:AlternateContent xmlns:mc="{MC}"/></w:r>')) == ["收到5件"]


def test_what_is_left_out_is_told() -> None:
    document = docx.Document()
    document.add_paragraph("正文").add_run().add_picture(io.BytesIO(png()))
    document.sections[0].header.paragraphs[0].text = "某镇 内部资料"
    document.sections[0].footer.paragraphs[0].text = "— 1 —"
    file = io.BytesIO()
    document.save(file)
    found = read_docx(file.getvalue())
    assert found.remarks == ("有 1 张图片没有导入，图片里的文字无法读取", "页眉和页脚没有导入：某镇 内部资料")


def test_footnotes_are_told() -> None:
    note = f'<w:footnotes {WORD}><w:footnote w:id="2">{paragraph(run("含上年结转"))}</w:footnote></w:footnotes>'
    body = paragraph(run("共3件"), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    found = read_docx(docx_of(body, more=linked("footnotes", "footnotes.xml", note)))
    assert (found.items, found.remarks) == ((Paragraph("共3件"),), ("脚注和尾注没有导入：含上年结转",))


def test_a_document_of_pictures_only_is_refused() -> None:
    document = docx.Document()
    document.add_paragraph().add_run().add_picture(io.BytesIO(png()))
    file = io.BytesIO()
    document.save(file)
    with pytest.raises(ReportFault, match="只有图片"):
        read_docx(file.getvalue())


@pytest.mark.parametrize("body", ["", paragraph(run("　 "))])
def test_a_document_without_text_is_refused(body: str) -> None:
    with pytest.raises(ReportFault, match="没有文字"):
        read(body)
