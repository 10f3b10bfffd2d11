"""What a correction of a published report has to say: the last published version beside the present one, as values.

`reports.correction_markdown` writes it; other documents can be made from the same values.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from reports.audit_reading import read_log
from reports.faults import ReportFault
from reports.markdown_text import paragraphs
from reports.paragraph_changes import differing_paragraphs
from reports.printed_cells import printed_cells
from reports.publications import Published, content_of, published_versions
from reports.reading import report_from
from reports.source import BOM
from schema.form import Figure, Section
from schema.language import _
from schema.report import Report


class NothingToCorrect(ReportFault):
    """Nothing was published, or what was published says the same."""


class CellCorrection(NamedTuple):
    """One printed cell under the form's official names; a blank cell is an empty text."""

    address: str
    table: str
    row: str
    column: str
    before: str
    after: str


Kind = Literal["title", "part", "notes"]
"""What a text is: the report's title, a prose part, the notes below a table."""


class TextCorrection(NamedTuple):
    """Paragraphs as they were and as they are, in stored form, under the headings over them; one side may be empty."""

    address: str
    kind: Kind
    headings: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


class Correction(NamedTuple):
    """All differences in printed order. ``totals`` are the sums among the cells; ``reasons`` are as clerks wrote them."""

    title: str
    agency: str
    published: datetime
    cells: tuple[CellCorrection, ...]
    totals: tuple[CellCorrection, ...]
    texts: tuple[TextCorrection, ...]
    reasons: tuple[str, ...] = ()

    @property
    def addresses(self) -> frozenset[str]:
        """Everything that differs."""
        cells = (one.address for one in (*self.cells, *self.totals))
        return frozenset((*cells, *(one.address for one in self.texts)))


def correction_of(report: Report, path: Path) -> Correction:
    """How a report differs from the last published version that said anything else.

    NothingToCorrect where there is none; another ReportFault where that version cannot be read, or held against it.
    """
    versions = published_versions(path)
    if not versions:
        raise NothingToCorrect(_("{path} 还没有导出过定稿，没有可以更正的版本。").format(path=path))
    for published in reversed(versions):
        found = correction_since(published, report, path)
        if found.addresses:
            return found
    raise NothingToCorrect(_("{path} 和发布的内容一样，没有要更正的。").format(path=path))


def changed_since_published(report: Report, path: Path) -> Correction | None:
    """How a report differs from the version published last; None where it does not, or nobody can tell."""
    try:
        versions = published_versions(path)
        found = correction_since(versions[-1], report, path) if versions else None
    except ReportFault:
        return None
    return found if found and found.addresses else None


def correction_since(published: Published, report: Report, path: Path) -> Correction:
    """How a report differs from one published version, and why; ReportFault where that cannot be told."""
    before = report_from(content_of(published).decode("utf-8").removeprefix(BOM), published.file)
    if (before.form, before.year) != (report.form, report.year):
        raise ReportFault(_("{path} 发布以后换了年度或格式版本，不能逐项对照。").format(path=path))
    found = difference(before, report, published.at)
    return found._replace(reasons=tuple(reasons_since(path, published, found.addresses)))


def difference(before: Report, now: Report, published: datetime) -> Correction:
    """How two versions of one report differ in what is printed."""
    old, new = printed_cells(before), printed_cells(now)
    cells, totals = list[CellCorrection](), list[CellCorrection]()
    sections = {section.id: section for section in now.form.sections}
    for figure in now.form.figures:
        was, is_now = old.cells[figure.index], new.cells[figure.index]
        if was != is_now:
            (totals if figure.derived else cells).append(cell(sections[figure.section], figure, was, is_now))
    texts = [
        TextCorrection(address, kind, headings, change.before, change.after)
        for address, kind, headings, left, right in texts_beside(before, now, old.below, new.below)
        for change in differing_paragraphs(left, right)
    ]
    agency = now.agency.get("name", "")
    return Correction(now.title, agency, published, tuple(cells), tuple(totals), tuple(texts))


def cell(section: Section, figure: Figure, before: str, after: str) -> CellCorrection:
    """A cell under its official names: section and block, headings and row, column with the heading over it."""
    block, column = figure.block, figure.column
    labels = [*(group.label for group in figure.table.groups_of(figure.row.id)), figure.row.label]
    return CellCorrection(
        figure.address,
        "，".join(filter(None, (section.title, block.title))),
        "·".join(labels),
        f"{column.group}：{column.label}" if column.group else column.label,
        before,
        after,
    )


Texts = tuple[str, Kind, tuple[str, ...], list[str], list[str]]
"""An address, what is there, the headings over it, its paragraphs before and now."""


def texts_beside(before: Report, now: Report, old: dict[str, list[str]], new: dict[str, list[str]]) -> Iterator[Texts]:
    """Every printed text of two versions: the title, prose parts, notes below tables."""
    yield "agency.name", "title", (), [before.title], [now.title]
    for section in now.form.sections:
        for part in section.parts:
            headings = (section.title, part.label) if part.printed and part.label != section.title else (section.title,)
            left, right = (paragraphs(report.prose.get(part.address, "")) for report in (before, now))
            yield part.address, "part", headings, left, right
        yield f"notes.{section.id}", "notes", (section.title,), old.get(section.id, []), new.get(section.id, [])
    yield "notes", "notes", (), old.get("", []), new.get("", [])


def reasons_since(path: Path, published: Published, addresses: Collection[str]) -> Iterator[str]:
    """The reasons given for changes of these addresses after a publication, each once."""
    entries = read_log(path).entries
    places = [place for place, entry in enumerate(entries) if entry.version == published.name]
    later = entries[places[-1] + 1 :] if places else entries
    told = dict[str, None]()
    for entry in later:
        touched = any(change.address in addresses for change in entry.changes)
        since = places or datetime.fromisoformat(entry.at).astimezone() >= published.at
        if entry.event == "saved" and entry.reason and touched and since:
            told.setdefault(entry.reason)
    yield from told
