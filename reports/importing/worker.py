"""Brings one document in beside the app, in a process of its own: it can be ended at any time and leaves a whole report or none.

A JSON line on standard input asks, one on standard output answers.
"""

from __future__ import annotations

import json
import signal
import sys
from pathlib import Path
from typing import Any, Literal, NamedTuple, NoReturn

from reports.faults import ReportFault
from reports.own_program import digits_of, path_from, program
from schema.language import _

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
    """What became of a request: the report's file, a sentence, how many tables were found, doubts told, figures missing."""

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


def bring(request: Request) -> Answer:
    """Brings the document in; a fault of ours is told in a sentence, too."""
    from reports.importing.bringing import bring_in  # only here the readers are needed
    from reports.importing.into import Taken, into_library
    from reports.importing.unsaid import Unsaid

    try:
        imported = bring_in(request.source, year=request.year, agency=request.agency)
        path = into_library(imported, request.folder)
    except Unsaid as unsaid:
        return Answer(unsaid.what, words=str(unsaid))
    except Taken as taken:
        return Answer("exists", taken.path, str(taken))
    except ReportFault as fault:
        return Answer("fault", words=str(fault))
    except Exception as error:  # noqa: BLE001 - one document that our readers cannot bear is no reason to leave the clerk alone
        words = _("{path} 没有导入：程序出错（{kind}：{error}），请把这个文件交给维护程序的人。")
        return Answer("fault", words=words.format(path=request.source, kind=type(error).__name__, error=error))
    return Answer(
        "written", path, tables=len(imported.tables), doubts=len(imported.doubts), missing=len(imported.missing)
    )


def main() -> None:
    """Answers the one request on standard input. Told to end, it takes away first what it has made for itself."""
    signal.signal(signal.SIGTERM, ended)
    answer = bring(asked(sys.stdin.buffer.readline()))
    sys.stdout.buffer.write(answering(answer))
    sys.stdout.buffer.flush()


def ended(number: int, _frame: object) -> NoReturn:
    """Ends this process as an exception does."""
    sys.exit(128 + number)
