"""The form as values: sections, prose parts, tables, figures and equations. Its content comes from ``formats/*.toml``.

Named tuples where dataclasses would do: making a frozen dataclass takes 0.7 ms of every start, a named tuple 0.06 ms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

from schema.values import LARGEST_COUNT, LARGEST_TOTAL, Kind

FieldKind = Literal["text", "date", "period", "choice"]
Layout = Literal["blocks", "stub", "across"]
"""How the official table is merged: separate blocks below each other, a stub of row labels, or rows laid side by side."""
Aliases: TypeAlias = tuple[str, ...]
"""What else published reports print in place of a title or label, without its number; an import reads them, nothing writes them."""


class Choice(NamedTuple):
    """One permitted value of a field. For a level of agency: how such names end, and by when (MM-DD) it must publish."""

    id: str
    label: str
    endings: tuple[str, ...] = ()
    deadline: str = ""


class Field(NamedTuple):
    """A line of the basic data (agency, publication); ``id`` is its address in the report file."""

    id: str
    label: str
    kind: FieldKind
    help: str
    required: bool = False
    choices: tuple[Choice, ...] = ()


class Part(NamedTuple):
    """A piece of prose; ``address`` is ``section.part``. ``printed`` says whether its label is a heading."""

    id: str
    address: str
    label: str
    help: str
    printed: bool = True
    optional: bool = False
    aliases: Aliases = ()


class Column(NamedTuple):
    """A column of a block; ``sum`` names the columns that it totals."""

    id: str
    label: str
    short: str
    unit: str
    kind: Kind = "count"
    group: str = ""
    sum: tuple[str, ...] = ()
    code: str = ""
    aliases: Aliases = ()


class Row(NamedTuple):
    """A row of a block; ``sum`` names the rows that it totals. ``id`` is dotted where the row stands in groups."""

    id: str
    label: str
    help: str
    short: str = ""
    sum: tuple[str, ...] = ()
    code: str = ""
    aliases: Aliases = ()


class Group(NamedTuple):
    """A heading over rows; it covers every row whose id begins with its own."""

    id: str
    label: str
    aliases: Aliases = ()


class Balance(NamedTuple):
    """In every column the rows on the left add up to the rows on the right (勾稽关系)."""

    code: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    wording: str


class Carry(NamedTuple):
    """A row of last year's table that becomes a row of this year's (上年结转); ``code`` of the finding where it does not."""

    row: str
    into: str
    code: str


class Block(NamedTuple):
    """Rows that share their columns."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    stub: str
    title: str = ""


class Table(NamedTuple):
    """A statutory table: its blocks in printed order and how they are printed."""

    layout: Layout
    blocks: tuple[Block, ...]
    groups: tuple[Group, ...] = ()
    balances: tuple[Balance, ...] = ()
    carries: tuple[Carry, ...] = ()
    corner: str = ""
    column_title: str = ""
    stub_titles: tuple[str, ...] = ()

    def groups_of(self, row_id: str) -> tuple[Group, ...]:
        """The headings over a row, outermost first."""
        return tuple(group for group in self.groups if row_id.startswith(group.id + "."))


class Section(NamedTuple):
    """One of the form's sections: prose parts, or a table; the first also carries the basic data."""

    id: str
    title: str
    short: str
    printed: bool = True
    parts: tuple[Part, ...] = ()
    fields: tuple[Field, ...] = ()
    table: Table | None = None
    aliases: Aliases = ()


@dataclass(frozen=True)
class Figure:
    """One number of the form. ``index`` is its place in every value list; derived figures are totals."""

    index: int
    address: str
    section: str
    table: Table
    block: Block
    row: Row
    column: Column
    derived: bool

    @property
    def kind(self) -> Kind:
        """What numbers may stand here."""
        return self.column.kind

    @property
    def largest(self) -> int:
        """The largest count that may stand here."""
        return LARGEST_TOTAL if self.derived else LARGEST_COUNT

    @property
    def row_name(self) -> str:
        """The row's official label with the innermost heading over it."""
        groups = self.table.groups_of(self.row.id)
        return f"{groups[-1].label}{self.row.label}" if groups else self.row.label

    @property
    def name(self) -> str:
        """The cell in the form's own words, for messages."""
        many = len(self.block.columns) > 1
        return f"{self.row_name}·{self.column.label}" if many else self.row_name


Picker = Callable[[Sequence[Any]], tuple[Any, ...]]


@dataclass(frozen=True)
class Equation:
    """Figures on the left add up to figures on the right; indices into the form's figures.

    A ``row_sum`` or ``column_sum`` has its total alone on the left; a ``balance`` has rows on both sides.
    ``line`` names the row or column that it speaks of.
    """

    index: int
    code: str
    kind: Literal["row_sum", "column_sum", "balance"]
    section: str
    line: str
    left: tuple[int, ...]
    right: tuple[int, ...]
    wording: str = ""


class BrokenRule(NamedTuple):
    """A rule of a format file that cannot be evaluated: where it stands and why."""

    file: str
    line: int
    name: str
    reason: str


class Declared(NamedTuple):
    """The end of a format file, where rules, topics and quantities stand: parsed when first checked, no start pays for it.

    ``first_line`` is the line of the file on which ``text`` begins; ``broken`` are balances and carries that cannot be
    evaluated.
    """

    text: str = ""
    file: str = ""
    first_line: int = 1
    broken: tuple[BrokenRule, ...] = ()


class Reach(NamedTuple):
    """What one figure can change: totals in the order to compute them, and equations."""

    totals: tuple[int, ...]
    equations: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Form:
    """A whole edition of the form, with its figures in printed order and the equations over them."""

    id: str
    name: str
    basis: str
    title: str
    first_year: int
    last_year: int | None
    sections: tuple[Section, ...]
    figures: tuple[Figure, ...]
    equations: tuple[Equation, ...]
    definitions: tuple[tuple[int, int], ...]
    """(total, equation that defines it), so ordered that parts come before totals."""
    defined_by: dict[int, int]
    reach: tuple[Reach, ...]
    by_address: dict[str, Figure]
    sides: tuple[tuple[Picker, Picker], ...] = field(repr=False)
    """Per equation, fast selectors of its left and right figures."""
    numbers: dict[str, int] = field(repr=False, default_factory=dict)
    """The number in the catalogue of checks of each sum's and balance's code."""
    declared: Declared = field(repr=False, default=Declared())
    """Rules and quantities as the format file states them (`schema.rules`)."""

    def figure(self, address: str) -> Figure | None:
        """The figure at an address, or None."""
        return self.by_address.get(address)

    def section(self, section_id: str) -> Section:
        """The section with this id; KeyError when there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def parts(self) -> Iterator[Part]:
        """All prose parts in printed order."""
        for section in self.sections:
            yield from section.parts

    def fields(self) -> Iterator[Field]:
        """All lines of basic data."""
        for section in self.sections:
            yield from section.fields

    def part(self, address: str) -> Part | None:
        """The prose part at an address, or None."""
        return next((part for part in self.parts() if part.address == address), None)

    def basic_field(self, address: str) -> Field | None:
        """The line of basic data at an address, or None."""
        return next((one for one in self.fields() if one.id == address), None)

    def name_of(self, address: str) -> str:
        """What stands at an address, in the form's words; of an address that the form does not have, itself."""
        figure, named = self.figure(address), self.part(address) or self.basic_field(address)
        return figure.name if figure else named.label if named else address

    def covers(self, year: int) -> bool:
        """Whether reports of this year use this edition."""
        return year >= self.first_year and (self.last_year is None or year <= self.last_year)
