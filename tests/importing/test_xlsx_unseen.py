"""What a person cannot see on a worksheet is not read: white on white, rows and columns without a size; it is told."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from reports.importing.contents import Contents, Grid
from reports.importing.readers.xlsx_source import read_xlsx
from tests.importing.hostile_files import SHEET, xlsx_of
from tests.importing.office_files import shared

NONE = PatternFill()


def solid(**color: Any) -> PatternFill:
    return PatternFill("solid", fgColor=Color(**color))


def texts(found: Contents) -> list[str]:
    """The texts of the only table."""
    [grid] = found.items
    assert isinstance(grid, Grid)
    return [cell.text for cell in grid.cells]


def coloured(color: Color, fill: PatternFill) -> Contents:
    """What is read of a sheet whose last figure is painted so."""
    workbook: Any = openpyxl.Workbook()
    sheet = workbook.active
    for row in (("甲", 1), ("乙", 99)):
        sheet.append(row)
    sheet["B2"].font, sheet["B2"].fill = Font(color=color), fill
    file = io.BytesIO()
    workbook.save(file)
    return read_xlsx(file.getvalue())


@pytest.mark.parametrize(
    ("color", "fill"),
    [
        ({"rgb": "FFFFFFFF"}, NONE),
        ({"theme": 0}, NONE),
        ({"indexed": 9}, NONE),
        ({"indexed": 1}, NONE),
        ({"rgb": "FFFFFFFF"}, solid(rgb="FFFFFFFF")),
        ({"theme": 0}, solid(theme=0)),
    ],
)
def test_white_on_white_is_blank_and_told(color: dict[str, Any], fill: PatternFill) -> None:
    found = coloured(Color(**color), fill)
    assert texts(found) == ["甲", "1", "乙", ""]
    assert ["Sheet!B2=99" in remark for remark in found.remarks] == [True]


@pytest.mark.parametrize(
    ("color", "fill"),
    [
        ({"theme": 0}, solid(theme=4)),
        ({"rgb": "FFFFFFFF"}, solid(rgb="FF1F4E79")),
        ({"theme": 0, "tint": -0.5}, NONE),
        ({"theme": 1}, NONE),
        ({"indexed": 8}, NONE),
    ],
)
def test_what_can_be_seen_is_read(color: dict[str, Any], fill: PatternFill) -> None:
    found = coloured(Color(**color), fill)
    assert (texts(found), found.remarks) == (["甲", "1", "乙", "99"], ())


def mixed(color: Color, fill: PatternFill, prepared: Callable[[bytes], bytes]) -> Contents:
    """What is read of a sheet where the last digit of the last figure is painted so."""
    workbook: Any = openpyxl.Workbook()
    sheet = workbook.active
    for row in (("甲", 1), ("乙", CellRichText("12", TextBlock(InlineFont(color=color), "3")))):
        sheet.append(row)
    sheet["B2"].fill = fill
    file = io.BytesIO()
    workbook.save(file)
    return read_xlsx(prepared(file.getvalue()))


@pytest.mark.parametrize("prepared", [bytes, shared])
@pytest.mark.parametrize("color", [{"rgb": "FFFFFFFF"}, {"theme": 0}, {"indexed": 9}])
def test_white_digits_beside_others_are_not_read_and_told(
    color: dict[str, Any], prepared: Callable[[bytes], bytes]
) -> None:
    found = mixed(Color(**color), NONE, prepared)
    assert texts(found) == ["甲", "1", "乙", "12"]
    assert found.remarks == ("看不见的白色文字没有导入（Sheet!B2=3）",)


@pytest.mark.parametrize("prepared", [bytes, shared])
@pytest.mark.parametrize(
    ("color", "fill"), [({"theme": 0}, solid(theme=4)), ({"theme": 0, "tint": -0.5}, NONE), ({"theme": 1}, NONE)]
)
def test_digits_in_a_colour_or_on_a_ground_are_read(
    color: dict[str, Any], fill: PatternFill, prepared: Callable[[bytes], bytes]
) -> None:
    found = mixed(Color(**color), fill, prepared)
    assert (texts(found), found.remarks) == (["甲", "1", "乙", "123"], ())


def test_rows_and_columns_without_a_size_are_hidden_and_told() -> None:
    def row(number: int, size: str, *values: int) -> str:
        cells = "".join(f'<c r="{"ABC"[place]}{number}"><v>{value}</v></c>' for place, value in enumerate(values))
        return f'<row r="{number}"{size}>{cells}</row>'

    rows = row(1, "", 1, 2, 3) + row(2, ' ht="0" customHeight="1"', 4, 5, 6) + row(3, ' ht="14.5"', 7, 8, 9)
    columns = '<cols><col min="2" max="2" width="0" customWidth="1"/><col min="3" max="3" width="9.5"/></cols>'
    sheet = f"<worksheet {SHEET}>{columns}<sheetData>{rows}</sheetData></worksheet>".encode()
    found = read_xlsx(xlsx_of("", sheet=sheet))
    assert texts(found) == ["1", "3", "7", "9"]
    assert found.remarks == ("隐藏的行和列没有导入：2 ／ 4 ／ 5 ／ 6 ／ 8",)
