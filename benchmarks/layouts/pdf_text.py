"""Documents as ``pdftotext -layout`` shows them: columns by blanks, labels broken over lines, headings read downwards."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random
from typing import Literal, NamedTuple

from benchmarks.layouts.documents import Break, Heading, Item, Printed, Words
from benchmarks.layouts.grids import Cell, Grid, placed

Where = Literal["first", "last", "between", "after", "before"]
"""On which line the numbers of a row stand whose label takes several."""

PLACES: tuple[Where, ...] = ("first", "last", "between", "after", "before")
LINE = 80


class Look(NamedTuple):
    """How one document came out: where numbers stand, and whether blank lines part the rows."""

    numbers: Where
    airy: bool


def width_of(text: str) -> int:
    """Columns that a text takes."""
    return sum(1 if ord(one) < 0x2000 else 2 for one in text)


def wrapped(text: str, width: int) -> list[str]:
    """A text in pieces that fit."""
    lines = [""]
    for one in text:
        if lines[-1] and width_of(lines[-1] + one) > width:
            lines.append("")
        lines[-1] += one
    return lines


def pdf_text(items: Sequence[Item], random: Random) -> str:
    """The whole document."""
    look = Look(random.choice(PLACES), airy=random.randrange(2) == 1)
    lines: list[str] = []
    for item in items:
        match item:
            case Heading(text, level):
                lines += ["", " " * (20 if level == 1 else 4) + text]
            case Words(text):
                lines += wrapped("    " + text, LINE)
            case Break(page):
                lines += ["", " " * 36 + f"- {page} -", "\f"]
            case Printed(grid):
                lines += ["", *table_lines(grid, look), ""]
    return "\n".join(line.rstrip(" ") for line in lines) + "\n"


def column_widths(grid: Grid) -> list[int]:
    """Columns of blanks that each column of a table gets: numbers need theirs, labels are kept narrow."""
    matrix = placed(grid)
    widths = [8] * len(matrix[0])
    for line in matrix:
        for column, cell in enumerate(line):
            if cell and cell.columns == 1:
                widest = 4 if cell.rows > 9 else 12 if cell.rows > 1 and not cell.head else 10 if cell.head else 28
                widths[column] = max(widths[column] if cell.rows <= 9 else 0, min(width_of(cell.text), widest) + 2)
    return widths


def table_lines(grid: Grid, look: Look) -> Iterator[str]:
    """A table line by line."""
    matrix, widths = placed(grid), column_widths(grid)
    lefts = [sum(widths[:column]) for column in range(len(widths) + 1)]
    cells = [
        (row, column, cell, wrapped(cell.text, lefts[column + cell.columns] - lefts[column] - 2))
        for row, line in enumerate(matrix)
        for column, cell in enumerate(line)
        if cell
    ]
    tops = row_tops(len(matrix), cells, look)
    painted: dict[int, list[tuple[int, str]]] = {}
    for row, column, cell, texts in cells:
        top, height = tops[row], tops[row + cell.rows] - tops[row] - look.airy
        label = max((len(t) for r, _, c, t in cells if r == row and c.rows == 1 and c.entry is None), default=1)
        start = number_line(label, look) if cell.entry else (height - len(texts)) // 2 if cell.rows > 1 else 0
        for down, text in enumerate(texts):
            gap = label // 2 if label > 1 and look.numbers == "between" and cell.rows == 1 and not cell.entry else label
            shift = (
                1
                if gap <= down or (look.numbers == "before" and label > 1 and cell.rows == 1 and not cell.entry)
                else 0
            )
            painted.setdefault(top + start + down + shift, []).append((lefts[column], text))
    for at in range(tops[-1]):
        yield drawn(sorted(painted.get(at, [])))


def row_tops(rows: int, cells: Sequence[tuple[int, int, Cell, list[str]]], look: Look) -> list[int]:
    """The line on which each row begins, and the one behind the last."""
    heights = [1] * rows
    for row, _, cell, texts in cells:
        if cell.rows == 1:
            apart = look.numbers in ("between", "after", "before") and len(texts) > 1 and cell.entry is None
            heights[row] = max(heights[row], len(texts) + apart)
    for row, _, cell, texts in cells:
        short = len(texts) - sum(heights[row : row + cell.rows])
        heights[row + cell.rows - 1] += max(0, short)
    tops = [0]
    for height in heights:
        tops.append(tops[-1] + height + look.airy)
    return tops


def number_line(label: int, look: Look) -> int:
    """On which line of its row a number stands whose label takes ``label`` lines."""
    if label == 1:
        return 0
    return {"first": 0, "before": 0, "last": label - 1, "between": label // 2, "after": label}[look.numbers]


def drawn(pieces: Sequence[tuple[int, str]]) -> str:
    """Texts at their columns, at least two blanks apart."""
    line, end = "", 0
    for left, text in pieces:
        if not text:
            continue
        gap = max(left - end, 2 if line else 0)
        line += " " * gap + text
        end += gap + width_of(text)
    return line
