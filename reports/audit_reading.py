"""Reads the record of a report: its entries in order, and what is amiss with them: torn, altered, or changed behind its back."""

from __future__ import annotations

import os
import stat
from collections import deque
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from reports.audit import log_of
from reports.audit_lines import Entry, digest, read_line
from reports.faults import UnreadableReport, cannot
from reports.in_folder import READ
from schema.language import _

LARGEST_LOG = 2**24
"""Bytes. Of a longer one the end is read; a save is half a kilobyte."""

MOST_LINES = LARGEST_LOG // 64
"""Lines of a log that are told apart, from its end: no entry is shorter."""

AT_ONCE = 10.0
"""Seconds within which the lines of two saves may stand in the other order: each is written right behind its save."""

NEAR = 9
"""Lines behind one among which those of the same moment are looked for."""

Kind = Literal["unreadable", "unsealed", "broken", "gap", "cut"]


class Remark(NamedTuple):
    """What is amiss, at a line (from 1; behind the last one for a file changed since), and when as far as that is known."""

    line: int
    kind: Kind
    message: str
    at: str = ""


class Log(NamedTuple):
    """A whole record in its order: entries, and remarks where they belong."""

    items: tuple[Entry | Remark, ...] = ()

    @property
    def entries(self) -> list[Entry]:
        """What was recorded, the oldest first."""
        return [item for item in self.items if isinstance(item, Entry)]

    @property
    def remarks(self) -> list[Remark]:
        """What is amiss."""
        return [item for item in self.items if isinstance(item, Remark)]


def read_log(report: Path, present: bytes | None = None) -> Log:
    """The record of a report, empty where there is none; UnreadableReport where it cannot be read.

    With the bytes that the report has at ``present`` it is told whether another program has changed it since.
    """
    data, whole = read_tail(log_of(report))
    return Log(
        tuple(
            with_remarks(
                data.rsplit(b"\n", MOST_LINES), whole=whole, present=digest(present) if present is not None else ""
            )
        )
    )


def read_tail(log: Path) -> tuple[bytes, bool]:
    """The bytes of a log, and whether these are all. Nothing where there is none."""
    try:
        descriptor = os.open(log, READ)
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode):
                raise UnreadableReport(_("{path} 不是普通文件，不是修改日志。").format(path=log))
            start = max(0, found.st_size - LARGEST_LOG)
            with os.fdopen(os.dup(descriptor), "rb") as file:
                file.seek(start)
                data = file.read(LARGEST_LOG)
        finally:
            os.close(descriptor)
    except FileNotFoundError:
        return b"", True
    except OSError as error:
        raise UnreadableReport(cannot(_("无法读取 {path}：{reason}。"), log, error)) from None
    return (data, True) if not start else (data.partition(b"\n")[2], False)


def with_remarks(lines: Sequence[bytes], *, whole: bool, present: str) -> Iterator[Entry | Remark]:
    """Entries and remarks of the lines of a log."""
    read = [(number, line, read_line(line)) for number, line in enumerate(lines, 1) if line]
    gaps, last = gaps_among([(number, entry) for number, _line, entry in read if entry and entry.event == "saved"])
    before, at, sealed = b"", "", not whole
    if not whole:
        yield Remark(1, "cut", _("修改日志太长，只读了最后一部分。"))
    for number, line, entry in read:
        if entry is None:
            yield Remark(number, "unreadable", _("修改日志第 {n} 行读不出来，已跳过。").format(n=number), at)
        else:
            told = seal_remark(entry, before, sealed=sealed, first=not before and not whole)
            if told:
                yield Remark(number, told.kind, told.words.format(n=number), entry.at)
            if number in gaps:
                yield Remark(number, "gap", gap_words(gaps[number], entry.at), gaps[number])
            sealed, at = sealed or bool(entry.prev), entry.at
            yield entry
        before = line
    if last and present and last.after and last.after != present:
        words = _("文件在 {at} 之后被别的程序改过，改了什么没有记录。").format(at=short_time(last.at))
        yield Remark(read[-1][0] + 1, "gap", words, last.at)


def gaps_among(saves: list[tuple[int, Entry]]) -> tuple[dict[int, str], Entry | None]:
    """By line: when the save before it was, where the file was another one by then; and the save made last.

    Lines of saves made at once may stand in another order than the saves: each is put where its file fits on.
    """
    gaps: dict[int, str] = {}
    last: Entry | None = None
    left = deque(saves)
    while left:
        if last and last.after and left[0][1].before != last.after:
            fitting = next((one for one in islice(left, 1, NEAR) if one[1].before == last.after), None)
            if fitting and seconds(fitting[1]) - seconds(left[0][1]) <= AT_ONCE:
                left.remove(fitting)
                left.appendleft(fitting)
        number, entry = left.popleft()
        if last and last.after and entry.before and entry.before != last.after:
            gaps[number] = last.at
        last = entry
    return gaps, last


def seconds(entry: Entry) -> float:
    """When an entry was written."""
    return datetime.fromisoformat(entry.at).timestamp()


class Told(NamedTuple):
    """A kind of remark and its words, of a line by its number."""

    kind: Kind
    words: str


BROKEN = Told("broken", _("修改日志第 {n} 行之前有记录被改过或删过，请核对。"))
UNSEALED = Told("unsealed", _("修改日志第 {n} 行没有校验码，可能不是本程序写的。"))


def seal_remark(entry: Entry, before: bytes, *, sealed: bool, first: bool) -> Told | None:
    """What is wrong with how an entry follows the line before it; lines of versions without seals come first, and are fine."""
    if first:
        return None
    if not entry.prev:
        return (UNSEALED if sealed else None) if before else None
    return None if entry.prev == (digest(before) if before else "") else BROKEN


def gap_words(earlier: str, later: str) -> str:
    """That another program changed the file between two saves."""
    return _("文件在 {earlier} 和 {later} 之间被别的程序改过，改了什么没有记录。").format(
        earlier=short_time(earlier), later=short_time(later)
    )


def short_time(at: str) -> str:
    """An ISO time as a clerk reads it: day and time of day."""
    return at[:19].replace("T", " ")
