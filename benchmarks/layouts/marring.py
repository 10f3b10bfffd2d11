"""What is printed unlike the form: numbers run together, cells too few or too many, words in a number's cell, rows merged."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from random import Random

from benchmarks.layouts.changes import Sheets, guessed, lines_changed, pieces_changed
from benchmarks.layouts.grids import Grid, placed
from benchmarks.layouts.sheets import Entry, Line, Piece, Sheet
from schema.form import Figure, Form, Group, Table
from schema.form_loader import editions, load_form

NARROW = 6
"""Fewer columns than this fit any page."""


@cache
def figures() -> dict[str, Figure]:
    """The figures of every edition by address."""
    return {figure.address: figure for edition in editions() for figure in load_form(edition).figures}


def some_lines(sheets: Sheets, random: Random, change: Callable[[Line], Line]) -> Sheets:
    """Two lines of the table that has labels beside its rows changed."""

    def lines(found: list[Line]) -> list[Line]:
        at = random.sample(range(len(found)), 2)
        return [change(line) if place in at else line for place, line in enumerate(found)]

    return lines_changed(sheets, lines)


def digits_merged(sheets: Sheets, random: Random) -> Sheets:
    """Two neighbouring numbers of a line are printed without a gap."""

    def change(line: Line) -> Line:
        entries = list(line.entries)
        at = random.randrange(len(entries) - 1)
        one, other = entries[at : at + 2]
        if one.text.isdigit() and other.text.isdigit():
            entries[at : at + 2] = [Entry(one.text + other.text, hints=(*one.shows, *other.shows))]
            entries = list(map(guessed, entries))
        return line._replace(entries=tuple(entries))

    return some_lines(sheets, random, change)


def cell_lost(sheets: Sheets, random: Random) -> Sheets:
    """A line has one cell less than its head: which one is not there can only be guessed."""

    def change(line: Line) -> Line:
        entries = list(line.entries)
        lost = entries.pop(random.randrange(len(entries)))
        entries[0] = entries[0]._replace(hints=lost.shows)
        return line._replace(entries=tuple(map(guessed, entries)))

    return some_lines(sheets, random, change)


def cell_added(sheets: Sheets, random: Random) -> Sheets:
    """A line has one number more than its head."""

    def change(line: Line) -> Line:
        entries = list(map(guessed, line.entries))
        entries.insert(random.randrange(len(entries) + 1), Entry(str(random.randint(0, 9))))
        return line._replace(entries=tuple(entries))

    return some_lines(sheets, random, change)


def entries_changed(sheets: Sheets, change: Callable[[Entry, Figure], Entry]) -> Sheets:
    """Every entry of one typed figure that prints a number."""
    known = figures()

    def entry(one: Entry) -> Entry:
        figure = known[one.shows[0]] if len(one.shows) == 1 else None
        return change(one, figure) if figure and not figure.derived and one.text[-1:].isdigit() else one

    def piece(one: Piece) -> Piece:
        return one._replace(
            lines=tuple(line._replace(entries=tuple(map(entry, line.entries))) for line in one.lines),
        )

    return pieces_changed(sheets, piece)


def annotated(sheets: Sheets, random: Random) -> Sheets:
    """A remark in brackets behind some numbers, a unit behind others."""

    def change(entry: Entry, figure: Figure) -> Entry:
        if random.randrange(9) or figure.kind != "count":
            return entry
        remark = random.choice(("（其中修订 {n} 件）", "（含自然失效{n}件）", "(其中：法人{n}件)"))
        return entry._replace(text=entry.text + remark.format(n=random.randint(1, 9)), note=entry.shows[0])

    return entries_changed(sheets, change)


def with_units(sheets: Sheets, random: Random) -> Sheets:
    """The unit behind some numbers."""

    def change(entry: Entry, figure: Figure) -> Entry:
        unit = random.choice((figure.column.unit, f" {figure.column.unit}", "", ""))
        return entry._replace(text=entry.text + unit)

    return entries_changed(sheets, change)


def signs_in_words(sheets: Sheets, random: Random) -> Sheets:
    """A change printed as a word and a number."""

    def change(entry: Entry, figure: Figure) -> Entry:
        if figure.kind != "signed" or entry.text == "0":
            return entry
        less, more = random.choice((("减", "增"), ("减少", "增加"), ("－", "+"), ("减 ", "增 ")))
        number = entry.text.removeprefix("-")
        return entry._replace(text=(less if number != entry.text else more) + number)

    return entries_changed(sheets, change)


def amounts_in_yuan(sheets: Sheets, _: Random) -> Sheets:
    """An amount in another unit than the form's, which the cell names."""

    def change(entry: Entry, figure: Figure) -> Entry:
        if figure.kind != "amount":
            return entry
        yuan = f"{Decimal(entry.text) * 10_000:f}"
        yuan = yuan.rstrip("0").rstrip(".") if "." in yuan else yuan
        return entry._replace(text=f"{yuan}元", note=entry.shows[0])

    return entries_changed(sheets, change)


