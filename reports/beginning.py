"""Begins a report in a library: an empty one, or one that starts from last year's."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reports.clerk import clerk_name
from reports.faults import ReportFault
from reports.history_folder import IMPORT, history_file
from reports.layout import new_report
from reports.reading import read_report, refuse_year
from reports.report_files import place_of
from reports.store import created
from reports.succession import Begun, following_report
from schema.form_loader import form_for_year
from schema.language import _


class Beginning(NamedTuple):
    """A report that has just been made, and what is to be said of it; empty for a blank one with which all is well."""

    path: Path
    told: str = ""


class Wanted(NamedTuple):
    """A report to make: ``library/agency/year.toml``, with ``previous`` from that report.

    ``name`` is the agency's name in it, where the folder has a shorter one.
    """

    folder: Path
    agency: str
    year: int
    previous: Path | None = None
    name: str = ""


def begin(wanted: Wanted, by: str = "") -> Beginning:
    """Makes the report, signed with a name as far as one is given.

    ReportFault for a year or name that cannot be, a report that is there already, or a previous one that cannot be read.
    """
    year, agency = wanted.year, wanted.agency.strip()
    refuse_year(year)
    form = form_for_year(year)
    path = place_of(wanted.folder, agency, year)
    name = wanted.name or agency
    if wanted.previous is None:
        return Beginning(path, make(path, new_report(form, year, name)))
    before = read_report(wanted.previous)
    begun = Begun(by or clerk_name(), datetime.now().astimezone().isoformat(timespec="seconds"))
    text = following_report(before, form, year, name, begun)
    fault = make(path, text)
    carries = before.year + 1 == year
    figures = _("结转数已带入，其余数字留空") if carries else _("两份报告不是相邻年度，没有带入结转数，数字全部留空")
    return Beginning(
        path,
        _("文字照搬 {year} 年的报告并把年份顺延，请逐段核对；{figures}。").format(year=before.year, figures=figures)
        + fault,
    )


def make(path: Path, text: str) -> str:
    """The file; doubts of an import whose report was thrown away are not about this one.

    What to say where those could not be removed, or the disk did not confirm the report, else empty: it is made all the same.
    """
    told = created(path, text.encode("utf-8"))
    if os.path.lexists(history_file(path, IMPORT)):
        from reports.importing.doubt_file import write_doubts  # hardly ever needed

        try:
            write_doubts(path, ())
        except ReportFault as fault:
            return told + str(fault) + _("报告建好了，但疑点清单还是以前那一份的，与这份报告无关。")
    return told


def name_in(report: Path) -> str:
    """What an agency is called in a report of its own; empty where it cannot be read or does not say."""
    try:
        return read_report(report).agency.get("name", "")
    except ReportFault:
        return ""
