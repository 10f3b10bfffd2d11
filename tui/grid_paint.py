"""Draws a grid: frozen head, headings that stay in sight, rows of cells; what is typed, computed, blank or wrong looks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.cells import cell_len
from rich.style import Style

from reports.terminal_text import safe
from schema.form import Block, Figure
from tui.grid_cursor import GridCursor
from tui.grid_layout import GridLayout, column_needs, head_lines, lay_out
from tui.grid_model import INDENT, BodyLine, Cell, GridModel, cell_of
from tui.session import Session
from tui.styles import (
    BLANK,
    BOLD,
    DERIVED,
    DIM,
    ERROR,
    PLAIN,
    REVERSE,
    Line,
    Span,
    centred,
    cut,
    fit,
    fit_right,
    joined,
)

STYLES: dict[str, Style] = {
    "typed": PLAIN,
    "blank": BLANK,
    "derived": DERIVED,
    "unfinished": DERIVED,
    "contradicted": ERROR,
    "unreadable": ERROR,
}


@dataclass
class Entry:
    """What is being typed into a cell; ``caret`` counts characters. ``refused`` tells why it is not taken."""

    text: str
    caret: int
    in_place: bool
    refused: str = ""

    def insert(self, text: str) -> None:
        """Puts text in at the caret."""
        self.text = self.text[: self.caret] + text + self.text[self.caret :]
        self.caret += len(text)

    def remove(self, first: int, last: int) -> None:
        """Takes the characters between two offsets from the caret out."""
        first, last = max(0, self.caret + first), self.caret + last
        self.text = self.text[:first] + self.text[last:]
        self.caret = min(self.caret, first) if first < self.caret else self.caret


class GridPainter:
    """Keeps what each cell shows, and the layout, until told that figures changed."""

    def __init__(self, session: Session, model: GridModel) -> None:
        self.session = session
        self.model = model
        self._cells: dict[str, Cell] = {}
        self.renew(model.places)

    def renew(self, addresses: Iterable[str]) -> None:
        """Works out again what these figures show."""
        report, faulty = self.session.report, self.session.faulty
        for address in addresses:
            if address in self.model.places:
                self._cells[address] = cell_of(report, report.form.by_address[address], faulty=address in faulty)

    def cell(self, figure: Figure, cursor: GridCursor, entry: Entry | None) -> Cell:
        """What a figure shows; under the cursor, what is being typed."""
        if entry is not None and figure is cursor.figure:
            return Cell(safe(entry.text, keep=""), "typed", faulty=bool(entry.refused))
        return self._cells[figure.address]

    def layout(self, width: int, cursor: GridCursor, entry: Entry | None) -> GridLayout:
        """Column widths for what is shown now."""
        widest = [0] * self.model.column_count
        for line in self.model.lines:
            for x, figure in enumerate(line.figures):
                widest[x] = max(widest[x], cell_len(self.cell(figure, cursor, entry).text))
        blocks = self.model.table.blocks
        needs = [
            column_needs([b.columns[x] for b in blocks if x < len(b.columns)], widest[x], one_line=len(blocks) > 1)
            for x in range(len(widest))
        ]
        slim, roomy = [need[0] for need in needs], [need[1] for need in needs]
        return lay_out(width, self.model.label_width, slim, roomy, cursor.column)

    def head_block(self, cursor: GridCursor) -> Block:
        """The block whose head is frozen at the top: that of the first visible line."""
        return self.model.lines[cursor.top].block

    def head(self, block: Block, layout: GridLayout) -> list[Line]:
        """The head of a block: column groups, then names; ``<`` and ``>`` tell of columns out of sight."""
        heads = head_lines(block, layout)
        grouped = any(column.group for column in block.columns)
        lines = []
        for depth, spans in enumerate(heads):
            last = depth == len(heads) - 1
            parts: list[Span] = [(fit(block.stub if last else "", layout.label), DIM)]
            at = layout.label
            for x, width, text in spans:
                placed = centred(text, width) if grouped and depth == 0 else fit_right(text, width)
                parts += [(" " * (x - at), PLAIN), (placed, BOLD)]
                at = x + width
            if last and layout.more_left | layout.more_right:
                parts.append((("<" if layout.more_left else "") + (">" if layout.more_right else ""), BOLD))
            lines.append(joined(parts))
        return lines

    def body(self, layout: GridLayout, height: int, cursor: GridCursor, entry: Entry | None) -> Iterator[Line]:
        """As many lines as fit, from the cursor's window; the first one may stand in for headings scrolled away."""
        lines, shown_head = self.model.lines, self.head_block(cursor)
        place, left = cursor.top, height
        while left > 0 and place < len(lines):
            line = lines[place]
            over = self.model.headings_over(place) if place == cursor.top else ()
            if over and place != cursor.line:
                yield ((fit(" ".join(heading.text for heading in over), layout.width), DIM),)
            elif line.kind == "row":
                yield self._row(line, layout, cursor, entry)
            elif line.kind == "title":
                yield self._title(line, layout, with_names=line.block is not shown_head)
            else:
                yield ((fit(" " * (line.depth * INDENT) + line.text, layout.width), DIM),)
            place, left = place + 1, left - 1

    def _title(self, line: BodyLine, layout: GridLayout, *, with_names: bool) -> Line:
        names = self.head(line.block, layout)[-1] if with_names else ()
        rest = cut("".join(text for text, _ in names).removeprefix(fit(line.block.stub, layout.label)), layout.width)
        return joined([(fit(line.text, layout.label), BOLD), (rest, DIM)])

    def _row(self, line: BodyLine, layout: GridLayout, cursor: GridCursor, entry: Entry | None) -> Line:
        here = line is self.model.lines[cursor.line]
        label = " " * (line.depth * INDENT) + line.text
        parts: list[Span] = [(fit(cut(label, layout.label - 1), layout.label), BOLD if here else PLAIN)]
        for box in layout.columns:
            if box.place >= len(line.figures):
                continue
            figure = line.figures[box.place]
            cell = self.cell(figure, cursor, entry)
            style = ERROR if cell.faulty else STYLES[cell.state]
            if here and figure is cursor.figure:
                style = style + REVERSE
            parts.append((fit_right(cell.text, box.width - 1) + cell.mark, style))
        return joined(parts)
