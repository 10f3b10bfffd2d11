"""One of several processes that save the same report over and over: ``python -m tests.reliability.writer MODE FILE NAME COUNT``.

It writes one JSON line per save. ``apart``: a cell and a paragraph of its own, counted up on what stands in the file.
``same``: one cell for all, with a number that nobody else writes, on what it knows of the file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from reports.document import Document, open_document
from reports.saving import SaveResult, Saving, save_edits
from schema.report import Report, merged

SHARED = "requests.received.natural_person"
TEXT_PART = "problems_and_improvements.text"


def own_cells(report: Report) -> list[str]:
    """The cells that the writers take for their own, by number; no two of them in one total."""
    return [figure.address for figure in report.form.figures if not figure.derived and figure.section == "requests"]


def save(document: Document, name: str, *entries: tuple[str, object]) -> SaveResult:
    """What a ``set`` of these contents does, in a process that goes on."""
    edits = merged({}, [edit for address, content in entries for edit in document.report.edit(address, content).edits])
    return save_edits(document, edits, Saving("set", name))


def apart(file: Path, number: int, count: int) -> None:
    """Counts up what stands in the file; a count that is not the one saved last was lost."""
    for step in range(1, count + 1):
        document = open_document(file)
        cell = own_cells(document.report)[number]
        paragraphs = str(document.report.get(TEXT_PART)).split("\n")
        found = document.report.get(cell), paragraphs[number]
        if found != (step - 1, f"第{number}段：{step - 1}"):
            raise SystemExit(f"writer {number}, save {step}: found {found}")
        paragraphs[number] = f"第{number}段：{step}"
        result = save(document, str(number), (cell, step), (TEXT_PART, "\n".join(paragraphs)))
        sys.stdout.write(json.dumps({"conflicts": len(result.conflicts), "merged": result.merged}) + "\n")


def same(file: Path, number: int, count: int) -> None:
    """Puts numbers of its own into the one cell; each line tells what its save came after, as far as the writer was told."""
    document = open_document(file)
    for step in range(1, count + 1):
        value = number * 100_000 + step
        before = document.report.get(SHARED)
        result = save(document, str(number), (SHARED, value))
        met = [one.conflict.theirs for one in result.conflicts if one.conflict.address == SHARED]
        sys.stdout.write(json.dumps({"value": value, "after": met[-1] if met else before, "met": met}) + "\n")


if __name__ == "__main__":
    {"apart": apart, "same": same}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
