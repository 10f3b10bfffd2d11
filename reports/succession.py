"""A new year's report from last year's: contact data, texts with their years moved on, figures carried forward."""

from __future__ import annotations

import re
from pathlib import Path

from reports.layout import new_report
from reports.rewrite import rewritten
from reports.source import Source
from schema.form import Form
from schema.report import Report
from schema.values import is_number

YEAR = re.compile(r"(?<!\d)(20\d\d)(?=\s*年)", re.ASCII)
NOT_KEPT = ("publication.period", "publication.issued", "agency.name")


def following_report(previous: Report, form: Form, year: int, agency: str) -> str:
    """The text of the new report; every figure is blank but those that the form carries over from the year before."""
    text = new_report(form, year, agency)
    contents: dict[str, object] = {
        entry.id: previous.get(entry.id)
        for entry in form.fields()
        if entry.id not in NOT_KEPT and previous.get(entry.id) not in ("", ())
    }
    for part in form.parts():
        if previous.prose.get(part.address):
            contents[part.address] = moved_on(previous.prose[part.address], year - previous.year)
    for earlier, later in carried(previous, form):
        contents[later] = previous.ledger.printed(previous.form.by_address[earlier].index)
    return rewritten(Source(Path(f"{year}.toml"), text, bom=False, data=b""), form, contents)


def moved_on(text: str, years: int) -> str:
    """Text with every year before 年 moved by a number of years; document numbers keep theirs."""
    return YEAR.sub(lambda found: str(int(found[1]) + years), text)


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
