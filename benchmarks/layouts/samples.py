"""A document in a layout, with the truth about it: what the office printed, and which of it the document shows plainly."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from random import Random
from typing import NamedTuple

from benchmarks.layouts.changes import Change
from benchmarks.layouts.documents import Item, Printed, items_of
from benchmarks.layouts.grids import Grid
from benchmarks.layouts.sheets import Entry, Sheet, sheets_of
from benchmarks.layouts.true_figures import Figures, true_figures
from schema.form import Form
from schema.form_loader import load_form
from schema.values import Value

Editions = tuple[str, ...]
EVERY: Editions = ("ogi_2021", "ogi_2021", "ogi_2021", "ogi_2019")
"""What reports of a layout are drawn from: one in four is of the older edition."""

Writer = Callable[[Sequence[Item], Random], str]


class Layout(NamedTuple):
    """One way in which published reports look.

    ``changes`` happen to the tables, ``cut`` to their merged cells. ``keeps_rows`` says that every row of the form is still
    recognisable as one, with all its cells; ``blanks`` that a cell which prints nothing can be seen.
    """

    name: str
    suffix: str
    write: Writer
    changes: tuple[Change, ...] = ()
    cut: Callable[[Grid, Random], Grid] | None = None
    editions: Editions = EVERY
    keeps_rows: bool = True
    blanks: bool = True
    extras: bool = False


class Truth(NamedTuple):
    """``values``: all figures of the office by address, totals too. ``plain``: those that the document shows.

    ``guessed``: those that it shows so that one has to guess. ``notes``: texts to be kept, by address. ``unknown``: no
    number is printed there; whether the cell is blank or not there is not known. Nothing else is in the document.
    """

    form: Form
    values: Mapping[str, Value]
    plain: frozenset[str]
    guessed: frozenset[str]
    notes: Mapping[str, str]
    unknown: frozenset[str] = frozenset()


class Sample(NamedTuple):
    """A document as text, the ending of its name, and the truth."""

    layout: Layout
    seed: int
    text: str
    truth: Truth


def sample(layout: Layout, seed: int, draw: Callable[..., Figures] = true_figures) -> Sample:
    """The same document for the same seed, today and tomorrow. ``draw`` makes the figures (`true_figures`)."""
    random = Random(f"{layout.name} {seed}")  # noqa: S311 - no secret: a document that repeats
    form = load_form(random.choice(layout.editions))
    values = draw(form, random, blanks=layout.blanks)
    sheets: list[Sheet] = sheets_of(form, values)
    for change in layout.changes:
        sheets = change(sheets, random)
    items = items_of(form, sheets, random, extras=layout.extras)
    if layout.cut:
        items = [one._replace(grid=layout.cut(one.grid, random)) if isinstance(one, Printed) else one for one in items]
    return Sample(layout, seed, layout.write(items, random), truth_of(form, values, items))


def truth_of(form: Form, values: Figures, items: Sequence[Item]) -> Truth:
    """What the tables of a document show of these figures."""
    entries = list(entries_of(items))
    plain = frozenset(address for entry in entries for address in entry.shows)
    guessed = frozenset(address for entry in entries for address in entry.hints) - plain
    notes = {entry.note: entry.text for entry in entries if entry.note}
    return Truth(form, values, plain, guessed, notes)


def entries_of(items: Sequence[Item]) -> Iterator[Entry]:
    """What stands in the cells of all tables."""
    for item in items:
        if isinstance(item, Printed):
            yield from (cell.entry for line in item.grid for cell in line if cell.entry)
