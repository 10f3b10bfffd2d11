"""The rows, columns and headings of one table, found by their names in a pasted block, and what each of its lines is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from schema.clip_labels import MOST_SEARCHES, Names
from schema.clip_text import Row as Cells
from schema.form import Block, Figure, Form, Row, Section
from schema.values import MARKS

_NUMBER = re.compile(r"[-+(]?[\d.,]+\)?(件|条|份|项|万元|元)?", re.ASCII)

LineKind = Literal["head", "heading", "row", "other"]
"""Names of columns, a heading over rows, a row that has a name, anything else."""


def is_number_like(cell: str) -> bool:
    """Whether a cell looks like a figure, be it a permitted one or not, or a mark in place of one."""
    plain = unicodedata.normalize("NFKC", cell).strip()
    return cell.strip() in MARKS or (_NUMBER.fullmatch(plain) is not None and any(ch.isdigit() for ch in plain))


class FormRow(NamedTuple):
    """A row of the form with its figures in the order of its block's columns."""

    block: Block
    row: Row
    figures: tuple[Figure, ...]


class TableNames:
    """The names of one section's table."""

    def __init__(self, form: Form, section: Section, most_searches: int = MOST_SEARCHES) -> None:
        assert section.table is not None
        self.section = section
        self.table = section.table
        figures: dict[tuple[int, str], list[Figure]] = {}
        for figure in form.figures:
            if figure.section == section.id:
                figures.setdefault((id(figure.block), figure.row.id), []).append(figure)
        self.rows = [
            FormRow(block, row, tuple(figures[id(block), row.id])) for block in self.table.blocks for row in block.rows
        ]
        self.depth = max(len(self.table.groups_of(row.row.id)) for row in self.rows)
        """How many headings stand over the row with most of them."""
        named: list[tuple[str, int]] = []
        for place, (_, row, _) in enumerate(self.rows):
            over = [group.label for group in self.table.groups_of(row.id)]
            named += [(name, place) for name in (row.label, row.short, *row.aliases)]
            named += [("".join(over[first:]) + row.label, place) for first in range(len(over))]
        self.row_names = Names(named, most_searches)
        self.heading_names = Names(
            ((name, place) for place, group in enumerate(self.table.groups) for name in (group.label, *group.aliases)),
            most_searches,
        )
        self.column_names = {id(block): Names(column_names(block)) for block in self.table.blocks}

    def rows_named(self, text: str, headings: Sequence[str]) -> frozenset[int]:
        """The rows that a text may name, under the headings that stand over it."""
        found = self.row_names.find(text)
        if len(found) < 2:
            return found
        over = {heading for text in headings for heading in self.heading_names.find(text)}
        under = [self.table.groups[place].id + "." for place in over]
        narrowed = {row for row in found if any(self.rows[row].row.id.startswith(group) for group in under)}
        return frozenset(narrowed) or found

    def columns_named(self, cells: Cells) -> int:
        """How many cells name a column, in the block where most do."""
        return max(sum(bool(names.find(cell)) for cell in cells) for names in self.column_names.values())


def column_names(block: Block) -> list[tuple[str, int]]:
    """Every name of every column of a block, with its place."""
    return [
        (name, place)
        for place, column in enumerate(block.columns)
        for name in (column.label, column.short, column.group + column.label, *column.aliases)
    ]


@dataclass
class Outline:
    """What each line of a block is under one table's names.

    ``label_at`` is where a row's name stands, ``named`` the rows of the form that it may be.
    """

    kinds: list[LineKind] = field(default_factory=list)
    label_at: list[int] = field(default_factory=list)
    named: list[frozenset[int]] = field(default_factory=list)

    @property
    def rows_found(self) -> int:
        """How many lines are rows with a name that the table has."""
        return sum(kind == "row" for kind in self.kinds)

    @property
    def heads_found(self) -> int:
        """How many lines name columns."""
        return sum(kind == "head" for kind in self.kinds)


def outline(names: TableNames, rows: Sequence[Cells]) -> Outline:
    """What the lines of a block are under a table's names; headings count for the lines below them."""
    found = Outline()
    headings: list[str] = []
    for cells in rows:
        kind, at, named = line_kind(names, cells, headings)
        found.kinds.append(kind)
        found.label_at.append(at)
        found.named.append(named)
    return found


def line_kind(names: TableNames, cells: Cells, headings: list[str]) -> tuple[LineKind, int, frozenset[int]]:
    """What a line is, where its name stands and what that may be; headings in it are put into ``headings``."""
    own = [cell for cell in cells if not is_number_like(cell) and names.heading_names.find(cell)]
    if own:
        headings[:] = own
    at, named = -1, frozenset[int]()
    for place, cell in enumerate(cells):
        named = frozenset() if cell in own or is_number_like(cell) else names.rows_named(cell, own or headings)
        if named:
            at = place
            break
    if not any(map(is_number_like, cells)):
        columns = names.columns_named(cells)
        if columns > bool(named):
            return "head", -1, frozenset()
    if named:
        return "row", at, named
    return ("heading" if own and not any(map(is_number_like, cells)) else "other"), -1, named
