"""What a foreign document holds, whatever its format: paragraphs and tables in reading order."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Paragraph(NamedTuple):
    r"""A piece of running text in stored form (``**bold**``, ``\\*`` a star), never empty.

    ``level`` is that of a heading that the source marks as one (1 to 6), 0 for anything else.
    """

    text: str
    level: int = 0


class Cell(NamedTuple):
    """A cell of a table where it begins: its plain text, its place (from 0), and over how many rows and columns it is merged.

    Line breaks inside a cell are blanks. A cell that prints nothing has an empty text.
    """

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


class Grid(NamedTuple):
    """A table: the cells that begin in it, row by row.

    ``placed`` says whether columns are real places (a page, a document, a worksheet); in text they only count the cells
    of a line.
    """

    cells: tuple[Cell, ...]
    placed: bool = True


Item: TypeAlias = Paragraph | Grid


class Contents(NamedTuple):
    """A document. ``kind`` is its format: html, md, text, docx, xlsx, pdf.

    ``wrapped`` says that its lines were broken by width, so that a paragraph may go on in the next one (pdf, text). ``title``
    is what the source states as its own title outside of the text, if it does. ``remarks`` are sentences on what was left
    out or could not be read: each becomes a doubt.
    """

    kind: str
    items: tuple[Item, ...]
    wrapped: bool = False
    title: str = ""
    remarks: tuple[str, ...] = ()
