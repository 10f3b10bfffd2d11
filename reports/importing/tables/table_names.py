"""The rows, headings and columns of one statutory table by the names that documents print, whole, cut or with slips in them."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple

from schema.clip_labels import bare, in_common
from schema.clip_names import TableNames
from schema.form import Form, Section, Table

EXACT = 1.0
SLIPS = 0.95
PIECE = 0.9
LEAST = 0.75
"""How alike a name is that is written as in the form; with a character or two otherwise; a piece that is in no other name;
and what is alike enough to be thought of at all.
"""

MOST_SEARCHES = 600
"""Different cells of a document that are looked up with slips; a document with more is no report."""

SHORTEST_PIECE = 5
"""Characters from which on a piece of a row's name is looked for."""

MARGIN = 0.1
"""By how much the best likeness must exceed the second."""

SHORTEST_HEAD = 2
"""Characters of a column's name that tell it from the others."""

MOST_RUNS = 3
"""A head may name all columns once for each of so many rows, side by side."""


class Named(NamedTuple):
    """What a text names: a row, or with ``row`` -1 a heading over rows; and how alike the names are."""

    row: int
    group: int
    likeness: float


class ColumnAt(NamedTuple):
    """A column of a table: the place of its block, and its own in that."""

    block: int
    place: int


