"""Every place of a form under the names that a clerk may call it by: sections, headings, rows, figures, texts, basic data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple
from unicodedata import normalize

from schema.form import Column, Figure, Form, Group, Section, Table
from schema.numbering import Ordinal, divided

Kind = Literal["section", "heading", "row", "part", "field", "figure"]

Names = tuple[tuple[str, int], ...]
"""Folded names and what they weigh, 10 for the place's own."""


class Target(NamedTuple):
    """A place to go to. ``address`` is empty for a section as a whole; ``key`` is the address as one types it."""

    kind: Kind
    section: Section
    address: str
    label: str
    key: str
    numbers: tuple[Ordinal, ...]
    names: Names
    column: Names = ()
    """The names of a figure's column."""

    @property
    def row_key(self) -> str:
        """The key without its last part."""
        return self.key.rpartition(".")[0]


def folded(text: str) -> str:
    """A text without case, width, punctuation and blanks."""
    return "".join(ch for ch in normalize("NFKC", text).casefold() if ch.isalnum() or ch == "_")


def targets(form: Form) -> list[Target]:
    """All places of a form in printed order."""
    return [target for section in form.sections for target in _of_section(form, section)]


class Around(NamedTuple):
    """What stands over a place: its section, the numbers, and names that it may be called by together with its own."""

    section: Section
    numbers: tuple[Ordinal, ...]
    names: Names

    def within(self, *groups: Group) -> Around:
        """The same with these headings over the place as well."""
        numbers = (number for group in groups for number in _numbers(group.label))
        names = ((name, 5) for group in groups for name, _ in _own(group.label))
        return self._replace(numbers=(*self.numbers, *numbers), names=(*names, *self.names))

    def target(self, kind: Kind, address: str, label: str, key: str, names: Names) -> Target:
        """A place under these."""
        known = tuple(one for one in (*names, *self.names) if one[0])
        return Target(kind, self.section, address, label, key, self.numbers, known)


def _of_section(form: Form, section: Section) -> Iterator[Target]:
    own = (*_own(section.title), (folded(section.short), 9))
    only = next((part.address for part in section.parts if part.label == section.title and not section.fields), "")
    label = section.title if section.printed else section.short
    yield Around(section, _numbers(section.title), ()).target("section", only, label, only or section.id, own)
    around = Around(section, _numbers(section.title), tuple((name, 3) for name, _ in own))
    for entry in section.fields:
        yield around._replace(numbers=()).target("field", entry.id, entry.label, entry.id, _own(entry.label))
    for part in section.parts:
        if part.address != only:
            numbers = (*around.numbers, *_numbers(part.label))
            over = around._replace(numbers=numbers)
            yield over.target("part", part.address, part.label, part.address, _own(part.label))
    if section.table:
        yield from _of_table(form, section.table, around)


def _of_table(form: Form, table: Table, around: Around) -> Iterator[Target]:
    seen: set[str] = set()
    for block in table.blocks:
        over = around._replace(names=(*around.names, (folded(block.title), 4)))
        for row in block.rows:
            figures = [one for one in form.figures if one.row is row and one.block is block]
            groups = table.groups_of(row.id)
            for depth, group in enumerate(groups):
                if group.id not in seen:
                    seen.add(group.id)
                    heading = over.within(*groups[:depth])
                    heading = heading._replace(numbers=(*heading.numbers, *_numbers(group.label)))
                    key = f"{around.section.id}.{group.id}"
                    yield heading.target("heading", figures[0].address, group.label, key, _own(group.label))
            yield from _of_row(figures, groups, over.within(*groups))


def _of_row(figures: list[Figure], groups: tuple[Group, ...], over: Around) -> Iterator[Target]:
    first = figures[0]
    row = first.row
    over = over._replace(numbers=(*over.numbers, *_numbers(row.label)))
    whole = folded("".join(group.label for group in groups) + row.label)
    names = (*_own(row.label), (folded(row.short), 9), (folded(first.row_name), 9), (whole, 9))
    if len(figures) == 1:
        column = tuple((name, 4) for name, _ in _of_column(first.column))
        yield over.target("row", first.address, first.name, first.address, (*names, *column))
        return
    yield over.target("row", first.address, first.row_name, f"{over.section.id}.{row.id}", names)
    for one in figures:
        across = tuple((folded(label + one.column.label), 9) for label in (row.label, one.row_name))
        target = over.target("figure", one.address, one.name, one.address, names)
        yield target._replace(column=(*_of_column(one.column), *across))


def _of_column(column: Column) -> Names:
    named = ((column.label, 10), (column.short, 9), (column.group, 5))
    return tuple((folded(name), weight) for name, weight in named if name)


def _own(label: str) -> Names:
    return (folded(divided(label)[1]), 10), (folded(label), 10)


def _numbers(label: str) -> tuple[Ordinal, ...]:
    number = divided(label)[0]
    return (number,) if number else ()
