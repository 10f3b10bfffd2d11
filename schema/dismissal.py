"""Findings knowingly accepted: how a reason is written down in a report, and when it still fits what it was given for.

An entry is a line of text under the finding's key: ``理由（谁；2025-01-20T10:22:00+08:00；CODE；EVIDENCE）``. EVIDENCE is a
checksum of what the finding spoke of, so that a reason does not outlive its figures. A line without that end was written
by hand: it holds for every finding under its key that can be accepted at all.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from schema.findings import Dismissal, Finding, Level
from schema.language import _
from schema.report import DISMISSED, Report

TRAILER = r"(?P<reason>.*)（(?P<by>[^（；）]*)；(?P<at>[^（；）]*)；(?P<code>[^（；）\s]+)；(?P<evidence>[0-9a-f]{8})）"
UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+"
"""What would break a line: it becomes a space."""

INSIDE_TRAILER = str.maketrans("（；）", "(;)")


class Entry(NamedTuple):
    """One line under a key. ``code`` and ``evidence`` are empty where it was written by hand."""

    dismissal: Dismissal
    code: str = ""
    evidence: str = ""


def cannot_dismiss(finding: Finding, reason: str) -> str:
    """Why a finding cannot be accepted with this reason, as one sentence; empty when it can."""
    if finding.level is Level.ERROR:
        return _("这是错误，不能用说明代替改正；请改正后再发布。")
    return "" if one_line(reason) else _("请写明理由：为什么这样是对的，或者依据是什么。")


def key_of(finding: Finding) -> str:
    """The address under which entries of a finding stand: its first figure, else the text or section it speaks of."""
    return finding.figures[0] if finding.figures else finding.section


def fingerprint(report: Report, finding: Finding) -> str:
    """Eight hex digits over what a finding speaks of: its code, its figures as printed, and what was read in a text."""
    parts = [finding.code, *(f"{address}={printed(report, address)}" for address in finding.figures), finding.evidence]
    return f"{zlib.crc32(chr(0).join(parts).encode('utf-8', 'surrogatepass')):08x}"


def printed(report: Report, address: str) -> object:
    """What stands at an address: a stated total where there is one, else the value."""
    figure = report.form.figure(address)
    return report.ledger.printed(figure.index) if figure else report.get(address)


def entry(report: Report, finding: Finding, dismissal: Dismissal, findings: Iterable[Finding] = ()) -> tuple[str, str]:
    """(address, its whole new text) that accepts a finding. ValueError where `cannot_dismiss` tells why not.

    Other lines of the key stay. An older line of the same code goes, unless it fits another of ``findings``.
    """
    fault = cannot_dismiss(finding, dismissal.reason)
    if fault:
        raise ValueError(fault)
    key, evidence = key_of(finding), fingerprint(report, finding)
    fitting = {fingerprint(report, other) for other in findings if key_of(other) == key} - {evidence}

    def stays(one: Entry | None) -> bool:
        return one is None or one.code != finding.code or one.evidence in fitting

    kept = [line for line in lines(report, key) if stays(read_line(line))]
    return f"{DISMISSED}.{key}", "\n".join([*kept, written(dismissal, finding.code, evidence)])


def without(report: Report, finding: Finding) -> tuple[str, str]:
    """(address, its whole new text) in which nothing accepts a finding any more: hand-written lines go as well."""
    key, evidence = key_of(finding), fingerprint(report, finding)

    def stays(one: Entry | None) -> bool:
        return one is None or (one.code != "" and (one.code, one.evidence) != (finding.code, evidence))

    return f"{DISMISSED}.{key}", "\n".join(line for line in lines(report, key) if stays(read_line(line)))


def with_dismissals(report: Report, findings: Iterable[Finding]) -> list[Finding]:
    """The findings in their order, accepted ones marked so; one that has come back says what was once said of it."""
    found = [finding._replace(dismissed=None) for finding in findings]
    if not report.dismissed:
        return found
    noted = {key: [one for line in lines(report, key) if (one := read_line(line))] for key in report.dismissed}
    marks = [fingerprint(report, finding) for finding in found]
    used = {(key_of(finding), finding.code, mark) for finding, mark in zip(found, marks, strict=True)}
    return [marked(finding, mark, noted, used) for finding, mark in zip(found, marks, strict=True)]


def marked(finding: Finding, evidence: str, noted: dict[str, list[Entry]], used: set[tuple[str, str, str]]) -> Finding:
    """One finding with the entry that accepts it, or with what became of an older one. ``used``: entries that fit."""
    if finding.level is Level.ERROR:
        return finding
    key = key_of(finding)
    own = noted.get(key, [])
    for one in own:
        if (one.code, one.evidence) == (finding.code, evidence):
            return finding._replace(dismissed=one.dismissal)
    by_hand = [one.dismissal.reason for one in own if not one.code]
    if by_hand:
        return finding._replace(dismissed=Dismissal(" ".join(by_hand)))
    stale = [one for place, one in candidates(finding, noted) if (place, one.code, one.evidence) not in used]
    return finding._replace(message=finding.message + once_said(finding, stale[-1].dismissal)) if stale else finding


def candidates(finding: Finding, noted: dict[str, list[Entry]]) -> Iterator[tuple[str, Entry]]:
    """(key, entry) of the same code that may have been meant for a finding.

    Under its own key; where it is the one finding over its section's unfilled cells, under any key of the section, for
    filling in its first cell moves the key.
    """
    whole = finding.outcome == "undecided"
    for key, found in noted.items():
        if key == key_of(finding) or (whole and key.startswith(f"{finding.section}.")):
            yield from ((key, one) for one in found if one.code == finding.code)


def once_said(finding: Finding, dismissal: Dismissal) -> str:
    """（曾于 2025-01-20 由 王 说明：…；之后数字有变，请再核实）."""
    when = _("曾于 {at} ").format(at=dismissal.at[:10]) if dismissal.at else _("曾")
    who = _("由 {by} ").format(by=dismissal.by) if dismissal.by else ""
    what = _("数字") if finding.figures else _("内容")
    return _("（{when}{who}说明：{reason}；之后{what}有变，请再核实）").format(
        when=when, who=who, reason=dismissal.reason, what=what
    )


def lines(report: Report, key: str) -> list[str]:
    """The lines under a key."""
    text = report.dismissed.get(key, "")
    return text.split("\n") if text else []


def read_line(line: str) -> Entry | None:
    """What a line says; None for one that accepts nothing: blank, or its reason was deleted."""
    found = re.fullmatch(TRAILER, line.strip())  # few reports need it: compiled then
    if found is None:
        return Entry(Dismissal(line.strip())) if line.strip() else None
    reason = found["reason"].strip()
    return Entry(Dismissal(reason, found["by"], found["at"]), found["code"], found["evidence"]) if reason else None


def written(dismissal: Dismissal, code: str, evidence: str) -> str:
    """The line that `read_line` reads back."""
    by, at = (one_line(text).translate(INSIDE_TRAILER) for text in (dismissal.by, dismissal.at))
    return f"{one_line(dismissal.reason)}（{by}；{at}；{code}；{evidence}）"


def one_line(text: str) -> str:
    """Text without line ends and other controls, each run of which becomes a space."""
    return re.sub(UNPRINTABLE, " ", text).strip()
