"""Where the cells of a pasted block belong: beside the cursor as they stand, or by the names of rows and columns.

Nothing is shifted: a cell whose place is not certain is refused with the reason, and no other moves up for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from schema.clip_labels import bare
from schema.clip_names import FormRow, Outline, TableNames, is_number_like, outline
from schema.clip_text import Clip
from schema.clip_text import Row as Cells
from schema.form import Figure, Form
from schema.language import _

Manner = Literal["cursor", "names"]


class Landing(NamedTuple):
    """A pasted cell and the figure it belongs to."""

    figure: Figure
    text: str


class LeftOut(NamedTuple):
    """A pasted cell without a place: where it stood, what it held, and why."""

    where: str
    text: str
    reason: str


class Line(NamedTuple):
    """A line of a block: its number, its cells, where its figures begin, where its name stands and what that may be."""

    number: int
    cells: Cells
    begins: int = 0
    label_at: int = -1
    named: frozenset[int] = frozenset()


@dataclass
class Placement:
    """The cells of a block with their places under one manner of pasting, in the block's order.

    ``notes`` are things that the clerk should see before it is carried out.
    """

    manner: Manner
    section: str
    landings: list[Landing] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def places(self) -> dict[str, str]:
        """What would come to which address."""
        return {one.figure.address: one.text for one in self.landings}

    def leave_out(self, line: int, column: int, text: str, reason: str) -> None:
        """Refuses one cell, if there is anything in it."""
        if text.strip():
            where = _("第 {line} 行第 {column} 列").format(line=line + 1, column=column + 1)
            self.left_out.append(LeftOut(where, text, reason))

    def leave_out_line(self, line: Line, reason: str) -> None:
        """Refuses the figures of a line."""
        for column in range(line.begins, len(line.cells)):
            self.leave_out(line.number, column, line.cells[column], reason)


def placements(form: Form, clip: Clip, address: str) -> list[Placement]:
    """The manners in which a block can be pasted with the cursor at a figure, the safest first; never empty.

    By names where the block brings names of the form, even those of another table; else, and besides, at the cursor.
    """
    figure = form.by_address[address]
    tables = [TableNames(form, section) for section in form.sections if section.table]
    read = [(names, outline(names, clip.rows)) for names in tables]
    read.sort(key=lambda one: (-one[1].rows_found, -one[1].heads_found, one[0].section.id != figure.section))
    names, lines = read[0]
    own = next((one for one in read if one[0].section.id == figure.section), read[0])
    found = []
    if whole := in_printed_order(names, clip.rows):
        found.append(whole)
    elif lines.rows_found:
        found.append(by_names(names, clip.rows, lines))
    elif lines.heads_found and (under := by_heads(names, clip.rows, lines, figure)):
        found.append(under)
    beside = at_cursor(own[0], clip.rows, own[1], figure)
    same = found and found[0].places == beside.places
    return found if same else [*found, beside]


def at_cursor(names: TableNames, rows: Sequence[Cells], lines: Outline, start: Figure) -> Placement:
    """The block as a rectangle whose first cell is the figure; names of rows and columns in it are skipped."""
    placed = Placement("cursor", names.section.id)
    at = next(place for place, row in enumerate(names.rows) if start in row.figures)
    left = names.rows[at].figures.index(start)
    first = first_cells(rows, lines)
    skipped = 0
    for line, cells in enumerate(rows):
        if lines.kinds[line] in ("head", "heading"):
            skipped += 1
            continue
        target = names.rows[at] if at < len(names.rows) else None
        at += 1
        for column, text in enumerate(cells[first[line] :], first[line]):
            place = left + column - first[line]
            if target is None:
                placed.leave_out(line, column, text, _("超出表的最后一行"))
            elif place >= len(target.figures):
                placed.leave_out(line, column, text, _("超出这一行的最后一列"))
            else:
                placed.landings.append(Landing(target.figures[place], text))
    if skipped:
        placed.notes.append(_("跳过 {n} 行表头").format(n=skipped))
    if any(first):
        placed.notes.append(_("块里的行名、列名没有用来对位"))
    return placed


def first_cells(rows: Sequence[Cells], lines: Outline) -> list[int]:
    """Where the figures of each line begin: behind the names, which in lines of equal length end at one column.

    Lines differ in length when a web page with merged cells was copied: there every line's figures follow its name.
    """
    names_end = max(lines.label_at, default=-1) + 1
    if len({len(cells) for cells in rows}) == 1:
        return [names_end] * len(rows)
    return [at + 1 for at in lines.label_at]


def by_names(names: TableNames, rows: Sequence[Cells], lines: Outline) -> Placement:
    """Each line in the row of its name; columns by their names, or in the form's order where their number is right."""
    placed = Placement("names", names.section.id)
    first = first_cells(rows, lines)
    level = len({len(cells) for cells in rows}) == 1
    heads: list[Cells] = []
    after_row = True
    times = Counter(lines.named)
    for number, cells in enumerate(rows):
        if lines.kinds[number] == "head":
            heads, after_row = [cells] if after_row else [*heads, cells], False
        elif lines.kinds[number] == "row":
            after_row = True
            line = Line(number, cells, first[number], lines.label_at[number], lines.named[number])
            row = certain_row(placed, names, line, times)
            if row:
                place_line(placed, names, row, line, heads if level else [])
        elif any(map(is_number_like, cells)):
            placed.leave_out_line(Line(number, cells), _("认不出这一行是哪一行"))
    skipped = sum(
        any(cells) and not any(map(is_number_like, cells)) and lines.kinds[number] in ("heading", "other")
        for number, cells in enumerate(rows)
    )
    if skipped:
        placed.notes.append(_("略过 {n} 行没有数字的文字").format(n=skipped))
    return placed if level else checked_order(placed, names, rows, lines)


