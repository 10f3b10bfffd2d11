"""A document as one sequence of strips: the rows of its tables and its paragraphs, in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from reports.importing.contents import Contents, Grid
from reports.importing.lines.page_numbers import is_page_number
from reports.importing.lines.printed_cell import prints_figure
from reports.markdown_text import plain_text

MOST_STRIPS = 3_000
"""A report with a cell a line has not five hundred; what is beyond is not looked at."""

MOST_CELLS = 6_000
"""Cells with text in all strips; a report has not one thousand."""

LONGEST_LABEL = 80
"""Characters of a paragraph that may be a cell printed on a line of its own; longer ones are sentences."""


class Strip(NamedTuple):
    """The cells that stand in one line.

    ``item`` is the place of its paragraph or table in the document, ``columns`` where each cell begins and ends; ``grid``
    says that it is part of a table, ``placed`` that its columns are real places.
    """

    item: int
    cells: tuple[str, ...]
    columns: tuple[tuple[int, int], ...]
    grid: bool = False
    placed: bool = False
    reaches: int = 0
    """The first column that no cell of it covers, cells from rows above counted."""

    @property
    def has_figures(self) -> bool:
        """Whether any of its cells is a figure or a mark."""
        return any(map(prints_figure, self.cells))

    @property
    def alone(self) -> bool:
        """Whether it is a single cell."""
        return len(self.cells) == 1


class Strips(NamedTuple):
    """The strips of a document that are looked at, and the first that is not; None where that is all of them."""

    looked_at: list[Strip]
    left: Strip | None = None


def strips_of(contents: Contents) -> Strips:
    """The strips of a document, up to `MOST_STRIPS` and `MOST_CELLS`; page numbers and sentences are none."""
    found: list[Strip] = []
    cells = 0
    for strip in _all_strips(contents):
        cells += sum(bool(cell.strip()) for cell in strip.cells)
        if len(found) >= MOST_STRIPS or cells > MOST_CELLS:
            return Strips(found, strip)
        found.append(strip)
    return Strips(found)


def _all_strips(contents: Contents) -> Iterator[Strip]:
    for place, item in enumerate(contents.items):
        if isinstance(item, Grid):
            yield from _of_grid(place, item)
        elif len(item.text) <= LONGEST_LABEL and not _is_running(item.text):
            yield _of_paragraph(place, plain_text(item.text))


def _is_running(text: str) -> bool:
    """Whether a short paragraph is no cell: a sentence, a footnote, the number of a page."""
    return text.rstrip().endswith(("。", "；", "：")) or text.startswith("注") or is_page_number(text)


def _of_paragraph(place: int, text: str) -> Strip:
    cells = name_and_figures(text)
    return Strip(place, cells, tuple((number, number + 1) for number in range(len(cells))))


def name_and_figures(text: str) -> tuple[str, ...]:
    """A line in which figures follow a name after single blanks, as its cells; any other line is one cell."""
    words = text.split()
    figures = 0
    while figures < len(words) - 1 and prints_figure(words[-1 - figures]):
        figures += 1
    if not figures or not any(any(map(str.isdigit, word)) for word in words[-figures:]):
        return (text,)
    return (" ".join(words[:-figures]), *words[-figures:])


def _of_grid(place: int, grid: Grid) -> Iterator[Strip]:
    below: dict[int, int] = {}  # column → first row that a merged cell from above leaves free
    for row, run in groupby(grid.cells, key=lambda cell: cell.row):
        cells = list(run)
        for cell in cells:
            for column in range(cell.column, cell.column + cell.columns):
                below[column] = max(below.get(column, 0), row + cell.rows)
        if len(cells) == 1 and is_page_number(cells[0].text):
            continue
        reaches = 1 + max(column for column, free in below.items() if free > row)
        spans = tuple((cell.column, cell.column + cell.columns) for cell in cells)
        yield Strip(place, tuple(cell.text for cell in cells), spans, grid=True, placed=grid.placed, reaches=reaches)
