"""Worksheets of other years in one workbook: those that name an earlier year than the report are none of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reports.importing.contents import Item, Paragraph

NAMED = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
TITLED = re.compile(r"(?<!\d)(20\d\d)\s*年.{0,40}报告")


def of_earlier_years(sheets: Mapping[str, Sequence[Item]]) -> list[str]:
    """The names of worksheets whose name says an earlier year than another name, or than the title on another one."""
    named = {name: int(found[1]) for name in sheets if (found := NAMED.search(name))}
    titled = [
        int(found[1])
        for name, items in sheets.items()
        for item in items
        for text in may_be_titles(item)
        if name not in named and (found := TITLED.search(text))
    ]
    newest = max([*named.values(), *titled[:1]], default=0)
    return [name for name, year in named.items() if year < newest]


def may_be_titles(item: Item) -> Iterator[str]:
    """The texts that may be a title: a paragraph, the first row of a table."""
    if isinstance(item, Paragraph):
        yield item.text
    else:
        yield from (cell.text for cell in item.cells if cell.row == 0)