def certain_row(placed: Placement, names: TableNames, line: Line, times: Counter[frozenset[int]]) -> FormRow | None:
    """The row of the form that a line names; None, with the line left out, where that is not certain."""
    at = line.label_at
    label = line.cells[at]
    if len(line.named) > 1:
        placed.leave_out_line(line, _("“{name}”可能是几行，不能确定").format(name=label))
    elif times[line.named] > 1:
        placed.leave_out_line(line, _("块里有两行都是“{name}”").format(name=label))
    elif any(cell.strip() for cell in line.cells[at + 1 : line.begins]):
        placed.leave_out_line(line._replace(begins=at + 1), _("行名后面的列与别的行对不齐"))
    else:
        row = names.rows[next(iter(line.named))]
        if not names.row_names.exact(label):
            placed.notes.append(_("“{name}”当作“{meant}”").format(name=label, meant=row.row.label))
        return row
    return None


def place_line(placed: Placement, names: TableNames, row: FormRow, line: Line, heads: list[Cells]) -> None:
    """The cells of one line in the columns that the heads name, or else in the form's order."""
    columns = named_columns(names, row, heads, line)
    if not columns:
        counted = counted_columns(row, line.cells[line.begins :])
        if isinstance(counted, str):
            placed.leave_out_line(line, counted)
            return
        columns = dict(enumerate(counted, line.begins))
    times = Counter(figure.index for figure in columns.values())
    for column, text in enumerate(line.cells[line.begins :], line.begins):
        figure = columns.get(column)
        if figure is None:
            head = next((head[column] for head in reversed(heads) if head[column].strip()), "")
            unknown = _("表里没有“{name}”这一列").format(name=head) if head else _("这一列没有列名")
            placed.leave_out(line.number, column, text, unknown)
        elif times[figure.index] > 1:
            twice = _("块里有两列都是“{name}”").format(name=figure.column.label)
            placed.leave_out(line.number, column, text, twice)
        else:
            placed.landings.append(Landing(figure, text))


