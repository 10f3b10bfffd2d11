"""A report that was brought in and the doubts about it: both are written, or neither."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from reports.clerk import clerk_name
from reports.faults import ReportFault, UnreadableReport, UnwritableReport
from reports.importing.doubt_file import Kept, changed, doubts_of, read_doubts, write_doubts
from reports.importing.findings import Doubt
from reports.restoring import present_bytes, put_in_place
from reports.saving import Saving
from reports.store import created
from schema.language import _


def nothing() -> None:
    """Nobody waits for the moment from which a report stands."""


def written(path: Path, data: bytes, doubts: Sequence[Doubt], stands: Callable[[], None] = nothing) -> str:
    """Writes a new report and its doubts, both or neither; what is to be said although they are written.

    An interruption leaves neither, unless it comes after ``stands``: that is called once both are there, and may still raise.
    """
    told, before = None, kept_before(path)
    try:
        told = created(path, data)
        keep(path, doubts, _("报告也没有写：疑点丢了，就没有人知道要核对哪里。"))
        stands()
    except BaseException as error:
        is_refused = told is None and isinstance(error, ReportFault)  # then what is there is not ours
        if not is_refused:
            with suppress(OSError):
                if path.read_bytes() == data:
                    path.unlink()
            put_back(path, before)
        raise
    return told


def written_over(path: Path, data: bytes, present: bytes, doubts: Sequence[Doubt]) -> str:
    """As `written`, in place of what the file holds, ``present``, which becomes a version; else that stays with its doubts."""
    before = kept_before(path)
    try:
        keep(path, doubts, _("原来的报告没有改动：疑点丢了，就没有人知道要核对哪里。"))
        return put_in_place(path, data, present, Saving("import", clerk_name())).told
    except BaseException:
        with suppress(ReportFault):
            if present_bytes(path) != data:
                put_back(path, before)
        raise


def keep(path: Path, doubts: Sequence[Doubt], otherwise: str) -> None:
    """Keeps the doubts of a report; UnwritableReport with what that means for the report."""
    try:
        write_doubts(path, doubts)
    except UnwritableReport as fault:
        raise UnwritableReport(str(fault) + otherwise) from None


def kept_before(path: Path) -> Sequence[Kept]:
    """The doubts that an earlier import has left; what cannot be read is nothing that anybody could lose."""
    with suppress(UnreadableReport):
        return read_doubts(path)
    return ()


def put_back(path: Path, before: Sequence[Kept]) -> None:
    """The doubts as they were before an import that came to nothing."""
    with suppress(UnwritableReport):
        if os.path.lexists(doubts_of(path)):
            changed(path, lambda _now: before)
