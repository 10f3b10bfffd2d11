"""Findings as SARIF 2.1.0, the interchange format by which editors and pipelines show them beside the line they mean."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from reports.faults import ReportFault
from reports.source import Source, read_source
from reports.statements import Statement, line_of, statements
from schema.checks.catalogue import catalogue
from schema.dismissal import fingerprint, key_of
from schema.findings import Finding, Level, Repair
from schema.form import Form
from schema.language import _
from schema.report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Level.ERROR: "error", Level.SETTLE: "warning", Level.WARNING: "warning", Level.HINT: "note"}

QUOTES = "'''"

Json = dict[str, object]


class FileResults(NamedTuple):
    """One file's share of the log; ``fault`` tells why a file could not be read."""

    path: Path
    results: Sequence[Json] = ()
    fault: str = ""


def sarif_log(files: Iterable[FileResults], titles: Mapping[str, str]) -> Json:
    """The whole log. ``titles``: by code what a check is about, for those that found something."""
    every = list(files)
    results = [result for one in every for result in one.results]
    notes = [
        {"level": "error", "message": {"text": one.fault}, "locations": [location(one.path)]}
        for one in every
        if one.fault
    ]
    codes = dict.fromkeys(str(result["ruleId"]) for result in results)
    rules = [{"id": code, "shortDescription": {"text": titles.get(code, code)}} for code in codes]
    run = {
        "tool": {"driver": {"name": "nianbao", "language": "zh-CN", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
        "results": results,
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def file_results(path: Path, report: Report, findings: Iterable[Finding]) -> list[Json]:
    """One result per finding, at the line of the file that it speaks of."""
    places = Places(path)
    return [result(report, finding, places) for finding in findings]


def check_titles(form: Form, findings: Iterable[Finding]) -> dict[str, str]:
    """By code what the checks behind findings are about, where it is known."""
    known = {check.code: check.title for check in catalogue(form)}
    return {finding.code: known[finding.code] for finding in findings if finding.code in known}


class Places:
    """Where things stand in one file; it is looked into only when something is asked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @cached_property
    def source(self) -> Source | None:
        """The file's text; None when it cannot be read any more."""
        try:
            return read_source(self.path)
        except ReportFault:
            return None

    @cached_property
    def found(self) -> list[Statement]:
        """The file's statements."""
        return list(statements(self.source.text)) if self.source else []


def result(report: Report, finding: Finding, places: Places) -> Json:
    """One finding; an accepted one carries its reason, one with a sure repair the lines to replace."""
    address = finding.section if finding.span else key_of(finding)
    found: Json = {
        "ruleId": finding.code,
        "level": LEVELS[finding.level],
        "message": {"text": finding.message},
        "locations": [{**location(places.path, region(report, finding, places)), "logicalLocations": [{"fullyQualifiedName": address}]}],
        "partialFingerprints": {"finding/v1": f"{key_of(finding)}:{fingerprint(report, finding)}"},
        "properties": {"level": finding.level.word, "outcome": finding.outcome, "figures": list(finding.figures)},
    }  # fmt: skip
    if finding.dismissed:
        found["suppressions"] = [{"kind": "inSource", "justification": finding.dismissed.reason}]
    fixes = [fix for repair in finding.repairs if repair.unique and (fix := fix_of(report, repair, places))]
    if fixes:
        found["fixes"] = fixes
    return found


def location(path: Path, place: Json | None = None) -> Json:
    """A place in a file, or the file as such."""
    physical: Json = {"artifactLocation": {"uri": uri(path)}}
    if place:
        physical["region"] = place
    return {"physicalLocation": physical}


def uri(path: Path) -> str:
    """The file's address: relative to the current folder where it lies below that, else absolute; percent-encoded."""
    whole, here = os.path.abspath(path), os.getcwd()  # noqa: PTH100, PTH109 - resolving links would name another file
    below = whole.removeprefix(os.path.join(here, ""))  # noqa: PTH118 - the folder with its slash
    return quote(os.fsencode(below)) if below != whole else f"file://{quote(os.fsencode(whole))}"


def region(report: Report, finding: Finding, places: Places) -> Json | None:
    """The piece of text that a finding points at, else the line where its first address is set; None when it is nowhere."""
    address = finding.section if finding.span else key_of(finding)
    line = line_of(places.found, address)
    if finding.span and places.source and (piece := span_region(report, finding, places)):
        return piece
    return {"startLine": line} if line else None


def span_region(report: Report, finding: Finding, places: Places) -> Json | None:
    """Lines and columns of a span of prose that stands in the file as it is read, in a literal block."""
    assert places.source and finding.span  # noqa: PT018 - asked for only then
    text, raw = report.prose.get(finding.section, ""), places.source.text
    at = next((s for s in places.found if s.path == tuple(finding.section.split("."))), None)
    if at is None or not raw.startswith((QUOTES + "\n", QUOTES + "\r\n"), at.value_start):
        return None
    (start_line, start_column), (end_line, end_column) = (position(text, offset) for offset in finding.span)
    first = at.line + 1
    return {
        "startLine": first + start_line, "startColumn": start_column,
        "endLine": first + end_line, "endColumn": end_column,
    }  # fmt: skip


def position(text: str, offset: int) -> tuple[int, int]:
    """(lines before an offset, its column from 1)."""
    return text.count("\n", 0, offset), offset - text.rfind("\n", 0, offset)


def fix_of(report: Report, repair: Repair, places: Places) -> Json | None:
    """The lines that a repair replaces; None where it would add or remove lines, or the file's writing does not allow it."""
    from reports.rewrite import rewritten  # tomlkit: only a repair needs it

    if places.source is None:
        return None
    old = places.source.text
    try:
        new = rewritten(places.source, report.form, {edit.address: edit.new for edit in repair.edits})
    except ReportFault:
        return None
    before, after = old.split("\n"), new.split("\n")
    changed = [number for number, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1]]
    if len(before) != len(after) or not changed:
        return None
    replacements = [replacement(number + 1, before[number], after[number]) for number in changed]
    change = {"artifactLocation": {"uri": uri(places.path)}, "replacements": replacements}
    return {"description": {"text": repair.because or _("改正")}, "artifactChanges": [change]}


def replacement(line: int, old: str, new: str) -> Json:
    """A whole line giving way to another; line ends stay."""
    end = len(old.rstrip("\r")) + 1
    deleted = {"startLine": line, "startColumn": 1, "endLine": line, "endColumn": end}
    return {"deletedRegion": deleted, "insertedContent": {"text": new.rstrip("\r")}}
