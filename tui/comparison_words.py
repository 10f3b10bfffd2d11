"""How a comparison of two years is put into lines and words. No Textual."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple

from rich.cells import cell_len

from reports.comparison import Comparison, FigureChange, TextChange
from reports.terminal_text import safe
from schema.form import Figure
from schema.language import _
from schema.values import Number, Value, show
from tui.styles import cut


class Item(NamedTuple):
    """One line below the head: a heading, a figure, or a text."""

    text: str
    figure: FigureChange | None = None
    prose: TextChange | None = None

    @property
    def stops(self) -> bool:
        """Whether the focus can stand on it."""
        return self.figure is not None or self.prose is not None


def items_of(found: Comparison, *, every: bool) -> Iterator[Item]:
    """The lines of a comparison: only what differs, or everything."""
    section = group = ""
    for one in found.figures:
        if not (every or one.differs):
            continue
        if one.figure.section != section:
            section, group = one.figure.section, ""
            yield Item(found.now.form.section(section).title)
        over = [heading.label for heading in one.figure.table.groups_of(one.figure.row.id)][-1:]
        if over and over[0] != group:
            yield Item(f"  {over[0]}")
        group = "".join(over)
        yield Item(one.figure.name, figure=one)
    texts = [one for one in found.texts if every or one.differs]
    if texts:
        yield Item(_("文字"))
    for text in texts:
        yield Item(text.label, prose=text)


def row_and_column(figure: Figure) -> str:
    """The official labels; of a row with one number only its own."""
    return f"{figure.row.label}·{figure.column.label}" if len(figure.block.columns) > 1 else figure.row.label


def figure_cells(one: FigureChange) -> tuple[str, str, str, str]:
    """Last year, this year, difference with its sign, factor; ``__`` is blank."""
    times = _("{n} 倍").format(n=one.factor) if one.factor else ""
    return value_words(one.before), value_words(one.now), signed(one.difference), times


def value_words(value: Value) -> str:
    """A figure as the grid shows it."""
    return "__" if value is None else safe(show(value), keep="")


def signed(number: Number | None) -> str:
    """+3, -3, 0; empty where there is none."""
    return "" if number is None else f"+{show(number)}" if number > 0 else show(number)


def text_words(one: TextChange) -> str:
    """How much of a text is new, and how long both are."""
    lengths = _("{before} 字，{now} 字").format(
        before=len("".join(one.before.split())), now=len("".join(one.now.split()))
    )
    if not one.now or not one.before:
        said = _("本年没有") if not one.now else _("上年没有")
    else:
        said = _("新写 {n}%").format(n=round((1 - one.kept) * 100)) if one.differs else _("没有改动")
    return f"{said}  {lengths}"


def figure_name(figure: Figure, width: int, shortened: Collection[str]) -> str:
    """A figure's row and column, below a group's heading indented; in these sections short."""
    indent = "  " if figure.table.groups_of(figure.row.id) else ""
    if figure.section not in shortened:
        return indent + row_and_column(figure)
    room = width - cell_len(indent) - cell_len(figure.column.short) - 1
    row = figure.row.short or figure.row.label
    return f"{indent}{cut(row, room)}·{figure.column.short}" if len(figure.block.columns) > 1 else indent + row
