"""A statutory table as lines to show: headings, column heads and rows of figures; and what a cell shows. No Textual."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rich.cells import cell_len

from reports.terminal_text import safe
from schema.form import Block, Figure, Form, Row, Section
from schema.report import Report
from schema.values import Mark, Number, Unreadable, Value, is_number, show
from tui.grid_layout import name_needs
from tui.styles import cut

INDENT = 2
"""Cells by which a line stands further right for every heading over it."""

LONGEST_TEXT = 10
"""Cells that something else than a number may take; numbers are always shown whole."""

CellState = Literal["typed", "blank", "derived", "unfinished", "contradicted", "unreadable"]


class BodyLine(NamedTuple):
    """One line of a table: a heading, the column heads of a block, or a row with its figures."""

    kind: Literal["title", "heading", "row"]
    text: str
    depth: int
    block: Block
    row: Row | None = None
    figures: tuple[Figure, ...] = ()


class Cell(NamedTuple):
    """What a figure shows, and in which state it is; never by colour alone."""

    text: str
    state: CellState
    faulty: bool = False

    @property
    def mark(self) -> str:
        """The sign behind the number: ``!`` where something is wrong."""
        return "!" if self.faulty or self.state in ("contradicted", "unreadable") else " "


class GridModel:
    """The lines of one section's table, the same for every report of the form."""

    def __init__(self, form: Form, section: Section) -> None:
        assert section.table is not None
        self.section = section
        self.table = section.table
        self.lines: list[BodyLine] = []
        figures: dict[tuple[int, str], list[Figure]] = {}
        for figure in form.figures:
            if figure.section == section.id:
                figures.setdefault((id(figure.block), figure.row.id), []).append(figure)
        for block in self.table.blocks:
            self._add_block(block, figures)
        self.places = {
            figure.address: (y, x) for y, line in enumerate(self.lines) for x, figure in enumerate(line.figures)
        }
        blocks = self.table.blocks
        self.name_needs = [
            name_needs([b.columns[x] for b in blocks if x < len(b.columns)], one_line=len(blocks) > 1)
            for x in range(self.column_count)
        ]
        self.label_width = max(cell_len(line.text) + line.depth * INDENT for line in self.lines) + 1
        self.rows = [y for y, line in enumerate(self.lines) if line.kind == "row"]

    @property
    def column_count(self) -> int:
        """Columns of the widest block."""
        return max(len(block.columns) for block in self.table.blocks)

    def _add_block(self, block: Block, figures: dict[tuple[int, str], list[Figure]]) -> None:
        if block.title:
            self.lines.append(BodyLine("title", block.title, 0, block))
        open_groups: tuple[str, ...] = ()
        for row in block.rows:
            groups = self.table.groups_of(row.id)
            for depth, group in enumerate(groups):
                if group.id not in open_groups:
                    self.lines.append(BodyLine("heading", group.label, depth, block))
            open_groups = tuple(group.id for group in groups)
            cells = tuple(figures[id(block), row.id])
            self.lines.append(BodyLine("row", row.label, len(groups), block, row, cells))

    def headings_over(self, y: int) -> tuple[BodyLine, ...]:
        """The headings that a line stands under, outermost first."""
        found: list[BodyLine] = []
        depth = self.lines[y].depth
        for line in reversed(self.lines[:y]):
            if line.kind == "heading" and line.depth < depth:
                found.insert(0, line)
                depth = line.depth
            if line.kind == "title" or depth == 0:
                break
        return tuple(found)


def cell_of(report: Report, figure: Figure, *, faulty: bool) -> Cell:
    """What a figure shows: typed, computed (``=12``), unfinished (``12+``) or as the source states it."""
    ledger = report.ledger
    value = ledger.values[figure.index]
    shown = ledger.stated.get(figure.index) if figure.derived else value
    if isinstance(shown, Unreadable) or (figure.derived and isinstance(shown, Mark)):
        return Cell(cut(safe(show(shown), keep=""), LONGEST_TEXT), "unreadable", faulty)
    if not figure.derived:
        return Cell("__", "blank", faulty) if value is None else Cell(show(value), "typed", faulty)
    if shown is None:
        return computed_cell(value, ledger.sum_so_far(figure.index), faulty=faulty)
    if is_number(value) and value != shown:
        return Cell(show(shown), "contradicted", faulty)
    return Cell(show(shown) if value is None else f"={show(shown)}", "derived", faulty)


def computed_cell(value: Value, so_far: Number, *, faulty: bool) -> Cell:
    """A total that nothing states: the sum, or what adds up so far."""
    if value is None:
        return Cell(f"{show(so_far)}+", "unfinished", faulty)
    return Cell(f"={show(value)}", "derived", faulty)
