"""The strips of a table as records: names that stand beside or above figures, and the figures that follow them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from reports.importing.lines.printed_cell import prints_figure
from reports.importing.lines.strips import Strip
from reports.importing.tables.table_names import Naming


@dataclass
class Record:
    """Figures of one line, or of cells printed one below the other.

    ``own`` are names in the same line, ``above`` those in the lines since the record before, ``below`` those in the lines
    after it. ``cells`` are the figures and blank cells in order, ``columns`` where each stands in a table with real places;
    ``broken`` says that a cell merged down from a row above stands between a name and its figures, or among these;
    ``item`` is the place of its table in the document, -1 outside of tables, ``reaches`` how far its line reaches. ``row`` is set where the count of
    figures under a heading says which row this is.
    """

    own: tuple[str, ...] = ()
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    columns: tuple[tuple[int, int], ...] = ()
    placed: bool = False
    broken: bool = False
    reaches: int = 0
    item: int = -1
    row: int = -1
    head: Strip | None = None
    """The last line above it that names columns: in a table of several blocks, that of its own."""

    @property
    def alone(self) -> bool:
        """Whether its cells stood one below the other, with no line that holds them together."""
        return not self.columns

    @property
    def shown(self) -> str:
        """The record as the source prints it."""
        names = self.own or tuple(self.above[-1:])
        return " | ".join([*names, *self.cells])


@dataclass
class TableText:
    """A table of the source: its records, and all of its other cells."""

    records: list[Record] = field(default_factory=list)
    head_strips: list[Strip] = field(default_factory=list)
    """The lines without figures."""

    over: int = 0
    """How many of these stand above the first record."""


def records_of(strips: Sequence[Strip], naming: Naming) -> TableText:
    """The records of a table's strips."""
    found = TableText()
    open_one = Record()
    head: Strip | None = None
    for strip in strips:
        if strip.alone:
            open_one = _take_cell(found, open_one, strip, naming)
        elif (begins := _figures_begin(strip, naming)) is not None:
            open_one = _take_line(found, open_one, strip, begins)
            found.records[-1].head = head
        else:
            strange = sum(map(naming.is_strange, strip.cells))
            head = strip if strange > 1 or any(map(naming.columns_like, strip.cells)) else head
            if open_one.cells:
                open_one = _closed(found, open_one, naming)
            open_one.above += [cell for cell in strip.cells if cell.strip()]
            found.head_strips.append(strip)
    _closed(found, open_one, naming)
    first = next((place for place, strip in enumerate(strips) if strip.has_figures), len(strips))
    over = {id(strip) for strip in strips[:first]}
    found.over = sum(id(strip) in over for strip in found.head_strips)
    for before, after in zip(found.records, found.records[1:], strict=False):
        before.below = list(after.above)
    if found.records:
        found.records[-1].below = list(open_one.above) if not open_one.cells else []
    return found


def _figures_begin(strip: Strip, naming: Naming) -> int | None:
    """Where the figures of a line begin; None where it has none and is no row whose cells are all blank.

    They begin behind the name of a row even where the first of them is a text that is no figure.
    """
    first = next((place for place, cell in enumerate(strip.cells) if prints_figure(cell)), None)
    if first is not None:
        names = [place for place in range(first) if naming.names_row(strip.cells[place])]
        return 1 + max(names or (place for place in range(first) if strip.cells[place].strip()), default=-1)
    filled = [place for place, cell in enumerate(strip.cells) if cell.strip()]
    if naming.names.table.layout == "across":
        return _blanks_side_by_side(strip, filled, naming)
    if not filled or filled[-1] == len(strip.cells) - 1:
        return None
    is_head = any(naming.columns_in(strip.cells[place]) for place in filled[:-1])
    return filled[-1] + 1 if not is_head and _is_blank_row(strip.cells[filled[-1]], naming) else None


def _blanks_side_by_side(strip: Strip, filled: list[int], naming: Naming) -> int | None:
    """As above for a table whose rows are heads: a line without any name, or one that begins with a single row's."""
    columns = len(naming.names.table.blocks[0].columns)
    if not filled:
        return 0 if len(strip.cells) >= columns * len(naming.rows) else None
    behind = len(strip.cells) - filled[-1] - 1
    is_row = filled[0] <= naming.names.depth and len(filled) <= 2 and behind >= columns
    return filled[-1] + 1 if is_row and _is_blank_row(strip.cells[filled[-1]], naming) else None


def _is_blank_row(name: str, naming: Naming) -> bool:
    """Whether blank cells behind a name are the cells of a row: it is the name of one, and of no column."""
    return naming.names_row(name) and not naming.columns_in(name)


def _take_line(found: TableText, open_one: Record, strip: Strip, begins: int) -> Record:
    """A line with figures is a record of its own; names above it that have none belong to it."""
    if open_one.cells:
        found.records.append(open_one)
        open_one = Record()
    open_one.own = tuple(cell for cell in strip.cells[:begins] if cell.strip())
    open_one.cells = list(strip.cells[begins:])
    open_one.columns = strip.columns[begins:]
    open_one.placed, open_one.reaches = strip.placed, strip.reaches
    open_one.broken = strip.placed and any(
        before < start for (_start, before), (start, _end) in pairwise(strip.columns[max(0, begins - 1) :])
    )
    open_one.item = strip.item if strip.grid else -1
    found.records.append(open_one)
    return Record()


def _take_cell(found: TableText, open_one: Record, strip: Strip, naming: Naming) -> Record:
    """A cell on a line of its own: a figure goes to the names before it, a name after figures begins another record."""
    text = strip.cells[0]
    if not text.strip():
        if open_one.above or open_one.cells:
            open_one.cells.append("")
    elif prints_figure(text):
        open_one.cells.append(text)
    else:
        if open_one.cells:
            open_one = _closed(found, open_one, naming)
        open_one.above.append(text)
        found.head_strips.append(strip)
    return open_one


def _closed(found: TableText, open_one: Record, naming: Naming) -> Record:
    """The next record. Blank cells alone are a row's only where its name stands before them, else they fill a line up."""
    if any(cell.strip() for cell in open_one.cells):
        found.records.append(open_one)
        return Record()
    across = naming.names.table.layout == "across"
    if open_one.above and open_one.cells and not across and _is_blank_row(open_one.above[-1], naming):
        found.records.append(open_one)
        return Record()
    open_one.cells = []
    return open_one