def named_columns(names: TableNames, row: FormRow, heads: list[Cells], line: Line) -> dict[int, Figure]:
    """The figures of a row by the place of the column that names them; empty where no head names a column of its block."""
    known = names.column_names[id(row.block)]
    found: dict[int, Figure] = {}
    for column in range(line.begins, len(line.cells)):
        meant = {place for head in heads if len(at := known.find(head[column])) == 1 for place in at}
        if len(meant) == 1:
            found[column] = row.figures[meant.pop()]
    return found


def counted_columns(row: FormRow, cells: Cells) -> Sequence[Figure] | str:
    """The figures of a row in the form's order for cells without names; why not, where their number is another.

    Blank cells behind as many as the row has are the rest of a merged one.
    """
    typed = [figure for figure in row.figures if not figure.derived]
    if len(cells) == len(typed):
        return typed
    if len(cells) >= len(row.figures) and not any(cell.strip() for cell in cells[len(row.figures) :]):
        return row.figures
    said = _("这一行有 {n} 列，表里是 {typed} 列，又没有列名")
    total = _("（连总计 {all} 列）").format(all=len(row.figures)) if len(row.figures) > len(typed) else ""
    return said.format(n=len(cells), typed=len(typed)) + total


def checked_order(placed: Placement, names: TableNames, rows: Sequence[Cells], lines: Outline) -> Placement:
    """A block of lines of unequal length, whose heads tell the order but not the place: refused where it is not the form's."""
    heads = [cells for number, cells in enumerate(rows) if lines.kinds[number] == "head"]
    for block in names.table.blocks:
        known = names.column_names[id(block)]
        for head in heads:
            order = [place for cell in head if len(at := known.find(cell)) == 1 for place in at]
            if len(order) > 1 and order != sorted(set(order)):
                reason = _("列的次序与表里不同，各行长短又不一，不能对位")
                placed.left_out += [LeftOut(one.figure.name, one.text, reason) for one in placed.landings]
                placed.landings = []
    return placed


def by_heads(names: TableNames, rows: Sequence[Cells], lines: Outline, start: Figure) -> Placement | None:
    """Columns by name where no row has one: rows in the form's order when all are there, else from the cursor's on."""
    body = [line for line, kind in enumerate(lines.kinds) if kind != "head"]
    if len({len(cells) for cells in rows}) > 1 or not body:
        return None
    heads = [rows[line] for line, kind in enumerate(lines.kinds) if kind == "head"]
    placed = Placement("names", names.section.id)
    if len(body) == len(names.rows):
        at = 0
        placed.notes.append(_("没有行名，行数与表相同，按表的次序"))
    elif start.section == names.section.id:
        at = next(place for place, row in enumerate(names.rows) if start in row.figures)
        placed.notes.append(_("没有行名，从光标所在的行起"))
    else:
        return None
    for line, target in zip(body, [*names.rows[at:], *[None] * len(body)], strict=False):
        if target is None:
            placed.leave_out_line(Line(line, rows[line]), _("超出表的最后一行"))
        else:
            place_line(placed, names, target, Line(line, rows[line]), heads)
    return placed


def in_printed_order(names: TableNames, rows: Sequence[Cells]) -> Placement | None:
    """A table whose rows are printed side by side, copied whole: one line with as many figures as the table has."""
    figures = [figure for row in names.rows for figure in row.figures]
    numbered = [line for line, cells in enumerate(rows) if any(map(is_number_like, cells))]
    if names.table.layout != "across" or len(numbered) != 1 or len(rows[numbered[0]]) != len(figures):
        return None
    known = {key for row in names.rows for key in bare(row.row.label)} | {
        key for row in names.rows for column in row.block.columns for key in bare(column.label)
    }
    named = sum(bool(known.intersection(bare(cell))) for line in rows for cell in line if cell.strip())
    if named < len(names.rows):
        return None
    landings = [Landing(*both) for both in zip(figures, rows[numbered[0]], strict=True)]
    return Placement("names", names.section.id, landings, [], [_("按表里印的次序：各行横着排")])
