"""What is wrong with the year or the agency that somebody has typed for a report. No Textual."""

from __future__ import annotations

from pathlib import Path

from reports.faults import ReportFault
from reports.reading import YEARS
from reports.report_files import place_of
from schema.language import _


def wrong_year(year: str) -> str:
    """Why a text is no year of a report; empty where it is one."""
    right = year.isascii() and year.isdigit() and len(year) == len("2024") and int(year) in YEARS
    return "" if right else _("年度 {year} 不对，应为四位年份，如 2024。").format(year=year)


def wrong_agency(library: Path, agency: str) -> str:
    """Why an agency's reports cannot have a folder of its name in a library; empty where they can."""
    try:
        place_of(library, agency, 0)
    except ReportFault as fault:
        return str(fault)
    return ""
