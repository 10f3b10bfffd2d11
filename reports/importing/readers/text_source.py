"""Plain text as a document: copied from a page or from Word, tab-separated, with bars between cells, or laid out by blanks."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

from reports.faults import ReportFault
from reports.importing.contents import Cell, Contents, Grid, Item, Paragraph
from reports.importing.lines.printed_cell import prints_figure
from reports.importing.lines.strips import name_and_figures
from reports.importing.readers.stored_text import BLANKS, WIDTHS
from reports.terminal_text import without
from schema.clip_text import read_clip
from schema.language import _

Shape = Literal["tabs", "bars", "gaps", "line", "blank"]
"""What holds the cells of a line apart; a line is one cell or running text."""

_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_GAP = re.compile(r"[ \u3000]{2,}")
_FIGURES = re.compile(r"[\d.,]+(?: +[\d.,]+)+")
_RULE = re.compile(r"\s*(?:\|\s*)?:?-{2,}:?\s*(?:\|\s*(?:(?::-*:?|-+:?)\s*)?)*")

FEWEST_COLUMNS = 3
FEWEST_ROWS = 3
MOST_ALIKE = 0.9
"""So many rows with so many cells between commas, that share of them equally wide, are no prose."""

SHORTEST_PIECE = 8
"""A head broken over two lines has pieces of at most so many characters."""


def read_text(text: str) -> Contents:
    """The paragraphs and tables of a text. Its lines may have been broken by width. ReportFault for a table between commas."""
    if is_csv(text):
        raise ReportFault(
            _(
                "这是用逗号分隔的文件（CSV），读不出哪些是表格、哪些是文字：请在 Excel 或 WPS 中打开，另存为 .xlsx 再导入"
            )
        )
    lines = [without(WIDTHS.sub(" ", line)).rstrip(" \u3000") for line in _ENDS.sub("\n", text).split("\n")]
    items: list[Item] = []
    cut = 0
    shapes = [_shape(line) for line in lines]
    for shape, run in groupby(_joined(lines, shapes), key=lambda pair: pair[0]):
        block = [line for _shape_, line in run]
        if shape == "line":
            items += [Paragraph(stored(line)) for line in block]
        elif shape == "tabs":
            clip = read_clip("\n".join(block))
            cut += clip.cut
            is_placed = len({len(row) for row in clip.rows}) == 1  # as Word and Excel copy them: columns are places
            items.append(grid(clip.rows, placed=is_placed))
        else:
            items.append(_table(shape, block))
    told = _("文字里的表格太长，有 {n} 行没有读：请只留下报告的表格再导入").format(n=cut)
    return Contents("text", tuple(items), wrapped=True, remarks=(told,) if cut else ())


def is_csv(text: str) -> bool:
    """Whether a text is plainly a worksheet saved with commas between the cells, as Excel does."""
    widths: Counter[int] = Counter()
    try:
        for row in csv.reader(text.lstrip("\ufeff").splitlines(keepends=True), strict=True):
            widths[len(row)] += bool(row)
    except csv.Error:
        return False
    [(width, rows)] = widths.most_common(1) or [(0, 0)]
    return width >= FEWEST_COLUMNS and rows >= max(FEWEST_ROWS, MOST_ALIKE * widths.total())


def stored(line: str) -> str:
    """A line of text as stored prose: two stars around words are bold there too, others stand for themselves."""
    return line.strip(" \u3000\t")


def _shape(line: str) -> Shape:
    if not line.strip():
        return "blank"
    if "\t" in line.strip(" \u3000"):
        return "tabs"
    if "|" in line:
        return "bars"
    chunks = _GAP.split(line.strip(" \u3000"))
    figures = sum(prints_figure(chunk) or bool(_FIGURES.fullmatch(chunk)) for chunk in chunks)
    return "gaps" if len(chunks) > 1 and (figures or len(chunks) > 2 or line.startswith("   ")) else "line"


def _joined(lines: Sequence[str], shapes: Sequence[Shape]) -> Iterator[tuple[Shape, str]]:
    """The lines with their shapes; short lines between bars are cells of the same table, blank lines are nothing."""
    followers: list[Shape] = []
    below: Shape = "line"
    for shape in reversed(shapes):
        followers.append(below)
        below = below if shape == "blank" else shape
    for place, (line, shape, following) in enumerate(zip(lines, shapes, reversed(followers), strict=True)):
        if shape == "blank":
            continue
        if (shape == "line" and following == "bars" and len(line.strip()) <= 40) or (
            shape == "line" and place and shapes[place - 1] == "bars" and len(line.strip()) <= SHORTEST_PIECE
        ):
            yield "bars", line
        else:
            yield shape, line


def _table(shape: Shape, block: Sequence[str]) -> Grid:
    """A table whose cells stand between gaps or bars."""
    if shape == "gaps":
        return grid([_split_gaps(line) for line in block])
    if _is_rows(block):
        return grid([_split_bars(line) for line in block if not _RULE.fullmatch(line)])
    return grid([(cell,) for cell in _cells_between_bars(block)])


def grid(rows: Sequence[Sequence[str]], *, placed: bool = False) -> Grid:
    """A table of lines, whose cells only follow each other unless their columns are known to be real places."""
    return Grid(
        tuple(
            Cell(BLANKS.sub(" ", cell).strip(), number, place)
            for number, row in enumerate(rows)
            for place, cell in enumerate(row)
        ),
        placed=placed,
    )


def _split_gaps(line: str) -> list[str]:
    """The pieces of a line between wide gaps; figures with single blanks between them are several."""
    cells: list[str] = []
    for chunk in _GAP.split(line.strip(" \u3000")):
        cells += chunk.split() if _FIGURES.fullmatch(chunk) else name_and_figures(chunk)
    return cells


def _split_bars(line: str) -> list[str]:
    inner = line.strip()
    if inner.startswith("|") and inner.endswith("|") and len(inner) > 1:
        inner = inner[1:-1]
    return [cell.strip() for cell in inner.split("|")]


def _is_rows(block: Sequence[str]) -> bool:
    """Whether a line is a row: most lines with a figure have a name before it."""
    with_figures = [line for line in block if any(prints_figure(cell) for cell in line.split("|") if cell.strip())]
    rows = sum(sum(bool(cell.strip()) for cell in line.split("|")) > 1 for line in with_figures)
    return bool(with_figures) and rows * 2 > len(with_figures)


def _cells_between_bars(block: Sequence[str]) -> Iterator[str]:
    """Cells each on a line of its own, with bars behind or between them; a short piece of a head goes on in the next line."""
    cell, closed = "", True
    for line in block:
        pieces = line.split("|")
        for number, piece in enumerate(pieces):
            text = piece.strip()
            if number:  # a bar closes what stands before it
                if not closed or not cell:
                    yield cell
                cell, closed = "", True
            if not text:
                continue
            if cell and not _goes_on(cell, text):
                yield cell
                cell = ""
            cell, closed = (f"{cell} {text}" if cell else text), False
    if cell:
        yield cell


def _goes_on(cell: str, text: str) -> bool:
    short = max(len(cell), len(text)) <= SHORTEST_PIECE
    return short and not prints_figure(cell) and not prints_figure(text)
