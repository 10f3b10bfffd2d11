"""Last year's report of the same agency: the sibling file, found by itself."""

from __future__ import annotations

import os
from collections import OrderedDict
from pathlib import Path
from typing import NamedTuple

from reports.faults import UnreadableReport
from reports.reading import read_report
from reports.terminal_text import safe
from schema.language import _
from schema.report import Report

MOST_KEPT = 8
"""Reports that a run over many files keeps at hand; files of one agency lie beside each other in it."""

LONGEST_REASON = 120


class LastYear(NamedTuple):
    """Last year's report, or why the file that should be it is not; neither where there is no such file."""

    report: Report | None = None
    unreadable: str = ""


class Readings:
    """Files as reports, each read once while it is among the last few asked for; faults are remembered too."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Path, Report | UnreadableReport] = OrderedDict()

    def read(self, path: Path) -> Report:
        """The report in a file; UnreadableReport tells a clerk why there is none."""
        if path not in self._kept:
            try:
                self._kept[path] = read_report(path)
            except UnreadableReport as fault:
                self._kept[path] = fault.with_traceback(None)
            if len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(path)
        found = self._kept[path]
        if isinstance(found, UnreadableReport):
            raise found
        return found


def last_year(report: Report, path: Path, readings: Readings) -> LastYear:
    """The report of the year before from the file beside ``path``."""
    return of_year(report.year - 1, report, path, readings)


def of_year(year: int, report: Report, path: Path, readings: Readings) -> LastYear:
    """The same agency's report of a year from the file beside ``path``."""
    sibling = path.with_name(f"{year}.toml")
    if not os.path.lexists(sibling):
        return LastYear()
    try:
        found = readings.read(sibling)
    except UnreadableReport as fault:
        return LastYear(unreadable=short(str(fault), sibling))
    if found.year != year:
        return LastYear(
            unreadable=_("{name} 里写的是 {year} 年度，不是 {before} 年度。").format(
                name=sibling.name, year=found.year, before=year
            )
        )
    before, now = found.agency.get("name", ""), report.agency.get("name", "")
    if before and now and before != now and bare(before) != bare(now):
        names = _("“{before}”的报告，不是“{now}”的").format(before=before, now=now)
        return LastYear(unreadable=_("{name} 是{names}。").format(name=sibling.name, names=safe(names, keep="")))
    return LastYear(found)


def bare(name: str) -> str:
    """A name without what does not make another agency: blanks, full-width letters and brackets."""
    import unicodedata  # a library of its own, loaded only where two names differ

    return "".join(unicodedata.normalize("NFKC", name).split())


def short(fault: str, sibling: Path) -> str:
    """The first sentence of a fault, naming the file without its folder."""
    text = safe(fault.replace(str(sibling), sibling.name).partition("。")[0].partition(". ")[0].rstrip("."), keep="")
    return f"{text[:LONGEST_REASON]}…" if len(text) > LONGEST_REASON else text + _("。")
