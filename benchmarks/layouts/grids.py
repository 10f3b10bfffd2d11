"""Sheets as merged cells, and where each cell lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from benchmarks.layouts.sheets import Entry, Head, Line, Piece, Sheet


class Cell(NamedTuple):
    """A cell where it begins. ``entry`` is what it shows of the report; a label has none."""

    text: str
    rows: int = 1
    columns: int = 1
    entry: Entry | None = None
    head: bool = False


Cells = list[Cell]
"""The cells that begin in one line of a table."""

Grid = list[Cells]


def grid_of(sheet: Sheet) -> Grid:
    """The table with its official merged cells."""
    if sheet.layout == "blocks":
        width = 1 + max(len(piece.heads) for piece in sheet.pieces)
        return [line for piece in sheet.pieces for line in block_lines(piece, width)]
    lines = stub_lines if sheet.layout == "stub" else across_lines
    return [line for piece in sheet.pieces for line in lines(piece, sheet.corner)]


def figure(entry: Entry, columns: int = 1) -> Cell:
    """The cell of an entry."""
    return Cell(entry.text, columns=columns, entry=entry)


def head(text: str, rows: int = 1, columns: int = 1) -> Cell:
    """The cell of a heading."""
    return Cell(text, rows, columns, head=True)


def block_lines(piece: Piece, width: int) -> Iterator[Cells]:
    """A block in a table ``width`` columns wide: the last of its columns fills up."""
    spans = [1] * (len(piece.heads) - 1) + [width - len(piece.heads)]
    if piece.headed:
        if piece.title:
            yield [head(piece.title, columns=width)]
        heads = [head(one.path[-1], columns=span) for one, span in zip(piece.heads, spans, strict=True)]
        yield [head(piece.stub[0]), *heads]
    for line in piece.lines:
        entries = [figure(entry, span) for entry, span in zip(line.entries, spans, strict=False)]
        yield [Cell("".join(line.labels)), *entries]


def stub_lines(piece: Piece, corner: str) -> Iterator[Cells]:
    """Rows beside their labels; headings over rows span them, a label fills the columns left to it."""
    width = max(len(line.labels) for line in piece.lines)
    if piece.headed:
        height = max(len(one.path) for one in piece.heads)
        yield from head_lines(piece.heads, [head(corner or piece.stub[0], height, width)])
    for place, line in enumerate(piece.lines):
        *groups, own = line.labels
        labels = []
        for depth, group in enumerate(groups):
            rows = run(piece.lines[place:], line.labels[: depth + 1])
            if not place or piece.lines[place - 1].labels[: depth + 1] != line.labels[: depth + 1]:
                labels.append(Cell(group, rows))
        yield [*labels, Cell(own, columns=width - len(groups)), *map(figure, line.entries)]


def run(lines: Sequence[Line], path: tuple[str, ...]) -> int:
    """How many lines from the first on stand under these headings."""
    under = [line.labels[: len(path)] == path and len(line.labels) > len(path) for line in lines]
    return [*under, False].index(False)


def across_lines(piece: Piece, corner: str) -> Iterator[Cells]:
    """All rows side by side under their labels."""
    assert not corner, "a table laid across has no corner"
    heads = [Head((*line.labels, *one.path)) for line in piece.lines for one in piece.heads]
    if piece.headed:
        yield from head_lines(heads, [])
    yield [figure(entry) for line in piece.lines for entry in line.entries]


def head_lines(heads: Sequence[Head], corner: Cells) -> Iterator[Cells]:
    """Heads over columns: neighbours share common headings, a label reaches down to the figures."""
    height = max(len(one.path) for one in heads)
    for level in range(height):
        line = [] if level else [*corner]
        keys = [
            (one.path[: level + 1], place if len(one.path) == level + 1 else None) for place, one in enumerate(heads)
        ]
        for (path, own), shared in groupby(key for key in keys if len(key[0]) > level):
            if own is None:
                line.append(head(path[-1], columns=len(list(shared))))
            else:
                line.append(head(path[-1], rows=height - level))
        yield line


def placed(grid: Grid) -> list[list[Cell | None]]:
    """The grid as a matrix: each cell where it begins, None where one that began elsewhere goes on, blanks to the right."""
    taken: dict[tuple[int, int], Cell | None] = {}
    for row, line in enumerate(grid):
        column = 0
        for cell in line:
            while (row, column) in taken:
                column += 1
            covered = ((row + down, column + right) for down in range(cell.rows) for right in range(cell.columns))
            taken.update(dict.fromkeys(covered))
            taken[row, column] = cell
    width = 1 + max(column for _, column in taken)
    return [[taken.get((row, column)) for column in range(width)] for row in range(len(grid))]
