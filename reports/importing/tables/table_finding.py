"""Reads the statutory tables of a document, under the edition of the form whose rows and columns it has."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from reports.importing.contents import Contents
from reports.importing.findings import Doubt, TablesRead
from reports.importing.lines.strips import Strip, strips_of
from reports.importing.tables.foretold import Foretelling, Foretold, foretelling
from reports.importing.tables.other_years import of_this_year
from reports.importing.tables.table_names import Naming
from reports.importing.tables.table_reading import TableReading
from reports.importing.tables.table_spans import Part, is_named, spans
from reports.importing.tables.units import units_in_notes
from schema.form import Form, Section
from schema.form_loader import edition_names, load_form
from schema.language import _
from schema.values import is_number, show


class TablesFound(NamedTuple):
    """What the tables say, and which items of the document they are."""

    read: TablesRead
    used: frozenset[int]


def read_tables(contents: Contents, year: int | None = None) -> TablesFound:
    """The figures of a document. Where rows and columns fit several editions, the one of ``year`` is taken, else the latest."""
    strips, left = strips_of(contents)
    forms = sorted(
        map(load_form, edition_names()),
        key=lambda form: (year is not None and form.covers(year), form.first_year),
        reverse=True,
    )
    said = foretelling(contents, year)
    tried = [_under(form, strips, said) for form in forms]
    for under in tried:
        _tell_notes(contents, under)
    best = max(tried, key=lambda under: under.fits)
    read, parts = best.read, best.parts
    for other in tried:
        _tell_edition(best, other)
    for section in read.form.sections:
        _tell_missing(read, section)
    if left:
        told = _("来源里的表格和短行太多，只看了前 {n} 行").format(n=len(strips))
        read.doubts.append(Doubt("source", told, " | ".join(filter(None, left.cells))))
    used = frozenset(
        strip.item
        for section_id, part in parts.items()
        for strip in [*part.strips, *chain.from_iterable(part.left.values())]
        if strip.grid or strip.has_figures or is_named(strip.cells[0], best.namings[section_id])
    )
    return TablesFound(read, used)


class Under(NamedTuple):
    """A document under one edition: what was read, its parts by section id, and how well rows and columns fit.

    ``namings`` are the tables' names by section id, ``names`` how many of each are there.
    """

    read: TablesRead
    parts: dict[str, Part]
    fits: int
    namings: dict[str, Naming]
    names: dict[str, int]


def _under(form: Form, strips: list[Strip], said: Foretelling) -> Under:
    namings = [Naming(form, section) for section in form.sections if section.table]
    parts, another = spans(strips, namings, form, Foretold(said))
    read = TablesRead(form)
    names: dict[str, int] = {}
    if another:
        told = _("来源里不止一份报告，只读了前一份的表")
        read.doubts.append(Doubt("source", told, another))
    for naming in namings:
        part = parts.get(naming.section.id, Part())
        own, left = of_this_year(part.strips, naming, said.years)
        if own:
            TableReading(naming, read).read(own, part.again)
        _tell_left(read, naming.section, part, left)
        cells = {cell for strip in part.strips for cell in strip.cells if cell.strip()}
        names[naming.section.id] = sum(bool(naming.columns_in(cell)) or naming.is_row(cell) for cell in cells)
    unfit = sum(doubt.kind in ("group_row", "row_unknown", "row_cells", "row_label") for doubt in read.doubts)
    return Under(read, parts, sum(names.values()) - unfit, {one.section.id: one for one in namings}, names)


def _tell_notes(contents: Contents, under: Under) -> None:
    """Says of each amount that a note by its table states another unit than was read."""
    read = under.read
    amounts = [
        figure for figure in read.form.figures if figure.kind == "amount" and is_number(read.values.get(figure.address))
    ]
    doubted = {doubt.figure for doubt in read.doubts if doubt.kind == "cell"}
    for figure in amounts:
        items = [strip.item for strip in under.parts[figure.section].strips]
        for note, unit in units_in_notes(contents, min(items), max(items)):
            if unit != figure.column.unit and figure.address not in doubted:
                told = _("{name}：注里的单位是“{unit}”，没有换算，请核对").format(name=figure.name, unit=unit)
                proposed = show(read.values[figure.address])
                read.doubts.append(Doubt("cell", told, note, figure.address, proposed))
                doubted.add(figure.address)


def _tell_left(read: TablesRead, section: Section, part: Part, left: list[Strip]) -> None:
    """Says what was left out of a table because it is another year's or another report's."""
    for why, strips in part.left.items():
        if any(strip.grid or strip.has_figures for strip in strips):
            told = _("“{why}”下面的表不是这份报告这一年的，没有采用").format(why=why)
            read.doubts.append(Doubt("row_elsewhere", told, why, section.id))
    if left:
        told = _("有 {n} 行（或列）写的是别的年度，没有采用").format(n=len(left))
        shown = " | ".join(cell for cell in left[0].cells if cell.strip())
        read.doubts.append(Doubt("row_elsewhere", told, shown, section.id))


def _tell_edition(best: Under, other: Under) -> None:
    """Says of each table that it has more names of another edition than of the one that fits the whole."""
    for section_id, names in other.names.items():
        if names > best.names.get(section_id, 0):
            told = _("这张表像是“{other}”的，整份报告按“{name}”导入，请核对").format(
                other=other.read.form.name, name=best.read.form.name
            )
            best.read.doubts.append(Doubt("edition", told, "", section_id))


def _tell_missing(read: TablesRead, section: Section) -> None:
    """Lists the typed figures of a section that the source does not show, and says when its whole table is not there."""
    figures = [figure for figure in read.form.figures if figure.section == section.id and not figure.derived]
    missing = [figure.address for figure in figures if figure.address not in read.values]
    read.missing += missing
    if section.table and len(missing) == len(figures):
        told = _("来源里没有读到“{title}”的表").format(title=section.title)
        read.doubts.append(Doubt("table_missing", told, "", section.id))
