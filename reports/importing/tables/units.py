"""In which unit a table is printed, wherever the source says so: over a column, beside a row, over the table, in a note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reports.importing.contents import Contents, Grid
from reports.importing.lines.printed_cell import MONEY, CellRead, plain, read_cell, unit_in
from reports.importing.lines.strips import Strip
from reports.importing.tables.table_names import Naming
from reports.markdown_text import plain_text
from schema.clip_labels import bare
from schema.form import Figure
from schema.language import _
from schema.values import Unreadable

COUNTS = r"[十百千万亿]+(?:件次|件|条|项|个|次|份|封)"
SAID = r"(?:单位(?:为|是)?:?[^()。;\d]{0,12}?|\((?:人民币)?)"
MONEY_SAID, COUNTS_SAID = re.compile(f"{SAID}({MONEY})"), re.compile(f"{SAID}({COUNTS})")
IN_NOTE = re.compile(rf"(?:单位|以|按)[^。;\d]{{0,10}}?({MONEY})")
NOTES_BELOW = 3
"""Paragraphs below a table that may be notes on it."""


class Units(NamedTuple):
    """Texts over a table that may state a unit: over all of it, and by block of the form below that block's title."""

    over: tuple[str, ...] = ()
    blocks: tuple[tuple[int, str], ...] = ()

    def of(self, figure: Figure, block: int, head: str, names: Sequence[str]) -> str:
        """The unit of a figure under a ``head`` in a row with ``names``; several that differ are all in it."""
        texts = [*names, *(text for number, text in self.blocks if number == block)]
        said = MONEY_SAID if figure.kind == "amount" else COUNTS_SAID
        near = [found[1] for text in texts if (found := said.search(_whole(text)))]
        over = [found[1] for text in self.over if (found := said.search(_whole(text)))]
        return "、".join(dict.fromkeys(unit for unit in (_of_head(figure, head), *(near or over[-1:])) if unit))


def units_over(strips: Sequence[Strip], naming: Naming) -> Units:
    """The lines without figures that name neither columns nor rows."""
    titles = {bare(block.title)[1]: number for number, block in enumerate(naming.names.table.blocks) if block.title}
    over: list[str] = []
    blocks: list[tuple[int, str]] = []
    at = -1
    for strip in strips:
        for cell in () if strip.has_figures else strip.cells:
            at = titles.get(bare(cell)[1], at)
            if cell.strip() and not naming.columns_in(cell) and not naming.names_row(cell):
                over += [cell] if at < 0 else []
                blocks += [(at, cell)] if at >= 0 else []
    return Units(tuple(over), tuple(blocks))


def read_in(text: str, figure: Figure, unit: str) -> CellRead:
    """What a cell prints in a unit; a count in a multiple of its own is kept as the text that it is."""
    read = read_cell(text, figure, unit)
    if figure.kind == "amount" or not unit or not read.value or not isinstance(read.value, int):
        return read
    told = _("单位写的是“{unit}”，没有换算，请核对").format(unit=unit)
    return CellRead(Unreadable(f"{text.strip()}{unit}", told), doubt=told)


def units_in_notes(contents: Contents, first: int, last: int) -> Iterator[tuple[str, str]]:
    """The notes from before a table (``first``) to below it (``last``) that state a unit of money, each with the unit."""
    for item in contents.items[max(0, first - 1) : last + 1 + NOTES_BELOW]:
        if not isinstance(item, Grid) and (found := IN_NOTE.search(_whole(plain_text(item.text)))):
            yield plain_text(item.text), found[1]


def _of_head(figure: Figure, head: str) -> str:
    if figure.kind == "amount":
        return unit_in(head)
    found = re.search(COUNTS, _whole(head))
    return found[0] if found else ""


def _whole(text: str) -> str:
    return "".join(plain(text).split())
