"""Documents as text: copied from a page or from Word, a cell a line, with pipes in all the ways that sites leave behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from benchmarks.layouts.documents import Break, Heading, Item, Printed, Words
from benchmarks.layouts.grids import Grid, placed

TableLines = Callable[[Grid, Random], Iterator[str]]
PAGE_NUMBERS = ("- {n} -", "— {n} —", "第 {n} 页 共 9 页")


def text(
    write: TableLines, between: str = "\n\n", page_numbers: Sequence[str] = PAGE_NUMBERS
) -> Callable[[Sequence[Item], Random], str]:
    """A whole document with its tables written so; ``between`` stands between paragraphs."""

    def document(items: Sequence[Item], random: Random) -> str:
        number = random.choice(page_numbers)
        pieces = []
        for item in items:
            match item:
                case Heading(words) | Words(words):
                    pieces.append(words)
                case Break(page):
                    pieces.append(number.format(n=page))
                case Printed(grid):
                    pieces.append("\n".join(write(grid, random)))
        return between.join(pieces) + "\n"

    return document


def tabs(grid: Grid, _: Random) -> Iterator[str]:
    """As a browser copies a table: the cells that begin in a line, with tabs between them."""
    return ("\t".join(cell.text for cell in line) for line in grid)


def all_tabs(grid: Grid, _: Random) -> Iterator[str]:
    """As Word or a worksheet copies it: every place is there, blank where a merged cell goes on."""
    return ("\t".join(cell.text if cell else "" for cell in line) for line in placed(grid))


def cell_lines(grid: Grid, _: Random) -> Iterator[str]:
    """Each cell on a line of its own; one that prints nothing is not there."""
    return (cell.text for line in grid for cell in line if cell.text)


def cell_paragraphs(grid: Grid, random: Random) -> Iterator[str]:
    """Each cell a paragraph, with blanks around it."""
    for line in grid:
        for cell in line:
            if cell.text:
                yield from (f"{random.choice(('', ' ', '  '))}{cell.text}{random.choice(('', ' '))}", "")


def lone_pipes(phantoms: int) -> TableLines:
    """A line for each cell and a line with a pipe behind it; ``phantoms`` more columns that nothing stands in."""

    def lines(grid: Grid, _: Random) -> Iterator[str]:
        width = len(placed(grid)[0])
        for line in grid:
            for cell in line:
                yield from ((cell.text, "|") if cell.text else ("|",))
            rest = width - len(line) + phantoms
            if phantoms and rest:
                yield "|" * rest

    return lines


def trailing_pipes(phantoms: int) -> TableLines:
    """A line for each cell with a pipe at its end; now and then the pipe slips to the next line."""

    def lines(grid: Grid, random: Random) -> Iterator[str]:
        width = len(placed(grid)[0])
        for line in grid:
            for cell in line:
                if cell.entry is None and cell.text and random.randrange(12) == 0:
                    yield from (cell.text, "|")
                else:
                    yield f"{cell.text} |"
            rest = width - len(line) + phantoms
            if phantoms and rest:
                yield "|" * rest

    return lines


def leading_lone_pipes(phantoms: int) -> TableLines:
    """A lone pipe before each line of the table, its cells below it, the last one followed by empty columns."""

    def lines(grid: Grid, _: Random) -> Iterator[str]:
        width = len(placed(grid)[0]) + phantoms
        for line in grid:
            yield "|"
            *others, last = line
            yield from (f"{cell.text} |" if cell.text else "|" for cell in others)
            yield f"{last.text} {'|' * max(1, width - len(others))}"

    return lines


def pipe_rows(phantoms: int, leading: str = "") -> TableLines:
    """A line for each row with pipes between its cells; columns that merged cells cover are empty ones at the end."""

    def lines(grid: Grid, _: Random) -> Iterator[str]:
        width = len(placed(grid)[0]) + phantoms
        for line in grid:
            cells = " | ".join(cell.text for cell in line)
            yield f"{leading}{cells} |{'|' * (width - len(line))}"

    return lines


def runs(grid: Grid, random: Random) -> Iterator[str]:
    """Cells with one or two blanks between them and nothing else."""
    return (random.choice((" ", "  ")).join(cell.text for cell in line if cell.text) for line in grid)
