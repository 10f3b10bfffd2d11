"""What gave way when two saves met: ``AGENCY/.history/YEAR.conflicts.jsonl``, a JSON line per losing content, only ever added to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from reports.faults import UnwritableReport, reason
from reports.history_folder import add_line, history_file
from reports.views import plain_content
from schema.language import _
from schema.merge import MISSING, Settled

SUFFIX = ".conflicts.jsonl"


def conflicts_of(report: Path) -> Path:
    """Where the contents that gave way in a report are kept."""
    return history_file(report, SUFFIX)


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
        data = "\n".join(lines).encode("utf-8", "backslashreplace")
        add_line(conflicts_of(report), report, lambda _before: data)
    except OSError as error:
        raise UnwritableReport(
            _("要被盖掉的内容没能记下来（{reason}），所以没有保存；{path} 没有改动。").format(
                reason=reason(error), path=report
            )
        ) from None


def plain(content: object) -> object:
    """A content for JSON; what is missing is nothing, as is a blank."""
    return None if content is MISSING else plain_content(content)
