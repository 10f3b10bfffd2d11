"""What an import found: contents by address, and in words what is doubtful or not there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from schema.form import Form
from schema.values import Value

DoubtKind = Literal[
    "source",  # the reader left something out or could not read it
    "edition",  # rows of one edition, columns of another
    "table_missing",
    "total_column",  # the source has no column of totals
    "row_label",  # a row recognised although its name is written otherwise
    "row_order",  # a row without a name, placed by order and count
    "row_cells",  # a row with more or fewer cells than the form
    "row_unknown",  # figures that belong to no row of the form
    "row_twice",  # two rows of the source for one of the form
    "cell",  # a text that is no figure
    "group_row",  # a heading over rows printed as one row
    "heading",  # a section or part under another title
    "section_missing",
    "basics",  # agency or year not found, or found twice and differently
]


class Doubt(NamedTuple):
    """Something that a person should look at.

    ``figure`` is the address that it speaks of: a figure, a row of figures, a prose part, a section; empty for the whole.
    ``source_text`` is what the source prints there. ``proposed`` is what was taken for it as one would type it; empty where
    nothing was taken.
    """

    kind: DoubtKind
    message: str
    source_text: str = ""
    figure: str = ""
    proposed: str = ""


@dataclass
class TablesRead:
    """The statutory tables of a source under one edition of the form.

    ``values``: by address every figure that the source prints, totals too (those are stated); a cell that prints nothing is
    None and is here. ``missing``: typed figures that the source does not show, in printed order. ``rows``: by section id how
    many rows of its table were found; a table that is not in the source is not in it.
    """

    form: Form
    values: dict[str, Value] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass
class TextsRead:
    """Everything of a source that is no table: basic data and prose by address, as a report holds them."""

    year: int | None = None
    agency: str = ""
    basics: dict[str, object] = field(default_factory=dict)
    """``agency.level`` and ``publication.*`` as far as the text says them."""

    prose: dict[str, str] = field(default_factory=dict)
    """Every part of the form, empty where the source has nothing for it."""

    notes: dict[str, str] = field(default_factory=dict)
    """Footnotes below the tables, by the address that they speak of."""

    doubts: list[Doubt] = field(default_factory=list)


class Imported(NamedTuple):
    """One source as a report: the text of its file, its form, and everything that was noticed."""

    text: str
    form: Form
    year: int
    agency: str
    tables: Mapping[str, int]
    missing: tuple[str, ...]
    doubts: tuple[Doubt, ...]

    @property
    def is_whole(self) -> bool:
        """Whether nothing is doubtful and nothing is missing."""
        return not (self.doubts or self.missing)
