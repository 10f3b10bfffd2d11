"""Brings one document in beside the app, in a process of its own: it can be ended at any time and leaves a whole report or none.

A JSON line on standard input asks, one on standard output answers.
"""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal, NamedTuple, NoReturn

from reports.own_program import digits_of, path_from, program

PROGRAM = program("reports.importing.worker")

Outcome = Literal["written", "exists", "year", "agency", "fault"]
"""What has become of it: a report, none because there is one, none because year or agency are not known, or another reason."""


class Request(NamedTuple):
    """A document to bring into a library; ``year`` and ``agency`` only where the source does not say them."""

    source: Path
    folder: Path
    year: int | None = None
    agency: str = ""


class Answer(NamedTuple):
    """What became of a request: the report's file, a sentence, how many tables were found, doubts told, figures missing.

    The sentence is empty for what was written without any trouble.
    """

    outcome: Outcome
    path: Path = Path()
    words: str = ""
    tables: int = 0
    doubts: int = 0
    missing: int = 0


def asking(request: Request) -> bytes:
    """A request as a line."""
    source, folder = map(digits_of, (request.source, request.folder))
    return json.dumps([source, folder, request.year, request.agency]).encode("ascii") + b"\n"


def asked(line: bytes) -> Request:
    """The request in a line."""
    source, folder, year, agency = json.loads(line)
    return Request(path_from(source), path_from(folder), year, agency)


def answering(answer: Answer) -> bytes:
    """An answer as a line."""
    return json.dumps(answer._replace(path=digits_of(answer.path))).encode("ascii") + b"\n"  # type: ignore[arg-type]


def answered(line: bytes) -> Answer:
    """The answer in a line; ValueError where the process was cut off in the middle of it, or said nothing."""
    found: Any = json.loads(line)
    outcome, path, *rest = found
    return Answer(outcome, path_from(path), *rest)


def bring(request: Request, stands: Callable[[], None] = lambda: None) -> Answer:
    """Brings the document in; whatever stops that is told in a sentence. ``stands`` is called once the report is there."""
    from reports.importing.into import Taken, brought  # only here the readers are needed
    from reports.importing.unsaid import Unsaid

    _source, placed, imported, fault = brought(*request, stands)
    if isinstance(fault, Unsaid):
        return Answer(fault.what, words=str(fault))
    if isinstance(fault, Taken):
        return Answer("exists", fault.path, str(fault))
    if placed is None or imported is None:
        return Answer("fault", words=str(fault))
    counts = (len(found) for found in (imported.tables, imported.doubts, imported.missing))
    return Answer("written", *placed, *counts)


def main() -> None:
    """Answers the one request on standard input.

    Told to end, it takes away first what it has made for itself; once the report is there it answers all the same.
    """
    signal.signal(signal.SIGTERM, ended)
    answer = bring(asked(sys.stdin.buffer.readline()), deaf)
    sys.stdout.buffer.write(answering(answer))
    sys.stdout.buffer.flush()


def deaf() -> None:
    """From now on this process is not ended in good order; what came before this still ends it."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)


def ended(number: int, _frame: object) -> NoReturn:
    """Ends this process as an exception does; a second time would disturb it in taking things away."""
    deaf()
    sys.exit(128 + number)
