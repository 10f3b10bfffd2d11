"""What was brought in becomes a report of a library: ``AGENCY/YEAR.toml``, and its doubts beside it."""

from __future__ import annotations

import os
from pathlib import Path

from reports.faults import ReportFault
from reports.importing.doubt_file import write_doubts
from reports.importing.findings import Imported
from reports.report_files import place_of
from reports.store import create_file
from schema.language import _


class Taken(ReportFault):
    """There is a report of this agency and year already, at ``path``; it is as it was."""

    def __init__(self, sentence: str, path: Path) -> None:
        super().__init__(sentence)
        self.path = path


def into_library(imported: Imported, library: Path) -> Path:
    """Writes a new report and then its doubts; the report's file.

    ReportFault leaves no report, Taken the one that is there. Where only the doubts cannot be kept, the report goes too:
    nobody would know any more what to look at.
    """
    path = place_of(library, imported.agency, imported.year)
    if os.path.lexists(path):
        sentence = _("{path} 已经存在，没有覆盖；同一机关同一年度只能有一份。").format(path=path)
        raise Taken(sentence, path)
    create_file(path, imported.text.encode("utf-8"))
    try:
        write_doubts(path, imported.doubts)
    except ReportFault:
        path.unlink(missing_ok=True)
        raise
    return path
