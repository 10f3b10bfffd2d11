"""What readers find in a source, made for tests: from a report, or put together by hand."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from reports.importing import bringing
from reports.importing.contents import Contents
from reports.importing.findings import TablesRead, TextsRead
from reports.importing.tables.table_finding import TablesFound
from reports.reading import read_report
from schema.form import Form
from schema.form_loader import form_for_year
from schema.report import Report
from tests.reports.making import SAMPLE

AGENCY = "海原县海城镇人民政府"
LATEST = 2024


class Source(NamedTuple):
    """What the readers find in one file."""

    tables: TablesRead
    texts: TextsRead
    contents: Contents = Contents("html", ())


def tables_of(report: Report) -> TablesRead:
    """The tables as a source shows them that prints every total of this report, stated or computed."""
    form, ledger = report.form, report.ledger
    rows = {
        section.id: sum(len(block.rows) for block in section.table.blocks) for section in form.sections if section.table
    }
    values = {figure.address: ledger.printed(figure.index) for figure in form.figures}
    return TablesRead(form, values, dict(report.notes), rows=rows)


def texts_of(report: Report) -> TextsRead:
    """The texts of a report as a source says them, with everything that it may say of itself."""
    basics = {field.id: report.get(field.id) for field in report.form.fields() if report.get(field.id)}
    return TextsRead(report.year, report.agency.get("name", ""), basics, dict(report.prose))


def sample() -> Source:
    """The sample report as a source that was understood whole."""
    report = read_report(SAMPLE)
    return Source(tables_of(report), texts_of(report))


class Readers:
    """Stands for the readers of sources: gives what was laid down for a file, by its name. ``read`` counts the calls."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.sources: dict[str, Source] = {}
        self.forms: list[str] = []
        self.read = 0
        self._now = sample()
        patch.setattr(bringing, "read_source", self.contents_of)
        patch.setattr(bringing, "read_tables", self._read_tables)
        patch.setattr(bringing, "read_texts", self._read_texts)

    def lay(self, path: Path, source: Source) -> Path:
        """A file in which the readers find this; its path."""
        path.write_text(path.name, "utf-8")
        self.sources[path.name] = source
        return path

    def contents_of(self, path: Path, _year: int | None = None) -> Contents:
        """What `read_source` reads of a file."""
        self.read += 1
        self._now = self.sources[path.name]
        return self._now.contents

    def _read_tables(self, _contents: Contents, year: int | None = None) -> TablesFound:
        tables = self._now.tables
        return TablesFound(tables if tables.rows else nothing(year or LATEST).tables, frozenset())

    def _read_texts(self, _contents: Contents, form: Form, _used: frozenset[int]) -> TextsRead:
        self.forms.append(form.id)
        return self._now.texts


def nothing(year: int = LATEST) -> Source:
    """A source in which nothing was recognised, under the edition of a year."""
    form = form_for_year(year)
    missing = [figure.address for figure in form.figures if not figure.derived]
    return Source(TablesRead(form, missing=missing), TextsRead())
