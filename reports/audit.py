"""Who changed what in a report, when and why: ``AGENCY/.history/YEAR.saves.jsonl``, one JSON line per save, never rewritten.

Each line carries the SHA-256 of the line before it, so that one that was altered or taken out is noticed
(`reports.audit_reading`). That is a seal, no lock: whoever may write the file can write all of it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Literal, NamedTuple

from reports.audit_lines import LONGEST_NAME, LONGEST_REASON, Entry, digest, written_line
from reports.clerk import owner_name
from reports.faults import reason as reason_of
from reports.history_folder import SAVES, add_line, history_file
from schema.language import _
from schema.report import Edit

Via = Literal["app", "set", "restore", "merge", "import"]


class Made(NamedTuple):
    """By whom a change was made (the name that signs), through what, and why where that is told."""

    by: str
    via: Via
    reason: str = ""


class Issue(NamedTuple):
    """What was published: the bytes of the report, as what document, where to (empty for stdout), its kept version."""

    data: bytes
    to: str
    output: str
    version: str


def log_of(report: Path) -> Path:
    """Where the changes of a report are written down."""
    return history_file(report, SAVES)


def record(report: Path, made: Made, edits: Iterable[Edit], before: bytes, after: bytes) -> str:
    """Adds the line of a save that has just been made: its net edits, the file's bytes before and after it.

    Why it could not be added, as one sentence; else empty.
    """
    edits = tuple(edits)
    entry = signed(made.by)._replace(
        via=made.via,
        reason=made.reason[:LONGEST_REASON],
        changed=len(edits),
        before=digest(before),
        after=digest(after),
    )
    try:
        add_line(log_of(report), report, lambda last: written_line(entry, edits, last))
    except OSError as error:
        return _("但没能记下是谁改了什么：{reason}。").format(reason=reason_of(error))
    return ""


def record_issue(report: Path, by: str, issue: Issue) -> None:
    """Adds the line of a publication; OSError where that is not possible."""
    entry = signed(by)._replace(
        event="published", after=digest(issue.data), to=issue.to, output=issue.output, version=issue.version
    )
    add_line(log_of(report), report, lambda last: written_line(entry, (), last))


def signed(by: str) -> Entry:
    """An entry of this moment, with the name that signs, the account and the machine."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return Entry(now, by[:LONGEST_NAME], login=owner_name(os.getuid()), host=os.uname().nodename)
