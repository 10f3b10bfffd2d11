"""The whole official form with figures and prose as .docx, .xlsx and .pdf, written by libraries that are not ours."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
from openpyxl.styles import Border, Side

from reports.html_tables import html_table
from reports.importing.readers.office_source import libreoffice
from schema.form import Form
from tests.importing.hostile_files import SHEET, zipped


class Box(NamedTuple):
    """A cell of a table as the form merges it."""

    text: str
    row: int
    column: int
    rows: int
    columns: int


class Piece(NamedTuple):
    """A heading or paragraph, or a table."""

    text: str = ""
    level: int = 0
    table: tuple[Box, ...] = ()


class _Cells(HTMLParser):
    """The cells of the first tables of a page, placed."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[Box]] = []
        self._taken: set[tuple[int, int]] = set()
        self._row = -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
            self._taken, self._row = set(), -1
        elif tag == "tr":
            self._row += 1
        elif tag in ("td", "th"):
            rows, columns = (int(dict(attrs).get(name) or 1) for name in ("rowspan", "colspan"))
            column = next(place for place in range(999) if (self._row, place) not in self._taken)
            self.tables[-1].append(Box("", self._row, column, rows, columns))
            self._taken |= {(self._row + r, column + c) for r in range(rows) for c in range(columns)}

    def handle_data(self, data: str) -> None:
        if self.tables and self.tables[-1] and data.strip():
            last = self.tables[-1].pop()
            self.tables[-1].append(last._replace(text=last.text + data))


def pieces(form: Form, title: str, figures: Mapping[str, object], prose: Mapping[str, str]) -> Iterator[Piece]:
    """A whole report of this form in printed order: a figure or a part that is not given is blank, or not there."""
    yield Piece(title, 1)
    for section in form.sections:
        if section.printed:
            yield Piece(section.title, 2)
        for part in section.parts:
            if part.printed and section.printed and prose.get(part.address):
                yield Piece(part.label, 3)
            yield from (Piece(line) for line in prose.get(part.address, "").splitlines() if line)
        if section.table:
            cells = [printed(figures.get(figure.address)) for figure in form.figures if figure.section == section.id]
            parser = _Cells()
            parser.feed(html_table(section.table, cells))
            yield from (Piece(table=tuple(found)) for found in parser.tables)


def printed(value: object) -> str:
    """A figure as a source prints it."""
    return "" if value is None else str(value)


def as_docx(content: Sequence[Piece]) -> bytes:
    """A Word document by python-docx: headings by style, tables merged, ``**bold**`` as runs."""
    document = docx.Document()
    for piece in content:
        if piece.table:
            _add_table(document, piece.table)
        elif piece.level:
            document.add_heading(piece.text, piece.level)
        else:
            paragraph = document.add_paragraph()
            for place, run in enumerate(piece.text.split("**")):
                paragraph.add_run(run).bold = bool(place % 2) or None
    return _saved(document)


def _add_table(document: Any, cells: Sequence[Box]) -> None:
    height = max(cell.row + cell.rows for cell in cells)
    width = max(cell.column + cell.columns for cell in cells)
    table = document.add_table(height, width, style="Table Grid")
    grid = [list(row.cells) for row in table.rows]
    for cell in cells:
        first, last = grid[cell.row][cell.column], grid[cell.row + cell.rows - 1][cell.column + cell.columns - 1]
        (first.merge(last) if first is not last else first).text = cell.text


def as_xlsx(content: Sequence[Piece], *, sheets: bool = False) -> bytes:
    """A workbook by openpyxl, figures as numbers: all on one sheet, or each table on a sheet of its own."""
    workbook = openpyxl.Workbook()
    sheet: Any = workbook.active
    line = Side("thin")
    border = Border(line, line, line, line)
    at = 1
    for piece in content:
        if piece.table and sheets:
            sheet, at = workbook.create_sheet(), 1
        if not piece.table:
            sheet.cell(at, 1, piece.text)
            at += 1
        for cell in piece.table:
            row, column = at + cell.row, cell.column + 1
            for place in [(r, c) for r in range(cell.rows) for c in range(cell.columns)]:
                sheet.cell(row + place[0], column + place[1]).border = border
            sheet.cell(row, column).value = _number(cell.text)
            if cell.rows * cell.columns > 1:
                sheet.merge_cells(None, row, column, row + cell.rows - 1, column + cell.columns - 1)
        at += max((cell.row + cell.rows for cell in piece.table), default=0)
    return _saved(workbook)


def _number(text: str) -> object:
    try:
        return float(text) if "." in text else int(text)
    except ValueError:
        return text or None


def _saved(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def through_libreoffice(data: bytes, suffix: str, into: str, folder: Path) -> bytes:
    """What LibreOffice makes of a file: ``into`` is the format to write, with a filter after ``:`` where it needs one."""
    program = libreoffice()
    assert program, "the tests of old office files and of PDF need LibreOffice (.ci/run installs it)"
    source = folder / f"made{suffix}"
    source.write_bytes(data)
    subprocess.run(  # noqa: S603 - our own file
        [program, f"-env:UserInstallation={(folder / 'user').as_uri()}", "--headless", "--convert-to", into,
         "--outdir", str(folder / "out"), str(source)],
        check=True, capture_output=True, timeout=120, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    return (folder / "out" / f"made.{into.partition(':')[0]}").read_bytes()


def figures_of(form: Form, *, least: int = 0) -> dict[str, int]:
    """A figure for every address, no two the same."""
    return {figure.address: least + place for place, figure in enumerate(form.figures)}


def texts_of(form: Form) -> dict[str, str]:
    """Prose for every part, with bold and a second paragraph."""
    return {
        part.address: f"我镇**坚持公开**，全年主动公开政府信息{place}条，其中网站{place}条，做到应公开尽公开。\n第二段，加强解读。"
        for place, part in enumerate(form.parts())
    }


def shared(data: bytes) -> bytes:
    """The workbook with the texts of its cells moved to where most programs keep them."""
    sheet, strings = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    texts: list[str] = []

    def moved(found: re.Match[str]) -> str:
        texts.append(found[2])
        return f'<c{found[1]}t="s"><v>{len(texts) - 1}</v></c>'

    parts[sheet] = re.sub('<c([^>]*)t="inlineStr"><is>(.*?)</is></c>', moved, parts[sheet], flags=re.DOTALL)
    parts[strings] = f"<sst {SHEET}>{''.join(f'<si>{text}</si>' for text in texts)}</sst>"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = "[Content_Types].xml"
    parts[types] = parts[types].replace("</Types>", f'<Override PartName="/{strings}" ContentType="{kind}"/></Types>')
    return zipped(parts)
