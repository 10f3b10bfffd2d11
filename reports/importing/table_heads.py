"""What the head of a table says of its columns: which there are, and in which order."""

from __future__ import annotations

from typing import NamedTuple

from reports.importing.records import TableText
from reports.importing.strips import Strip
from reports.importing.table_names import ColumnAt, Naming
from schema.clip_labels import bare


class Heads(NamedTuple):
    """The columns that a head names, per block of the form, in the order of the source.

    ``strange`` are cells of the head that the form does not have: then a column may be there under another name.
    ``shuffled`` are blocks whose columns stand neither in the form's order nor so that one could see in which.
    """

    columns: dict[int, tuple[int, ...]]
    strange: tuple[str, ...]
    shuffled: frozenset[int]
    places: dict[tuple[int, int], dict[int, int]]
    """By block and table of the source where each column stands, in tables whose cells have a place."""

    reach: dict[int, int]
    """By table of the source how far its head reaches."""

    def seen(self, block: int) -> tuple[int, ...]:
        """The places of the columns of a block that are named."""
        return self.columns.get(block, ())


def heads_of(table: TableText, naming: Naming) -> Heads:
    """The columns that the head cells of a table name."""
    met = _met(table.head_strips, naming)
    places = _places(table.head_strips, naming)
    columns: dict[int, tuple[int, ...]] = {}
    shuffled: set[int] = set()
    for block, sequence in met.items():
        placed = next((found for (of, _item), found in places.items() if of == block), {})
        if len(placed) == len(sequence) == len(set(placed.values())):
            columns[block] = tuple(sorted(placed, key=placed.__getitem__))
            continue
        order = _read_down(table, naming, block, sequence)
        columns[block] = tuple(sorted(sequence)) if order is None else order
        if order is None:
            shuffled.add(block)
    strange = [
        cell
        for strip in table.head_strips
        for cell in strip.cells
        if cell.strip() and not naming.is_neutral(cell) and not naming.columns_in(cell) and naming.find(cell) is None
    ]
    reach = {strip.item: strip.reaches for strip in table.head_strips if strip.placed}
    return Heads(columns, tuple(strange), frozenset(shuffled), places, reach)


def _met(strips: list[Strip], naming: Naming) -> dict[int, list[int]]:
    """Per block the columns in the order in which they are first named."""
    met: dict[int, list[int]] = {}
    for strip in strips:
        for cell in strip.cells:
            for column in sorted(naming.columns_in(cell)):
                sequence = met.setdefault(column.block, [])
                if column.place not in sequence:
                    sequence.append(column.place)
    return met


def _places(strips: list[Strip], naming: Naming) -> dict[tuple[int, int], dict[int, int]]:
    """By block and table of the source where each column stands."""
    found: dict[tuple[int, int], dict[int, int]] = {}
    for strip in strips:
        for cell, (start, _end) in zip(strip.cells, strip.columns, strict=True) if strip.placed else ():
            for column in naming.columns_in(cell):
                found.setdefault((column.block, strip.item), {}).setdefault(column.place, start)
    return found


def _read_down(table: TableText, naming: Naming, block: int, sequence: list[int]) -> tuple[int, ...] | None:
    """The order of columns in a head of several lines: those under a heading stand where the heading does.

    Without the heading they are in the form's order or in none that one could know.
    """
    columns = naming.names.table.blocks[block].columns
    over = {bare(column.group)[0] for column in columns if column.group}
    alone = [place for place in sequence if not columns[place].group]
    inside = [place for place in sequence if columns[place].group]
    if any(sum(bare(cell)[0] in over for cell in strip.cells) > 1 for strip in table.head_strips):
        return None  # the heading stands twice: how far each reaches cannot be seen
    if sequence == [*alone, *inside] and alone and inside:
        before = _alone_before_heading(table.head_strips, naming, block, over)
        if before is not None:
            return (*alone[:before], *inside, *alone[before:])
    in_a_line = any(
        len({column for cell in strip.cells for column in naming.columns_in(cell) if column.block == block})
        == len(sequence)
        for strip in table.head_strips
    )
    by_line = sorted(sequence, key=lambda place: (bool(columns[place].group), place))
    if in_a_line or sequence == sorted(sequence):
        return tuple(sequence)
    return tuple(sorted(sequence)) if sequence == by_line else None


def _alone_before_heading(strips: list[Strip], naming: Naming, block: int, over: set[str]) -> int | None:
    """How many columns without a heading are named before the heading over the others; None where it is not there."""
    before: set[ColumnAt] = set()
    for strip in strips:
        for cell in strip.cells:
            if bare(cell)[0] in over:
                return len(before)
            before |= {column for column in naming.columns_in(cell) if column.block == block}
    return None
