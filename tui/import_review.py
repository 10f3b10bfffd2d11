"""The doubts of an import as the clerk goes through them: their order, which are settled, where each leads. No Textual.

A doubt is settled when it was accepted, which is kept beside the report at once, or when the one figure that it speaks of has
another content than the file: that is kept once it is saved, so that an undo brings the doubt back.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from reports.importing.doubt_file import Kept, mark, read_doubts
from reports.importing.findings import Doubt
from schema.findings import Finding
from schema.form import Figure, Form
from tui.listed_questions import ListedQuestions
from tui.session import Session

if TYPE_CHECKING:
    from pathlib import Path


class Review(ListedQuestions):
    """The doubts of the open report in the form's order, one of them in focus."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.current = 0
        self.kept: list[Kept] = []
        self._order: list[int] = []
        self.reread()

    def reread(self) -> None:
        """What is kept beside the report now; UnreadableReport where that is damaged. The focus stays, or goes to the first open one."""
        focus = self.doubt if self.kept else None
        self.kept = read_doubts(self.path)
        places = places_in(self.form)
        self._order = sorted(range(len(self.kept)), key=lambda number: place_of(places, self.kept[number].doubt.figure))
        same = (place for place in range(len(self)) if self.at(place) == focus)
        self.current = next(same, 0)
        if focus is None:
            self.to_open()

    def __len__(self) -> int:
        return len(self._order)

    @property
    def form(self) -> Form:
        """The form that the addresses of the doubts are of."""
        return self.session.report.form

    @property
    def path(self) -> Path:
        """The report."""
        return self.session.path

    @property
    def doubt(self) -> Doubt:
        """The one in focus."""
        return self.at(self.current)

    def at(self, place: int) -> Doubt:
        """The doubt at a place in the form's order."""
        return self.kept[self._order[place]].doubt

    # ── what is settled ───────────────────────────────────────────────────────

    def accepted(self, place: int) -> bool:
        """Whether somebody has looked at a doubt and said so."""
        return self.kept[self._order[place]].accepted

    def changed(self, place: int) -> bool:
        """Whether the figure or line that a doubt speaks of was changed and not saved yet."""
        return self.at(place).figure in self.session.net and self.is_lone(self.at(place).figure)

    def settled(self, place: int) -> bool:
        """Whether nothing is to be done about a doubt."""
        return self.accepted(place) or self.changed(place)

    @property
    def doubtful(self) -> frozenset[str]:
        """The figures about which a doubt has not been looked at: a lone one, or what a row states; a whole table is none."""
        stated = self.session.report.ledger.stated
        found: set[str] = set()
        for address in {self.at(place).figure for place in range(len(self)) if not self.accepted(place)}:
            figures = figures_at(self.form, address)
            if is_row(figures):
                found |= {one.address for one in figures if not one.derived or one.index in stated} | {address}
        return frozenset(found)

    def accept(self, *, accepted: bool) -> None:
        """Marks the doubt in focus, beside the report too; UnwritableReport where it cannot be marked there."""
        self._mark([self.current], accepted=accepted)

    @property
    def alike(self) -> list[int]:
        """The open doubts that say the same of other places as the one in focus does, itself among them if it is open."""
        kind, message = self.doubt.kind, self.doubt.message
        places = (
            place for place in range(len(self)) if (self.at(place).kind, self.at(place).message) == (kind, message)
        )
        return [place for place in places if not self.settled(place)]

    def accept_alike(self) -> None:
        """Marks them all in one go; as `accept`."""
        self._mark(self.alike, accepted=True)

    def keep_saved(self, addresses: Collection[str]) -> None:
        """These contents are in the file now: doubts about them are settled for good. ReportFault as in `accept`."""
        about = (place for place in range(len(self)) if self.at(place).figure in addresses and not self.accepted(place))
        settled = [place for place in about if self.is_lone(self.at(place).figure)]
        if settled:
            self._mark(settled, accepted=True)

    def _mark(self, places: Iterable[int], *, accepted: bool) -> None:
        numbers = [self._order[place] for place in places]
        mark(self.path, {number: self.kept[number].doubt for number in numbers}, accepted=accepted)
        for number in numbers:
            self.kept[number] = self.kept[number]._replace(accepted=accepted)

    def is_lone(self, address: str) -> bool:
        """Whether an address is one typed cell or one line of basic data: a change of it answers a doubt about it."""
        figure = self.form.figure(address)
        return not figure.derived if figure else self.form.basic_field(address) is not None

    # ── what a doubt speaks of ────────────────────────────────────────────────

    @property
    def figure(self) -> Figure | None:
        """The one figure that the doubt in focus is about; None where it is about more, or about a text."""
        return self.form.figure(self.doubt.figure)

    @property
    def figures(self) -> list[Figure]:
        """The figures that the doubt in focus is about: one, a row's, a table's, or none."""
        return figures_at(self.form, self.doubt.figure)

    @property
    def target(self) -> str:
        """Where to look at what the doubt in focus is about; empty where it is about no place of the form.

        In a row that is the first cell with nothing in it, else the first one.
        """
        address = self.doubt.figure
        if self.session.report.knows(address):
            return address
        values = self.session.report.ledger.values
        figures = [one for one in self.figures if not one.derived]
        empty = (one.address for one in figures if values[one.index] is None)
        first = next(empty, figures[0].address if figures else "")
        parts = (part.address for part in self.form.parts() if part.address.startswith(f"{address}."))
        return first or next(parts, address if any(one.id == address for one in self.form.sections) else "")

    @property
    def finding(self) -> Finding | None:
        """The worst open problem with what the doubt in focus is about."""
        about = {self.doubt.figure, *(figure.address for figure in self.figures)} - {""}
        return next(
            (
                one
                for one in self.session.findings
                if not one.dismissed and (not about.isdisjoint(one.figures) or one.section in about)
            ),
            None,
        )


def figures_at(form: Form, address: str) -> list[Figure]:
    """The figure of an address, or those below it."""
    return [one for one in form.figures if one.address == address or one.address.startswith(f"{address}.")]


def is_row(figures: Sequence[Figure]) -> bool:
    """Whether figures are of one row, or are only one."""
    return len({one.row.id for one in figures}) == 1


def places_in(form: Form) -> dict[str, int]:
    """The form's addresses in their order: of a section, its lines of basic data, texts, figures."""
    order: list[str] = []
    for section in form.sections:
        order += [section.id, *(one.id for one in section.fields), *(part.address for part in section.parts)]
        order += [figure.address for figure in form.figures if figure.section == section.id]
    return {address: place for place, address in enumerate(order)}


def place_of(places: dict[str, int], address: str) -> int:
    """Where an address stands, a row's at its first figure; -1, before everything, where the form has no such place."""
    if address in places:
        return places[address]
    return min(within(places, address), default=-1)


def within(places: dict[str, int], address: str) -> Iterable[int]:
    """The places below an address."""
    return (place for one, place in places.items() if address and one.startswith(f"{address}."))
