"""Tables as other programs copy them: Excel and WPS with merged cells as blanks, a browser without them, bare rectangles."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from schema.clip_place import placements
from schema.clip_plan import Plan, plan
from schema.clip_text import read_clip
from schema.form import Figure, Form
from schema.report import Report

Shown = Callable[[Figure], str]


def rows_of(form: Form, section: str) -> list[list[Figure]]:
    """The figures of a section's table row by row."""
    rows: dict[tuple[int, str], list[Figure]] = {}
    for figure in form.figures:
        if figure.section == section:
            rows.setdefault((id(figure.block), figure.row.id), []).append(figure)
    return list(rows.values())


def bare_block(form: Form, section: str, shown: Shown, *, totals: bool = True) -> str:
    """Figures only, all rows."""
    lines = [[shown(f) for f in row if totals or not f.derived] for row in rows_of(form, section)]
    return tsv(lines)


def excel_block(form: Form, section: str, shown: Shown, *, totals: bool = True, heads: bool = True) -> str:
    """The table as Excel copies it: group labels in the first of the cells that they span, the others blank."""
    rows = rows_of(form, section)
    depth = max(len(row[0].table.groups_of(row[0].row.id)) for row in rows) + 1
    columns = [column for column in rows[0][0].block.columns if totals or not column.sum]
    lines: list[list[str]] = []
    if heads:
        groups = [column.group for column in columns]
        merged = [g if g and (not x or groups[x - 1] != g) else "" for x, g in enumerate(groups)]
        upper = [merged[x] if column.group else column.label for x, column in enumerate(columns)]
        lower = [column.label if column.group else "" for column in columns]
        lines += [["办理情形", *[""] * (depth - 1), *upper], [*[""] * depth, *lower]]
    before: list[str] = []
    for row in rows:
        over = [group.label for group in row[0].table.groups_of(row[0].row.id)]
        fresh = next((x for x, label in enumerate(over) if before[x : x + 1] != [label]), len(over))
        labels = [*[""] * fresh, *over[fresh:], row[0].row.label]
        labels += [""] * (depth - len(labels))
        before = over
        if totals or not all(figure.derived for figure in row):
            lines.append([*labels, *(shown(figure) for figure in row if totals or not figure.derived)])
    return tsv(lines)


def browser_block(form: Form, section: str, shown: Shown) -> str:
    """The table as a browser copies it: a merged cell stands in its first line only, and the others are shorter."""
    lines = [line.split("\t") for line in excel_block(form, section, shown, heads=False).split("\r\n") if line]
    rows = rows_of(form, section)
    kept = []
    for line, row in zip(lines, rows, strict=True):
        labels = [cell for cell in line[: -len(row)] if cell]
        kept.append([*labels, *line[-len(row) :]])
    return tsv(kept)


def tsv(lines: Sequence[Sequence[str]]) -> str:
    """Lines as a spreadsheet writes them on the clipboard."""
    return "".join("\t".join(map(cell_text, line)) + "\r\n" for line in lines)


def cell_text(text: str) -> str:
    """A cell in quotes where it has to be."""
    return '"' + text.replace('"', '""') + '"' if any(ch in text for ch in '\t\n"') else text


def planned(report: Report, text: str, at: str, manner: int = 0, *, clear: bool = False) -> Plan:
    """What pasting a text at a cell would do, in the manner that comes first or another."""
    return plan(report, placements(report.form, read_clip(text), at)[manner], clear=clear)


def landed(found: Plan) -> dict[str, str]:
    """Which text belongs to which address."""
    return {one.figure.address: one.text for one in found.placement.landings}


def written(found: Plan) -> dict[str, object]:
    """What would be written where."""
    return dict(found.contents)
