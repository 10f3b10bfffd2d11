"""Cells not filled in: finding the next one, filling them with 0, making them. No Textual."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from schema.form import Figure
from schema.language import _
from schema.report import Report
from schema.values import Mark
from tui.session import Change, Session


class Filled(NamedTuple):
    """What filling blanks did: the change, cells filled, and cells that hold a mark and stay as they are."""

    change: Change
    cells: int
    marks: int


class Cleared(NamedTuple):
    """What clearing did: the change, cells emptied, and totals that stay."""

    change: Change
    cells: int
    totals: int


def next_blank(report: Report, section: str, after: int = -1) -> Figure | None:
    """The first blank behind a place of a section's table, then those of the sections that follow, then from its front.

    ``after`` is the index of a figure; -1 stands before the first. None when nothing is blank.
    """
    order = [one.id for one in report.form.sections]
    here = order.index(section)

    def distance(figure: Figure) -> tuple[int, int]:
        steps = (order.index(figure.section) - here) % len(order)
        passed = steps == 0 and figure.index <= after
        return len(order) if passed else steps, figure.index

    return min(report.blank_figures(), key=distance, default=None)


def fill_zero(session: Session, figures: Sequence[Figure], where: str) -> Filled:
    """The blanks among figures become 0, as one step named after ``where``; marks stay."""
    held = {figure.address: session.report.get(figure.address) for figure in figures if not figure.derived}
    blanks = [address for address, content in held.items() if content is None]
    change = session.enter_many(((address, 0) for address in blanks), _("空格填 0：{where}").format(where=where))
    return Filled(change, len(blanks), sum(isinstance(content, Mark) for content in held.values()))


def clear(session: Session, figures: Sequence[Figure], done: str, where: str) -> Cleared:
    """Typed cells among figures become blank, as one step: ``done`` is what it is called, cut or cleared."""
    held = [f.address for f in figures if not f.derived and session.report.get(f.address) is not None]
    label = _("{done} {cells} 格：{where}").format(done=done, cells=len(held), where=where)
    change = session.enter_many(((address, None) for address in held), label)
    return Cleared(change, len(held), sum(figure.derived for figure in figures))
