"""The lines of a journal: what each tells, and whether it is whole. One line is the checksum of its JSON, and that JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Literal, NamedTuple, cast
from zlib import crc32

from reports.process_identity import Identity
from schema.report import Edit
from schema.values import Mark, Unreadable, Value, is_number, show

Kind = Literal["cell", "draft", "back", "unread"]
"""A change that was finished, one still being typed, an address that is as in the file again, text that was refused."""

CHECKSUM = 8
"""Hexadecimal digits in front of each line."""


class Entry(NamedTuple):
    """What a journal says of an address. Of two entries of one address the one with the larger ``seq`` holds.

    ``old`` is what the file held, both as one would type them; ``at`` in seconds of Unix time.
    """

    kind: Kind
    seq: int
    at: float
    address: str
    old: str
    new: str


class Header(NamedTuple):
    """The first line: whose work on which file it is. ``text`` is the file as the work began with it, ``sha`` of its bytes."""

    path: str
    sha: str
    text: str
    by: str
    at: str
    version: str
    process: Identity


def line_of(record: Mapping[str, object]) -> bytes:
    """A record as a line; half a character is escaped as JSON has it."""
    told = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
    return b"%08x %s\n" % (crc32(told), told)


def header_line(header: Header) -> bytes:
    """The line that a journal begins with."""
    return line_of({"kind": "header", **header._asdict(), "process": header.process._asdict()})


def entry_line(entry: Entry) -> bytes:
    """A line on an address."""
    return line_of(entry._asdict())


def mark_line(kind: Literal["saved", "end"], **told: object) -> bytes:
    """A line on everything before it: it is in the file (``sha`` of that), or the session was cut off (``why``)."""
    return line_of({"kind": kind, **told})


def records_in(data: bytes) -> tuple[list[dict[str, Any]], int]:
    """The records up to the first line that is not whole, and how many bytes they take."""
    records: list[dict[str, Any]] = []
    good = 0
    while (end := data.find(b"\n", good)) >= 0:
        record = record_of(data[good:end])
        if record is None:
            break
        records.append(record)
        good = end + 1
    return records, good


def record_of(line: bytes) -> dict[str, Any] | None:
    """What a line tells; None where it is damaged."""
    told = line[CHECKSUM + 1 :]
    if line[: CHECKSUM + 1] != b"%08x " % crc32(told):
        return None
    try:
        record = json.loads(told)
    except (ValueError, RecursionError):
        return None
    return record if isinstance(record, dict) else None


def header_of(record: Mapping[str, Any]) -> Header | None:
    """The header in a record; None where it is none."""
    try:
        told = record["process"]
        host, machine, boot = (str(told[name]) for name in ("host", "machine_id", "boot_id"))
        pid, start, pid_ns, time_ns = (int(told[name]) for name in ("pid", "start", "pid_ns", "time_ns"))
        path, sha, text, by, at, version = (str(record[name]) for name in Header._fields[:-1])
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    return Header(path, sha, text, by, at, version, Identity(host, machine, boot, pid, start, pid_ns, time_ns))


def entries_of(records: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """What is not in the file yet, in the order in which it was first touched; a save ends all before it.

    Text that was refused stands beside what its address holds, until that is told anew.
    """
    found: dict[str, Entry] = {}
    unread: dict[str, Entry] = {}
    for record in records:
        if record.get("kind") == "saved":
            found.clear()
            unread.clear()
        entry = entry_of(record) if record.get("kind") in ("cell", "draft", "back", "unread") else None
        if entry is None:
            continue
        latest = unread if entry.kind == "unread" else found
        if entry.address not in latest or latest[entry.address].seq <= entry.seq:
            latest[entry.address] = entry
    held = [entry for entry in found.values() if entry.kind != "back"]
    return [*held, *(entry for address, entry in unread.items() if is_latest(entry, found.get(address)))]


def is_latest(unread: Entry, other: Entry | None) -> bool:
    """Whether refused text still stood on the screen when its address was told last: one draft tells both."""
    return other is None or other.seq <= unread.seq


def entry_of(record: Mapping[str, Any]) -> Entry | None:
    """The entry in a record; None where something of it is missing."""
    try:
        seq, at = int(record["seq"]), float(record["at"])
        texts = [record["address"], record["old"], record["new"]]
    except (KeyError, TypeError, ValueError, OverflowError):
        return None
    if not all(isinstance(text, str) for text in texts):
        return None
    return Entry(cast("Kind", record["kind"]), seq, at, *texts)


def told_edit(kind: Kind, seq: int, at: float, address: str, edit: Edit | None) -> Entry:
    """The entry on an address and its net edit; without one it is as in the file."""
    if edit is None:
        return Entry("back", seq, at, address, "", "")
    return Entry(kind, seq, at, address, as_text(edit.old), as_text(edit.new))


def as_text(content: object) -> str:
    """A content as one would type it."""
    if isinstance(content, tuple):
        return " 至 ".join(map(str, content))
    if content is None or is_number(content) or isinstance(content, (Mark, Unreadable)):
        return show(cast("Value", content))
    return str(content)