class Naming:
    """Names of one table; what was looked up once is kept."""

    def __init__(self, form: Form, section: Section) -> None:
        self.names = TableNames(form, section, MOST_SEARCHES)
        self.section = section
        self.rows = self.names.rows
        self._labels = [bare(row.row.label) for row in self.rows]
        self._known: dict[str, Named | None] = {}
        self._likes: dict[str, frozenset[ColumnAt]] = {}
        self._strange: dict[str, bool] = {}
        self._rows: dict[str, bool] = {}
        self._searches = MOST_SEARCHES
        self._printed = frozenset(bare(text)[0] for text in words_around(section)) - {""}
        self._around = "\n".join(self._printed)

    def find(self, text: str) -> Named | None:
        """The one row or heading that a text names; None where there is none, or it may be several."""
        if text not in self._known:
            self._known[text] = self._found(text) if 0 < len(text.strip()) <= 200 else None
        return self._known[text]

    def _found(self, text: str) -> Named | None:
        cut = bare(text)[1]
        if not cut or cut.isascii():
            return None
        rows = self.names.row_names.find(text)
        headings = self.names.heading_names.find(text)
        if len(headings) == 1 and not (rows and self.names.row_names.written(text)):
            return Named(-1, next(iter(headings)), EXACT if self.names.heading_names.written(text) else SLIPS)
        if len(rows) == 1:
            return Named(next(iter(rows)), -1, EXACT if self.names.row_names.written(text) else SLIPS)
        return None if rows or headings else self._piece(cut) or self._alike(cut)

    def _piece(self, cut: str) -> Named | None:
        """A name broken off: a piece of one label and of no other."""
        if len(cut) < SHORTEST_PIECE:
            return None
        having = [row for row, (whole, _cut) in enumerate(self._labels) if cut in whole]
        return Named(having[0], -1, PIECE) if len(having) == 1 else None

    def _alike(self, cut: str) -> Named | None:
        if len(cut) < SHORTEST_PIECE or self._searches <= 0:
            return None
        self._searches -= 1
        ratios = [(0.0, 0), (0.0, 0)] + [
            (SequenceMatcher(None, cut, label, autojunk=False).ratio(), -row)
            for row, (_whole, label) in enumerate(self._labels)
            if 2 * in_common(cut, label) >= (LEAST - MARGIN) * (len(cut) + len(label))
        ]
        (best, row), (second, _row) = sorted(ratios, reverse=True)[:2]
        return Named(-row, -1, best * PIECE) if best >= LEAST and best - second >= MARGIN else None

    def rows_under(self, group: int) -> list[int]:
        """The rows under a heading, by their places."""
        under = self.names.table.groups[group].id + "."
        return [place for place, row in enumerate(self.rows) if row.row.id.startswith(under)]

    def groups_over(self, row: int) -> list[int]:
        """The headings over a row by their places, the innermost last."""
        return self._over(self.rows[row].row.id)

    def groups_around(self, group: int) -> list[int]:
        """The headings over a heading, likewise."""
        return self._over(self.names.table.groups[group].id)

    def _over(self, under: str) -> list[int]:
        groups = self.names.table.groups
        over = [place for place, group in enumerate(groups) if under.startswith(group.id + ".")]
        return sorted(over, key=lambda place: len(groups[place].id))

    def is_common(self, text: str) -> bool:
        """Whether the name in a text is a column's too, or part of several names: it does not say by itself where it stands."""
        cut = bare(text)[1]
        return cut in self._columns or sum(cut in name for name in self._whole) > 1

    @cached_property
    def _whole(self) -> list[str]:
        """The names of rows and of headings over them."""
        return [whole for whole, _cut in self._labels] + [bare(group.label)[0] for group in self.names.table.groups]

    def is_row(self, text: str) -> bool:
        """Whether a text is the name of a row or of a heading over rows, as the form has it."""
        if text not in self._rows:
            is_written = self.names.row_names.written(text) or self.names.heading_names.written(text)
            self._rows[text] = bool(is_written) and (named := self.find(text)) is not None and named.likeness == EXACT
        return self._rows[text]

    def names_row(self, text: str) -> bool:
        """Whether a text is the name of a row, as the form has it."""
        return self.is_row(text) and (named := self.find(text)) is not None and named.row >= 0

    def is_printed(self, text: str) -> bool:
        """Whether a text stands as it is around the rows of this table: a title, a corner, a heading over columns."""
        return bare(text)[0] in self._printed

    def is_neutral(self, text: str) -> bool:
        """Whether a text says nothing of a row: a sign, or part of what the form prints around the rows."""
        whole = bare(text)[0]
        return len(whole) <= 1 or whole in self._around

    def is_strange(self, cell: str) -> bool:
        """Whether the form prints nothing like a cell in this table."""
        if cell not in self._strange:
            text = cell.strip()
            known = self.is_neutral(cell) or self.columns_like(cell) or self.find(cell) or self._runs_on(cell)
            self._strange[cell] = bool(text) and not text.isdigit() and not known
        return self._strange[cell]

    def _runs_on(self, cell: str) -> bool:
        """Whether a cell has nothing but pieces of the names of columns, in the form's order, as a line of a broken head has."""
        return any(is_within(bare(cell)[0], run) for run in self._runs)

    @cached_property
    def _runs(self) -> list[str]:
        return [
            "".join(bare(column.label)[0] for column in block.columns) * len(self.rows[:MOST_RUNS])
            for block in self.names.table.blocks
        ]

    def columns_in(self, text: str) -> frozenset[ColumnAt]:
        """The columns that a cell of a head names, with or without a remark in brackets; none for the name of a row."""
        whole, cut = bare(text)
        found = self._columns.get(whole) or self._columns.get(cut)
        if not found or (whole not in self._columns and (named := self.find(text)) and named.row >= 0):
            return frozenset()
        return found

    def columns_like(self, text: str) -> frozenset[ColumnAt]:
        """As above for the cell of a head, which may have left out characters of a name, but none may be another."""
        if text not in self._likes:
            self._likes[text] = self._like(text)
        return self._likes[text]

    def _like(self, text: str) -> frozenset[ColumnAt]:
        exact = self.columns_in(text)
        cut = bare(text)[1]
        if exact or len(cut) < SHORTEST_HEAD or self.find(text):
            return exact
        meant = {columns for key, columns in self._columns.items() if is_within(cut, key)}
        return meant.pop() if len(meant) == 1 else frozenset()

    @cached_property
    def _columns(self) -> dict[str, frozenset[ColumnAt]]:
        found: dict[str, set[ColumnAt]] = {}
        for number, block in enumerate(self.names.table.blocks):
            for place, column in enumerate(block.columns):
                for name in (column.label, column.group + column.label, *column.aliases):
                    for key in bare(name):
                        found.setdefault(key, set()).add(ColumnAt(number, place))
        return {key: frozenset(places) for key, places in found.items() if key}


def words_around(section: Section) -> Iterator[str]:
    """Everything that the form prints in a section with a table besides figures and names of rows."""
    yield section.title
    if table := section.table:
        yield table.corner
        yield from (group.label for group in table.groups)
        yield from (block.title for block in table.blocks)
        yield from head_words(table)


def head_words(table: Table) -> Iterator[str]:
    """What stands over the columns of a table."""
    yield from (table.column_title, *table.stub_titles)
    for block in table.blocks:
        yield block.stub
        for column in block.columns:
            yield from (column.group, column.label, column.group + column.label)


def is_within(part: str, whole: str) -> bool:
    """Whether a text is left of another when characters are taken out of that."""
    if len(part) > len(whole):
        return False
    left = iter(whole)
    return all(character in left for character in part)
