"""Every place of a form under the names that a clerk may call it by: sections, headings, rows, figures, texts, basic data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple
from unicodedata import normalize

from schema.form import Block, Column, Figure, Form, Group, Row, Section
from schema.numbering import Number, divided

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
    numbers: tuple[Number, ...]
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


def _of_section(form: Form, section: Section) -> Iterator[Target]:
    path = _path(section.title)
    own = (*_own(section.title), (folded(section.short), 9))
    only = next((part.address for part in section.parts if part.label == section.title and not section.fields), "")
    label = section.title if section.printed else section.short
    yield Target("section", section, only, label, only or section.id, path, own)
    around = tuple((name, 3) for name, _ in own)
    for entry in section.fields:
        yield Target("field", section, entry.id, entry.label, entry.id, (), (*_own(entry.label), *around))
    for part in section.parts:
        if part.address == only:
            continue
        numbers = (*path, *_path(part.label))
        yield Target("part", section, part.address, part.label, part.address, numbers, (*_own(part.label), *around))
    if section.table:
        yield from _of_table(form, section, path, around)


def _of_table(form: Form, section: Section, path: tuple[Number, ...], around: Names) -> Iterator[Target]:
    assert section.table is not None
    seen: set[str] = set()
    for block in section.table.blocks:
        over = (*around, *((folded(title), 4) for title in (block.title,) if title))
        for row in block.rows:
            figures = [one for one in form.figures if one.row is row and one.block is block]
            groups = section.table.groups_of(row.id)
            for depth, group in enumerate(groups):
                if group.id not in seen:
                    seen.add(group.id)
                    yield _heading(section, groups[: depth + 1], figures[0], path, over)
            yield from _of_row(section, block, row, groups, figures, path, over)


def _heading(
    section: Section, groups: tuple[Group, ...], first: Figure, path: tuple[Number, ...], over: Names
) -> Target:
    numbers = (*path, *(number for group in groups for number in _path(group.label)))
    names = (*_own(groups[-1].label), *_over(groups[:-1]), *over)
    return Target(
        "heading", section, first.address, groups[-1].label, f"{section.id}.{groups[-1].id}", numbers, names
    )


def _of_row(
    section: Section,
    block: Block,
    row: Row,
    groups: tuple[Group, ...],
    figures: list[Figure],
    path: tuple[Number, ...],
    over: Names,
) -> Iterator[Target]:
    numbers = (*path, *(number for label in (*groups, row) for number in _path(label.label)))
    whole = folded("".join(group.label for group in groups) + row.label)
    names = (*_own(row.label), (folded(row.short), 9), (folded(figures[0].row_name), 9), (whole, 9))
    names = tuple(one for one in (*names, *_over(groups), *over) if one[0])
    if len(block.columns) == 1:
        names = (*names, *((name, 4) for name, _ in _of_column(block.columns[0])))
        yield Target("row", section, figures[0].address, figures[0].name, figures[0].address, numbers, names)
        return
    yield Target("row", section, figures[0].address, figures[0].row_name, f"{section.id}.{row.id}", numbers, names)
    for one in figures:
        across = tuple((folded(label + one.column.label), 9) for label in (row.label, one.row_name))
        yield Target(
            "figure", section, one.address, one.name, one.address, numbers, names, (*_of_column(one.column), *across)
        )


def _of_column(column: Column) -> Names:
    return tuple(
        (folded(name), weight) for name, weight in ((column.label, 10), (column.short, 9), (column.group, 5)) if name
    )


def _own(label: str) -> Names:
    return (folded(divided(label)[1]), 10), (folded(label), 10)


def _over(groups: tuple[Group, ...]) -> Names:
    return tuple((name, 5) for group in groups for name, _ in _own(group.label))


def _path(label: str) -> tuple[Number, ...]:
    number = divided(label)[0]
    return (number,) if number else ()
