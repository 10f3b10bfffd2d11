"""Everything of a report that can be read, in printed order: labels, figures, texts, basic data; and searched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from schema.fields import show_field
from schema.form import Figure, Section
from schema.report import Report
from schema.text_search import shows, spans
from schema.values import show

Kind = Literal["label", "figure", "prose", "field"]


class Place(NamedTuple):
    """Something that is read at an address. A label stands at the first address that it is a label of."""

    order: int
    kind: Kind
    section: Section
    address: str
    name: str
    text: str


class Hit(NamedTuple):
    """A place where something was found, and where in its text."""

    place: Place
    start: int
    end: int

    @property
    def key(self) -> tuple[int, int]:
        """By which hits follow each other."""
        return self.place.order, self.start


def places(report: Report) -> list[Place]:
    """All places of a report in printed order."""
    found: list[Place] = []
    for section in report.form.sections:
        for kind, address, name, text in _of_section(report, section):
            found.append(Place(len(found), kind, section, address, name, text))
    return found


def find(read: Iterable[Place], needle: str) -> list[Hit]:
    """All hits in printed order. A cell is found by the whole number that it shows, everything else by any part."""
    needle = needle.strip()
    hits: list[Hit] = []
    for place in read:
        if place.kind == "figure":
            hits += [Hit(place, 0, len(place.text))] if shows(place.text, needle) else []
        else:
            hits += find_in_texts([place], needle)
    return hits


def find_in_texts(read: Iterable[Place], needle: str) -> list[Hit]:
    """All hits in texts, whose blanks count as well."""
    return [Hit(place, start, end) for place in read for start, end in spans(place.text, needle)]


def _of_section(report: Report, section: Section) -> Iterator[tuple[Kind, str, str, str]]:
    first = next((one.address for one in report.form.figures if one.section == section.id), "")
    yield "label", first or next((part.address for part in section.parts), ""), section.short, section.title
    for entry in section.fields:
        yield "label", entry.id, section.short, entry.label
        content = report.get(entry.id)
        content = tuple(content) if isinstance(content, list) else content
        yield "field", entry.id, entry.label, show_field(content, entry) if content else ""
    for part in section.parts:
        titled = part.label == section.title
        if not titled:
            yield "label", part.address, section.short, part.label
        yield "prose", part.address, section.short if titled else part.label, report.prose.get(part.address, "")
    if section.table:
        yield from _of_table(report, section)


def _of_table(report: Report, section: Section) -> Iterator[tuple[Kind, str, str, str]]:
    assert section.table is not None
    seen: set[str] = set()
    for block in section.table.blocks:
        figures = [figure for figure in report.form.figures if figure.block is block]
        if block.title:
            yield "label", figures[0].address, section.short, block.title
        for figure in figures[: len(block.columns)]:
            column = figure.column
            if column.group and column.group not in seen:
                seen.add(column.group)
                yield "label", figure.address, section.short, column.group
            yield "label", figure.address, section.short, column.label
        for row in block.rows:
            across = [figure for figure in figures if figure.row is row]
            over = section.table.groups_of(row.id)
            for group in over:
                if group.id not in seen:
                    seen.add(group.id)
                    yield "label", across[0].address, section.short, group.label
            yield "label", across[0].address, over[-1].label if over else section.short, row.label
            for figure in across:
                yield "figure", figure.address, figure.name, shown(report, figure)


def shown(report: Report, figure: Figure) -> str:
    """A cell's content as the table shows it, without its signs: what a total is stated as, else its sum so far."""
    value = report.ledger.printed(figure.index)
    return show(report.ledger.sum_so_far(figure.index) if figure.derived and value is None else value)
