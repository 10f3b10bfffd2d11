"""Doubts of an import that outlive it: ``AGENCY/.history/YEAR.import.json``, a JSON object whose ``doubts`` are in the import's order.

Each has ``kind``, ``figure``, ``source_text``, ``proposed``, ``message`` as a `Doubt` has them, and ``accepted`` once somebody has
looked at it. What is read from it is data of unknown origin: bounded here, made visible where it is shown.
"""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, cast, get_args

from reports.commit_lock import turn
from reports.faults import UnreadableReport, UnwritableReport, cannot
from reports.file_marks import usual_mode
from reports.history_folder import IMPORT, history_file, history_of, make_history
from reports.importing.findings import Doubt, DoubtKind
from reports.in_folder import content, flush, share, shut
from reports.temporary import filled, removed_on_failure
from schema.language import _

MOST = 1000
"""Doubts that are kept; whoever has more had better bring the source into shape first."""

LONGEST = 400
"""Characters of a text of a doubt."""

LARGEST = MOST * (4 * LONGEST * len("\\u0000") + 200)
"""Bytes that are read: as many as `MOST` doubts take whose four texts are as long as can be and all escapes, names and kind added."""

KINDS = frozenset(get_args(DoubtKind))


class Kept(NamedTuple):
    """A doubt, and whether somebody has looked at it and found it settled."""

    doubt: Doubt
    accepted: bool = False


def doubts_of(report: Path) -> Path:
    """Where the doubts of a report are kept."""
    return history_file(report, IMPORT)


def write_doubts(report: Path, doubts: Iterable[Doubt]) -> None:
    """Keeps the doubts of a report that has just been written, in place of those of an earlier import; none leave no file.

    UnwritableReport where that is not possible.
    """
    kept = [Kept(doubt) for doubt in doubts]
    if len(kept) > MOST:
        more = _("疑点太多，只记下前 {most} 处，共 {count} 处；请对照来源全部核对。").format(
            most=MOST - 1, count=len(kept)
        )
        kept = [*kept[: MOST - 1], Kept(Doubt("source", more))]
    if kept or os.path.lexists(doubts_of(report)):
        changed(report, lambda _before: kept)


def read_doubts(report: Path) -> list[Kept]:
    """The doubts of a report; none where it was not imported, or without any. UnreadableReport where the file is damaged."""
    try:
        history = history_of(report)
    except OSError:
        return []
    try:
        return kept_in(history, report)
    finally:
        shut(history)


def mark(report: Path, doubts: Mapping[int, Doubt], *, accepted: bool) -> None:
    """Marks doubts, by their places from 0 in `read_doubts`, as looked at, or as open again, in one write.

    Where another doubt stands at one of the places, none is marked: UnwritableReport, as where the marks cannot be written.
    """

    def marked(before: Sequence[Kept]) -> Sequence[Kept]:
        if any(place >= len(before) or doubt != before[place].doubt for place, doubt in doubts.items()):
            raise UnwritableReport(_("疑点清单刚换过（又导入了一次），这一处没有记下；请重新打开疑点再看。"))
        return [one._replace(accepted=accepted) if place in doubts else one for place, one in enumerate(before)]

    changed(report, marked)


def changed(report: Path, change: Callable[[Sequence[Kept]], Sequence[Kept]]) -> None:
    """Writes what becomes of the doubts: whole or not at all, while no other process does the same."""
    try:
        make_history(report)
        history = history_of(report)
        try:
            with turn(history, None, "", 0):
                put(history, report, change(before(history, report)))
        finally:
            shut(history)
    except OSError as error:
        raise UnwritableReport(cannot(_("疑点没能记进 {path}：{reason}。"), doubts_of(report), error)) from None


def before(history: int, report: Path) -> list[Kept]:
    """What is kept so far; what cannot be read is nothing that anybody could lose."""
    with contextlib.suppress(UnreadableReport):
        return kept_in(history, report)
    return []


def put(history: int, report: Path, kept: Sequence[Kept]) -> None:
    """The file with these doubts, as readable as the report; without any, no file."""
    name = doubts_of(report).name
    if not kept:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name, dir_fd=history)
        return
    mode = (stat.S_IMODE(report.stat().st_mode) if report.exists() else usual_mode()) & 0o666
    temporary = filled(history, name, written(kept), lambda descriptor: share(descriptor, history, mode))
    with removed_on_failure(history, temporary):
        os.rename(temporary, name, src_dir_fd=history, dst_dir_fd=history)
    with contextlib.suppress(OSError):
        flush(history)


def kept_in(history: int, report: Path) -> list[Kept]:
    """The doubts in an open history folder; UnreadableReport for what is none of ours."""
    file = doubts_of(report)
    try:
        data = content(history, file.name, LARGEST)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise UnreadableReport(cannot(_("疑点清单 {path} 读不出来：{reason}。"), file, error)) from None
    try:
        return read(data)
    except (ValueError, TypeError, KeyError, RecursionError):
        raise UnreadableReport(
            _("疑点清单 {path} 已损坏，看不出有哪些疑点；请对照来源全部核对。").format(path=file)
        ) from None


def written(kept: Iterable[Kept]) -> bytes:
    """Doubts as the file has them, one a line so that a person can read it too."""
    lines = [
        json.dumps({**{name: cut(text) for name, text in one.doubt._asdict().items()}, "accepted": one.accepted},
                   ensure_ascii=False)
        for one in kept
    ]  # fmt: skip
    return ('{"doubts": [\n' + ",\n".join(lines) + "\n]}\n").encode("utf-8", "backslashreplace")


def read(data: bytes) -> list[Kept]:
    """Doubts from the bytes of a file; ValueError, TypeError or KeyError where they are no such thing."""
    entries: list[Any] = json.loads(data)["doubts"]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise TypeError
    return [kept_from(entry) for entry in entries[:MOST]]


def kept_from(entry: dict[str, Any]) -> Kept:
    """One doubt; texts that are none are empty, and an unknown kind is as good as the widest."""
    texts = {name: cut(text) for name in Doubt._fields if isinstance(text := entry.get(name, ""), str)}
    kind = texts.pop("kind", "")
    doubt = Doubt(
        cast("DoubtKind", kind if kind in KINDS else "source"), texts.pop("message", ""), **cast("Any", texts)
    )
    return Kept(doubt, entry.get("accepted") is True)


def cut(text: str) -> str:
    """As much of a text as is kept."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
