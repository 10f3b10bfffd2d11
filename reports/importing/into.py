"""A source becomes a report of a library: ``AGENCY/YEAR.toml``, and its doubts beside it. Whatever stops that is one sentence."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from reports.faults import ReportFault, reason
from reports.history_folder import HISTORY
from reports.importing.bringing import bring_in
from reports.importing.findings import Imported
from reports.importing.with_doubts import nothing, written
from reports.report_files import place_of
from schema.language import _


class Taken(ReportFault):
    """There is a report of this agency and year already, at ``path``; it is as it was."""

    def __init__(self, sentence: str, path: Path) -> None:
        super().__init__(sentence)
        self.path = path


class Placed(NamedTuple):
    """A new report's file, and what is to be said of it although it is written."""

    path: Path
    told: str = ""


class Brought(NamedTuple):
    """What became of one source: the new report and what was found, or why there is none."""

    source: Path
    placed: Placed | None = None
    imported: Imported | None = None
    fault: ReportFault | None = None


def brought(
    source: Path, library: Path, year: int | None = None, agency: str = "", stands: Callable[[], None] = nothing
) -> Brought:
    """A source brought into a library; nothing that it does to our program is worse than a fault in a sentence.

    ``stands`` is called as by `written`.
    """
    try:
        imported = bring_in(source, year=year, agency=agency)
        return Brought(source, into_library(imported, library, stands), imported)
    except ReportFault as fault:
        return Brought(source, fault=fault)
    except OSError as error:
        words = _("{path} 没有导入：{reason}。").format(path=source, reason=reason(error))
    except Exception as error:  # noqa: BLE001 - a document that our readers cannot bear must not cost others, nor the app
        words = _("{path} 没有导入：程序出错（{kind}：{error}），请把这个文件交给维护程序的人。").format(
            path=source, kind=type(error).__name__, error=error
        )
    return Brought(source, fault=ReportFault(words))


def into_library(imported: Imported, library: Path, stands: Callable[[], None] = nothing) -> Placed:
    """Writes a new report and then its doubts.

    ReportFault leaves no report, Taken the one that is there. Where only the doubts cannot be kept, the report goes too:
    nobody would know any more what to look at.
    """
    path = place_of(library, imported.agency, imported.year)
    if os.path.lexists(path):
        sentence = _("{path} 已经存在，没有覆盖；同一机关同一年度只能有一份。").format(path=path)
        raise Taken(sentence, path)
    is_first = not os.path.lexists(path.parent)
    try:
        return Placed(path, written(path, imported.text.encode("utf-8"), imported.doubts, stands))
    except BaseException:
        if is_first:
            for folder in (path.parent / HISTORY, path.parent):
                with suppress(OSError):  # somebody has put something there meanwhile
                    folder.rmdir()
        raise
