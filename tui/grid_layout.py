"""Where the columns of a grid stand: widths from the figures in them, headers in as many lines as they need. No Textual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from schema.form import Block, Column
from tui.wrap import wrap_lines

SHORTEST_LABEL = 14
NARROWEST_COLUMN = 5
HEADER_LINES = 2


class ColumnBox(NamedTuple):
    """A column on the screen: its place among the table's columns, where it begins, how wide it is."""

    place: int
    x: int
    width: int


class GridLayout(NamedTuple):
    """Label width and the columns shown; ``header`` holds the head's lines per block as (x, width, text)."""

    width: int
    label: int
    columns: tuple[ColumnBox, ...]
    more_left: bool
    more_right: bool
    full_names: bool

    def box(self, place: int) -> ColumnBox | None:
        """The box of a column, None while it is scrolled away."""
        return next((box for box in self.columns if box.place == place), None)


def lay_out(width: int, label_need: int, slim: Sequence[int], roomy: Sequence[int], cursor: int) -> GridLayout:
    """The layout for a width, from the cells each column needs with short (slim) and with full names (roomy).

    Full names where they leave the labels room; then labels give way, down to `SHORTEST_LABEL`; then columns scroll,
    that of the ``cursor`` always shown whole.
    """
    full = sum(roomy) + min(label_need, 30) <= width
    widths = roomy if full else slim
    label = max(SHORTEST_LABEL, min(label_need, width - sum(widths)))
    first, last = window(widths, width - label, cursor)
    x, boxes = label, []
    for place in range(first, last):
        boxes.append(ColumnBox(place, x, widths[place]))
        x += widths[place]
    return GridLayout(width, label, tuple(boxes), first > 0, last < len(widths), full)


def window(widths: Sequence[int], room: int, cursor: int) -> tuple[int, int]:
    """The range of columns that fits a room and holds the cursor's column."""
    first = 0
    while first < cursor and sum(widths[first : cursor + 1]) > room:
        first += 1
    last = max(cursor + 1, first + 1)
    while last < len(widths) and sum(widths[first : last + 1]) <= room:
        last += 1
    return first, last


class NameNeeds(NamedTuple):
    """Cells that the names of columns at one place need, short and in full, a blank included."""

    short: int
    full: int


def name_needs(columns: Sequence[Column], *, one_line: bool) -> NameNeeds:
    """What the heads of columns need; in full they take two lines, or one where ``one_line``."""
    full = (cell_len(column.label) if one_line else name_width(column) for column in columns)
    return NameNeeds(max(cell_len(column.short) for column in columns) + 1, max(full) + 1)


def name_width(column: Column) -> int:
    """Cells that a column's full name needs in at most two lines."""
    width = cell_len(column.label)
    if width <= 6:
        return width
    # Chinese names are made of words of two characters: four, eight or more cells keep them whole.
    return -(-width // (HEADER_LINES * 4)) * 4


def head_lines(block: Block, layout: GridLayout) -> list[list[tuple[int, int, str]]]:
    """The head of a block as lines of (x, width, text): column groups where it has them, then the names."""
    lines: list[list[tuple[int, int, str]]] = []
    boxes = [box for box in layout.columns if box.place < len(block.columns)]
    if any(block.columns[box.place].group for box in boxes):
        lines.append(group_spans(block, boxes))
    names = [
        wrap_lines(column.label, box.width - 1) if layout.full_names else [column.short]
        for box in boxes
        for column in [block.columns[box.place]]
    ]
    deepest = max((len(name) for name in names), default=1)
    for depth in range(deepest):
        shown = [
            (box, name[depth - deepest + len(name)])
            for box, name in zip(boxes, names, strict=True)
            if depth - deepest + len(name) >= 0
        ]
        lines.append([(box.x, box.width - 1, text.strip()) for box, text in shown])
    return lines


def group_spans(block: Block, boxes: Sequence[ColumnBox]) -> list[tuple[int, int, str]]:
    """The headings over columns that belong together, as (x, width, text)."""
    spans: list[tuple[int, int, str]] = []
    for box in boxes:
        group = block.columns[box.place].group
        if not group:
            continue
        if spans and spans[-1][2] == group and spans[-1][0] + spans[-1][1] == box.x:
            spans[-1] = (spans[-1][0], spans[-1][1] + box.width, group)
        else:
            spans.append((box.x, box.width, group))
    return spans
