"""A table of a page: its cells where they begin, by the rules of HTML for merged cells, within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from justhtml import Element

from reports.importing.html_look import attribute, is_unseen, styles

WIDEST_SPAN: Final = 1000
"""Columns or rows that a cell may be merged over, as browsers have it for columns."""

MOST_COLUMNS: Final = 500
MOST_ROWS: Final = 5_000
"""A table in which cells begin beyond this is none of a report."""


class Placed(NamedTuple):
    """A cell's element and its place, from 0."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int


class TooLarge(Exception):  # noqa: N818 - the table is at fault, nothing of ours
    """The table has more columns or rows than any of a report."""


def placed_cells(table: Element) -> list[list[Placed]]:
    """The cells that begin in each row. Raises TooLarge."""
    lines: list[list[Placed]] = []
    for group in _groups(table):
        taken: dict[int, int] = {}
        first, behind = len(lines), len(lines) + len(group)
        if behind > MOST_ROWS:
            raise TooLarge
        for row, cells in enumerate(group, first):
            lines.append(list(_placed(cells, row, behind, taken)))
    return lines


def _placed(cells: list[Element], row: int, behind: int, taken: dict[int, int]) -> Iterator[Placed]:
    """The cells of a row; ``taken`` says up to which row a column is covered from above, ``behind`` where the group ends."""
    column = 0
    covered: dict[int, int] = {}
    for cell in cells:
        while taken.get(column, 0) > row:
            column += 1
        columns, rows = _span(cell, "colspan"), _span(cell, "rowspan")
        end = behind if rows == 0 else min(row + rows, behind)
        width = max(1, columns)
        if column >= MOST_COLUMNS:
            raise TooLarge
        yield Placed(cell, row, column, end - row, width)
        covered.update(dict.fromkeys(range(column, column + width), end))
        column += width
    for place, end in covered.items():
        taken[place] = max(end, taken.get(place, 0))


def _groups(table: Element) -> Iterator[list[list[Element]]]:
    """The rows of head, bodies and foot, as they are printed: a merged cell ends with its group."""
    groups, foot, loose = list[list[list[Element]]](), list[list[list[Element]]](), list[list[Element]]()
    for child in table.children:
        if child.name == "tr" and _is_seen(child):
            loose.append(_cells(child))
        elif child.name in ("thead", "tbody", "tfoot") and _is_seen(child):
            rows = [_cells(row) for row in child.children if row.name == "tr" and _is_seen(row)]
            (foot if child.name == "tfoot" else groups).append(rows)
    yield from filter(None, [loose, *groups, *foot])


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row.children if cell.name in ("td", "th") and _is_seen(cell)]


def _is_seen(node: Any) -> bool:
    return isinstance(node, Element) and not is_unseen(node, styles(node))


def _span(cell: Element, name: str) -> int:
    """Over how many; 0 rows means to the end of the group, what is no number is 1."""
    written = attribute(cell, name).strip()
    digits = written[: len(written) - len(written.lstrip("0123456789"))]
    if not digits:
        return 1
    return min(int(digits[:9]) if len(digits) < 10 else WIDEST_SPAN, WIDEST_SPAN)
