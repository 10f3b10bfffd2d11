"""Whole contents in place of a report's own, such as a previous version; what they take the place of becomes a version itself."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from reports.document import Document
from reports.faults import ReportFault, Unconfirmed, UnwritableReport, cannot
from reports.in_folder import content, folder_of
from reports.reading import report_from
from reports.saving import SaveResult, Saving, signed_by
from reports.source import BOM, Source
from reports.store import replace_report
from reports.version_changes import differences
from reports.versions import Version, read_version, saved_by, version_bytes
from schema.language import _
from schema.report import Edit, Report


class Restored(NamedTuple):
    """What a restoring changed, by address; ``told`` is what went amiss although it is done.

    ``edits`` is None where the file held no report before, ``existed`` is off where there was none.
    ``same`` where it held the version's bytes already.
    """

    edits: Mapping[str, Edit] | None
    told: str = ""
    same: bool = False
    existed: bool = True


def restore(report: Path, version: Version, by: str) -> Restored:
    """Puts a version in the file's place, whatever the file holds now; ReportFault leaves it as it was."""
    data = version_bytes(report, version)
    read_version(report, version)
    return put_in_place(report, data, present_bytes(report), Saving("restore", by))


def put_in_place(report: Path, data: bytes, present: bytes | None, saving: Saving) -> Restored:
    """Gives a file the bytes of a report in place of all that it holds, ``present``; ReportFault leaves it as it was.

    What it held is kept as a version, and who did it is written down as of any save.
    """
    if present == data:
        return Restored({}, same=True)
    text = data.decode("utf-8")
    source = Source(report, text.removeprefix(BOM), text.startswith(BOM), data)
    after = report_from(source.text, report)
    before = report_in(present, report)
    edits = differences(before, after) if before else None
    try:
        told = replace_report(report, data, present, saved_by(report, present))
    except Unconfirmed as fault:
        told = str(fault)
    result = SaveResult(Document(source, after, present or b""), edits or {}, saving)
    return Restored(edits, told + signed_by(result, saving.by), existed=present is not None)


def present_bytes(report: Path) -> bytes | None:
    """What the file holds now, a report or not; None where it is gone. UnwritableReport where it cannot be read."""
    real = Path(os.path.realpath(report))
    try:
        with folder_of(real) as folder:
            return content(folder, real.name)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnwritableReport(cannot(_("无法读取 {path}：{reason}。"), report, error)) from None


def report_in(data: bytes | None, path: Path) -> Report | None:
    """The report in these bytes; None where there is none."""
    try:
        return report_from(data.decode("utf-8").removeprefix(BOM), path) if data is not None else None
    except (UnicodeDecodeError, ReportFault):
        return None
