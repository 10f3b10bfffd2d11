"""Where the cells of a pasted block belong: beside the cursor as they stand, or by the names of rows and columns.

Nothing is shifted: a cell whose place is not certain is refused with the reason, and no other moves up for it.
"""

from __future__ import annotations

from collections.abc import Sequence

from schema.clip_by_names import by_heads, by_names, in_printed_order
from schema.clip_names import Outline, TableNames, outline
from schema.clip_placement import Landing, Placement, first_cells, level
from schema.clip_text import Clip
from schema.clip_text import Row as Cells
from schema.form import Figure, Form
from schema.language import _


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
    if found and lines.rows_found and not level(clip.rows):
        return found
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
