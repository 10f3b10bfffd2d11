"""What app and checking process say to each other: a line of entries to check, and a line for each report's standing."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from reports.folder_cache import key_of, read_standing, written_standing
from reports.folder_listing import Entry, Stamp
from reports.folder_state import Standing
from reports.own_program import digits_of, path_from, program

PROGRAM = program("reports.folder_worker")


def request(entries: Iterable[Entry]) -> bytes:
    """Entries as the line that asks for their standings."""
    asked = [[digits_of(one.path), one.agency, one.year, *key_of(one)] for one in entries]
    return json.dumps(asked).encode("ascii") + b"\n"


def read_request(line: bytes) -> list[Entry]:
    """The entries that a line asks for."""
    return [
        Entry(
            path_from(path), agency, year, Stamp(*stamp), Stamp(*before) if before else None,
            tuple((ending, Stamp(*rest)) for ending, *rest in exports),
        )
        for path, agency, year, stamp, before, exports in json.loads(line)
    ]  # fmt: skip


def answer(entry: Entry, one: Standing) -> bytes:
    """A report's standing as a line."""
    value = [digits_of(entry.path), one.keeps, written_standing(one)]
    return json.dumps(value, ensure_ascii=True).encode("ascii") + b"\n"


def read_answer(line: bytes) -> tuple[Path, Standing]:
    """(file, its standing) from a line; ValueError where the process was cut off in the middle of it."""
    path, keeps, values = json.loads(line)
    return path_from(path), read_standing(values)._replace(keeps=bool(keeps))
