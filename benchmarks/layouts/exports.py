"""Our own Markdown export as a layout: its tables in both flavours, with the figures of the document's tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from random import Random

from benchmarks.layouts.documents import Item, Printed
from benchmarks.layouts.grids import Grid
from benchmarks.layouts.markdown_pages import markdown
from reports.gfm_tables import gfm_table
from reports.html_tables import html_table
from reports.markdown import Tables
from schema.form import Section
from schema.form_loader import editions, load_form


def exported(tables: Tables) -> Callable[[Sequence[Item], Random], str]:
    """A writer of documents whose tables are those of the export."""
    write_table = gfm_table if tables == "gfm" else html_table

    def document(items: Sequence[Item], random: Random) -> str:
        sections = [section_of(item) for item in items if isinstance(item, Printed)]
        printed = iter(sections)

        def write(grid: Grid, _: Random) -> Iterator[str]:
            table = next(printed).table
            assert table
            yield write_table(table, [cell.text for line in grid for cell in line if cell.entry])

        return markdown(write)(items, random)

    return document


def section_of(item: Printed) -> Section:
    """The section whose table this is, by its first figure and how many it has."""
    entries = [cell.entry for line in item.grid for cell in line if cell.entry]
    for form in map(load_form, editions()):
        first = form.figure(entries[0].shows[0])
        last = form.figure(entries[-1].shows[0])
        if first and last and last.index - first.index + 1 == len(entries):
            return form.section(item.section)
    raise ValueError(f"no section has these {len(entries)} figures")
