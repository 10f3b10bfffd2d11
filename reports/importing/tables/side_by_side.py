"""A table whose rows are printed side by side, as one line of figures, or turned so that its columns are rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.importing.tables.fitting import windows
from reports.importing.tables.records import Record, TableText
from reports.importing.tables.row_sums import agrees, may_be_joined
from reports.importing.tables.table_heads import Heads
from reports.importing.tables.table_names import EXACT, Naming
from schema.form import Figure

SHORTEST_CUT = 2
"""A line of no more cells is too short to be told from any other."""


class Across(NamedTuple):
    """Figures with their cells, from these records; ``certain`` unless only their order says which is which."""

    cells: list[tuple[Figure, str]]
    records: list[Record]
    certain: bool = True


def read_across(text: TableText, heads: Heads, naming: Naming) -> Across | None:
    """The cells of all figures in printed order; None where the rows are not side by side, or numbers may be split."""
    found = _across(text, heads, naming)
    return None if found and _may_be_split(found, naming) else found


def _may_be_split(found: Across, naming: Naming) -> bool:
    """Whether a row contradicts its total in a line of text, where a blank may have made two cells of a number."""
    if not any(not record.placed and may_be_joined(record.cells) for record in found.records):
        return False
    texts = {figure.index: text for figure, text in found.cells}
    rows = [
        (row, {place: texts[figure.index] for place, figure in enumerate(row.figures) if figure.index in texts})
        for row in naming.rows
    ]
    return any(agrees(cells, row) is False for row, cells in rows)


def _across(text: TableText, heads: Heads, naming: Naming) -> Across | None:
    order = _order(text, naming)
    if order is None or not _rows_in_order(text, naming):
        return None
    rows = [tuple(row.figures[place] for place in order) for row in naming.rows]
    every = [figure for row in rows for figure in row]
    typed = [figure for figure in every if not figure.derived]
    loose = [record for record in text.records if not _names_row(record, naming)]
    for figures in (every,) if _may_have_totals(heads, naming) else (typed, every):
        for record in loose:
            found = windows(record.cells, len(figures))
            if len(found) == 1 or (found and len(record.cells) == len(figures)):
                cells = record.cells[found[0] : found[0] + len(figures)]
                return Across(list(zip(figures, cells, strict=True)), [record])
    if cut := _cut_off(text, loose, every, naming):
        return cut
    turned = _turned(text.records, rows, naming)
    if turned:
        return turned
    if loose == text.records and sum(len(record.cells) for record in loose) == len(every):
        cells = [cell for record in loose for cell in record.cells]
        return Across(list(zip(every, cells, strict=True)), loose, certain=False)
    return None


def _rows_in_order(text: TableText, naming: Naming) -> bool:
    """Whether the head names the rows, and the headings over them, in the form's order."""
    for strip in text.head_strips:
        line: list[int] = []
        for cell in strip.cells:
            named = naming.find(cell)
            if named and named.likeness == EXACT:
                line += [named.row] if named.row >= 0 else naming.rows_under(named.group)[:1]
        if line != sorted(line):
            return False
    return True


def _order(text: TableText, naming: Naming) -> tuple[int, ...] | None:
    """The order of columns within each row, where a line of the head names them all; None where it differs from row to row."""
    count = len(naming.names.table.blocks[0].columns)
    for strip in text.head_strips:
        named = [column.place for cell in strip.cells for column in sorted(naming.columns_in(cell))]
        runs = {tuple(named[start : start + count]) for start in range(0, len(named), count)}
        if len(named) >= count and all(sorted(run) == list(range(count)) for run in runs):
            return runs.pop() if len(runs) == 1 else None
    return tuple(range(count))


def _cut_off(text: TableText, loose: Sequence[Record], every: Sequence[Figure], naming: Naming) -> Across | None:
    """The first figures of a line whose head names a column over each of them, cut off where the line or the whole table is."""
    places = [naming.names.table.blocks[0].columns.index(figure.column) for figure in every]
    named = [
        {column.place for column in naming.columns_in(cell)}
        for strip in text.head_strips
        for cell in strip.cells
        if naming.columns_in(cell)
    ]
    count = len(named)
    if count <= SHORTEST_CUT or any(place not in at for place, at in zip(places, named, strict=False)):
        return None
    edge = max(strip.reaches for strip in text.head_strips)
    for record in loose:
        cells = len(record.cells)
        whole = cells == count or (cells < count and record.reaches == edge)
        if SHORTEST_CUT < cells < len(every) and whole and not record.own:
            return Across(list(zip(every, record.cells, strict=False)), [record])
    return None


def _names_row(record: Record, naming: Naming) -> bool:
    """Whether a row's name stands in the line of a record."""
    return any((named := naming.find(name)) and named.row >= 0 for name in record.own)


def _may_have_totals(heads: Heads, naming: Naming) -> bool:
    """Unless the head names all other columns and nothing else."""
    columns = naming.names.table.blocks[0].columns
    typed = [place for place, column in enumerate(columns) if not column.sum]
    return sorted(heads.seen(0)) != typed or bool(heads.strange)


def _turned(records: Sequence[Record], rows: Sequence[tuple[Figure, ...]], naming: Naming) -> Across | None:
    """Lines that are columns of the form, each with a figure per row."""
    cells: list[tuple[Figure, str]] = []
    used: list[Record] = []
    for record in records:
        places = {column.place for name in record.own[-1:] for column in naming.columns_in(name)}
        found = windows(record.cells, len(rows))
        if len(places) != 1 or len(found) != 1:
            continue
        place = places.pop()
        cells += [(row[place], record.cells[found[0] + number]) for number, row in enumerate(rows)]
        used.append(record)
    whole = len({figure.index for figure, _cell in cells}) == len(cells) >= len(rows) * (len(rows[0]) - 1)
    return Across(cells, used, certain=False) if whole else None
