"""What the library screen shows and where the clerk is in it; it outlives the screen, so that coming back finds the place.

No Textual.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from reports.folder_cache import remembered
from reports.folder_listing import Entry, Listing
from reports.folder_state import Standing
from reports.trash import Trashed
from tui.folder_rows import Order, Row, all_rows, arranged, asked_for, cell_state, fits, shown_years


class LibraryView:
    """A library: its listing, how far each report is, filter, order, and the cell in focus."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.listing = Listing(folder)
        self.listed = False
        """Whether the folder has been read."""
        self.standings: dict[Path, Standing] = {}
        self.filter = ""
        self.order: Order = "name"
        self.rows: list[Row] = []
        self.years: list[int] = []
        self.row_count = 0
        self.agency_count = 0
        self.row = 0
        self.year = 0
        """The column in focus; 0 as long as there is none."""
        self.top = 0
        self.room = 20
        """Rows in sight, as the list drew them last: they are checked first."""
        self.expected: Path | None = None
        """A report to put the focus on as soon as it is listed."""
        self.trashed: list[Trashed] = []
        self._all: list[Row] = []
        self._counted: tuple[tuple[int, int], Counter[int]] | None = None
        """The totals of a year, and over how many known states they are."""
        self._done = 0
        """Rows of all that need no more looking at."""

    # ── what is in the folder ─────────────────────────────────────────────────

    def take(self, listing: Listing, known: dict[Path, Standing]) -> None:
        """A new listing; what is known of files that did not change stays, ``known`` comes from the cache.

        What rests on more than the file, such as a checking process that died, is looked at again.
        """
        before = {entry.path: entry for entry in self.listing.entries}
        kept = {}
        for entry in listing.entries:
            found = self.standings.get(entry.path) if before.get(entry.path) == entry else known.get(entry.path)
            if found and found.keeps:
                kept[entry.path] = found
        self.listing, self.listed, self.standings = listing, True, kept
        self._all, self._done, self._counted = all_rows(listing), 0, None
        self.agency_count = len({row.agency for row in self._all})
        self.row_count = len(self._all)
        self.arrange()
        if self.expected:
            self.go_to(self.expected)
            self.expected = None

    def known(self, listing: Listing) -> dict[Path, Standing]:
        """What the cache knows of a listing that is news to us; reads a file, and may be called in a thread."""
        return {} if self.listed and listing == self.listing else remembered(listing)

    @property
    def checked(self) -> int:
        """How many reports are checked."""
        return len(self.standings)

    # ── what is shown ─────────────────────────────────────────────────────────

    def arrange(self) -> None:
        """Works out rows and columns again; the cell in focus stays in focus as long as it is shown."""
        focus = self.rows[self.row] if self.row < len(self.rows) else None
        years = self.listing.years()
        asked = asked_for(self.filter, years)
        self.years = shown_years(years, asked)
        if self.year not in self.years:
            self.year = self.years[0] if self.years else 0
        left = (row for row in self._all if fits(row, asked, self.years or [0], self.standings))
        self.rows = arranged(left, self.order, self.year, self.standings)
        same = (place for place, row in enumerate(self.rows) if focus and same_row(row, focus))
        self.row = next(same, min(self.row, max(0, len(self.rows) - 1)))

    def follow(self) -> None:
        """More is known of the reports: a filter by state may leave others now. The order waits until it is asked for."""
        if self.filter and asked_for(self.filter, self.listing.years()).states:
            self.arrange()

    def filter_by(self, text: str) -> None:
        """Another filter."""
        self.filter = text
        self.arrange()

    def turn_order(self) -> None:
        """By name, by state, by name."""
        self.order = "state" if self.order == "name" else "name"
        self.arrange()

    def step(self, rows: int, columns: int = 0) -> None:
        """Moves the focus; columns to the right are older years."""
        self.row = max(0, min(len(self.rows) - 1, self.row + rows))
        if columns and self.years:
            place = self.years.index(self.year) + columns
            self.year = self.years[max(0, min(len(self.years) - 1, place))]

    def go_to(self, path: Path) -> None:
        """Puts the focus on a report, as far as it is shown."""
        for place, row in enumerate(self.rows):
            for entry in row.entries():
                if entry.path == path:
                    self.row = place
                    self.year = entry.year if entry.year in self.years else self.year
                    return

    @property
    def current(self) -> Row | None:
        """The row in focus."""
        return self.rows[self.row] if self.row < len(self.rows) else None

    @property
    def entry(self) -> Entry | None:
        """The report in focus."""
        return self.current.at(self.year) if self.current else None

    def summary(self) -> Counter[int]:
        """How many rows are in which state in the year in focus, whatever the filter."""
        looked_at = self.year, len(self.standings)
        if self._counted is None or self._counted[0] != looked_at:
            found = (cell_state(row, self.year, self.standings) for row in self._all if not row.lone)
            self._counted = looked_at, Counter(state for state in found if state is not None)
        return self._counted[1]

    # ── what is to be checked ─────────────────────────────────────────────────

    def waiting(self, taken: set[Path]) -> list[Entry]:
        """The next few reports to check: of a row in sight, the column in focus first, else of any row.

        ``taken`` are under way; empty, everything is looked through again.
        """
        self._done = self._done if taken else 0
        for row in self.rows[self.top : self.top + self.room]:
            if left := self._left(row, taken):
                return left
        while self._done < len(self._all):
            if left := self._left(self._all[self._done], taken):
                return left
            self._done += 1
        return []

    def _left(self, row: Row, taken: set[Path]) -> list[Entry]:
        left = [one for one in row.entries() if one.path not in self.standings and one.path not in taken]
        return sorted(left, key=lambda one: (one.year != self.year, one.year))


def same_row(one: Row, other: Row) -> bool:
    """Whether two rows are of one agency, or of one file."""
    return one.agency == other.agency and (one.lone and one.lone.path) == (other.lone and other.lone.path)
