"""Checks the reports of a library beside the app, in a process of its own that a screen can do without at any time.

One JSON line per request on standard input, a list of entries of one folder; one per report on standard output. It ends
when its input does. A fork would copy the app's threads and terminal, so the process starts afresh.
"""

from __future__ import annotations

import os
import sys
from typing import IO

from reports.folder_listing import Entry
from reports.folder_standing import standing
from reports.folder_state import LONGEST_WORDS, Standing, State
from reports.folder_wire import answer, read_request
from reports.last_year import Readings
from schema.language import _

NICENESS = 5
"""The app comes first where both want the processor."""


def checked(entry: Entry, readings: Readings) -> Standing:
    """The standing of a report; a fault of ours is told in its place and stops no other."""
    try:
        return standing(entry, readings)
    except Exception as error:  # noqa: BLE001 - one report that our rules cannot bear must not hide all others
        words = _("程序核对这份报告时出错（{name}: {error}），请告诉维护程序的人。").format(
            name=type(error).__name__, error=error
        )
        return Standing(State.UNREADABLE, words=words[:LONGEST_WORDS], keeps=False)


def serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    """Answers request after request."""
    for line in iter(requests.readline, b""):
        readings = Readings()
        for entry in read_request(line):
            answers.write(answer(entry, checked(entry, readings)))
            answers.flush()


def main() -> None:
    """Serves on standard input and output until either is closed."""
    os.nice(NICENESS)
    try:
        serve(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        os._exit(0)
