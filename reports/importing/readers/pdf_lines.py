"""The lines of text on the pages of a PDF: lines of one paragraph come together, wide gaps part cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from reports.importing.contents import Cell, Grid, Item, Paragraph
from reports.importing.lines.line_signs import STOPS
from reports.importing.readers.pdf_chars import Char, is_wide, spaced
from reports.importing.readers.stored_text import Run, plain, stored

EDGE = 0.12
"""The part of a page's height, above and below, in which page numbers and running heads stand."""

WIDE = 2.0
"""A gap of so many characters parts the cells of a table without lines."""

MOST_INDENT = 4.0
"""Characters by which a paragraph's first line is indented at most; a title in the middle is further in."""

APART = 3.0
"""Sizes from one line to the next within a paragraph at most."""

SLACK = 2.5
"""Characters that may be missing at the right end of a full line."""


class TextLine(NamedTuple):
    """A line: its runs, where it stands on its page, how large it is written, and the cells that wide gaps make of it."""

    page: int
    top: float
    left: float
    right: float
    size: float
    runs: tuple[Run, ...]
    cells: tuple[str, ...]
    at_edge: bool

    @property
    def text(self) -> str:
        """The plain text."""
        return plain([("".join(text for text, _ in self.runs), False)])


def line_of(chars: Sequence[Char], page: int, height: float) -> TextLine:
    """The line of these characters on a page of this height."""
    size = max(char["size"] for char in chars)
    runs: list[Run] = []
    cells = [""]
    for blank, gap, char in spaced(chars):
        is_apart = gap > WIDE * size
        runs.append(((" " if is_apart else blank) + char["text"], "bold" in char["fontname"].lower()))
        if is_apart:
            cells.append("")
        cells[-1] += char["text"] if not cells[-1] else blank + char["text"]
    top, bottom = min(char["top"] for char in chars), max(char["bottom"] for char in chars)
    at_edge = bottom < height * EDGE or top > height * (1 - EDGE)
    return TextLine(
        page,
        top,
        chars[0]["x0"],
        chars[-1]["x1"],
        size,
        tuple(runs),
        tuple(plain([(text, False)]) for text in cells),
        at_edge,
    )


def paragraphs(lines: Sequence[TextLine]) -> Iterator[Item]:
    """Lines that follow each other, a full one together with the next where that is not indented.

    Where no paragraph is indented, a full line at the end of a sentence may be the last one: it is taken for that.
    """
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    indents = any(line.size < line.left - left < MOST_INDENT * line.size for line in lines)
    joined: list[Run] = list(lines[0].runs)
    for line, following in pairwise(lines):
        full = right - line.right < SLACK * line.size and (indents or not line.text.endswith(tuple(STOPS)))
        near = line.page != following.page or following.top - line.top < APART * line.size
        goes_on = near and following.left - left < following.size and abs(line.size - following.size) < 1
        if not (full and goes_on):
            yield from _paragraph(joined)
            joined = []
        elif line.text[-1:].isdigit() and following.text[:1].isdigit():
            joined.append((" ", False))  # 2023 at the end of a line and 12 in the next one are no number
        joined += following.runs
    yield from _paragraph(joined)


def _paragraph(runs: Iterable[Run]) -> Iterator[Item]:
    """The paragraph of these runs; figures alone are not bold: many fonts of Han characters have no bold of their own."""
    pieces = [("".join(text for text, _ in group), bold) for bold, group in groupby(runs, key=lambda run: run[1])]
    if text := stored((text, bold and any(map(is_wide, text))) for text, bold in pieces):
        yield Paragraph(text)


def aligned(lines: Sequence[TextLine]) -> Iterator[Item]:
    """Lines of a document without ruled tables: those with wide gaps are rows of a table."""
    rows: list[TextLine] = []
    texts: list[TextLine] = []
    for line in lines:
        if len(line.cells) > 1:
            yield from paragraphs(texts) if texts else ()
            texts = []
            rows.append(line)
        else:
            yield from _rows(rows)
            rows = []
            texts.append(line)
    yield from _rows(rows)
    yield from paragraphs(texts) if texts else ()


def _rows(lines: Sequence[TextLine]) -> Iterator[Item]:
    if lines:
        yield Grid(
            tuple(Cell(text, row, column) for row, line in enumerate(lines) for column, text in enumerate(line.cells)),
            placed=False,
        )
