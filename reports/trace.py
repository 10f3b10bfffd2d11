"""Who changed what and why: the ``[[review]]`` entries at the end of a report file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import tomlkit

from reports.clerk import clerk_name
from reports.paragraph_changes import differing_paragraphs
from reports.views import plain_value
from schema.report import Edit
from schema.values import is_number, show

LONGEST_TEXT = 200
"""Characters of a text that an entry of the app keeps; the record beside the report keeps more (`reports.audit`)."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change was made. ``at`` is an ISO time, ``changes`` one line per address."""

    at: str
    by: str
    reason: str
    changes: tuple[str, ...]

    def entry(self) -> str:
        """The entry as TOML text, a blank line before it."""
        lines = [
            f"{key} = {tomlkit.item(value).as_string()}"
            for key, value in (("at", self.at), ("by", self.by), ("reason", self.reason))
        ]
        return "\n".join(["", "[[review]]", *lines, f"changes = {tomlkit.item(list(self.changes)).as_string()}", ""])


def content_line(content: object) -> str:
    """Old or new content in one line; a blank is shown as nothing in quotes."""
    if isinstance(content, tuple):
        return " 至 ".join(map(str, content))
    plain = plain_value(content)
    return '""' if plain in (None, "") else show(plain) if is_number(plain) else str(plain)  # type: ignore[arg-type]


def reason_now(reason: str, edits: Iterable[Edit]) -> Reason:
    """Why the clerk who is working makes edits at this moment. Of a text only the paragraphs that differ are told, long ones cut."""
    lines = tuple(line for edit in edits for line in change_lines(edit))
    return Reason(now(), clerk_name(), reason, lines)


def change_lines(edit: Edit) -> Iterator[str]:
    """An edit in as many lines as there are places where its text differs."""
    sides = [(content_line(edit.old), content_line(edit.new))]
    if isinstance(edit.old, str) and isinstance(edit.new, str):
        found = differing_paragraphs(edit.old.split("\n"), edit.new.split("\n"))
        sides = [("\n".join(one.before), "\n".join(one.after)) for one in found]
    for old, new in sides:
        yield f"{edit.address}: {cut(old)} -> {cut(new)}"


def cut(text: str) -> str:
    """A text of bearable length; nothing in quotes."""
    return f"{text[:LONGEST_TEXT]}……" if len(text) > LONGEST_TEXT else text or '""'


def now() -> str:
    """The moment, with the server's offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
