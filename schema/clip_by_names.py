"""A pasted block placed by the names of rows and columns that it brings; what is not certain is refused, nothing is shifted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from schema.clip_labels import bare
from schema.clip_names import FormRow, Outline, TableNames, is_number_like
from schema.clip_placement import Landing, LeftOut, Line, Placement, first_cells, level
from schema.clip_text import Row as Cells
from schema.form import Figure
from schema.language import _


def by_names(names: TableNames, rows: Sequence[Cells], lines: Outline) -> Placement:
    """Each line in the row of its name; columns by their names, or in the form's order where their number is right."""
    placed = Placement("names", names.section.id)
    first = first_cells(rows, lines)
    even = level(rows)
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
                place_line(placed, names, row, line, heads if even else [])
        elif any(map(is_number_like, cells)):
            placed.leave_out_line(Line(number, cells), _("认不出这一行是哪一行"))
    skipped = sum(
        any(cells) and not any(map(is_number_like, cells)) and lines.kinds[number] in ("heading", "other")
        for number, cells in enumerate(rows)
    )
    if skipped:
        placed.notes.append(_("略过 {n} 行没有数字的文字").format(n=skipped))
    return placed if even else checked_order(placed, names, rows, lines)


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
        counted = counted_columns(names, row, line)
        if isinstance(counted, str):
            placed.leave_out_line(line, counted)
            return
        columns = counted
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


def counted_columns(names: TableNames, row: FormRow, line: Line) -> dict[int, Figure] | str:
    """The figures of a row in the form's order for cells without column names; why not, where that is not certain.

    Blank cells before the figures may be the rest of the row's name, merged over the columns of longer names; blank
    cells behind them the rest of a merged figure. Where both readings fit, neither is taken.
    """
    cells = line.cells[line.begins :]
    typed = tuple(figure for figure in row.figures if not figure.derived)
    merged = max(0, names.depth - len(names.table.groups_of(row.row.id)) - (line.begins - line.label_at - 1))
    readings: list[dict[int, Figure]] = []
    for blanks in range(merged + 1):
        rest = cells[blanks:]
        if any(cell.strip() for cell in cells[:blanks]):
            break
        if len(rest) == len(typed) or len(rest) >= len(row.figures):
            figures = typed if len(rest) == len(typed) else row.figures
            if not any(cell.strip() for cell in rest[len(figures) :]):
                readings.append(dict(enumerate(figures, line.begins + blanks)))
    if len(readings) == 1:
        return readings[0]
    if readings:
        return _("行名后面的空格分不清是合并的格还是没有填，请连列名一起复制")
    said = _("这一行有 {n} 列，表里是 {typed} 列，又没有列名").format(n=len(cells), typed=len(typed))
    return said + (_("（连总计 {all} 列）").format(all=len(row.figures)) if len(row.figures) > len(typed) else "")


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
    if not level(rows) or not body:
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
