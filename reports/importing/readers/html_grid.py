"""A table of a page: its cells where they begin, by the rules of HTML for merged cells, within bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeAlias

from justhtml import Element

from reports.importing.readers.html_look import attribute, is_unseen, styles

WIDEST_SPAN: Final = 1000
"""Columns or rows that a cell may be merged over, as browsers have it for columns."""

MOST_COLUMNS: Final = 500
MOST_ROWS: Final = 5_000
"""A table in which cells begin beyond this is none of a report."""

Style: TypeAlias = Callable[[Element], dict[str, str]]
"""Says how an element looks."""


class Placed(NamedTuple):
    """A cell's element and its place, from 0."""

    element: Element
    row: int
    column: int
    rows: int
    columns: int


class TooLarge(Exception):  # noqa: N818 - the table is at fault, nothing of ours
    """The table has more columns or rows than any of a report."""


def placed_cells(table: Element, style: Style = styles) -> list[list[Placed]]:
    """The cells that begin in each row that is shown. Raises TooLarge.

    Head, bodies and foot of which ``style`` shows nothing are shown all the same: a program may open them.
    """
    lines: list[list[Placed]] = []
    for group in _groups(table, style):
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


def _groups(table: Element, style: Style) -> Iterator[list[list[Element]]]:
    """The rows of head, bodies and foot, as they are printed: a merged cell ends with its group."""
    groups, foot, loose = list[list[list[Element]]](), list[list[list[Element]]](), list[Element]()
    for child in table.children:
        if child.name == "tr":
            loose.append(child)
        elif child.name in ("thead", "tbody", "tfoot") and _is_seen(child, styles(child)):
            (foot if child.name == "tfoot" else groups).append(_rows(child.children, style))
    yield from filter(None, [_rows(loose, style), *groups, *foot])


def _rows(group: Iterable[Any], style: Style) -> list[list[Element]]:
    """The cells of each row of a group."""
    rows = [row for row in group if row.name == "tr" and _is_seen(row, styles(row))]
    shown = [_cells(row, style) for row in rows if _is_seen(row, style(row))]
    return shown if any(shown) else [_cells(row, styles) for row in rows]


def _cells(row: Element, style: Style) -> list[Element]:
    """The cells that have a place; one that only is not visible has."""
    cells = [cell for cell in row.children if cell.name in ("td", "th")]
    return [cell for cell in cells if _is_seen(cell, {**style(cell), "visibility": ""})]


def _is_seen(node: Any, style: dict[str, str]) -> bool:
    return isinstance(node, Element) and not is_unseen(node, style)


def _span(cell: Element, name: str) -> int:
    """Over how many; 0 rows means to the end of the group, what is no number is 1."""
    written = attribute(cell, name).strip()
    digits = written[: len(written) - len(written.lstrip("0123456789"))]
    if not digits:
        return 1
    return min(int(digits[:9]) if len(digits) < 10 else WIDEST_SPAN, WIDEST_SPAN)
