"""Unsaved work of a session that was cut off: kept in the user's own state folder, found again at the next opening.

Each cut-off session leaves a copy of its own: a second one, or a later one, never writes over it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from reports.document import Document
from reports.faults import ReportFault, UnwritableReport, reason
from reports.store import create_file
from schema.entry import Refusal
from schema.language import _
from schema.report import DISMISSED, Edit, Report, contents_differ
from schema.values import Mark, Unreadable, Value, is_number, show


@dataclass(frozen=True)
class Recovered:
    """Work found again. ``contents`` are the addresses that were edited and what they held; ``at`` an ISO time.

    ``overtaken`` counts those whose content in the file is no longer what the lost session had begun with.
    """

    file: Path
    at: str
    contents: tuple[tuple[str, object], ...]
    overtaken: int


def state_folder() -> Path:
    """Where recovery copies live: private to the user, as a report may hold personal data."""
    base = os.environ.get("XDG_STATE_HOME", "")
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home raises for an account without one
    return Path(base if base.startswith("/") else Path(home, ".local", "state")) / "nianbao" / "recovery"


def copies_of(report: Path) -> Path:
    """The folder of the copies that belong to a report file."""
    import hashlib  # 2 ms that a start does not need

    return state_folder() / hashlib.sha256(os.fsencode(os.path.realpath(report))).hexdigest()[:24]


def write_recovery(document: Document, edits: Mapping[str, Edit]) -> Path | None:
    """Keeps unsaved edits, and the whole text with them; None when nothing is unsaved.

    UnwritableReport when they cannot be kept.
    """
    import json  # needed when a line drops, not when the program starts

    if not edits:
        return None
    now = datetime.now().astimezone()
    kept = {
        "path": os.path.realpath(document.path),
        "at": now.isoformat(timespec="seconds"),
        "edits": [[address, as_text(edit.old), as_text(edit.new)] for address, edit in edits.items()],
        "text": whole_text(document, edits),
    }
    file = copies_of(document.path) / f"{now:%Y%m%d-%H%M%S-%f}-{os.getpid()}.json"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UnwritableReport(_("没有保存的修改无法存成恢复副本：{reason}。").format(reason=reason(error))) from None
    data = json.dumps(kept, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")
    create_file(file, data, private=True)
    return file


def whole_text(document: Document, edits: Mapping[str, Edit]) -> str:
    """The report as it would have been saved, for whoever reads the copy; empty where it could not be."""
    try:
        return document.text_with(edits)
    except ReportFault:
        return ""


def as_text(content: object) -> str:
    """A content as one would type it."""
    if isinstance(content, tuple):
        return " 至 ".join(map(str, content))
    if content is None or is_number(content) or isinstance(content, (Mark, Unreadable)):
        return show(cast("Value", content))
    return str(content)


def find_recoveries(report_file: Path, report: Report) -> list[Recovered]:
    """Unsaved work for a report that still differs from it, the latest first."""
    folder = copies_of(report_file)
    try:
        files = sorted(folder.glob("*.json"), reverse=True)
    except OSError:
        return []
    return [found for file in files if (found := read_recovery(file, report))]


def kept_by(report: Report, address: str) -> bool:
    """Whether a report can hold what a copy has for an address: its own parts, and dismissals."""
    return report.knows(address) or address.startswith(f"{DISMISSED}.")


def read_recovery(file: Path, report: Report) -> Recovered | None:
    """One copy; None where all of its work is in the report by now, or it cannot be read (it is then set aside)."""
    import json

    try:
        kept = json.loads(file.read_text(encoding="utf-8"))  # ours, and of any size
        entries = [(str(a), str(old), str(new)) for a, old, new in kept["edits"] if kept_by(report, str(a))]
        at = str(kept["at"])
    except (OSError, ValueError, KeyError, TypeError):
        set_aside(file, "unreadable")
        return None
    contents = [(address, report.read(address, new), old) for address, old, new in entries]
    differing = [
        (address, content, old)
        for address, content, old in contents
        if not isinstance(content, Refusal) and contents_differ(report.get(address), content)
    ]
    if not differing:
        drop(file)
        return None
    overtaken = sum(as_text(report.get(address)) != old for address, _, old in differing)
    return Recovered(file, at, tuple((address, content) for address, content, _ in differing), overtaken)


def drop_all(recovered: Iterable[Recovered]) -> None:
    """Takes copies away whose work has been saved."""
    for one in recovered:
        drop(one.file)


def drop(file: Path) -> None:
    """Takes one copy away."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)


def set_aside(file: Path, why: str) -> None:
    """Keeps a copy that is not wanted under another name, so that even a hasty no can be undone by hand."""
    with contextlib.suppress(OSError):
        file.rename(file.with_suffix(f".{why}"))