def merged_groups(form: Form) -> list[tuple[str, Table, Group]]:
    """Headings over rows that another edition prints as one row: (section id, table, heading)."""
    others = [load_form(edition) for edition in editions() if edition != form.id]
    rows = {(f.section, f.row.id) for other in others for f in other.figures}
    found = [(section.id, section.table, group) for section in form.sections for group in groups(section.table)]
    return [(section, table, group) for section, table, group in found if table and (section, group.id) in rows]


def groups(table: Table | None) -> tuple[Group, ...]:
    """The headings over rows of a table."""
    return table.groups if table else ()


def group_as_row(sheets: Sheets, _: Random) -> Sheets:
    """A heading over rows of the newest edition printed as one row, as an older one has it."""
    form = load_form(editions()[0])
    for section, table, group in merged_groups(form):
        columns = next(
            block.columns for block in table.blocks if any(row.id.startswith(group.id) for row in block.rows)
        )
        bases = [f"{section}.{group.id}.{column.id}" for column in columns]

        def lines(found: list[Line], label: str = group.label, bases: list[str] = bases) -> list[Line]:
            inside = [line for line in found if label in line.labels[:-1]]
            at = found.index(inside[0])
            rows = zip(*(line.entries for line in inside), strict=True)
            entries = [one_of(row, base) for row, base in zip(rows, bases, strict=True)]
            labels = (*inside[0].labels[: inside[0].labels.index(label)], label)
            return [*found[:at], Line(labels, tuple(entries)), *found[at + len(inside) :]]

        sheets = lines_changed(sheets, lines)
    return sheets


def one_of(entries: tuple[Entry, ...], base: str) -> Entry:
    """One cell for several: a zero shows all of them, another number none."""
    total = sum(int(entry.text) for entry in entries)
    shows = tuple(address for entry in entries for address in entry.shows if not figures()[address].derived)
    return Entry("0", shows) if total == 0 else Entry(str(total), note=base if shows else "")


def over_pages(*, headed: bool) -> Callable[[Sheets, Random], Sheets]:
    """Every table goes on once on the next page, with its heads again or without; blocks go on between two of them."""

    def change(sheets: Sheets, random: Random) -> Sheets:
        return [part for sheet in sheets for part in halves(sheet, random, headed=headed)]

    return change


def halves(sheet: Sheet, random: Random, *, headed: bool) -> list[Sheet]:
    """A sheet as two."""
    if sheet.layout == "blocks":
        at = random.randrange(1, len(sheet.pieces))
        return [sheet._replace(pieces=part) for part in (sheet.pieces[:at], sheet.pieces[at:])]
    if sheet.layout == "across":
        return [sheet]
    (piece,) = sheet.pieces
    at = random.randrange(1, len(piece.lines))
    first, rest = piece._replace(lines=piece.lines[:at]), piece._replace(lines=piece.lines[at:], headed=headed)
    return [sheet._replace(pieces=(part,)) for part in (first, rest)]


def cut_to(width: int) -> Callable[[Grid, Random], Grid]:
    """Only so many cells of a line were kept, wherever they began."""
    return lambda grid, _: [line[:width] for line in grid]


def right_edge_cut(columns: int) -> Callable[[Grid, Random], Grid]:
    """The last columns of wide tables lay beyond the edge of the page."""

    def cut(grid: Grid, _: Random) -> Grid:
        matrix = placed(grid)
        edge = len(matrix[0]) - columns
        if edge < NARROW:
            return grid
        kept = [[(place, cell) for place, cell in enumerate(line[:edge]) if cell] for line in matrix]
        return [[cell._replace(columns=min(cell.columns, edge - place)) for place, cell in line] for line in kept]

    return cut


def labels_before_numbers(grid: Grid, random: Random) -> Grid:
    """Now and then the labels of several lines come first and all their numbers, a line for each, behind them."""
    found: Grid = []
    rest = list(grid)
    while rest:
        count = random.choice((1, 1, 1, 3))
        taken, rest = rest[:count], rest[count:]
        if len(taken) == 1 or any(cell.head for line in taken for cell in line):
            found += taken
            continue
        found += [[cell for cell in line if cell.entry is None] for line in taken]
        found += [[cell for cell in line if cell.entry is not None] for line in taken]
    return [line for line in found if line]
