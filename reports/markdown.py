"""A report as a Markdown document, ready to publish."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal

from reports.gfm_tables import gfm_table
from reports.html_tables import html_table
from reports.markdown_text import escape, inline, paragraphs
from reports.printed_cells import printed_cells
from schema.form import Part, Section
from schema.report import Report

Tables = Literal["gfm", "html"]
"""gfm: pipe tables, shown wherever tables are; html: the official merged cells, dropped by many sites."""


def markdown(report: Report, tables: Tables = "gfm") -> str:
    """The whole document; it ends with one newline. A blank cell stays blank, a stated total is printed as stated."""
    printed = printed_cells(report)
    write_table = html_table if tables == "html" else gfm_table
    cells = iter(printed.cells)
    pieces = [f"# {escape(report.title)}"]
    for section in report.form.sections:
        if section.printed:
            pieces.append(f"## {escape(section.title)}")
        for part in section.parts:
            pieces += part_pieces(report, part, section)
        if section.table:
            figures = sum(len(block.rows) * len(block.columns) for block in section.table.blocks)
            pieces.append(write_table(section.table, list(islice(cells, figures))))
        pieces += map(escape, printed.below.get(section.id, ()))
    pieces += map(escape, printed.below.get("", ()))
    return "\n\n".join(pieces) + "\n"


def part_pieces(report: Report, part: Part, section: Section) -> Iterator[str]:
    """A prose part: its heading where that is printed, and its paragraphs."""
    if part.printed and section.printed:
        yield f"### {escape(part.label)}"
    yield from map(inline, paragraphs(report.prose.get(part.address, "")))
