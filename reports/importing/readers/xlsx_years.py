"""Worksheets of several years in one workbook: only those of the report's year are read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from reports.importing.contents import Item, Paragraph

NAMED = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
TITLED = re.compile(r"(?<!\d)(20\d\d)\s*年.{0,40}报告")


class Years(NamedTuple):
    """The names of worksheets that are of other years than the report; the year asked for, if one was.

    ``read_as`` is the year in the names of what is read where that is not the year asked for; 0 otherwise.
    """

    left_out: Sequence[str] = ()
    asked: int = 0
    read_as: int = 0


def years_among(sheets: Mapping[str, Sequence[Item]], asked: int | None) -> Years:
    """Which worksheets are left out: those of other years than ``asked``, or than the newest where that is not there."""
    named = {name: int(found[1]) for name in sheets if (found := NAMED.search(name))}
    others = {name: items for name, items in sheets.items() if name not in named}
    known = named | {name: year for name, items in others.items() if (year := _title(items[:1]))}
    if named and asked and asked in known.values():
        return Years([name for name, year in known.items() if year != asked], asked)
    titled = [year for items in others.values() if (year := _title(items))]
    newest = max([*named.values(), *titled[:1]], default=0)
    left_out = [name for name, year in named.items() if year < newest]
    return Years(left_out, asked or 0, newest if newest in named.values() else 0)


def _title(items: Sequence[Item]) -> int:
    """The year in the title on a worksheet; 0 where there is none."""
    found = (TITLED.search(text) for item in items for text in may_be_titles(item))
    return next((int(one[1]) for one in found if one), 0)


def may_be_titles(item: Item) -> Iterator[str]:
    """The texts that may be a title: a paragraph, the first row of a table."""
    if isinstance(item, Paragraph):
        yield item.text
    else:
        yield from (cell.text for cell in item.cells if cell.row == 0)
