"""Checks the reports of a library beside the app, in a process of its own that a screen can do without at any time.

One JSON line per request on standard input, a list of entries of one folder; one per report on standard output. It ends
when its input does. A fork would copy the app's threads and terminal, so the process starts afresh.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, Any

from reports.last_year import Readings
from reports.library import Entry, Stamp
from reports.library_cache import key_of, read_standing, written_standing
from reports.library_state import LONGEST_WORDS, Standing, State, standing

NICENESS = 5
"""The app comes first where both want the processor."""

PROGRAM = "from reports.library_worker import main; main()"


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


def checked(entry: Entry, readings: Readings) -> Standing:
    """The standing of a report; a fault of ours is told in its place and stops no other."""
    try:
        return standing(entry, readings)
    except Exception as error:  # noqa: BLE001 - one report that our rules cannot bear must not hide all others
        words = f"程序核对这份报告时出错（{type(error).__name__}: {error}），请告诉维护程序的人。"
        return Standing(State.UNREADABLE, words=words[:LONGEST_WORDS], keeps=False)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answers request after request."""
    for line in iter(requests.readline, b""):
        readings = Readings()
        for entry in read_request(line):
            answers.write(answer(entry, checked(entry, readings)))
            answers.flush()


def main(*_: Any) -> None:
    """Serves on standard input and output until either is closed."""
    os.nice(NICENESS)
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        os._exit(0)
