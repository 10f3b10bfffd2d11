"""Reads a workbook (.xlsx) as it is displayed: results of formulas, merged cells, nothing that is hidden."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple, NoReturn

from reports.faults import ReportFault
from reports.importing.contents import Contents, Item
from reports.importing.readers.containers import BROKEN, Package, damaged
from reports.importing.readers.stored_text import plain
from reports.importing.readers.xlsx_blocks import Drawn, items_of
from reports.importing.readers.xlsx_ink import has_ground, paints_white
from reports.importing.readers.xlsx_offices import of_other_offices
from reports.importing.readers.xlsx_remarks import Seen, drawings, remarks
from reports.importing.readers.xlsx_runs import kept, pieces_of
from reports.importing.readers.xlsx_scan import MOST_COLUMNS, MOST_ROWS, Range, Scan, scan
from reports.importing.readers.xlsx_values import shown
from reports.importing.readers.xlsx_years import years_among
from schema.language import _

FAILURES = (*BROKEN, TypeError, AttributeError, AssertionError, ArithmeticError)
"""What openpyxl raises over a workbook that it does not understand."""


class Sheet(NamedTuple):
    """A worksheet: its name, its part, whether it is shown."""

    name: str
    part: str
    visible: bool


@dataclass
class Visible:
    """Which rows or columns of a sheet are shown, and where they stand once hidden ones are left out."""

    hidden: set[int]
    places: dict[int, int] = field(default_factory=dict)

    def upto(self, last: int) -> None:
        """Numbers the shown ones from 0."""
        shown_ones = (number for number in range(1, last + 1) if number not in self.hidden)
        self.places = {number: place for place, number in enumerate(shown_ones)}

    def within(self, first: int, last: int) -> list[int]:
        """The places of those shown between two."""
        return [self.places[number] for number in range(first, last + 1) if number in self.places]


def read_xlsx(data: bytes, year: int | None = None) -> Contents:
    """The shown worksheets one after another, with a remark on everything that a person would not see as it was read.

    Of several years the newest is read, or the one asked for.
    Raises ReportFault for what is no workbook, is damaged or encrypted, far too large, or empty.
    """
    package = Package(data)
    name = next(package.related("", "officeDocument"), "xl/workbook.xml")
    if name.endswith(".bin"):
        raise ReportFault(_("这是二进制的 Excel 工作簿（.xlsb），无法读取：请在 WPS 或 Excel 中另存为 .xlsx 再导入"))
    sheets = sheets_of(package, name)
    package.check("xl/worksheets/")
    scans = {sheet.name: scan(package, sheet.part) for sheet in sheets if sheet.visible}
    cut = {sheet.part: scans[sheet.name].cut for sheet in sheets if sheet.visible and scans[sheet.name].cut}
    seen = Seen(hidden_sheets=[sheet.name for sheet in sheets if not sheet.visible])
    read: dict[str, list[Item]] = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # on extensions that it does not write back
        try:
            workbook = opened(package.replaced(cut) if cut else data)
            for sheet in sheets:
                if sheet.visible:
                    read[sheet.name] = list(items_of(drawn(workbook[sheet.name], sheet.name, scans[sheet.name], seen)))
                    drawings(package, sheet.part, seen)
        except FAILURES:
            damaged()
    seen.years = years_among(read, year)
    seen.others = of_other_offices({name: found for name, found in read.items() if name not in seen.years.left_out})
    left = (*seen.years.left_out, *seen.others)
    items = [item for name, found in read.items() if name not in left for item in found]
    if not items:
        nothing(seen)
    return Contents("xlsx", tuple(items), remarks=tuple(remarks(seen)))


def sheets_of(package: Package, name: str) -> list[Sheet]:
    """The worksheets of a workbook in the order of their tabs; sheets that are charts are none."""
    root = package.xml(name)
    relations = package.relations(name)
    found = []
    for node in root.iter() if root is not None else ():
        if node.tag.endswith("}sheet"):
            key = next((text for key, text in node.items() if key.endswith("}id")), "")
            relation = relations.get(key)
            if relation and relation.kind == "worksheet" and package.names(relation.target):
                visible = node.get("state", "visible") == "visible"
                found.append(Sheet(node.get("name", ""), relation.target, visible))
    if not found:
        raise ReportFault(
            _("文件里没有工作表，不是完整的 .xlsx：请在 WPS 或 Excel 中打开后另存为“Excel 工作簿 (*.xlsx)”再导入")
        )
    return found


def opened(data: bytes) -> Any:
    """The workbook, read row by row so that no sheet has to fit the memory."""
    from openpyxl import load_workbook

    return load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False, rich_text=True)


def drawn(sheet: Any, name: str, found: Scan, seen: Seen) -> Iterator[Drawn]:
    """The cells of a worksheet that show a text or a border, where merged ranges begin; row by row."""
    rows, columns = Visible(found.hidden_rows), Visible(found.hidden_columns)
    rows.upto(MOST_ROWS)
    columns.upto(MOST_COLUMNS)
    inside = {
        (row, column): merged
        for merged in found.merged
        for row in range(merged.row, merged.last_row + 1)
        for column in range(merged.column, merged.last_column + 1)
    }
    seen.beyond = seen.beyond or found.beyond
    sheet.reset_dimensions()
    for line in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS):
        for cell in line:
            row, column = getattr(cell, "row", 0), getattr(cell, "column", 0)
            if not row:
                continue
            merged = inside.get((row, column), Range(row, column, row, column))
            if (merged.row, merged.column) == (row, column):
                yield from placed(cell, text_of(cell, name, found, seen), merged, (rows, columns), seen)


def text_of(cell: Any, name: str, found: Scan, seen: Seen) -> str:
    """What a cell shows; a formula without a result is told as what it is, so that it is no number."""
    formula = found.formulas.get((cell.row, cell.column))
    if formula:
        seen.formulas.append(f"{name}!{cell.coordinate}")
        return formula
    value, struck, white, grounded = cell.value, "", "", has_ground(cell.fill)
    if isinstance(value, str | list):
        pieces = found.inline.get((cell.row, cell.column)) or pieces_of(value, cell.font)
        value, struck, white = kept(pieces, grounded=grounded)
    text, hides = shown(value, cell.number_format)
    told = f"{name}!{cell.coordinate}={plain([(text, False)])}"
    if cell.font.strike and not isinstance(value, str):
        text, hides, struck = "", "", text
    if struck:
        seen.struck.append(f"{name}!{cell.coordinate}={plain([(struck, False)])}")
    if white:
        seen.white.append(f"{name}!{cell.coordinate}={plain([(white, False)])}")
    if text and (
        hides == "blank" or (paints_white(cell.font.color) and not grounded) or (found.hides_zeros and value == 0)
    ):
        seen.blank.append(told)
        return ""
    if hides:
        seen.otherwise.append(told)
    return _("显示的不是 {number}").format(number=text) if hides == "scaled" else text


def placed(cell: Any, text: str, merged: Range, visible: tuple[Visible, Visible], seen: Seen) -> Iterator[Drawn]:
    """A cell among those that are shown."""
    rows = visible[0].within(merged.row, merged.last_row)
    columns = visible[1].within(merged.column, merged.last_column)
    border = cell.border
    bordered = any(side is not None and side.style for side in (border.left, border.right, border.top, border.bottom))
    if rows and columns:
        if text or bordered:
            yield Drawn(text, rows[0], columns[0], len(rows), len(columns), bordered)
    elif text:
        seen.hidden.append(plain([(text, False)]))


def nothing(seen: Seen) -> NoReturn:
    """Refuses a workbook that shows nothing."""
    if seen.pictures:
        raise ReportFault(_("表格文件里只有图片，没有数据，无法导入：请用文字版的文件，或先做文字识别"))
    raise ReportFault(_("显示的工作表里没有内容，没有可以导入的：请取消隐藏或换一个文件"))
