"""One source becomes one report: its tables, its texts, whose it is and of which year."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from reports.faults import ReportFault
from reports.importing.contents import Contents
from reports.importing.findings import Doubt, Imported, TablesRead, TextsRead
from reports.importing.lines.first_report import first_report
from reports.importing.readers.source import read_source
from reports.importing.report_text import report_text
from reports.importing.tables.table_finding import read_tables
from reports.importing.texts.basics import AGENCY, YEAR
from reports.importing.texts.text_reading import read_texts
from reports.importing.unsaid import Unsaid
from reports.reading import YEARS, refuse_year
from reports.settings import settings
from reports.terminal_text import without
from schema.form import Form
from schema.language import _


class Basics(NamedTuple):
    """Whose report it is, of which year, and what is doubtful about that."""

    agency: str
    year: int
    doubts: tuple[Doubt, ...] = ()


def bring_in(path: Path, *, year: int | None = None, agency: str = "") -> Imported:
    """The report in a foreign document. A given year or agency stands against what the document says.

    ReportFault where it cannot be read or is no report, which follows on what was not read of it; Unsaid where it does not say whose and of which year.
    """
    if year is not None:
        refuse_year(year)
    agency = one_line(agency)
    contents = first_report(read_source(path, year))
    tables, texts = read(contents, year)
    if not tables.rows and not has_sections(tables.form, texts):
        told = _("{path} 里没有找到年度报告的表格，也没有找到各部分的标题，不像是年度报告；没有导入。")
        raise ReportFault("".join([*map(ended, contents.remarks), told.format(path=path)]))
    basics = basics_of(path, texts, year, agency)
    remarks = tuple(Doubt("source", remark) for remark in contents.remarks)
    others = (doubt for doubt in texts.doubts if not answered(doubt, year, agency))
    return Imported(
        text=report_text(tables, texts, basics.year, basics.agency),
        form=tables.form,
        year=basics.year,
        agency=basics.agency,
        tables=dict(tables.rows),
        missing=tuple(tables.missing),
        doubts=(*basics.doubts, *remarks, *tables.doubts, *others),
    )


def read(contents: Contents, year: int | None) -> tuple[TablesRead, TextsRead]:
    """Tables and texts of a document under one edition. Where its tables fit several, or there are none, the year decides."""
    found = read_tables(contents, year)
    texts = read_texts(contents, found.read.form, found.used)
    if year is None and texts.year and not found.read.form.covers(texts.year):
        again = read_tables(contents, texts.year)
        if again.read.form is not found.read.form:
            found, texts = again, read_texts(contents, again.read.form, again.used)
    return found.read, texts


def has_sections(form: Form, texts: TextsRead) -> bool:
    """Whether there is text under any of the form's titles."""
    return any(texts.prose.get(part.address) for section in form.sections if section.printed for part in section.parts)


def basics_of(path: Path, texts: TextsRead, year: int | None, agency: str) -> Basics:
    """Agency and year: as given, else as the source says, else (an agency) as set for this office."""
    doubts = []
    stated_year = texts.year if texts.year in YEARS else None
    stated_agency = one_line(texts.agency)
    if year and stated_year and year != stated_year:
        message = _("来源写的是 {stated} 年，按给出的 {given} 年导入，请核对。")
        message = message.format(stated=stated_year, given=year)
        doubts.append(Doubt("basics", message, str(stated_year), YEAR, str(year)))
    if agency and stated_agency and agency != stated_agency:
        message = _("来源写的机关是“{stated}”，按给出的“{given}”导入，请核对。")
        message = message.format(stated=stated_agency, given=agency)
        doubts.append(Doubt("basics", message, stated_agency, AGENCY, agency))
    year = year or stated_year
    if year is None:
        raise Unsaid(_("{path} 没有写明是哪一年的报告，请用 --year 写上年度。").format(path=path), "year")
    name = agency or stated_agency
    if not name and (name := one_line(settings().agency)):
        message = _("来源没有写明是哪个机关的报告，用了设置里的“{agency}”，请核对。").format(agency=name)
        doubts.append(Doubt("basics", message, "", AGENCY, name))
    if not name:
        raise Unsaid(_("{path} 没有写明是哪个机关的报告，请用 --agency 写上行政机关全称。").format(path=path), "agency")
    return Basics(name, year, tuple(doubts))


def answered(doubt: Doubt, year: int | None, agency: str) -> bool:
    """Whether a doubt was about what has been given."""
    return doubt.kind == "basics" and (
        (doubt.figure == YEAR and year is not None) or (doubt.figure == AGENCY and bool(agency))
    )


def ended(remark: str) -> str:
    """A remark as a sentence that others may follow."""
    return remark if remark.endswith("。") else f"{remark}。"


def one_line(name: str) -> str:
    """A name without what cannot be seen, on one line."""
    return " ".join(without(name).split())
