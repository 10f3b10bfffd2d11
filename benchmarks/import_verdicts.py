"""What became of every figure of a document: exact, missing and said so, wrong but doubted, or silently wrong."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from benchmarks.layouts.samples import Truth
from reports.faults import ReportFault
from reports.importing.bringing import bring_in
from reports.importing.findings import Doubt
from reports.reading import report_from
from schema.values import Mark, Value, is_number

Verdict = Literal["exact", "missed", "doubted", "vague", "silent", "absent"]
"""Exact as printed; not read, and said; wrong, and a doubt names it or its row; wrong, and a doubt names only its table.

Silent: wrong, or invented, or left out without a word. Absent: not in the document, and said.
"""

ABOUT_TOTALS = "total_column"
"""The kind of doubt that speaks of a whole table but of none of its typed figures."""


class Reading(NamedTuple):
    """What an import made of a document. ``refused`` is the sentence where it made nothing of it.

    ``seconds`` are of a processor, the process that reads the file included.
    """

    values: Mapping[str, Value]
    stated: Mapping[str, Value]
    notes: Mapping[str, str]
    missing: frozenset[str]
    doubts: tuple[Doubt, ...]
    seconds: float
    refused: str = ""


class Tally(NamedTuple):
    """Verdicts over typed figures by address; how many totals and notes were kept exactly, and of how many."""

    verdicts: Mapping[str, Verdict]
    totals: tuple[int, int]
    notes: tuple[int, int]


YEAR, AGENCY = 2024, "某某镇人民政府"
"""What a document that does not say whose it is is taken for: the measure is of its figures."""


def read(path: Path, year: int = YEAR) -> Reading:
    """Brings a document of a year in, as the command does."""
    begun = processor_time()
    try:
        found = bring_in(path, year=year, agency=AGENCY)
    except ReportFault as fault:
        return Reading({}, {}, {}, frozenset(), (), processor_time() - begun, str(fault))
    seconds = processor_time() - begun
    report = report_from(found.text, path)
    figures = report.form.figures
    values = {one.address: report.ledger.values[one.index] for one in figures if not one.derived}
    stated = {figures[index].address: value for index, value in report.ledger.stated.items()}
    return Reading(values, stated, report.notes, frozenset(found.missing), found.doubts, seconds)


def processor_time() -> float:
    """Seconds of a processor that this process and those it waited for have used: a busy machine adds little to them."""
    return sum(os.times()[:4])


def judged(truth: Truth, reading: Reading) -> Tally:
    """The tally of one document."""
    typed = [one.address for one in truth.form.figures if not one.derived and one.address in truth.values]
    totals = [figure.address for figure in truth.form.figures if figure.derived and figure.address in truth.plain]
    kept = sum(same(reading.stated.get(address), truth.values[address]) for address in totals)
    notes = sum(squeezed(text) in squeezed(reading.notes.get(address, "")) for address, text in truth.notes.items())
    return Tally(
        {address: verdict(address, truth, reading) for address in typed},
        (kept, len(totals)),
        (notes, len(truth.notes)),
    )


def verdict(address: str, truth: Truth, reading: Reading) -> Verdict:
    """What became of one typed figure."""
    got = reading.values.get(address)
    said = address in reading.missing
    shown = address in truth.plain or address in truth.guessed
    if reading.refused:
        return "missed" if shown else "absent"
    if shown and not said and same(got, truth.values[address]):
        return "exact"
    if got is None and address in truth.unknown:
        return "absent"
    found = doubted(address, reading)
    return ("missed" if shown else "absent") if got is None and found == "doubted" else found


def doubted(address: str, reading: Reading) -> Verdict:
    """How precisely the import doubts a figure."""
    doubts = [doubt.figure for doubt in reading.doubts if doubt.kind != ABOUT_TOTALS]
    if address in reading.missing or any(names(figure, address) for figure in doubts):
        return "doubted"
    return "vague" if address.partition(".")[0] in doubts else "silent"


def names(figure: str, address: str) -> bool:
    """Whether a doubt about this figure, row or group of rows is one about an address; one about a table is not."""
    return figure == address or ("." in figure and address.startswith(figure + "."))


def same(got: Value, printed: Value) -> bool:
    """Whether a value is what was printed: the same number, the same mark, or nothing for nothing."""
    if is_number(printed):
        return is_number(got) and got == printed
    if isinstance(printed, Mark):
        return isinstance(got, Mark) and got.text.strip() == printed.text
    return got is None


def squeezed(text: str) -> str:
    """A text without its blanks."""
    return "".join(text.split())
