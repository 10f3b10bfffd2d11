"""What app and checking process say to each other: a line of entries to check, and a line for each report's standing."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from reports.folder_cache import key_of, read_standing, written_standing
from reports.folder_listing import Entry, Stamp
from reports.folder_state import Standing

PROGRAM = "from reports.speaking import speaking; speaking([]); from reports.folder_worker import main; main()"


def command() -> list[str]:
    """How the process is started; what the current folder holds is not taken for our packages."""
    return [sys.executable, "-P", "-c", PROGRAM]


def environment() -> Mapping[str, str]:
    """The environment in which it finds our packages, in a folder or in a zipped program."""
    ours = str(Path(__file__).parent.parent)
    before = os.environ.get("PYTHONPATH", "")
    return {**os.environ, "PYTHONPATH": f"{ours}{os.pathsep}{before}" if before else ours, "PYTHONUTF8": "1"}


def request(entries: Iterable[Entry]) -> bytes:
    """Entries as the line that asks for their standings."""
    asked = [[os.fsencode(one.path).hex(), one.agency, one.year, *key_of(one)] for one in entries]
    return json.dumps(asked).encode("ascii") + b"\n"


def read_request(line: bytes) -> list[Entry]:
    """The entries that a line asks for."""
    return [
        Entry(
            Path(os.fsdecode(bytes.fromhex(path))), agency, year, Stamp(*stamp), Stamp(*before) if before else None,
            tuple((ending, Stamp(*rest)) for ending, *rest in exports),
        )
        for path, agency, year, stamp, before, exports in json.loads(line)
    ]  # fmt: skip


def answer(entry: Entry, one: Standing) -> bytes:
    """A report's standing as a line."""
    value = [os.fsencode(entry.path).hex(), one.keeps, written_standing(one)]
    return json.dumps(value, ensure_ascii=True).encode("ascii") + b"\n"


def read_answer(line: bytes) -> tuple[Path, Standing]:
    """(file, its standing) from a line; ValueError where the process was cut off in the middle of it."""
    path, keeps, values = json.loads(line)
    return Path(os.fsdecode(bytes.fromhex(path))), read_standing(values)._replace(keeps=bool(keeps))
