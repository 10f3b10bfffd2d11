"""What the head of a table says of its columns: which there are, and in which order."""

from __future__ import annotations

from typing import NamedTuple

from reports.importing.records import TableText
from reports.importing.table_names import ColumnAt, Naming


class Heads(NamedTuple):
    """The columns that a head names, per block of the form, in the order of the source where it can be known.

    ``strange`` are cells of the head that the form does not have: then a column may be there under another name.
    """

    columns: dict[int, tuple[int, ...]]
    ordered: frozenset[int]
    """Blocks whose columns stand in the order of the source, not of the form."""

    strange: tuple[str, ...]

    def seen(self, block: int) -> tuple[int, ...]:
        """The places of the columns of a block that are named."""
        return self.columns.get(block, ())


def heads_of(table: TableText, naming: Naming) -> Heads:
    """The columns that the head cells of a table name."""
    seen: dict[int, set[int]] = {}
    ordered: dict[int, tuple[int, ...]] = {}
    strange: list[str] = []
    places: dict[ColumnAt, int] = {}
    for strip in table.head_strips:
        in_strip: dict[int, list[int]] = {}
        for cell, (start, _end) in zip(strip.cells, strip.columns, strict=True):
            columns = naming.columns_in(cell)
            if not columns and cell.strip() and not naming.is_neutral(cell) and naming.find(cell) is None:
                strange.append(cell)
            for column in columns:
                seen.setdefault(column.block, set()).add(column.place)
                in_strip.setdefault(column.block, []).append(column.place)
                if strip.placed:
                    places[column] = start
        for block, found in in_strip.items():
            if not strip.alone and len(found) == len(set(found)) > len(ordered.get(block, ())):
                ordered[block] = tuple(found)
    complete = {block: order for block, order in ordered.items() if set(order) == seen[block]}
    for block, named in seen.items():
        at = {place: places[ColumnAt(block, place)] for place in named if ColumnAt(block, place) in places}
        if len(at) == len(named) == len(set(at.values())):
            complete[block] = tuple(sorted(at, key=at.__getitem__))
    return Heads(
        {block: complete.get(block, tuple(sorted(named))) for block, named in seen.items()},
        frozenset(complete),
        tuple(strange),
    )
