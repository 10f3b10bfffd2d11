"""Where a report file holds what an edition of the form asks for, worked out once per edition."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from schema.form import Block, Column, Form, Part, Row, Section
from schema.form_loader import load_form

BESIDE_THE_FORM = ("format", "year", "agency", "publication", "notes", "dismissed", "review")


class RowPlace(NamedTuple):
    """A row under its key. ``figures`` are indices in the order of its elements, of which a clerk types so many.

    A ``lone`` row is one number; any other is an array.
    """

    key: str
    path: str
    lone: bool
    figures: tuple[int, ...]
    typed: int


class RowsPlace(NamedTuple):
    """Rows that follow each other in one TOML table, which ``groups`` lead to from the section's own."""

    groups: tuple[str, ...]
    rows: tuple[RowPlace, ...]


class Names(NamedTuple):
    """The keys that the form has in the TOML table to which ``groups`` lead."""

    groups: tuple[str, ...]
    keys: frozenset[str]


class SectionPlace(NamedTuple):
    """A section's prose, rows and keys. ``names`` has its own table and every group's."""

    section: Section
    id: str
    parts: tuple[Part, ...]
    rows: tuple[RowsPlace, ...]
    names: tuple[Names, ...]

    def has_all(self, table: dict[str, object]) -> bool:
        """Whether the form has every key in the section's table and in the tables of its groups."""
        for groups, keys in self.names:
            inner: object = table
            for group in groups:
                inner = inner.get(group) if isinstance(inner, dict) else None
            if isinstance(inner, dict) and not inner.keys() <= keys:
                return False
        return True


class Places(NamedTuple):
    """All that a file of an edition may hold: keys outside every table, kinds of fields by address, sections.

    ``totals`` are the indices of figures that are computed, and stated where a file has them.
    """

    form: Form
    keys: frozenset[str]
    fields: dict[str, str]
    totals: tuple[int, ...]
    sections: tuple[SectionPlace, ...]


@cache
def places_of(edition: str) -> Places:
    """The places of an edition; FormError when there is none."""
    form = load_form(edition)
    return Places(
        form,
        frozenset((*BESIDE_THE_FORM, *(section.id for section in form.sections))),
        {entry.id: entry.kind for entry in form.fields()},
        tuple(figure.index for figure in form.figures if figure.derived),
        tuple(section_place(form, section) for section in form.sections),
    )


def section_place(form: Form, section: Section) -> SectionPlace:
    """Where a section's contents stand."""
    rows = [(block, row) for block in (section.table.blocks if section.table else ()) for row in block.rows]
    tables = groupby(rows, key=lambda pair: tuple(pair[1].id.split(".")[:-1]))
    return SectionPlace(
        section,
        section.id,
        section.parts,
        tuple(RowsPlace(groups, tuple(row_place(form, section, *pair) for pair in found)) for groups, found in tables),
        tuple(all_names(section)),
    )


def row_place(form: Form, section: Section, block: Block, row: Row) -> RowPlace:
    """Where a row's figures stand."""
    path, lone = f"{section.id}.{row.id}", len(block.columns) == 1
    addresses = [path if lone else f"{path}.{column.id}" for column in typed_first(block)]
    figures = tuple(form.by_address[address].index for address in addresses)
    return RowPlace(row.id.rpartition(".")[2], path, lone, figures, sum(not column.sum for column in block.columns))


def typed_first(block: Block) -> list[Column]:
    """The columns in the order of a row's elements: as printed, totals last."""
    return sorted(block.columns, key=lambda column: bool(column.sum))


def all_names(section: Section) -> Iterator[Names]:
    """The keys of a section's table and of the table of every group in it."""
    known, inner = known_paths(section)
    for above in ("", *sorted(inner - known)):
        start = f"{above}." if above else ""
        below = [path.removeprefix(start) for path in known | inner if path.startswith(start)]
        yield Names(tuple(above.split(".")) if above else (), frozenset(key for key in below if "." not in key))


def known_paths(section: Section) -> tuple[set[str], set[str]]:
    """The paths of a section's rows and parts, and those of the groups over its rows."""
    rows = [row.id for block in section.table.blocks for row in block.rows] if section.table else []
    inner = {row.rsplit(".", depth)[0] for row in rows for depth in range(1, row.count(".") + 1)}
    return {*rows, *(part.id for part in section.parts)}, inner


def unknown_keys(section: Section, table: dict[str, object], prefix: str = "") -> list[str]:
    """Addresses in a section's table that the form does not have."""
    known, inner = known_paths(section)
    found: list[str] = []
    for key, value in table.items():
        path = prefix + key
        quoted = "." in key  # a quoted key with a point in it is no path of the form
        if path in inner and path not in known and isinstance(value, dict) and not quoted:
            found += unknown_keys(section, value, path + ".")
        elif quoted or (path not in known and path not in inner):
            found.append(f"{section.id}.{path}")
    return found
