"""Pasted cells with their places: what one manner of pasting makes of a block."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from schema.clip_names import Outline
from schema.clip_text import Row as Cells
from schema.form import Figure
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


def level(rows: Sequence[Cells]) -> bool:
    """Whether all lines have as many cells."""
    return len({len(cells) for cells in rows}) == 1


def first_cells(rows: Sequence[Cells], lines: Outline) -> list[int]:
    """Where the figures of each line begin: behind the names, which in lines of equal length end at one column.

    Lines differ in length when a web page with merged cells was copied: there every line's figures follow its name.
    """
    names_end = max(lines.label_at, default=-1) + 1
    if level(rows):
        return [names_end] * len(rows)
    return [at + 1 for at in lines.label_at]
