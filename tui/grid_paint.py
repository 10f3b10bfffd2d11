"""Draws a grid: frozen head, headings that stay in sight, rows of cells; what is typed, computed, blank or wrong looks it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style

from reports.terminal_text import safe
from schema.form import Block, Figure
from tui.grid_cursor import GridCursor
from tui.grid_entry import LONGEST_ENTRY, Entry
from tui.grid_layout import NARROWEST_COLUMN, GridLayout, head_lines, lay_out
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
    UNDERLINE,
    Line,
    Span,
    centred,
    cut,
    fit,
    fit_right,
    joined,
)

if TYPE_CHECKING:
    from tui.grid_selection import CellRange

STYLES: dict[str, Style] = {
    "typed": PLAIN,
    "blank": BLANK,
    "derived": DERIVED,
    "unfinished": DERIVED,
    "contradicted": ERROR,
    "unreadable": ERROR,
}


ROW_SIGN = ">"
"""Stands behind the label of the row that the cursor is in; a label in bold would be sent twice with every move."""

DOUBT = "?"
"""Stands behind a number that an import was not sure of."""

CURSOR_AMONG_SELECTED = BOLD + UNDERLINE


class GridPainter:
    """Keeps what cells show, rows as drawn and the layout, until told that figures changed."""

    def __init__(self, session: Session, model: GridModel) -> None:
        self.session = session
        self.model = model
        self._cells: dict[str, Cell] = {}
        self._lengths: list[dict[int, int]] = [{} for _ in range(model.column_count)]
        self._rows: dict[int, Line] = {}
        self._heads: dict[int, list[Line]] = {}
        self._layout: GridLayout | None = None
        self._faulty: frozenset[str] = frozenset()
        self._spoken_of: frozenset[str] = frozenset()
        self._to_change: frozenset[str] = frozenset()
        self._doubtful = session.doubtful
        self._selection: CellRange | None = None
        self.renew(model.places)

    def renew(self, addresses: Iterable[str]) -> None:
        """Works out again what these figures show."""
        report, faulty = self.session.report, self.session.faulty
        for address in addresses:
            place = self.model.places.get(address)
            if place:
                cell = cell_of(report, report.form.by_address[address], faulty=address in faulty)
                self._cells[address] = cell
                self._lengths[place[1]][place[0]] = cell_len(cell.text)
                self._rows.pop(place[0], None)

    def renew_faulty(self) -> None:
        """Works out again what became faulty, doubtful or right without being touched."""
        before, self._faulty = self._faulty, self.session.faulty
        doubted, self._doubtful = self._doubtful, self.session.doubtful
        self.renew((before ^ self._faulty) | (doubted ^ self._doubtful))

    def point_out(self, spoken_of: frozenset[str], to_change: frozenset[str]) -> bool:
        """Marks the figures of the chosen problem, underlined, and of its one repair, with ``*``; whether that changed."""
        changed = (spoken_of ^ self._spoken_of) | (to_change ^ self._to_change)
        self._spoken_of, self._to_change = spoken_of, to_change
        for address in changed & self.model.places.keys():
            self._rows.pop(self.model.places[address][0], None)
        return bool(changed)

    def select(self, selection: CellRange | None) -> None:
        """Shows the cells of a selection reversed; of it the cell under the cursor is the one that is not."""
        before, self._selection = self._selection, selection
        for place in self.model.rows:
            count = len(self.model.lines[place].figures)
            if _covered(before, place, count) != _covered(selection, place, count):
                self._rows.pop(place, None)

    def layout(self, width: int, cursor: GridCursor, entry: Entry | None) -> GridLayout:
        """Column widths for what is shown now; the same object as long as nothing moves."""
        widest = [max(lengths.values()) for lengths in self._lengths]
        if entry is not None:
            widest[cursor.column] = max(widest[cursor.column], min(LONGEST_ENTRY, cell_len(entry.text)))
        slim, roomy = [], []
        for place, needs in enumerate(self.model.name_needs):
            slim.append(max(NARROWEST_COLUMN, widest[place] + 1, needs.short))
            roomy.append(max(slim[-1], needs.full))
        layout = lay_out(width, self.model.label_width, slim, roomy, cursor.column)
        if layout != self._layout:
            self._layout = layout
            self._rows.clear()
            self._heads.clear()
        return self._layout or layout

    def head_block(self, cursor: GridCursor) -> Block:
        """The block whose head is frozen at the top: that of the first visible line."""
        return self.model.lines[cursor.top].block

    def head(self, block: Block, layout: GridLayout) -> list[Line]:
        """The head of a block: column groups, then names; ``<`` and ``>`` tell of columns out of sight."""
        head = self._heads.get(id(block))
        if head is None:
            head = self._heads[id(block)] = self._drawn_head(block, layout)
        return head

    def _drawn_head(self, block: Block, layout: GridLayout) -> list[Line]:
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
                yield self._row(place, layout, cursor, entry)
            elif line.kind == "title":
                yield self._title(line, layout, with_names=line.block is not shown_head)
            else:
                yield ((fit(" " * (line.depth * INDENT) + line.text, layout.width), DIM),)
            place, left = place + 1, left - 1

    def _title(self, line: BodyLine, layout: GridLayout, *, with_names: bool) -> Line:
        names = self.head(line.block, layout)[-1] if with_names else ()
        rest = cut("".join(text for text, _ in names).removeprefix(fit(line.block.stub, layout.label)), layout.width)
        return joined([(fit(line.text, layout.label), BOLD), (rest, DIM)])

    def _row(self, place: int, layout: GridLayout, cursor: GridCursor, entry: Entry | None) -> Line:
        if place == cursor.line:
            return self._drawn_row(place, layout, cursor.figure, entry)
        row = self._rows.get(place)
        if row is None:
            row = self._rows[place] = self._drawn_row(place, layout, None, None)
        return row

    def _drawn_row(self, place: int, layout: GridLayout, under: Figure | None, entry: Entry | None) -> Line:
        """A row; ``under`` is the figure that the cursor is on, ``entry`` what is being typed there."""
        line = self.model.lines[place]
        covered = _covered(self._selection, place, len(line.figures))
        lone = len(covered) == 1 and self._selection is not None and self._selection.in_one_row
        label = " " * (line.depth * INDENT) + line.text
        sign = ROW_SIGN if under else " "
        parts: list[Span] = [(fit(cut(label, layout.label - 1), layout.label - 1) + sign, PLAIN)]
        for box in layout.columns:
            if box.place >= len(line.figures):
                continue
            figure = line.figures[box.place]
            cell = self._cells[figure.address]
            if figure is under and entry is not None:
                cell = Cell(safe(entry.text, keep="")[-LONGEST_ENTRY:], "typed", faulty=bool(entry.refused))
            typed_in = figure is under and entry is not None
            look = _look(under=figure is under, selected=box.place in covered, lone=lone)
            parts += self._drawn_cell(cell, "" if typed_in else figure.address, box.width, look)
        return joined(parts)

    def _drawn_cell(self, cell: Cell, address: str, width: int, look: Style) -> Iterator[Span]:
        """A cell: its text to the right, then its sign; without an address it is being typed in."""
        style = ERROR if cell.faulty else STYLES[cell.state]
        style = style + look if look else style
        pointed = address in self._spoken_of or address in self._to_change
        text = fit_right(cell.text, width - 1)
        content = text.lstrip() if pointed else text
        yield text[: len(text) - len(content)], style
        yield content, style + UNDERLINE if pointed else style
        yield "*" if address in self._to_change else self._sign(cell, address), style

    def _sign(self, cell: Cell, address: str) -> str:
        """What is wrong with a cell, or ``?`` where a doubt about it is open and it was not changed since."""
        doubted = address in self._doubtful and address not in self.session.net
        return DOUBT if doubted and not cell.mark.strip() else cell.mark


def _covered(selection: CellRange | None, place: int, count: int) -> range:
    return range(0) if selection is None else selection.covered(place, count)


def _look(*, under: bool, selected: bool, lone: bool) -> Style:
    """How cursor and selection show: reversed; the cursor among selected cells is the hole, underlined."""
    if under and selected and not lone:
        return CURSOR_AMONG_SELECTED
    return REVERSE if under or selected else PLAIN
