"""Whether the lines of a head agree with each other about where the columns of a table stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reports.importing.lines.strips import Strip
from reports.importing.tables.table_names import Naming
from schema.clip_labels import bare


class Heading(NamedTuple):
    """The cell over several columns: where it begins and ends, and between which columns nothing else stands in its line."""

    start: int
    end: int
    after: int
    before: float

    def holds(self, place: int) -> bool:
        """Whether a column that begins there may be under it."""
        return self.after <= place < self.before


def fit_together(strips: Sequence[Strip], naming: Naming, block: int, starts: Mapping[int, int]) -> bool:
    """Whether columns that begin at these places stand under their headings, in lines of one table.

    Without a heading over them they are in the form's order, or named in a single line. Where several begin at one place,
    the lines tell no places, which is no contradiction.
    """
    if len(set(starts.values())) < len(starts) or any(_named_in(strip, naming, block) == starts for strip in strips):
        return True
    columns = naming.names.table.blocks[block].columns
    groups = {columns[place].group for place in starts} - {""}
    found = {group: [one for strip in strips for one in _headings(strip, group)] for group in groups}
    if not found or not all(found.values()):
        return sorted(starts) == sorted(starts, key=starts.__getitem__)
    beside = [start for place, start in starts.items() if not columns[place].group]
    return not any(one.start <= start < one.end for start in beside for over in found.values() for one in over) and all(
        any(one.holds(start) for one in found[columns[place].group])
        for place, start in starts.items()
        if columns[place].group
    )


def heads_itself(strips: Sequence[Strip], naming: Naming, block: int) -> bool:
    """Whether a heading stands in the line of the columns under it, so that it does not tell where these stand."""
    columns = naming.names.table.blocks[block].columns
    groups = {column.group for column in columns} - {""}
    lines = [_named_in(strip, naming, block) for strip in strips if any(_headings(strip, group) for group in groups)]
    return any(line and all(columns[place].group for place in line) for line in lines)


def lines_in_order(strips: Sequence[Strip], naming: Naming, block: int) -> bool:
    """Whether each line by itself names the columns of a block, and the headings over them, in the form's order."""
    columns = naming.names.table.blocks[block].columns
    firsts: dict[str, int] = {}
    for place, column in enumerate(columns):
        firsts.setdefault(bare(column.group)[0], place)
    for strip in strips:
        line: list[int] = []
        for cell in strip.cells:
            heading = firsts.get(bare(cell)[0]) if cell.strip() else None
            named = [column.place for column in sorted(naming.columns_like(cell)) if column.block == block]
            line += named or ([] if heading is None else [heading])
        if line != sorted(line):
            return False
    return True


def _named_in(strip: Strip, naming: Naming, block: int) -> dict[int, int]:
    """Where the columns of a block that a line names begin, at the first of their names."""
    found: dict[int, int] = {}
    for cell, (start, _end) in zip(strip.cells, strip.columns, strict=True):
        for column in naming.columns_like(cell):
            if column.block == block:
                found.setdefault(column.place, start)
    return found


def _headings(strip: Strip, group: str) -> list[Heading]:
    """The cells of a line that print a heading."""
    filled = [(cell, span) for cell, span in zip(strip.cells, strip.columns, strict=True) if cell.strip()]
    found: list[Heading] = []
    for place, (cell, (start, end)) in enumerate(filled):
        if bare(group)[0] in bare(cell):
            after = filled[place - 1][1][1] if place else 0
            before = filled[place + 1][1][0] if place + 1 < len(filled) else float("inf")
            found.append(Heading(start, end, after, before))
    return found
