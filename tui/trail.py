"""From a number in prose to its cell and back, and from a cell to the numbers that speak of it, one by one. No Textual."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from schema.form import Figure
from schema.language import _

if TYPE_CHECKING:
    from schema.prose.claims import Claim
    from tui.session import Session


class Spot(NamedTuple):
    """Where to go: an address, and in a text the place. ``told`` says what is there."""

    address: str
    at: int | None
    told: str


class Trail:
    """Remembers the last jump, so that the same key leads back to where one came from."""

    def __init__(self) -> None:
        self._cell = ""
        self._number: tuple[str, int] | None = None
        """The part, and which of its numbers."""
        self._from_cell = False

    def from_cell(self, session: Session, figure: Figure) -> Spot | None:
        """Back to the number one came from, else the next number that speaks of this cell, or of a total over it."""
        lookup = session.lookup
        if self._cell == figure.address and self._number and not self._from_cell:
            part, order = self._number
            claims = lookup.claims(part)
            if order < len(claims):
                return Spot(part, claims[order].start, _("回到正文"))
        bound = lookup.bound_to([figure.address])
        over = "" if bound else _("所在合计")
        if not bound:
            figures, reach = session.report.form.figures, session.report.form.reach[figure.index]
            bound = lookup.bound_to([figures[total].address for total in reach.totals])
        if not bound:
            return None
        places = [self._place_of(session, one) for one in bound]
        again = self._cell == figure.address and self._number in places
        turn = (places.index(self._number) + 1) % len(bound) if again and self._number else 0
        self._cell, self._number, self._from_cell = figure.address, places[turn], True
        several = _("第 {turn} 处，共 {count} 处；").format(turn=turn + 1, count=len(bound)) if len(bound) > 1 else ""
        return Spot(
            bound[turn].address,
            bound[turn].start,
            _("正文说到这一格{over}的数，{several}再按一次回到表格").format(over=over, several=several),
        )

    def from_number(self, session: Session, claim: Claim) -> Spot | None:
        """Back to the cell one came from, else the first cell that a number is compared with."""
        here = self._place_of(session, claim)
        if self._from_cell and self._number == here:
            return Spot(self._cell, None, _("回到表格"))
        if not claim.figures:
            return None
        self._cell, self._number, self._from_cell = claim.figures[0], here, False
        several = _("等 {count} 格").format(count=len(claim.figures)) if len(claim.figures) > 1 else ""
        return Spot(
            claim.figures[0],
            None,
            _("正文“{words}”说的是这一格{several}；再按一次回到正文").format(words=claim.words, several=several),
        )

    def _place_of(self, session: Session, claim: Claim) -> tuple[str, int]:
        claims = session.lookup.claims(claim.address)
        return claim.address, next(place for place, one in enumerate(claims) if one.start == claim.start)
