"""A ruled table on a page of a PDF: its lines say where cells begin, end and are merged."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

from reports.importing.contents import Cell, Grid
from reports.importing.readers.pdf_chars import Char, lines_of, middle, spaced
from reports.importing.readers.stored_text import plain

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""

NEAR = 3.0
"""Points between two lines that are meant as one."""

DIGITS = re.compile(r"[\d,.，．]*\d")
ENUMERATOR = re.compile(r"[（(]?[0-9０-９一二三四五六七八九十①-⑳]+[）)、.．]")
"""What begins a row; looser than the number of a paragraph: 3.5 is no rest of a name either, and 第三方 may be one."""


class Ruled(NamedTuple):
    """A table on its page: its upper edge, where its columns begin and end, and the numbers joined over line ends."""

    page: int
    top: float
    columns: tuple[float, ...]
    grid: Grid
    joined: tuple[str, ...]


def within(char: Char, box: Box) -> bool:
    """Whether a character stands in a box."""
    x, y = middle(char)
    return box[0] <= x < box[2] and box[1] <= y < box[3]


def ruled(page: int, boxes: Sequence[Box], chars: Iterable[Char]) -> Ruled:
    """The table whose cells are these boxes, with the characters that stand in each."""
    columns = _rulers(x for box in boxes for x in (box[0], box[2]))
    rows = _rulers(y for box in boxes for y in (box[1], box[3]))
    spans = {
        box: (_at(rows, box[1]), _at(columns, box[0]), _at(rows, box[3]), _at(columns, box[2])) for box in set(boxes)
    }
    owner = {
        (row, column): box
        for box, (top, left, bottom, right) in spans.items()
        for row in range(top, bottom)
        for column in range(left, right)
    }
    inside: dict[Box, list[Char]] = {box: [] for box in spans}
    for char in chars:
        x, y = middle(char)
        row, column = (
            min(max(bisect_right(lines, at), 1), len(lines) - 1) - 1 for lines, at in ((rows, y), (columns, x))
        )
        if (row, column) not in owner:  # a line is missing there, and no figure may be
            first, last = _unowned(owner, row, column, len(columns) - 1)
            box = (columns[first], rows[row], columns[last], rows[row + 1])
            spans[box] = (row, first, row + 1, last)
            owner.update({(row, place): box for place in range(first, last)})
        inside.setdefault(owner[row, column], []).append(char)
    lines = {box: lines_of(found) for box, found in inside.items()}
    padding = min(
        (min(line[0]["x0"] - box[0], box[2] - line[-1]["x1"]) for box in lines for line in lines[box]), default=0
    )
    joined: list[str] = []
    cells = [
        Cell(_text(lines[box], box[2] - box[0] - 2 * max(padding, 0), joined), top, left, bottom - top, right - left)
        for box, (top, left, bottom, right) in sorted(spans.items(), key=lambda entry: entry[1])
        if bottom > top and right > left
    ]
    return Ruled(page, min(box[1] for box in boxes), tuple(columns), Grid(tuple(cells)), tuple(joined))


def continued(above: Ruled, below: Ruled) -> tuple[Ruled, Ruled]:
    """A table and its continuation on the next page, a row that the page parted in one piece again.

    Its lower piece has no number of its own, no figure, and only words where the upper piece has words.
    """
    same = len(above.columns) == len(below.columns) and all(
        abs(one - other) <= NEAR for one, other in zip(above.columns, below.columns, strict=True)
    )
    if below.page != above.page + 1 or not same:
        return above, below
    last = max(cell.row + cell.rows for cell in above.grid.cells) - 1
    upper = {(c.column, c.columns): c for c in above.grid.cells if c.row + c.rows - 1 == last}
    lower = [cell for cell in below.grid.cells if cell.row == 0]
    words = {(c.column, c.columns): c.text for c in lower if c.text}
    parted = words and all(
        place in upper and upper[place].text and not text.isdigit() and not ENUMERATOR.match(text)
        for place, text in words.items()
    )
    if not parted or not any(cell.text and place not in words for place, cell in upper.items()):
        return above, below
    cells = [
        cell._replace(text=f"{cell.text} {words[cell.column, cell.columns]}")
        if upper.get((cell.column, cell.columns)) is cell and (cell.column, cell.columns) in words
        else cell
        for cell in above.grid.cells
    ]
    rest = [
        cell._replace(row=0, rows=cell.rows - 1) if cell.row == 0 else cell._replace(row=cell.row - 1)
        for cell in below.grid.cells
        if cell.row or cell.rows > 1
    ]
    return above._replace(grid=Grid(tuple(cells))), below._replace(grid=Grid(tuple(rest)))


def _rulers(places: Iterable[float]) -> list[float]:
    """The lines of a table in one direction, those near each other as one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def _unowned(owner: Mapping[tuple[int, int], Box], row: int, column: int, columns: int) -> tuple[int, int]:
    """Where the places around one that belong to no cell begin and end in its row."""
    first = last = column
    while first > 0 and (row, first - 1) not in owner:
        first -= 1
    while last < columns and (row, last) not in owner:
        last += 1
    return first, last


def _at(lines: Sequence[float], place: float) -> int:
    """Which of the lines is at a place."""
    return max(0, bisect_right(lines, place + NEAR) - 1)


def _text(lines: Sequence[Sequence[Char]], width: float, joined: list[str]) -> str:
    """The text of a cell. Digits that the width of the cell parted are one number, which is then told.

    That is so where there is nothing else in the cell: 2023 above 12件 is no number.
    """
    text = ""
    for place, line in enumerate(lines):
        own = "".join(blank + char["text"] for blank, _gap, char in spaced(line))
        if place and DIGITS.fullmatch(text) and DIGITS.fullmatch(own):
            above = lines[place - 1]
            taken, first = above[-1]["x1"] - above[0]["x0"], line[0]["x1"] - line[0]["x0"]
            if taken + first > width:  # the next digit found no room beside those above it
                text += own
                joined.append(text)
                continue
        text += f"\n{own}" if text else own
    return plain([(text, False)])
