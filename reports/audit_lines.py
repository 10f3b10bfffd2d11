"""One line of the record of a report: what a save changed, or that the report was published. As values, and as JSON.

A line is bounded: of a text only the paragraphs that differ are in it, and of what is long the beginning, its length and
its SHA-256. No edit of a save is ever left out.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from reports.json_text import to_json
from reports.paragraph_changes import ParagraphChange, differing_paragraphs
from reports.views import plain_content
from schema.report import Edit

LONGEST_TEXTS = (400, 120, 40)
"""Characters of a text that a line keeps: the first of these by which the line is no longer than `LONGEST_LINE`."""

LONGEST_LINE = 64 * 1024
"""Bytes. A form filled in at one stroke has 40 KB."""

LONGEST_NAME = 80
LONGEST_REASON = 500

EVENTS = ("saved", "published")

ALWAYS = ("at", "by", "prev")
"""What a line tells even where it is empty."""

MOST = 2**31
"""More than there are addresses, paragraphs or characters; what claims more is no line of ours."""

MOST_DIGITS = 40
"""Digits before or behind the point of a number in a cell: whoever may write the log may also write 1e999999999."""


class Cut(NamedTuple):
    """The beginning of a long text, how many characters it has, and the SHA-256 of all of it."""

    text: str
    length: int
    sha256: str


class Change(NamedTuple):
    """An address and what it held before and after: number, None (blank), text, list of dates, or a `Cut`.

    Of a text of several paragraphs only those that differ; ``paragraph`` is then the number of the first of them.
    """

    address: str
    old: object
    new: object
    paragraph: int = 0


class Entry(NamedTuple):
    """A line that could be read. ``changed`` is how many addresses were; ``changes`` is empty in lines of earlier versions.

    ``before`` and ``after`` are SHA-256 of the file; of a publication ``after`` is that of what was published, ``to``
    and ``output`` say as what and where to, ``version`` is its name in the history folder. ``prev`` is the SHA-256 of
    the line before. What a line does not tell is empty.
    """

    at: str
    by: str
    event: str = "saved"
    login: str = ""
    host: str = ""
    via: str = ""
    reason: str = ""
    changed: int = 0
    changes: tuple[Change, ...] = ()
    before: str = ""
    after: str = ""
    to: str = ""
    output: str = ""
    version: str = ""
    prev: str = ""


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, in hex digits."""
    return hashlib.sha256(data).hexdigest()


def written_line(entry: Entry, edits: Iterable[Edit], before: bytes) -> bytes:
    """An entry with all of these edits as one line of JSON that follows the line ``before``."""
    edits = tuple(edits)
    line = b""
    for longest in LONGEST_TEXTS:
        changes = tuple(change for edit in edits for change in changes_of(edit, longest))
        full = entry._replace(changes=changes, prev=digest(before) if before else "")
        line = " ".join(part.strip() for part in to_json(entry_view(full)).split("\n")).encode("utf-8")
        if len(line) <= LONGEST_LINE:
            break
    return line


def entry_view(entry: Entry) -> dict[str, object]:
    """An entry as it is written and as ``log --format json`` prints it; ``prev`` is there even where it is empty."""
    told: dict[str, object] = {}
    for key, value in entry._asdict().items():
        if key in ("changed", "changes"):
            if entry.event == "saved":
                told |= {"count": value} if key == "changed" else {key: list(map(change_view, entry.changes))}
        elif value or key in ALWAYS:
            told[key] = value
    return told


def change_view(change: Change) -> dict[str, object]:
    """A change for JSON."""
    told = {"address": change.address, "old": content_view(change.old), "new": content_view(change.new)}
    return {**told, "paragraph": change.paragraph} if change.paragraph else told


def content_view(content: object) -> object:
    """A content for JSON; a text that was cut is an object with its beginning, length and SHA-256."""
    return content._asdict() if isinstance(content, Cut) else content


def changes_of(edit: Edit, longest: int) -> Iterator[Change]:
    """An edit in as many changes as there are places where its text differs; any other edit is one."""
    old, new = edit.old, edit.new
    if not (isinstance(old, str) and isinstance(new, str)):
        yield Change(edit.address, kept(plain_content(old), longest), kept(plain_content(new), longest))
        return
    left, right = (text.rstrip("\n").split("\n") for text in (old, new))
    whole = ParagraphChange(0, tuple(left), tuple(right))
    for one in differing_paragraphs(left, right) or [whole]:
        was, now = kept("\n".join(one.before), longest), kept("\n".join(one.after), longest)
        yield Change(edit.address, was, now, one.place + 1 if len(left) + len(right) > 2 else 0)


def kept(content: object, longest: int) -> object:
    """A content, cut where it is a text of more than so many characters."""
    if isinstance(content, list):
        return [str(one)[:longest] for one in content[:2]]
    if not isinstance(content, str) or len(content) <= longest:
        return content
    return Cut(content[:longest], len(content), digest(content.encode("utf-8", "surrogatepass")))


def read_line(line: bytes) -> Entry | None:
    """The entry in a line, also in one of an earlier version (at, by, count); None where it is none."""
    try:
        read = json.loads(line, parse_float=decimal, parse_constant=no_number)
        at = datetime.fromisoformat(read["at"])  # of any character between day and time: written anew below
        at.timestamp()  # not every year has one
        if read.get("event", "saved") not in EVENTS:
            return None
        return entry_of(read, at.isoformat(timespec="seconds"))
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def no_number(word: str) -> object:
    """Infinity and NaN stand in no record."""
    raise ValueError(word)


def decimal(word: str) -> Decimal:
    """A decimal that can be written out; ValueError for one that would fill the memory."""
    number = Decimal(word)
    if abs(number.adjusted()) > MOST_DIGITS or len(word) > 2 * MOST_DIGITS:
        raise ValueError(word)
    return number


def count(value: object) -> int:
    """A number of things; ValueError for anything else."""
    if type(value) is not int or not 0 <= value < MOST:
        raise ValueError(value)
    return value


def entry_of(read: Mapping[str, Any], at: str) -> Entry:
    """The entry that a line's values make; an error where they are not what is written there."""

    def word(key: str, longest: int = LONGEST_NAME) -> str:
        return str(read.get(key, ""))[:longest]

    event = word("event") or "saved"
    return Entry(
        at, str(read["by"])[:LONGEST_NAME], event, word("login"), word("host"), word("via"), word("reason", LONGEST_REASON),
        count(read["count"]) if event == "saved" else 0, tuple(map(read_change, read.get("changes", ()))),
        word("before"), word("after"), word("to"), word("output", 4096), word("version", 255), word("prev"),
    )  # fmt: skip


def read_change(read: Mapping[str, Any]) -> Change:
    """A change that a line tells of."""
    old, new = read_content(read["old"]), read_content(read["new"])
    return Change(str(read["address"]), old, new, count(read.get("paragraph", 0)))


def read_content(read: Any) -> object:
    """A content that a line tells of."""
    if isinstance(read, dict):
        return Cut(str(read["text"]), count(read["length"]), str(read["sha256"]))
    return [str(one) for one in read] if isinstance(read, list) else read
