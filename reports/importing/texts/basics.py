"""The basic data of a report: who, which year, what it says of its publication, and what is not clear in that."""

from __future__ import annotations

from reports.importing.findings import Doubt, TextsRead
from reports.importing.lines.title import Titled
from reports.importing.texts.framing import Framed
from reports.importing.texts.publication_data import entered_date, publisher, read_contact, report_named, year_told
from reports.markdown_text import plain_text
from schema.fields import show_field
from schema.form import Form
from schema.language import _
from schema.levels import LEVEL, level_named

PERIOD = "publication.period"
ISSUED = "publication.issued"
AGENCY = "agency.name"
YEAR = "year"


def read_basics(form: Form, report: Framed, read: TextsRead) -> None:
    """Agency, year, level and publication data, with doubts where the source does not say them or says two things."""
    opening = opening_text(form, read)
    page = [plain_text(line.text) for line in report.left_out if not line.grid]
    named = report_named(opening) or Titled("", None)
    said = read_contact(opening, report.said.year or named.year)
    if issued := report.issued or entered_date(page):
        said[ISSUED] = issued
    counted = year_counted(said)
    read.year = report.said.year or counted or named.year or year_told(opening)
    read.agency = report.said.agency or named.agency or publisher(page) or report.signed
    level = level_named(form, read.agency)
    if level:
        said[LEVEL] = level.id
    read.basics |= {address: value for address, value in said.items() if form.basic_field(address)}
    tell_year(form, report.said.year, counted, read)
    tell_agency(report.said.agency, read)


def opening_text(form: Form, read: TextsRead) -> str:
    """What stands before the first sub-heading of the report: there it says of itself what it says."""
    parts = [section.parts[0].address for section in form.sections[:2] if section.parts]
    return "\n".join(read.prose[address] for address in parts)


def year_counted(said: dict[str, object]) -> int | None:
    """The year of the period that was counted; None where there is none, or where it is not within one year."""
    period = said.get(PERIOD)
    if not isinstance(period, tuple) or period[0][:4] != period[1][:4]:
        return None
    return int(period[0][:4])


def tell_year(form: Form, titled: int | None, counted: int | None, read: TextsRead) -> None:
    """A doubt where the title names no year but the text does, or where they name two. No year at all stays None."""
    if titled is None and read.year:
        message = _("标题里没有年度，按正文取作 {year} 年，请核对。").format(year=read.year)
        read.doubts.append(Doubt("basics", message, "", YEAR, str(read.year)))
    elif titled and counted and counted != titled:
        message = _("标题写的是 {year} 年，{period}写的是 {other} 年，已按标题导入，请核对。").format(
            year=titled, period=form.name_of(PERIOD), other=counted
        )
        read.doubts.append(Doubt("basics", message, printed_period(form, read), PERIOD))


def printed_period(form: Form, read: TextsRead) -> str:
    """The period that was read, as one types it."""
    field = form.basic_field(PERIOD)
    return show_field(read.basics[PERIOD], field) if field and PERIOD in read.basics else ""


def tell_agency(titled: str, read: TextsRead) -> None:
    """A doubt where an agency is named only elsewhere than in the title."""
    if read.agency and not titled:
        message = _("标题里没有行政机关的名称，按正文或网页取作“{agency}”，请核对。").format(agency=read.agency)
        read.doubts.append(Doubt("basics", message, read.agency, AGENCY, read.agency))
