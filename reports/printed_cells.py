"""What stands in the tables of a printed report: the text of every cell, and the notes below each table."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from schema.form import Form, Section, Table
from schema.report import Report
from schema.values import Value, is_number, show

LEADING_NUMBER = re.compile(r"\s*(-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)(?![.,]?[0-9])")


@dataclass(frozen=True, slots=True)
class PrintedCells:
    """``cells``: plain text by figure index, blank where the cell is. ``below``: paragraphs by section id, "" for none."""

    cells: list[str]
    below: dict[str, list[str]]


def printed_cells(report: Report) -> PrintedCells:
    """The cells of a report. A note that begins with the number of its cell is what the source printed there.

    Every other note goes below: that of a figure or of several with its name, that of a whole table as it is.
    """
    values = [report.ledger.printed(index) for index in range(len(report.form.figures))]
    cells = [show(value) for value in values]
    below: dict[str, list[str]] = {}
    for address, note in report.notes.items():
        figure = report.form.figure(address)
        if not note.strip():
            continue
        if figure and begins_with(note, values[figure.index]):
            cells[figure.index] = note
        else:
            section, name = note_place(report.form, address)
            below.setdefault(section, []).append(f"注：{name}：{note}" if name else f"注：{note}")
    return PrintedCells(cells, below)


def begins_with(note: str, value: Value) -> bool:
    """Whether a note begins with the number of its cell, in whatever form of digits."""
    found = LEADING_NUMBER.match(unicodedata.normalize("NFKC", note))
    return bool(found and is_number(value) and Decimal(found[1].replace(",", "")) == value)


def note_place(form: Form, address: str) -> tuple[str, str]:
    """The id of the section that a note belongs to, "" for none, and the name of what it speaks of, "" for a table."""
    for section in form.sections:
        if address == section.id:
            return section.id, ""
        if address.startswith(section.id + "."):
            return section.id, name_of(form, section, address)
    return "", address


def name_of(form: Form, section: Section, address: str) -> str:
    """A figure's name, a prose part's label, or a group of rows with its column; else the address itself."""
    figure = form.figure(address)
    if figure:
        return figure.name
    for part in section.parts:
        if part.address == address:
            return part.label
    return name_of_group(section.table, address.removeprefix(f"{section.id}.")) if section.table else address


def name_of_group(table: Table, path: str) -> str:
    """The label of a heading over rows, with its column where the path names one; else the path itself."""
    outer, _, last = path.rpartition(".")
    columns = {column.id: column.label for block in table.blocks for column in block.columns}
    for group in table.groups:
        if path == group.id:
            return group.label
        if outer == group.id and last in columns:
            return f"{group.label}·{columns[last]}"
    return path
