"""Which page a section has, and which section a report opens with."""

from __future__ import annotations

from textual.widget import Widget

from schema.form import Section
from tui.grid import Grid
from tui.pane import section_of
from tui.roles import Owner
from tui.session import Session


def first_place(session: Session) -> int:
    """Where opening leads: the section with the worst problem; a report with nothing filled in, its first one."""
    empty = all(value is None for value in session.report.ledger.values)
    if empty or not session.findings:
        return 0
    return section_of(session, session.findings[0].section)[0]


def page_for(session: Session, section: Section, owner: Owner) -> Widget:
    """A page of the kind that a section needs; text fields are only loaded where there is text."""
    name = f"page-{section.id}"
    if section.table:
        return Grid(session, section, owner, id=name)
    if section.fields:
        from tui.basics_page import BasicsPage  # 20 ms that a table does not need

        return BasicsPage(session, section, owner, id=name)
    from tui.prose_page import ProsePage

    return ProsePage(session, section, owner, id=name)
