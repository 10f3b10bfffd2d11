"""What a report shows once it is exported, in the words of what an import reads."""

from __future__ import annotations

import re

from reports.importing.contents import Contents, Grid, Paragraph
from reports.importing.readers.stored_text import stored
from reports.markdown_text import paragraphs, spans
from reports.terminal_text import without

BLANKS = re.compile(r"[\s\u3000]+")


def canonical(text: str) -> list[str]:
    """The paragraphs of a prose part as an import writes them: same text, same bold, in one way of writing."""
    return [line for one in paragraphs(text) if (line := stored(spans(without(one))))]


def squeezed(text: str) -> str:
    """A text in which blanks do not count beyond being there."""
    return BLANKS.sub(" ", without(text)).strip(" ")


def paragraphs_of(contents: Contents) -> list[str]:
    """The running text of contents that is no heading."""
    return [item.text for item in contents.items if isinstance(item, Paragraph) and not item.level]


def headings_of(contents: Contents) -> list[tuple[int, str]]:
    """The headings of contents with their levels."""
    return [(item.level, item.text) for item in contents.items if isinstance(item, Paragraph) and item.level]


def grids_of(contents: Contents) -> list[Grid]:
    """The tables of contents."""
    return [item for item in contents.items if isinstance(item, Grid)]


def rows_of(grid: Grid) -> list[list[str]]:
    """The texts of a table's cells, row by row."""
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(height_of(grid))]


def height_of(grid: Grid) -> int:
    """How many rows a table has."""
    return max((cell.row + cell.rows for cell in grid.cells), default=0)
