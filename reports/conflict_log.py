"""What gave way when two saves met: ``AGENCY/.history/YEAR.conflicts.jsonl``, a JSON line per losing content, only ever added to."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from reports.faults import UnwritableReport, reason
from reports.save_log import HISTORY, make_like
from reports.views import plain_content
from schema.language import _
from schema.merge import MISSING, Settled

SUFFIX = ".conflicts.jsonl"


def conflicts_of(report: Path) -> Path:
    """Where the contents that gave way in a report are kept."""
    return report.parent / HISTORY / f"{report.stem}{SUFFIX}"


def record_conflicts(report: Path, settled: Iterable[Settled], by: str, other: str = "") -> None:
    """Keeps what is about to be overwritten, or left out, on disk before that happens; UnwritableReport where it cannot be kept.

    ``by`` decided, ``other`` made the save that this one met.
    """
    import json  # few saves meet another

    at = datetime.now().astimezone().isoformat(timespec="milliseconds")
    lines = [
        json.dumps(
            {
                "at": at,
                "address": conflict.address,
                **({"paragraph": conflict.paragraph} if conflict.paragraph else {}),
                **{name: plain(getattr(conflict, name)) for name in ("base", "mine", "theirs")},
                "taken": side,
                "by": by,
                "other": other,
            },
            ensure_ascii=False,
            default=str,
        )
        for conflict, side in settled
    ]
    if not lines:
        return
    try:
        append_durably(conflicts_of(report), ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace"), report)
    except OSError as error:
        raise UnwritableReport(
            _("要被盖掉的内容没能记下来（{reason}），所以没有保存；{path} 没有改动。").format(
                reason=reason(error), path=report
            )
        ) from None


def plain(content: object) -> object:
    """A content for JSON; what is missing is nothing, as is a blank."""
    return None if content is MISSING else plain_content(content)


def append_durably(log: Path, data: bytes, report: Path) -> None:
    """Adds bytes in one write and waits until the disk has them; a new log has the mode of the report."""
    make_like(log.parent, report.parent)
    fresh = not os.path.lexists(log)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    descriptor = os.open(log, flags, 0o600)
    try:
        if fresh and report.exists():
            os.fchmod(descriptor, stat.S_IMODE(report.stat().st_mode) & 0o666)
        if os.write(descriptor, data) < len(data):
            os.write(descriptor, b"\n")
            raise OSError(28, os.strerror(28))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if fresh:
        folder = os.open(log.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
