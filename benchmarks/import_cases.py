"""Published reports beside what a person read in them: a folder of ``SLUG.txt`` and ``SLUG.json``.

A JSON file has ``format`` (2021 or 2019), the ``year`` where it is known, and per table the rows that the text prints: in ``table2`` and ``table4`` under
their labels, in ``table3`` under short names of its own, in printed order. ``null``: no number is printed there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.import_verdicts import YEAR
from benchmarks.layouts.samples import Truth
from benchmarks.layouts.true_figures import Figures
from schema.form import Figure, Form
from schema.form_loader import editions, load_form
from schema.values import Mark

ROWS = (
    "new", "carry_in", "open", "partial", "secret", "law", "three_safety", "third_party", "internal", "process",
    "enforcement", "query", "no_hold", "no_ready", "unclear", "petition", "repeat", "publication", "mass", "confirm",
)  # fmt: skip
"""The names of table three's first rows, in printed order, the same in every edition."""

SPLIT = ("overdue_fix", "overdue_fee", "other3")
SINGLE = "other_single"
"""The rows that follow in one edition, and the one in another."""

LAST = ("total", "carry_out")
WORDS = {"减": "-", "增": ""}


class Case(NamedTuple):
    """A published report: its text, and the figures that the text prints."""

    slug: str
    path: Path
    truth: Truth
    year: int


def cases(folder: Path) -> Iterator[Case]:
    """Every case of a folder that has both files."""
    for path in sorted(folder.glob("*.json")):
        text = path.with_suffix(".txt")
        if text.exists():
            told = json.loads(path.read_text("utf-8"), parse_float=Decimal)
            yield Case(path.stem, text, truth_of(told), told.get("year") or YEAR)


def truth_of(case: Mapping[str, Any]) -> Truth:
    """The figures that a case names, under the edition that it names."""
    form = next(load_form(name) for name in editions() if name.endswith(str(case["format"])[:4]))
    found: Figures = {}
    second, third, fourth = (section.id for section in form.sections if section.table)
    for section, table in ((second, case["table2"]), (fourth, case["table4"])):
        for label, cells in (table or {}).items():
            figures = [one for one in form.figures if one.section == section and one.row.label.endswith(label)]
            found |= cells_of(figures, cells if isinstance(cells, list) else [cells])
    rows = rows_by_name(form, third)
    for name, cells in (case["table3"] or {}).items():
        found |= cells_of(rows[name], cells) if name in rows else shared(rows, cells)
    numbers = {address for address, value in found.items() if value is not None}
    return Truth(form, found, frozenset(numbers), frozenset(), {}, frozenset(found.keys() - numbers))


def rows_by_name(form: Form, section: str) -> dict[str, list[Figure]]:
    """Table three's figures by the name of their row."""
    rows: dict[str, list[Figure]] = {}
    for figure in form.figures:
        if figure.section == section:
            rows.setdefault(figure.row.id, []).append(figure)
    between = SPLIT if len(rows) == len(ROWS) + len(SPLIT) + len(LAST) else (SINGLE,)
    return dict(zip((*ROWS, *between, *LAST), rows.values(), strict=True))


def shared(rows: Mapping[str, list[Figure]], cells: list[Any]) -> Figures:
    """A row that stands for several: zeros are zeros of each, anything else tells nothing of any."""
    figures = [(figure, cell) for name in SPLIT for figure, cell in zip(rows[name], cells, strict=True)]
    return {figure.address: 0 if cell == 0 else None for figure, cell in figures if not figure.derived}


def cells_of(figures: list[Figure], cells: list[Any]) -> Figures:
    """The values of a row's cells as far as it has them."""
    return {figure.address: value_of(cell) for figure, cell in zip(figures, cells, strict=False)}


def value_of(cell: Any) -> int | Decimal | Mark | None:
    """What a cell of a case says: a number, a mark, a change in words, or nothing."""
    if not isinstance(cell, str):
        return None if cell is None else Decimal(cell) if isinstance(cell, Decimal) else int(cell)
    number = cell[:1] in WORDS and cell[1:].isdigit()
    return int(WORDS[cell[0]] + cell[1:]) if number else Mark(cell)
