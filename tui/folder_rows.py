"""The rows of the library screen: agencies with their years, filtered and sorted. No Textual."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from reports.folder_listing import Entry, Listing
from reports.folder_state import Standing, State
from schema.language import _

Order = Literal["name", "state"]
Standings = Mapping[Path, Standing]

UNCHECKED = -1
MISSING = -2
"""What a cell can be besides a `State`: not looked at yet, and no report of a year in which the agency had begun to report."""


class Row(NamedTuple):
    """An agency with its reports by year, or (with a ``lone`` report) a file whose name is no year."""

    agency: str
    label: str
    cells: Mapping[int, Entry]
    lone: Entry | None = None

    def at(self, year: int) -> Entry | None:
        """The report in a column."""
        return self.lone or self.cells.get(year)

    def entries(self) -> list[Entry]:
        """All reports, newest first."""
        return [self.lone] if self.lone else list(self.cells.values())


def missing_word() -> str:
    """What stands where an agency has no report of a year."""
    return _("未交")


def cell_state(row: Row, year: int, standings: Standings) -> int | None:
    """A `State`, `UNCHECKED` or `MISSING`; None where the agency had not begun to report."""
    entry = row.at(year)
    if entry is None:
        return MISSING if row.cells and year > min(row.cells) else None
    found = standings.get(entry.path)
    return UNCHECKED if found is None else int(found.state)


def all_rows(listing: Listing) -> list[Row]:
    """A row per agency in the order of the listing, behind it one for each of its files whose name is no year."""
    rows = []
    for agency, entries in listing.agencies().items():
        name = agency.replace("/", "／") or _("（文件夹里）")
        cells = {entry.year: entry for entry in entries if entry.year}
        if cells:
            rows.append(Row(agency, name, cells))
        rows += [Row(agency, f"{name}／{entry.path.name}", {}, entry) for entry in entries if not cells.get(entry.year)]
    return rows


class Asked(NamedTuple):
    """What a filter asks for, word by word: years by their beginning, states, and pieces of names."""

    years: tuple[str, ...] = ()
    states: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


def asked_for(text: str, years: Sequence[int]) -> Asked:
    """What the words of a filter mean; a word that is no beginning of a year and no state is a piece of a name."""
    found_years, states, names = [], [], []
    labels = [*((int(state), state.label) for state in State), (MISSING, missing_word())]
    for word in text.split():
        meant = [state for state, label in labels if len(word) > 1 and word in label]
        if word.isascii() and word.isdigit() and any(str(year).startswith(word) for year in years):
            found_years.append(word)
        elif meant:
            states += meant
        else:
            names.append(word.casefold())
    return Asked(tuple(found_years), tuple(states), tuple(names))


def shown_years(years: Sequence[int], asked: Asked) -> list[int]:
    """The columns that a filter leaves."""
    return [year for year in years if not asked.years or str(year).startswith(asked.years)]


def fits(row: Row, asked: Asked, years: Iterable[int], standings: Standings) -> bool:
    """Whether a filter leaves a row: its name has every piece, and one of the columns left is in a state asked for.

    A report that is still being filled in counts as one with errors as soon as it has any.
    """
    name = row.label.casefold()
    if not all(piece in name for piece in asked.names):
        return False
    if asked.years and not row.lone and not asked.states and not any(year in row.cells for year in years):
        return False
    return not asked.states or any(in_state(row, year, asked.states, standings) for year in years)


def in_state(row: Row, year: int, states: Collection[int], standings: Standings) -> bool:
    """Whether a cell is in one of these states."""
    state = cell_state(row, year, standings)
    if state in states:
        return True
    entry = row.at(year)
    found = standings.get(entry.path) if entry else None
    return State.ERRORS in states and found is not None and bool(found.errors)


def arranged(rows: Iterable[Row], order: Order, year: int, standings: Standings) -> list[Row]:
    """Rows in order: as listed, or those whose report of a year is worst (first of all: not there) first."""
    if order == "name":
        return list(rows)

    def gravity(row: Row) -> tuple[int, int]:
        state = cell_state(row, year, standings)
        entry = row.at(year)
        found = standings.get(entry.path) if entry else None
        rank = len(State) if state in (None, UNCHECKED) else MISSING if state == MISSING else int(state or 0)
        return rank, -(found.errors + found.settles) if found else 0

    return sorted(rows, key=gravity)
