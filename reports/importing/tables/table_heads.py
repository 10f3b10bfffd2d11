"""What the head of a table says of its columns: which there are, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Literal, NamedTuple

from reports.importing.lines.strips import Strip
from reports.importing.tables.head_lines import fit_together, heads_itself, lines_in_order
from reports.importing.tables.records import TableText
from reports.importing.tables.table_names import ColumnAt, Naming
from schema.clip_labels import bare

Known = Literal["placed", "line", "down", "crooked", "shuffled"]
"""How the order of columns is known: by their places, by a line that names them all, by reading lines downward. Lines are
crooked where they do not agree: then only the figures can tell; and in shuffled ones nothing can.
"""


class Places(NamedTuple):
    """Where the columns of a block begin, by their places in it, and how far the line that names them reaches."""

    starts: dict[int, int]
    reach: int

    @property
    def apart(self) -> bool:
        """Whether no two of them begin at one place."""
        return len(set(self.starts.values())) == len(self.starts)

    @property
    def order(self) -> tuple[int, ...]:
        """The columns in the order in which they stand."""
        return tuple(sorted(self.starts, key=self.starts.__getitem__))

    def names_all(self, count: int) -> bool:
        """Whether so many columns are named, each at a place of its own."""
        return self.apart and len(self.starts) == count


class Heads(NamedTuple):
    """The columns that a head names, per block of the form, in the order of the source.

    ``strange`` are cells of the head that the form does not have, ``known`` says by block how one knows the order;
    ``unknown`` by block a head among theirs that is none of them. ``places`` by block and table of the source, ``lines`` by
    block where a single line names all its columns; ``crooked`` are blocks and tables whose places contradict each other.
    """

    columns: dict[int, tuple[int, ...]]
    strange: tuple[str, ...]
    known: dict[int, Known]
    unknown: dict[int, str]
    places: dict[tuple[int, int], Places]
    crooked: frozenset[tuple[int, int]]
    lines: dict[int, Places]
    texts: dict[ColumnAt, str]
    """What the head of each column says."""

    def seen(self, block: int) -> tuple[int, ...]:
        """The places of the columns of a block that are named."""
        return self.columns.get(block, ())

    def contradict(self, block: int, item: int) -> bool:
        """Whether the lines of the head over a table of the source do not agree where the columns of a block stand."""
        told = self.known.get(block) == "crooked" and (block, item) not in self.places
        return told or (block, item) in self.crooked


def heads_of(table: TableText, naming: Naming) -> Heads:
    """The columns that the head cells of a table name."""
    strips = table.head_strips
    met, whole = _met(strips, naming.columns_like), _met(strips, naming.columns_in)
    columns: dict[int, tuple[int, ...]] = {}
    known: dict[int, Known] = {}
    lines: dict[int, Places] = {}
    places, crooked = _places(strips, naming)
    for block, sequence in met.items():
        at = next((at for at in (*places, *crooked) if at[0] == block), None)
        if at in places and places[at].names_all(len(sequence)):
            columns[block], known[block] = places[at].order, "placed"
        else:
            all_named = len(sequence) == len(naming.names.table.blocks[block].columns)
            met_whole = sequence if all_named else whole.get(block, [])  # pieces of broken names tell no order
            is_crooked = at in crooked or heads_itself(strips, naming, block)
            columns[block], known[block] = _order(table, naming, block, met_whole, is_crooked=is_crooked)
        for strip in strips:
            line = line_of(strip, block, naming)
            if len(line.starts) == len(sequence):
                lines[block] = line
    over = strips[: table.over]
    unknown = {block: cell for strip in over for block, cell in unknown_in(strip, naming)} | _unknown_alone(
        over, naming
    )
    strange = [cell for strip in strips for cell in strip.cells if naming.is_strange(cell)]
    texts = {column: cell for strip in strips for cell in strip.cells for column in naming.columns_like(cell)}
    return Heads(columns, tuple(strange), known, unknown, places, crooked, lines, texts)


def _places(strips: list[Strip], naming: Naming) -> tuple[dict[tuple[int, int], Places], frozenset[tuple[int, int]]]:
    """By block and table of the source where columns stand, and where the lines contradict each other about it."""
    found: dict[tuple[int, int], Places] = {}
    crooked: set[tuple[int, int]] = set()
    for (block, item), starts in _placed(strips, naming).items():
        inside = [strip for strip in strips if strip.item == item]
        if fit_together(inside, naming, block, starts):
            found[block, item] = Places(starts, max(strip.reaches for strip in inside))
        else:
            crooked.add((block, item))
    return found, frozenset(crooked)


def _order(
    table: TableText, naming: Naming, block: int, sequence: list[int], *, is_crooked: bool
) -> tuple[tuple[int, ...], Known]:
    """The order of columns whose places do not tell it, and how it is known."""
    forms = tuple(sorted(sequence))
    if is_crooked:
        return forms, "crooked" if lines_in_order(table.head_strips, naming, block) else "shuffled"
    order = _read_down(table, naming, block, sequence)
    return (forms, "shuffled") if order is None else (order, "down")


def line_of(strip: Strip, block: int, naming: Naming) -> Places:
    """The columns of a block that a line names; none where the line is a single cell or names one twice."""
    starts: dict[int, int] = {}
    for cell, (start, _end) in zip(strip.cells, strip.columns, strict=True):
        for column in naming.columns_like(cell):
            if column.block == block:
                if column.place in starts:
                    return Places({}, 0)
                starts[column.place] = start
    return Places({} if strip.alone else starts, strip.reaches)


def unknown_in(strip: Strip, naming: Naming) -> list[tuple[int, str]]:
    """Per block of which a line names columns, a cell among them that names none.

    Among them is what stands behind the first, and in heads of one line what stands where the first would have to.
    """
    found: list[tuple[int, str]] = []
    named = [naming.columns_like(cell) for cell in strip.cells]
    end = 1 + max((place for place, cell in enumerate(strip.cells) if cell.strip()), default=-1)
    for number, block in enumerate(naming.names.table.blocks):
        known = [place for place, columns in enumerate(named) if any(column.block == number for column in columns)]
        if not known or strip.alone:
            continue
        grouped = any(column.group for column in block.columns)
        begin = known[0] if grouped else min(known[0], max(0, end - len(block.columns)))
        strange = [cell for cell in strip.cells[begin:end] if naming.is_strange(cell)]
        found += [(number, strange[0])] if strange and len(known) < len(block.columns) else []
    return found


def _unknown_alone(strips: list[Strip], naming: Naming) -> dict[int, str]:
    """As above for heads printed one below the other: a strange one right beside a column."""
    found: dict[int, str] = {}
    alone = [strip.cells[0] for strip in strips if strip.alone]
    met = _met(strips, naming.columns_like)
    for before, after in pairwise(alone):
        for known, other in ((before, after), (after, before)):
            if naming.is_strange(other):
                blocks = {column.block for column in naming.columns_like(known)}
                whole = {block for block in blocks if len(met[block]) == len(naming.names.table.blocks[block].columns)}
                found |= dict.fromkeys(blocks - whole, other)
    return found


def _met(strips: list[Strip], columns_of: Callable[[str], frozenset[ColumnAt]]) -> dict[int, list[int]]:
    """Per block the columns in the order in which they are first named."""
    met: dict[int, list[int]] = {}
    for strip in strips:
        for cell in strip.cells:
            for column in sorted(columns_of(cell)):
                sequence = met.setdefault(column.block, [])
                if column.place not in sequence:
                    sequence.append(column.place)
    return met


def _placed(strips: list[Strip], naming: Naming) -> dict[tuple[int, int], dict[int, int]]:
    """By block and table of the source where each column begins, in tables whose cells have a place."""
    found: dict[tuple[int, int], dict[int, int]] = {}
    for strip in strips:
        for cell, (start, _end) in zip(strip.cells, strip.columns, strict=True) if strip.placed else ():
            for column in naming.columns_like(cell):
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
