"""Which year a caption, a row or a column speaks of: what says another than the report's is not read as this year's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from reports.importing.contents import Grid, Item
from reports.importing.lines.printed_cell import prints_figure
from reports.importing.lines.strips import LONGEST_LABEL, Strip
from reports.importing.lines.title import year_in
from reports.importing.tables.table_names import Naming
from reports.markdown_text import plain_text

Says = Literal["own", "other", ""]

LONGEST_CAPTION = 40
YEAR = r"(?<!\d)(20\d\d|二[〇○零][〇○零一二三四五六七八九]{2})年度?"
THIS = r"(?:本|今|当)年度?|本期"
LAST = r"(?:(?:上一?|去|往|前)年度?(?:同期)?|同期|上期)"
MARK = re.compile(rf"(?:{YEAR}|(?P<this>{THIS})|(?P<last>{LAST}))(?:数据|数量|件数|数|情况|合计)?")
YEAR_SAID = re.compile(YEAR + r"(?!\d{1,2}月)")
OF_LAST = re.compile(rf"^(?:附表?[:：]?)?{LAST}(?!末)|{LAST}的?(?:数据|情况|统计)")
LABEL_OF_LAST = re.compile(rf"^(?:[^\w(]*|\(?[一二三四五六七八九十\d]+[)、.,])?{LAST}|\({LAST}[^()]*\)$")
CARRIED = "结转"
COMPARES = re.compile(r"结转|同比|相比|[比较].{0,12}[增减升降]")
NO_CAPTION = ("。", "；", ";")


class Years(NamedTuple):
    """The years that are the report's: what its title says, what was given; without any, a year in digits decides nothing."""

    own: frozenset[int]

    def of_mark(self, cell: str) -> Says:
        """What a cell says that names a year and nothing else."""
        found = MARK.fullmatch(_plain(cell).strip("()[]【】:、,"))
        if not found or found["last"]:
            return "other" if found else ""
        return "own" if found["this"] else self._of([found[1]])

    def of_label(self, cell: str) -> Says:
        """What the name of a row says of its year."""
        text = _plain(cell)
        if CARRIED in text:
            return ""
        return "other" if LABEL_OF_LAST.search(text) else self._of(YEAR_SAID.findall(text))

    def of_caption(self, text: str) -> Says:
        """What a line over a table says: that alone, or what it says last before a colon."""
        plain = _plain(text)
        if plain.endswith(NO_CAPTION) or plain.startswith("注"):
            return ""
        said = re.split("[。;；]", plain)[-1]
        if len(said) > LONGEST_CAPTION or COMPARES.search(said):
            return ""
        years = YEAR_SAID.findall(said)
        if years:
            return self._of(years)
        return "other" if OF_LAST.search(said) else "own" if re.search(THIS, said) else ""

    def _of(self, years: Sequence[str]) -> Says:
        if not years or not self.own:
            return ""
        return "own" if self.own & {year_in(year) for year in years} else "other"


def captions(items: Sequence[Item], years: Years) -> Iterator[tuple[int, str]]:
    """The paragraphs that say a year for what follows, by their places; the text is empty where it is the report's."""
    for place, item in enumerate(items):
        if isinstance(item, Grid) or (len(item.text) > LONGEST_LABEL and not item.text.rstrip().endswith(("：", ":"))):
            continue
        text = plain_text(item.text)
        says = years.of_caption(text)
        if says:
            yield place, text if says == "other" else ""


@dataclass
class _Open:
    """What the lines of one table so far say of the next ones."""

    item: int = -1
    caption: bool = False
    beyond: int | None = None
    """The column of a mark that may reach over the lines below, left of their names."""

    names: tuple[str, ...] = ()
    """Names that stand before the mark of a line that was left out: they are those of the next one too."""

    columns: list[tuple[int, float]] = field(default_factory=list)


def of_this_year(strips: Sequence[Strip], naming: Naming, years: Years) -> tuple[list[Strip], list[Strip]]:
    """The lines of a table as if other years were not in it, and those that speak of another one."""
    kept: list[Strip] = []
    left: list[Strip] = []
    at = _Open()
    for strip in strips:
        if strip.item != at.item and (strip.grid or at.item >= 0):
            at = _Open(strip.item if strip.grid else -1)
        is_another = _over(strip, at, years)
        found = None if at.caption else _of_line(_cut(strip, at), naming, years, at)
        if found:
            kept.append(found)
        if is_another or not found:
            left.append(strip)
    return kept, left


def _over(strip: Strip, at: _Open, years: Years) -> bool:
    """Notes what a line without figures says of those below it: of all, or of some columns. True for another year."""
    filled = [cell for cell in strip.cells if cell.strip()]
    if strip.has_figures:
        at.caption = at.caption and not any(years.of_mark(cell) == "own" for cell in filled)
        return False
    if len(filled) == 1 and strip.grid:
        says = years.of_mark(filled[0]) or years.of_caption(filled[0])
        at.caption = says == "other" or (at.caption and not says)
        return says == "other"
    marks = [
        (span, says) for cell, span in zip(strip.cells, strip.columns, strict=True) if (says := years.of_mark(cell))
    ]
    if {says for _span, says in marks} != {"own", "other"}:
        return False
    ends = [after[0][0] for _before, after in pairwise(marks)] + [float("inf")]
    at.columns = [
        (start, end if end > start + 1 else following)
        for ((start, end), says), following in zip(marks, ends, strict=True)
        if says == "other"
    ]
    return True


def _cut(strip: Strip, at: _Open) -> Strip:
    """A line without the columns of another year."""
    cells = [
        (cell, span)
        for cell, span in zip(strip.cells, strip.columns, strict=True)
        if not any(start <= span[0] < end for start, end in at.columns)
    ]
    return _with(strip, cells) if len(cells) < len(strip.cells) else strip


def _of_line(strip: Strip, naming: Naming, years: Years, at: _Open) -> Strip | None:
    """A line without the mark of its year; None where that is another one."""
    begins = next((place for place, cell in enumerate(strip.cells) if prints_figure(cell)), None)
    if begins is None:
        begins = 1 + max((place for place, cell in enumerate(strip.cells) if cell.strip()), default=-1)
        if begins == len(strip.cells):
            return strip
    marks = [(place, says) for place in range(begins) if (says := years.of_mark(strip.cells[place]))]
    if not marks:
        under = at.beyond is not None and strip.placed and strip.columns[0][0] > at.beyond
        at.beyond, at.names = (at.beyond if under else None), ()
        others = any(years.of_label(cell) == "other" and not _is_of_form(cell, naming) for cell in strip.cells[:begins])
        return None if under or others else strip
    place, says = marks[-1]
    names = tuple(cell for cell in strip.cells[:place] if cell.strip())
    if says == "other":
        at.beyond = strip.columns[place][0] if any(map(str.strip, strip.cells[place + 1 : begins])) else None
        at.names = names or at.names
        return None
    cells = list(zip(strip.cells, strip.columns, strict=True))
    start = strip.columns[place]
    over = [] if names else [(name, start) for name in at.names]
    at.beyond, at.names = None, ()
    return _with(strip, [*over, *cells[:place], *cells[place + 1 :]])


def _with(strip: Strip, cells: Sequence[tuple[str, tuple[int, int]]]) -> Strip:
    return strip._replace(cells=tuple(cell for cell, _span in cells), columns=tuple(span for _cell, span in cells))


def _is_of_form(cell: str, naming: Naming) -> bool:
    """Whether the form itself prints a cell so."""
    return naming.names.row_names.exact(cell) or bool(naming.columns_in(cell)) or naming.is_printed(cell)


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
