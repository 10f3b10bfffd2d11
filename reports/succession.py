"""A new year's report from last year's: contact data, texts with their years moved on, figures carried forward."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from reports.layout import new_report
from reports.rewrite import rewritten
from reports.source import Source
from reports.trace import Reason
from schema.carried_text import mark
from schema.form import Form
from schema.report import Report
from schema.values import is_number

YEAR = re.compile(r"(?<!\d)20\d\d(?=\s*年)", re.ASCII)
NOT_KEPT = ("publication.period", "publication.issued", "agency.name")


class Begun(NamedTuple):
    """By whom and when (ISO time) a report was begun."""

    by: str = ""
    at: str = ""


NOBODY = Begun()


def following_report(previous: Report, form: Form, year: int, agency: str, begun: Begun = NOBODY) -> str:
    """The text of the new report; every figure is blank but those that the form carries over from the year just before.

    A review entry signed by who began it marks each text that came over, so that it is looked through.
    """
    text = new_report(form, year, agency)
    contents: dict[str, object] = {
        entry.id: previous.get(entry.id)
        for entry in form.fields()
        if entry.id not in NOT_KEPT and previous.get(entry.id) not in ("", ())
    }
    for part in form.parts():
        if previous.prose.get(part.address):
            contents[part.address] = moved_on(previous.prose[part.address], previous.year, year)
    texts = [part.address for part in form.parts() if part.address in contents]
    changes = tuple(mark(address, previous.year, str(contents[address])) for address in texts)
    entry = Reason(begun.at, begun.by, f"照搬 {previous.year} 年的报告，请逐段核对", changes).entry() if changes else ""
    for earlier, later in carried(previous, form) if year == previous.year + 1 else ():
        contents[later] = previous.ledger.printed(previous.form.by_address[earlier].index)
    return rewritten(Source(Path(f"{year}.toml"), text, bom=False, data=b""), form, contents, entry)


def moved_on(text: str, before: int, now: int) -> str:
    """Text of one year's report for another: that year, the one before and the one after move on, standing before 年.

    Other years are history (a law of 2019), and document numbers keep theirs.
    """
    near = {str(before + step): str(now + step) for step in (-1, 0, 1)}
    return YEAR.sub(lambda found: near.get(found.group(), found.group()), text)


def carried(previous: Report, form: Form) -> list[tuple[str, str]]:
    """(address last year, address this year) of typed figures that the form carries over and that are numbers."""
    pairs = []
    for section in form.sections:
        for carry in section.table.carries if section.table else ():
            for figure in form.figures:
                if figure.section != section.id or figure.row.id != carry.into or figure.derived:
                    continue
                earlier = figure.address.replace(f"{section.id}.{carry.into}", f"{section.id}.{carry.row}", 1)
                source = previous.form.figure(earlier)
                if source and is_number(previous.ledger.printed(source.index)):
                    pairs.append((earlier, figure.address))
    return pairs
