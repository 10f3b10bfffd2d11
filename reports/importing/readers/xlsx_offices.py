"""Worksheets of other offices in one workbook: those that bear the name of one that is not the report's are none of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reports.importing.contents import Grid, Item
from reports.importing.lines.printed_cell import prints_figure
from reports.importing.lines.title import ORGANISATION, read_title
from reports.importing.readers.xlsx_years import may_be_titles

ALL_OF_THEM = ("全", "本", "各", "总", "汇总", "合计")
"""What begins the name of a sheet that speaks of no single office."""

OFFICE = re.compile(r"(?:人民政府|政府|办事处)$")


def of_other_offices(sheets: Mapping[str, Sequence[Item]]) -> list[str]:
    """The names of worksheets that are named after another office than the report's, where other sheets have figures."""
    agency = next(filter(None, map(_agency, sheets.values())), "")
    others = [
        name
        for number, name in enumerate(sheets)
        if number and _is_office(name.strip()) and not _is_of(name.strip(), agency)
    ]
    kept = [items for name, items in sheets.items() if name not in others]
    return others if any(map(_has_figures, kept)) else []


def _is_office(name: str) -> bool:
    return bool(ORGANISATION.fullmatch(name)) and not name.startswith(ALL_OF_THEM)


def _agency(items: Sequence[Item]) -> str:
    """The office that a title on a worksheet names."""
    said = (read_title(text) for item in items for text in may_be_titles(item))
    return next((one.agency for one in said if one and one.agency), "")


def _is_of(name: str, agency: str) -> bool:
    """Whether a name is that of the agency, in full or short."""
    short, full = OFFICE.sub("", name), OFFICE.sub("", agency)
    return bool(full) and (full.endswith(short) or short.endswith(full))


def _has_figures(items: Sequence[Item]) -> bool:
    return any(prints_figure(cell.text) for item in items if isinstance(item, Grid) for cell in item.cells)
