"""What a case changes in its base: cells and texts set, words replaced or added, years shifted, notes, last year's text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, cast

from schema.report import Edit, Report
from schema.values import cell_value

ADDED = "added"
REPLACED = "replaced"
SET = "set"
NOTED = "noted"


class Change(NamedTuple):
    """One thing changed. ``before`` says that it changes last year's report; ``seen`` is how often ``old`` stood there."""

    address: str
    kind: str
    old: object
    new: object
    before: bool = False
    seen: int = 1


def apply(report: Report, spec: Mapping[str, Any], *, before: bool = False) -> list[Change]:
    """Does to a report what the table of a case says, exactly and with nothing following; what was done."""
    everywhere = changed_everywhere(report, spec.get("everywhere", ()), before=before)
    report.year = spec.get("year", report.year)
    return [
        *everywhere,
        *(put(report, address, raw, before=before) for address, raw in spec.get("set", {}).items()),
        *(replaced(report, *words, before=before) for words in spec.get("replace", ())),
        *(added(report, *words, before=before) for words in spec.get("append", ())),
        *(noted(report, address, text, before=before) for address, text in spec.get("notes", {}).items()),
    ]


def put(report: Report, address: str, raw: object, *, before: bool) -> Change:
    """A cell, a stated total or a whole text, as a report file would give it."""
    if not report.knows(address):
        raise KeyError(address)
    figure = report.form.figure(address)
    new = cell_value(raw, figure.kind, figure.largest) if figure else tuple(raw) if isinstance(raw, list) else raw
    old = report.get(address)
    report.put([Edit(address, old, new)])
    return Change(address, SET, old, new, before)


def replaced(report: Report, address: str, old: str, new: str, *, before: bool) -> Change:
    """Words of a text, which must stand there once, give way to others."""
    text = cast(str, report.get(address))
    report.put([Edit(address, text, text.replace(old, new))])
    return Change(address, REPLACED, old, new, before, text.count(old))


def added(report: Report, address: str, words: str, *, before: bool) -> Change:
    """A sentence at the end of a text."""
    text = cast(str, report.get(address))
    report.put([Edit(address, text, text + words)])
    return Change(address, ADDED, "", words, before)


def noted(report: Report, address: str, text: str, *, before: bool) -> Change:
    """What the source printed beside a number."""
    old = report.notes.get(address, "")
    report.notes[address] = text
    return Change(address, NOTED, old, text, before)


def changed_everywhere(report: Report, pairs: Iterable[tuple[str, str]], *, before: bool) -> list[Change]:
    """The same words in every text and date, one pair after the other (a whole report moved to another year)."""
    changes = []
    for old, new in pairs:
        texts = {part.address: report.prose[part.address] for part in report.form.parts()}
        for address, text in texts.items():
            if old in text:
                report.prose[address] = text.replace(old, new)
                changes.append(Change(address, SET, text, report.prose[address], before))
        for key, value in report.publication.items():
            moved = tuple(day.replace(old, new) for day in value) if isinstance(value, tuple) else value
            moved = moved.replace(old, new) if isinstance(moved, str) and key == "issued" else moved
            report.publication[key] = moved
    return changes
