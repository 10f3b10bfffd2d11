"""A workbook is read as it is displayed; where that differs from what it holds, it is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Border, Font, Side

from reports.faults import ReportFault
from reports.importing.contents import Contents, Grid, Paragraph
from reports.importing.readers.xlsx_source import read_xlsx
from reports.importing.readers.xlsx_values import Shown, shown
from schema.form_loader import editions, load_form
from tests.importing.hostile_files import xlsx_of
from tests.importing.office_files import as_xlsx, figures_of, pieces, shared, texts_of

LINE = Side("thin")
FRAME = Border(LINE, LINE, LINE, LINE)


def book(fill: Callable[[Any], object]) -> Contents:
    """What is read of a workbook whose only sheet is filled so."""
    workbook = openpyxl.Workbook()
    fill(workbook.active)
    return read_xlsx(saved(workbook))


def saved(workbook: Any) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def rows(*lines: tuple[object, ...]) -> Callable[[Any], None]:
    """A filling: these rows, framed."""

    def fill(sheet: Any) -> None:
        for line in lines:
            sheet.append(line)
        for row in sheet.iter_rows():
            for cell in row:
                cell.border = FRAME

    return fill


def texts(found: Contents) -> list[list[str]]:
    """The texts of every table, cell by cell."""
    return [[cell.text for cell in item.cells] for item in found.items if isinstance(item, Grid)]


@pytest.mark.parametrize("sheets", [False, True])
@pytest.mark.parametrize("edition", editions())
def test_the_whole_form_comes_back_cell_by_cell(edition: str, sheets: bool) -> None:
    form = load_form(edition)
    prose = {address: text.replace("**", "") for address, text in texts_of(form).items()}
    content = list(pieces(form, "某镇2024年年报", figures_of(form), prose))
    found = read_xlsx(as_xlsx(content, sheets=sheets))
    grids = [[tuple(cell) for cell in item.cells if cell.text] for item in found.items if isinstance(item, Grid)]
    assert grids == [
        [tuple(box) for box in sorted(piece.table, key=lambda box: box[1:3])] for piece in content if piece.table
    ]
    assert [item.text for item in found.items if isinstance(item, Paragraph)] == [
        piece.text for piece in content if not piece.table
    ]
    assert found.remarks == ()


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        (1234.0, "General", Shown("1234")),
        (0.5, "General", Shown("0.5")),
        (0.1 + 0.2, "General", Shown("0.3")),
        (59237.2449, "0.0000", Shown("59237.2449")),
        (11398889, "#,##0", Shown("11398889")),
        (14722.49, "#,##0.00", Shown("14722.49")),
        (14722.4, "#,##0.00", Shown("14722.4")),
        (1e20, "General", Shown("100000000000000000000")),
        (-4, "0;[Red]-0", Shown("-4")),
        (-4, "#,##0_);[Red](#,##0)", Shown("-4")),
        (12, '0"件"', Shown("12件")),
        (251000, '0"元"', Shown("251000元")),
        (12.5, '"¥"#,##0.00', Shown("12.5")),
        (0.35, "0%", Shown("35%")),
        (date(2024, 1, 5), "yyyy-mm-dd", Shown("2024年1月5日")),
        (" 12 ", "@", Shown("12")),
        ("#REF!", "General", Shown("#REF!")),
        (True, "General", Shown("TRUE")),
        (None, "General", Shown("")),
        (3.7, "0", Shown("3.7", "rounded")),
        (12345.678, "#,##0.00", Shown("12345.678", "rounded")),
        (0, "0;-0;;@", Shown("0", "blank")),
        (5, ";;;", Shown("5", "blank")),
        (251000, "0,", Shown("251000", "scaled")),
        (251000, '0!.0,"万"', Shown("251000", "scaled")),
        (0.5, "# ?/?", Shown("0.5", "scaled")),
        (5, '0"%"', Shown("5%")),
        (0, "#", Shown("0", "blank")),
        (0.2, "#,###", Shown("0.2", "blank")),
        (0, "#,##0", Shown("0")),
        (-5, "0;0", Shown("-5", "sign")),
        (-5, "0;(0)", Shown("-5")),
        (-5, "0", Shown("-5")),
        (0, '0_ ;-0_ ;"-"_ ;@', Shown("-")),
        (101, '"—"', Shown("101", "scaled")),
        (0, '[=0]"";0', Shown("0", "blank")),
        (5, '[=0]"";0', Shown("5")),
        (5, '[>=100]"多";[<10]0"件";0', Shown("5件")),
        (50, '[>=100]"多";[<10]0"件";0', Shown("50")),
        ("甲", ";;;", Shown("甲", "blank")),
        ("甲", '0;-0;;"："@', Shown("甲")),
    ],
)
def test_a_number_is_what_is_stored_and_a_display_that_hides_part_of_it_is_known(
    value: object, number_format: str, expected: Shown
) -> None:
    assert shown(value, number_format) == expected


def test_cells_that_show_another_number_are_told_by_name() -> None:
    def fill(sheet: Any) -> None:
        rows(("甲", 3.7), ("乙", 4))(sheet)
        sheet["B1"].number_format = "0"

    found = book(fill)
    assert texts(found) == [["甲", "3.7", "乙", "4"]]
    assert ["Sheet!B1=3.7" in remark for remark in found.remarks] == [True]


def test_what_a_format_does_not_show_is_blank_and_told_by_name() -> None:
    def fill(sheet: Any) -> None:
        rows(("甲", 0), ("乙", 101), ("丙", 4), ("丁", 7))(sheet)
        sheet["B1"].number_format, sheet["B2"].number_format = "0;-0;;@", ";;;"
        sheet["B3"].font = Font(color="FFFFFFFF")

    found = book(fill)
    assert texts(found) == [["甲", "", "乙", "", "丙", "", "丁", "7"]]
    assert ["Sheet!B1=0、Sheet!B2=101、Sheet!B3=4" in remark for remark in found.remarks] == [True]


def test_a_sheet_that_shows_no_zeros_has_blanks_there() -> None:
    def fill(sheet: Any) -> None:
        rows(("甲", 0), ("乙", 10))(sheet)
        sheet.sheet_view.showZeros = False

    found = book(fill)
    assert texts(found) == [["甲", "", "乙", "10"]]
    assert ["Sheet!B1=0" in remark for remark in found.remarks] == [True]


def test_a_number_that_is_shown_divided_is_no_figure() -> None:
    def fill(sheet: Any) -> None:
        rows(("甲", 101000), ("乙", 4))(sheet)
        sheet["B1"].number_format = "0,"

    found = book(fill)
    assert texts(found) == [["甲", "显示的不是 101000", "乙", "4"]]
    assert ["Sheet!B1=101000" in remark for remark in found.remarks] == [True]


SUPER, STRUCK = InlineFont(vertAlign="superscript"), InlineFont(strike=True)


@pytest.mark.parametrize("prepared", [bytes, shared])
def test_a_raised_digit_is_a_note_and_a_struck_one_is_not_read(prepared: Callable[[bytes], bytes]) -> None:
    workbook: Any = openpyxl.Workbook()
    sheet = workbook.active
    rows(("甲", CellRichText("12", TextBlock(SUPER, "1"))), ("乙", CellRichText(TextBlock(STRUCK, "9"), "101")))(sheet)
    rows(("丙", CellRichText(TextBlock(SUPER, "3"))), ("丁", 5), ("戊", "6"))(sheet)
    sheet["B4"].font = sheet["B5"].font = Font(strike=True)
    found = read_xlsx(prepared(saved(workbook)))
    assert texts(found) == [["甲", "12[1]", "乙", "101", "丙", "3", "丁", "", "戊", ""]]
    assert ["Sheet!B2=9、Sheet!B4=5、Sheet!B5=6" in remark for remark in found.remarks] == [True]


def test_a_formula_without_a_result_is_no_number_and_told() -> None:
    found = book(rows(("甲", "=1+1"), ("乙", 2)))
    assert texts(found) == [["甲", "=1+1", "乙", "2"]]
    assert ["Sheet!B1" in remark for remark in found.remarks] == [True]


def test_results_of_formulas_are_read() -> None:
    cells = '<c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1"><f>1+1</f><v>2</v></c><c r="C1" t="str"><f>""</f><v></v></c>'
    found = read_xlsx(xlsx_of(f'<row r="1">{cells}</row><row r="2"><c r="A2"><v>3</v></c><c r="C2"><v>4</v></c></row>'))
    assert (texts(found), found.remarks) == ([["甲", "2", "", "3", "", "4"]], ())


def test_what_is_hidden_is_not_read_and_told() -> None:
    workbook: Any = openpyxl.Workbook()
    sheet = workbook.active
    rows(("甲", 1, 9, 2), ("旧", 7, 7, 7), ("乙", 3, 8, 4))(sheet)
    sheet.merge_cells("C3:D3")
    sheet["C3"].value = 8
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[2].hidden = True
    workbook.create_sheet("草稿").append(("甲", 5))
    workbook["草稿"].sheet_state = "hidden"
    found = read_xlsx(saved(workbook))
    [grid] = [item for item in found.items if isinstance(item, Grid)]
    assert [tuple(cell) for cell in grid.cells] == [
        ("甲", 0, 0, 1, 1), ("1", 0, 1, 1, 1), ("2", 0, 2, 1, 1), ("乙", 1, 0, 1, 1), ("3", 1, 1, 1, 1), ("8", 1, 2, 1, 1),
    ]  # fmt: skip
    assert found.remarks == ("隐藏的工作表没有导入：草稿", "隐藏的行和列没有导入：9 ／ 旧 ／ 7")


@pytest.mark.parametrize("names", [("表", "2023年"), ("2023", "2024"), ("2024年报", "2023年")])
def test_a_sheet_of_an_earlier_year_is_not_read_and_told(names: tuple[str, str]) -> None:
    workbook: Any = openpyxl.Workbook()
    for name in names:
        sheet = workbook.create_sheet(name)
        sheet["A1"] = "某镇2023年年度报告" if name == "2023" else "某镇2024年年度报告"
        rows(("甲", 9 if "2023" in name else 1))(sheet)
        sheet["A1"].border = sheet["B1"].border = Border()
    found = read_xlsx(saved(workbook))
    assert texts(found) == [["甲", "1"]]
    assert found.remarks == (f"名称写着较早年份的工作表没有导入：{next(name for name in names if '2023' in name)}",)


@pytest.mark.parametrize("name", ["2023年", "2024年", "表2"])
def test_a_workbook_of_one_year_is_read_whole(name: str) -> None:
    workbook: Any = openpyxl.Workbook()
    rows(("甲", 1))(workbook.active)
    rows(("乙", 2))(workbook.create_sheet(name))
    assert texts(read_xlsx(saved(workbook))) == [["甲", "1"], ["乙", "2"]]


def test_titles_notes_and_prose_are_paragraphs_and_blank_rows_part_tables() -> None:
    def fill(sheet: Any) -> None:
        sheet["A1"] = "某镇年报"
        sheet.merge_cells("A1:C1")
        for row, line in ((2, ("甲", 1, 2)), (3, ("乙", None, None)), (5, ("丙", 3, 4))):
            for column, value in enumerate(line, 1):
                sheet.cell(row, column, value).border = FRAME
        sheet["A6"] = "注：含上年结转\n第二行"

    found = book(fill)
    assert [item.text if isinstance(item, Paragraph) else [cell.text for cell in item.cells] for item in found.items] == [
        "某镇年报", ["甲", "1", "2", "乙", "", ""], ["丙", "3", "4"], "注：含上年结转", "第二行",
    ]  # fmt: skip


def test_a_sheet_without_frames_keeps_rows_of_which_only_the_name_is_filled_in() -> None:
    def fill(sheet: Any) -> None:
        for line in (("年报",), ("项目", "数量"), ("甲", 1), ("乙",), ("丙", 3), ("丁",)):
            sheet.append(line)

    assert texts(book(fill)) == [["项目", "数量", "甲", "1", "乙", "", "丙", "3", "丁", ""]]


def test_values_far_away_are_told() -> None:
    found = read_xlsx(
        xlsx_of('<row r="1"><c r="A1"><v>5</v></c></row><row r="1048576"><c r="XFD1048576"><v>6</v></c></row>')
    )
    assert found.items == (Paragraph("5"),)
    assert ["太大" in remark for remark in found.remarks] == [True]


def test_a_million_rows_with_nothing_in_them_are_no_matter_and_merges_below_them_count() -> None:
    blank = "".join(f'<row r="{number}" ht="14"/>' for number in range(3, 300_000))
    filled = '<row r="1"><c r="A1"><v>5</v></c><c r="B1"><v>6</v></c></row><row r="2"><c r="B2"><v>7</v></c></row>'
    found = read_xlsx(xlsx_of(filled + blank, tail='<mergeCells count="1"><mergeCell ref="A1:A2"/></mergeCells>'))
    [grid] = found.items
    assert isinstance(grid, Grid)
    assert [tuple(cell) for cell in grid.cells] == [("5", 0, 0, 2, 1), ("6", 0, 1, 1, 1), ("7", 1, 1, 1, 1)]
    assert found.remarks == ()


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(ReportFault, match="没有内容"):
        read_xlsx(saved(openpyxl.Workbook()))
