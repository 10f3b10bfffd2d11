"""Documents made for tests of rewriting, and what must hold of every rewritten text."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from reports.document import Document
from reports.reading import report_from
from reports.source import Source
from schema.form_loader import load_form
from schema.report import Edit, Report, merged
from tests.reports.making import BOM, TEXT, differing_lines

HERE = Path("甲/2024.toml")
FORM = load_form("ogi_2021")

STATED = re.sub(r"(?m)^(\w+ *= \[0, 0, 0, 0, 0, 0)\]", r"\1, 0]", TEXT)
"""The sample with the total of every complete row of table three stated."""

FULL = STATED.replace('0, ""]', "0, 0, 0]")
"""The sample without blanks, all totals of table three stated."""


@cache
def form_of(text: str, ending: str, bom: bool) -> tuple[Source, Report]:
    """A source as if it had been read, and what it says."""
    text = text.replace("\n", ending)
    source = Source(HERE, text, bom, ((BOM if bom else "") + text).encode())
    return source, report_from(text, HERE)


def opened(text: str, ending: str = "\n", *, bom: bool = False) -> Document:
    """The document of a text."""
    source, _ = form_of(text, ending, bom)
    return Document(source, report_from(source.text, HERE))


def contents(report: Report) -> dict[str, object]:
    """Everything in a report by address."""
    addresses = [f.address for f in report.form.figures] + list(report.prose) + [f.id for f in report.form.fields()]
    found = {address: report.get(address) for address in addresses}
    return {address: text.rstrip("\n") if isinstance(text, str) else text for address, text in found.items()}


def edited(document: Document, *pairs: tuple[str, object]) -> dict[str, Edit]:
    """Net edits of a document's report."""
    net: dict[str, Edit] = {}
    for address, content in pairs:
        net = merged(net, document.report.edit(address, content).edits)
    return net


def agree(document: Document, data: bytes) -> None:
    """The bytes say what the document's report says."""
    again = report_from(data.decode().removeprefix(BOM), HERE)
    assert contents(again) == contents(document.report)
    assert again.unknown == document.report.unknown


def lines_changed(before: bytes, after: bytes) -> list[tuple[str, str]]:
    """The lines that changed."""
    return [(old.decode(), new.decode()) for old, new in differing_lines(before, after)]
