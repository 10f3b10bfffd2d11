"""A rectangle of cells of a table: which cells it covers, and what they add up to. No Textual."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from schema.form import Figure
from schema.language import _
from schema.report import Report
from schema.values import show
from tui.grid_model import GridModel

Corner: TypeAlias = tuple[int, int]
"""Line of the table, column as the cursor wishes it."""


class CellRange(NamedTuple):
    """From the cell where it began to the one it was taken to. While ``growing``, plain arrows take it further.

    It covers rows of figures only. In a row too narrow for it the last cell counts, as it does for the cursor.
    """

    anchor: Corner
    head: Corner
    growing: bool = False

    @property
    def columns(self) -> range:
        """The columns of the rectangle, whatever the rows in it have."""
        first, last = sorted((self.anchor[1], self.head[1]))
        return range(first, last + 1)

    @property
    def in_one_row(self) -> bool:
        """Whether it covers cells of one row only."""
        return self.anchor[0] == self.head[0]

    def to(self, head: Corner) -> CellRange:
        """As far as another cell."""
        return self._replace(head=head)

    def covered(self, line: int, count: int) -> range:
        """The columns covered in a line of ``count`` cells; empty where it lies outside."""
        top, bottom = sorted((self.anchor[0], self.head[0]))
        if not count or not top <= line <= bottom:
            return range(0)
        return range(min(self.columns[0], count - 1), min(self.columns[-1], count - 1) + 1)

    def rows(self, model: GridModel) -> list[list[Figure | None]]:
        """The figures row by row, all rows of one length: None where a row has no cell."""
        found: list[list[Figure | None]] = []
        for line in model.rows:
            figures = model.lines[line].figures
            covered = self.covered(line, len(figures))
            if covered:
                found.append([figures[place] for place in covered])
        width = max(map(len, found), default=0)
        return [row + [None] * (width - len(row)) for row in found]

    def figures(self, model: GridModel) -> list[Figure]:
        """The figures covered, in printed order."""
        return [figure for row in self.rows(model) for figure in row if figure is not None]


def whole(model: GridModel) -> CellRange:
    """All cells of a table."""
    return CellRange((model.rows[0], 0), (model.rows[-1], model.column_count - 1))


def summary(report: Report, figures: Sequence[Figure]) -> str:
    """How many cells, their sum, how many of them are not filled in; numbers as shown, totals with the rest."""
    printed = [report.ledger.printed(figure.index) for figure in figures]
    numbers = [value for value in printed if isinstance(value, (int, Decimal))]
    typed = [value for figure, value in zip(figures, printed, strict=True) if not figure.derived]
    blanks = sum(value is None for value in typed)
    said = _("已选 {cells} 格，合计 {total}").format(cells=len(figures), total=show(sum(numbers)))
    return said + (_("，空 {blanks} 格").format(blanks=blanks) if blanks else "")


def span_name(figures: Sequence[Figure]) -> str:
    """A range in the form's words, for the label of a step."""
    first, last = figures[0], figures[-1]
    return first.name if first is last else _("{first} 至 {last}").format(first=first.name, last=last.name)
