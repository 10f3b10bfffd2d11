"""A save that meets another: both are brought together, again as long as others keep saving, and nothing is lost silently."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from glob import escape
from pathlib import Path

from reports.clerk import clerk_name
from reports.commit_lock import Busy
from reports.conflict_log import record_conflicts
from reports.document import Document, open_document
from reports.faults import ChangedOnDisk, Conflicted, Unconfirmed, UnreadableReport, UnwritableReport, Vanished
from reports.history import undisturbed
from reports.last_save import last_save
from reports.merging import Merging, merge_onto
from reports.saving import Decided, SaveResult, Saving
from schema.language import _
from schema.merge import Conflict, Side
from schema.report import Edit

MOST_MEETINGS = 3
"""How often a save is made anew on what others have saved meanwhile, before they have to wait for it."""

PATIENCE = 60.0
"""Seconds for which it is tried where nobody can be made to wait."""

MOST_NAMED = 3


def save_onto_theirs(document: Document, edits: Mapping[str, Edit], saving: Saving, decided: Decided) -> SaveResult:
    """Saves net edits onto what somebody else has saved meanwhile; the document becomes the merged one.

    What gives way is on disk before it is overwritten. Conflicted and Vanished leave file and document as they were.
    """

    def decide(conflict: Conflict) -> Side | None:
        return "mine" if saving.insists else decided.get(conflict.key)

    kept: set[tuple[str, ...]] = set()

    def attempt() -> SaveResult:
        merging = merge_onto(as_it_is_now(document, edits), document, edits, decide)
        last = last_save(document.path, merging.theirs.source.data)
        if merging.open:
            raise Conflicted(conflicted(merging), merging.open, last)
        new = [one for one in merging.settled if one.conflict.key not in kept]
        record_conflicts(document.path, new, saving.by or clerk_name(), last.by if last else "")
        kept.update(one.conflict.key for one in new)
        told = written(merging, saving)
        document.become(merging.theirs)
        return SaveResult(document, merging.edits, saving, told, merging.taken, merging.settled, merged=True)

    for _meeting in range(MOST_MEETINGS):
        with contextlib.suppress(ChangedOnDisk):
            return attempt()
    return undisturbed_by_others(document.path, attempt)


def undisturbed_by_others(path: Path, attempt: Callable[[], SaveResult]) -> SaveResult:
    """Makes a save while all others wait; where they cannot be made to, as often as it takes within `PATIENCE`."""
    until = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(Busy, ChangedOnDisk), contextlib.ExitStack() as stack:
            with contextlib.suppress(OSError):
                stack.enter_context(undisturbed(path))
            return attempt()
        if time.monotonic() > until:
            return attempt()


def conflicted(merging: Merging) -> str:
    """What cannot be merged, as one sentence."""
    path, form = merging.theirs.path, merging.theirs.report.form
    names = dict.fromkeys(form.name_of(one.address) for one in merging.open)
    return _(
        "{path} 打开之后被别人改过，有 {count} 处两边都改了，改得不一样（{names}）；没有保存，请选定留哪一边。"
    ).format(path=path, count=len(merging.open), names=named(list(names)))


def written(merging: Merging, saving: Saving) -> str:
    """Writes a merging to the file; what is amiss though it is saved."""
    told = ""
    if merging.edits or saving.reason:
        try:
            told = merging.theirs.save(merging.edits, saving.reason)
        except Unconfirmed as fault:
            told = str(fault)
    if merging.unbalanced:
        told += _("合并后“{names}”不再相等，请核对。").format(names=named(list(dict.fromkeys(merging.unbalanced))))
    return told


def as_it_is_now(document: Document, edits: Mapping[str, Edit]) -> Document:
    """The file as somebody else has left it. Where it is no report any more, ours goes into a file beside it."""
    try:
        return open_document(document.path)
    except UnreadableReport as fault:
        if is_gone(document.path):
            raise Vanished(
                _("{path} 已经不在了，可能被别人删除、改名或移走；没有保存。").format(path=document.path)
            ) from None
        copy = kept_beside(document, edits)
        raise UnwritableReport(
            _("{path} 被改得读不出来了，没有覆盖；这里的内容另存为 {copy}。文件的问题：{fault}").format(
                path=document.path, copy=copy.name, fault=fault
            )
        ) from None


def is_gone(path: Path) -> bool:
    """Whether nothing stands at a path any more; one that cannot be looked at is not gone."""
    try:
        path.lstat()
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False


def kept_beside(document: Document, edits: Mapping[str, Edit]) -> Path:
    """Our version in a file beside the report; the same one is not written twice."""
    report, data = document.path, document.encoded(edits)
    for earlier in sorted(report.parent.glob(f"{escape(report.stem)}.mine-*.toml")):
        with contextlib.suppress(OSError):
            if earlier.stat().st_size == len(data) and earlier.read_bytes() == data:
                return earlier
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")  # noqa: DTZ005 - a name that the clerk reads, in local time
    copy = report.with_name(f"{report.stem}.mine-{stamp}.toml")
    document.save_copy(edits, copy)
    return copy


def named(names: list[str]) -> str:
    """A few names, and how many more there are."""
    shown = _("、").join(names[:MOST_NAMED])
    return shown if len(names) <= MOST_NAMED else _("{names}等 {count} 处").format(names=shown, count=len(names))
