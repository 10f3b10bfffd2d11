"""A table of a Word document with its merged cells, and what lies in them that is no text of a cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias
from xml.etree import ElementTree as ET

from reports.importing.contents import Cell, Grid
from reports.importing.readers.docx_text import Line, Noticed
from reports.importing.readers.docx_xml import child, inner, is_on, number, printed, value
from reports.importing.readers.stored_text import plain

Block: TypeAlias = Line | Grid
Reading: TypeAlias = Callable[[ET.Element], list[Block]]
"""Reads what is in a cell."""

WIDEST = 512
"""Columns of a table; what lies further right is left out."""


@dataclass
class Placed:
    """A cell where it begins, and over how many rows it is merged so far."""

    blocks: list[Block]
    row: int
    column: int
    columns: int
    rows: int = 1

    @property
    def text(self) -> str:
        """The plain text of the cell."""
        lines = ["".join(text for text, _ in block.runs) for block in self.blocks if isinstance(block, Line)]
        return plain([("\n".join(lines), False)])


@dataclass
class Table:
    """The cells of a table while it is read."""

    cells: list[Placed] = field(default_factory=list)
    open: dict[int, Placed] = field(default_factory=dict)
    """By their first column the cells of the row before, which a cell below may continue."""

    cut: bool = False


def shown_rows(table: ET.Element, noticed: Noticed) -> Iterator[ET.Element]:
    """The rows that are neither deleted nor hidden; what is hidden is noticed."""
    for name, row in inner(table):
        properties = child(row, "trPr")
        if name != "tr" or child(properties, "del") is not None:
            continue
        if not is_on(child(properties, "hidden")):
            yield row
        elif text := printed(row):
            noticed.hidden.append(text)


def read_table(table: ET.Element, read: Reading, noticed: Noticed) -> list[Block]:
    """The table and after it what was nested in its cells.

    A table of one column with more than a line in a cell is a frame around running text: it is that text.
    """
    found = Table()
    for place, row in enumerate(shown_rows(table, noticed)):
        _read_row(found, place, row, read)
    noticed.cut = noticed.cut or found.cut
    cells = found.cells
    framed = any(len([b for b in cell.blocks if _filled(b)]) > 1 or _nested(cell) for cell in cells)
    if framed and all(cell.column == 0 for cell in cells):
        return [block for cell in cells for block in cell.blocks]
    grid = Grid(tuple(Cell(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in cells))
    shown: list[Block] = [grid] if any(cell.text for cell in grid.cells) else []
    return [*shown, *(block for cell in cells for block in _nested(cell))]


def _nested(cell: Placed) -> list[Block]:
    return [block for block in cell.blocks if isinstance(block, Grid)]


def _filled(block: Block) -> bool:
    return isinstance(block, Grid) or any(text.strip() for text, _ in block.runs)


def _read_row(table: Table, place: int, row: ET.Element, read: Reading) -> None:
    """Adds a row's cells; one that continues the cell above or to its left makes that one larger."""
    column = min(number(child(row, "trPr", "gridBefore")), WIDEST)
    above, table.open = table.open, {}
    last: Placed | None = None
    for cell in _cells(row):
        properties = child(cell, "tcPr")
        columns = max(1, number(child(properties, "gridSpan"), otherwise=1))
        if column + columns > WIDEST:
            table.cut = True
            return
        vertical, horizontal = child(properties, "vMerge"), child(properties, "hMerge")
        upper = above.get(column)
        if horizontal is not None and value(horizontal) != "restart" and last is not None:
            last.columns += columns if last.row == place else 0
        elif vertical is not None and value(vertical) != "restart" and upper and upper.columns == columns:
            upper.rows += 1
            last = table.open[column] = upper
        else:
            last = Placed(read(cell), place, column, columns)
            table.cells.append(last)
            if vertical is not None:
                table.open[column] = last
        column += columns


def _cells(row: ET.Element) -> Iterator[ET.Element]:
    for name, cell in inner(row):
        if name == "tc" and child(cell, "tcPr", "cellDel") is None:
            yield cell
