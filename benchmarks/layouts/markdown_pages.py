"""Documents as Markdown: our own export, and what other programs make of a document with merged cells."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from benchmarks.layouts.documents import Break, Heading, Item, Printed, Words
from benchmarks.layouts.grids import Cells, Grid, placed
from benchmarks.layouts.text_pages import TableLines


def markdown(write: TableLines) -> Callable[[Sequence[Item], Random], str]:
    """A whole document with its tables written so."""

    def document(items: Sequence[Item], random: Random) -> str:
        pieces = []
        for item in items:
            match item:
                case Heading(words, level):
                    pieces.append(f"{'#' * level} {words}")
                case Words(words):
                    pieces.append(words)
                case Break(page):
                    pieces.append(f"— {page} —")
                case Printed(grid):
                    pieces.append("\n".join(write(grid, random)))
        return "\n\n".join(pieces) + "\n"

    return document


def row(cells: Sequence[str]) -> str:
    """A line of a pipe table."""
    return f"| {' | '.join(cells)} |"


def ruled(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    """Lines of a pipe table with the first as its head."""
    yield row(lines[0])
    yield "|" + " --- |" * len(lines[0])
    yield from map(row, lines[1:])


def converted(grid: Grid, _: Random) -> Iterator[str]:
    """As converters of documents write it: cells merged to the right leave blanks, those merged downwards nothing."""

    def texts(line: Cells) -> list[str]:
        return [text for cell in line for text in (cell.text, *[""] * (cell.columns - 1))]

    return ruled([texts(line) for line in grid])


def filled(grid: Grid, _: Random) -> Iterator[str]:
    """Every place of the grid is there, blank where a merged cell goes on."""
    return ruled([[cell.text if cell else "" for cell in line] for line in placed(grid)])


def headless(grid: Grid, _: Random) -> Iterator[str]:
    """Pipe rows without a rule under the first: no table to a reader of Markdown."""
    return (row([cell.text for cell in line]) for line in grid)


def in_pieces(grid: Grid, random: Random) -> Iterator[str]:
    """One table in many small ones, each with a rule under its first line."""
    rest = list(grid)
    while rest:
        count = random.randint(1, 9)
        yield from ruled([[cell.text for cell in line] for line in rest[:count]])
        yield ""
        rest = rest[count:]
