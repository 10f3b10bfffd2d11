"""Unsaved work of a session that was cut off: a full copy beside nobody's report, found again at the next opening."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reports.document import Document
from reports.faults import UnreadableReport, UnwritableReport, reason
from reports.reading import report_from
from reports.source import read_source
from reports.store import replace_file
from schema.report import Edit, Report, contents_differ

MARK = "# 年报恢复副本 "


@dataclass(frozen=True, slots=True)
class Recovered:
    """Work found again. ``contents`` are the addresses that were edited and what they held; ``at`` an ISO time."""

    file: Path
    at: str
    contents: tuple[tuple[str, object], ...]


def state_folder() -> Path:
    """Where recovery copies live: private to the user, as a report may hold personal data."""
    base = os.environ.get("XDG_STATE_HOME", "")
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home raises for an account without one
    return Path(base if base.startswith("/") else Path(home, ".local", "state")) / "nianbao" / "recovery"


def recovery_file(report: Path) -> Path:
    """The recovery copy that belongs to a report file."""
    import hashlib  # 2 ms that a start does not need

    name = hashlib.sha256(os.fsencode(os.path.realpath(report))).hexdigest()[:24]
    return state_folder() / f"{name}.toml"


def write_recovery(document: Document, edits: Mapping[str, Edit]) -> Path | None:
    """Writes the report as edited; None when nothing is unsaved. UnwritableReport when it cannot be kept."""
    import json  # needed when a line drops, not when the program starts

    if not edits:
        return None
    file = recovery_file(document.path)
    head = {
        "path": os.path.realpath(document.path),
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "addresses": list(edits),
    }
    text = f"{MARK}{json.dumps(head, ensure_ascii=False)}\n{document.text_with(edits)}"
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise UnwritableReport(f"恢复副本没有地方存放：{reason(error)}。") from None
    # Half a character cannot be kept; a text that no parser reads would lose everything else with it.
    replace_file(file, text.encode("utf-8", "replace"), private=True)
    return file


def find_recovery(report_file: Path, report: Report) -> Recovered | None:
    """Unsaved work for a report that still differs from it; a copy that cannot be read is set aside, not deleted."""
    import json

    file = recovery_file(report_file)
    if not os.path.exists(file):  # noqa: PTH110 - Path.exists raises where a folder above may not be entered
        return None
    try:
        text = read_source(file).text
        first, _, rest = text.partition("\n")
        head = json.loads(first.removeprefix(MARK))
        copy = report_from(rest, file)
        found = tuple((address, copy.get(address)) for address in head["addresses"] if report.knows(address))
        at = str(head["at"])
    except (UnreadableReport, ValueError, KeyError, TypeError):
        set_aside(file, "unreadable")
        return None
    differing = tuple((address, content) for address, content in found if contents_differ(report.get(address), content))
    if not differing:
        drop_recovery(report_file)
        return None
    return Recovered(file, at, differing)


def drop_recovery(report_file: Path) -> None:
    """Takes the copy away once its work is in the report."""
    with contextlib.suppress(OSError):
        recovery_file(report_file).unlink(missing_ok=True)


def set_aside(file: Path, why: str) -> None:
    """Keeps a copy that is not wanted under another name, so that even a hasty no can be undone by hand."""
    with contextlib.suppress(OSError):
        file.rename(file.with_suffix(f".{why}"))
