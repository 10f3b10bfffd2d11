"""A statutory table before it is drawn: lines of entries under their heads, made from the form's own data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from schema.form import Block, Column, Form, Layout, Table
from schema.values import Value, show


class Entry(NamedTuple):
    """What stands in one cell: the text, the figures that it shows plainly, those that can only be guessed from it.

    ``note`` is the address under which the whole text is to be kept, "" where it says no more than the figures.
    """

    text: str
    shows: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    note: str = ""


class Head(NamedTuple):
    """The headings over a column, its own last."""

    path: tuple[str, ...]
    derived: bool = False


class Line(NamedTuple):
    """A row: the headings over it, its own label last, and its entries."""

    labels: tuple[str, ...]
    entries: tuple[Entry, ...]


class Piece(NamedTuple):
    """Lines that share their heads; without ``headed`` these are not printed again."""

    title: str
    stub: tuple[str, ...]
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    headed: bool = True


class Sheet(NamedTuple):
    """A table as it is printed in one go; a section has several where a page or a site cut it."""

    section: str
    layout: Layout
    pieces: tuple[Piece, ...]
    corner: str = ""


def sheets_of(form: Form, values: Mapping[str, Value]) -> list[Sheet]:
    """The tables of a report as the form prints them."""
    addresses = iter(figure.address for figure in form.figures)
    return [
        Sheet(
            section.id,
            section.table.layout,
            tuple(piece_of(section.table, block, addresses_of(block, addresses), values) for block in section.table.blocks),
            section.table.corner,
        )
        for section in form.sections
        if section.table
    ]  # fmt: skip


def addresses_of(block: Block, addresses: Iterator[str]) -> list[list[str]]:
    """The addresses of a block, row by row, taken from those of the form in printed order."""
    return [[next(addresses) for _ in block.columns] for _ in block.rows]


def piece_of(table: Table, block: Block, addresses: list[list[str]], values: Mapping[str, Value]) -> Piece:
    """One block with its figures."""
    lines = [
        Line(
            (*(group.label for group in table.groups_of(row.id)), row.label),
            tuple(Entry(show(values[address]), (address,)) for address in line),
        )
        for row, line in zip(block.rows, addresses, strict=True)
    ]
    stub = table.stub_titles or (block.stub,)
    return Piece(block.title, stub, tuple(head_of(table, column) for column in block.columns), tuple(lines))


def head_of(table: Table, column: Column) -> Head:
    """What stands over a column."""
    return Head(tuple(filter(None, (table.column_title, column.group, column.label))), bool(column.sum))
