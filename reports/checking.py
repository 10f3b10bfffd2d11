"""Checks report files one after another or on all cores: the same results in the same order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reports.assessment import assess
from reports.bulk import grouped, in_processes, workers_for
from reports.checking_output import Checked, rendered
from reports.faults import UnreadableReport
from reports.last_year import Readings
from schema.language import _

LOST = _("核对这份报告的进程意外结束（可能是内存不够），没有核对完；请单独再核对一次。")


class Checker(NamedTuple):
    """How files are checked; small, so that it can be handed to another process."""

    form: str
    """text, json or sarif."""
    figures_only: bool = False

    def check(self, path: Path, readings: Readings) -> Checked:
        """One file, checked and rendered."""
        try:
            report = readings.read(path)
        except UnreadableReport as fault:
            return Checked(path, fault=str(fault))
        findings = assess(report, path, readings, figures_only=self.figures_only)
        worst = min((finding.level for finding in findings if finding.dismissed is None), default=None)
        return Checked(path, rendered(self.form, path, report, findings), worst)

    def group(self, paths: Sequence[Path]) -> list[Checked]:
        """A few files, in a process of their own."""
        readings = Readings()
        return [self.check(path, readings) for path in paths]


def checked_files(files: Sequence[Path], checker: Checker) -> Iterator[Checked]:
    """Every file in order; a file whose process died says so."""
    workers = workers_for(len(files))
    if workers == 1:
        readings = Readings()
        yield from (checker.check(path, readings) for path in files)
        return
    groups = grouped(files)
    # Here, so that the processes forked then find the form, its rules and patterns ready: that is 40 ms for each of them.
    yield from checker.group(next(groups))
    for paths, found in in_processes(checker.group, groups, workers):
        yield from found or (Checked(path, fault=_("{path}：{lost}").format(path=path, lost=LOST)) for path in paths)
