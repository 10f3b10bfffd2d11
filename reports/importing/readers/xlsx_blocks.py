"""What stands on a worksheet as paragraphs and tables: blank rows and lines of text part them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import NamedTuple

from reports.importing.contents import Cell, Grid, Item, Paragraph
from reports.importing.readers.stored_text import plain, stored


class Drawn(NamedTuple):
    """A cell that shows text or a border where it begins; rows and columns count from 0, hidden ones are not counted."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    bordered: bool = False


Row = Sequence[Drawn]

MOST_PLACES = 50_000
"""Places of a table up to which blank ones are cells."""

LONGEST_LABEL = 60
"""Characters; a longer text alone in a row is no row's label."""


def items_of(cells: Iterable[Drawn]) -> Iterator[Item]:
    """Paragraphs and tables in order, from cells in order."""
    for block in _apart(cells):
        yield from _parted(block)


def _apart(cells: Iterable[Drawn]) -> Iterator[list[Row]]:
    """Rows between blank ones; a merged cell holds its rows together."""
    block: list[Row] = []
    row: list[Drawn] = []
    reach = 0
    for cell in cells:
        if row and cell.row != row[0].row:
            block.append(row)
            row = []
        if block and not row and cell.row > reach:
            yield block
            block = []
        row.append(cell)
        reach = max(reach, cell.row + cell.rows)
    if row:
        yield [*block, row]


def _parted(rows: list[Row]) -> Iterator[Item]:
    """The lines of text above, between and below tables, and these."""
    width = max(cell.column + cell.columns for row in rows for cell in row) - min(row[0].column for row in rows)
    framed = any(cell.bordered for row in rows for cell in row)
    table: list[Row] = []
    reach = 0
    for row in rows:
        is_free = row[0].row >= reach  # no merged cell from above reaches into it
        reach = max(reach, *(cell.row + cell.rows for cell in row))
        if is_free and _is_text(row, width, framed=framed, first=not table):
            yield from _table(table)
            table = []
            yield from _paragraphs(row)
        else:
            table.append(row)
    yield from _table(table)


def _is_text(row: Row, width: int, *, framed: bool, first: bool) -> bool:
    """Whether a row is a line of text: one text and nothing else to be filled in, outside of any frame."""
    filled = [cell for cell in row if cell.text]
    if len(filled) != 1 or filled[0].rows > 1:
        return False
    [cell] = filled
    if width == 1:
        return True
    if framed:
        return not any(cell.bordered for cell in row)
    return first or cell.columns == width or len(cell.text) > LONGEST_LABEL


def _paragraphs(row: Row) -> Iterator[Paragraph]:
    """The text of a row, a paragraph per line."""
    for cell in row:
        yield from (Paragraph(text) for line in cell.text.splitlines() if (text := stored([(line, False)])))


def _table(rows: list[Row]) -> Iterator[Item]:
    """A table of rows: every place in it that no merged cell covers is a cell."""
    if not rows:
        return
    first, left = rows[0][0].row, min(cell.column for row in rows for cell in row)
    right = max(cell.column + cell.columns for row in rows for cell in row)
    known = {(cell.row, cell.column): cell for row in rows for cell in row}
    if not any(cell.text for cell in known.values()):
        return
    shown = dict(known)
    if (rows[-1][0].row + 1 - first) * (right - left) <= MOST_PLACES:
        every = product(range(first, rows[-1][0].row + 1), range(left, right))
        taken = {at for cell in known.values() for at in _places(cell)}
        shown |= {at: Drawn("", *at) for at in every if at not in taken}
    yield Grid(
        tuple(
            Cell(plain([(cell.text, False)]), cell.row - first, cell.column - left, cell.rows, cell.columns)
            for _at, cell in sorted(shown.items())
        )
    )


def _places(cell: Drawn) -> Iterator[tuple[int, int]]:
    """The places that a cell covers."""
    return product(range(cell.row, cell.row + cell.rows), range(cell.column, cell.column + cell.columns))
