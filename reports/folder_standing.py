"""Works out how far a report is: unreadable, blank, being filled in, with errors, settled, exported."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path

from reports.assessment import assess
from reports.draft import STAMP, is_empty
from reports.faults import UnreadableReport
from reports.folder_listing import Entry
from reports.folder_state import LONGEST_WORDS, Standing, State
from reports.last_year import Readings
from schema.findings import Finding, Level, counted
from schema.prose.plain import says_anything
from schema.report import Report

DRAFT_WORD = "草稿"
STAMPED_WITHIN = 2**16
"""Bytes of an exported document in which the mark of a draft is looked for."""


def standing(entry: Entry, readings: Readings | None = None) -> Standing:
    """How far a report is; what stands in its way is found as `check` finds it."""
    readings = readings or Readings()
    try:
        report = readings.read(entry.path)
    except UnreadableReport as fault:
        words = str(fault).replace(str(entry.path), entry.path.name)
        return Standing(State.UNREADABLE, words=words[:LONGEST_WORDS], keeps=False)
    findings = assess(report, entry.path, readings, seconds=0)
    levels = counted(findings)
    first = next((one.message for one in findings if one.dismissed is None), "")
    return Standing(
        state_of(report, findings, entry),
        levels[Level.ERROR],
        levels[Level.SETTLE],
        levels[Level.WARNING],
        levels[Level.HINT],
        len(report.blank_figures()),
        first[:LONGEST_WORDS],
        keeps=entry.year == report.year,
    )


def state_of(report: Report, findings: Sequence[Finding], entry: Entry) -> State:
    """The state of a report that can be read."""
    if not any(map(says_anything, report.prose.values())) and all(value is None for value in report.ledger.values):
        return State.BLANK
    to_settle = any(one.level is Level.SETTLE and one.open for one in findings)
    if to_settle or is_empty(report) or report.blank_figures():
        return State.DRAFT
    if any(one.level is Level.ERROR for one in findings):
        return State.ERRORS
    return State.EXPORTED if any(is_final(entry, ending) for ending, _stamp in entry.exports) else State.SETTLED


def is_final(entry: Entry, ending: str) -> bool:
    """Whether the document of an ending beside a report was written after it, and not as a draft."""
    stamp = dict(entry.exports)[ending]
    if stamp.mtime_ns < entry.stamp.mtime_ns:
        return False
    try:
        text = opening(entry.path.with_suffix(ending))
    except (OSError, ValueError):
        return False
    return not (STAMP.match(text) if ending == ".md" else DRAFT_WORD in text)


def opening(document: Path) -> str:
    """The beginning of an exported document as text, of a Word file that of its body; ValueError where it is none."""
    descriptor = os.open(document, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError(document.name)
        if document.suffix != ".docx":
            return file.read(STAMPED_WITHIN).decode("utf-8", "replace")
        from zipfile import BadZipFile, ZipFile  # few libraries have Word files

        try:
            with ZipFile(file) as parts, parts.open("word/document.xml") as body:
                return body.read(STAMPED_WITHIN).decode("utf-8", "replace")
        except (BadZipFile, KeyError, RuntimeError) as error:  # RuntimeError: encrypted, or packed in a way unknown
            raise ValueError(str(error)) from None
