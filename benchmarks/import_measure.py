"""Documents of one layout brought in: what became of their figures in all, and every figure that went wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from benchmarks.import_cases import Case
from benchmarks.import_verdicts import Reading, Tally, Verdict, judged, read
from benchmarks.layouts.samples import Layout, Truth, sample
from schema.values import show

FAIR = ("exact", "absent")
"""Verdicts with which nothing went wrong."""


class Failure(NamedTuple):
    """A figure that did not come out as printed; ``seed`` makes its document again."""

    layout: str
    seed: int
    address: str
    verdict: Verdict
    printed: str
    got: str


class Measured(NamedTuple):
    """A layout's figures in all: verdicts, figures that the documents show, totals and notes (kept, printed), seconds."""

    name: str
    keeps_rows: bool
    documents: int
    counts: Counter[Verdict]
    shown: int
    totals: tuple[int, int]
    notes: tuple[int, int]
    seconds: float
    failures: tuple[Failure, ...]
    refused: tuple[str, ...] = ()

    @property
    def exact(self) -> float:
        """The part of the figures shown that came out exactly, 0 to 1."""
        return self.counts["exact"] / self.shown if self.shown else 1.0

    @property
    def silent(self) -> int:
        """Figures that are wrong while nothing but the whole table, or nothing at all, is doubted."""
        return self.counts["silent"] + self.counts["vague"]


def measure(layout: Layout, seeds: Sequence[int]) -> Measured:
    """Writes documents of a layout, brings them in, and holds each against its truth."""
    found = []
    with TemporaryDirectory() as folder:
        for seed in seeds:
            one = sample(layout, seed)
            path = Path(folder, f"{seed}.{layout.suffix}")
            path.write_text(one.text, encoding="utf-8")
            found.append((seed, one.truth, read(path)))
    return summed(layout.name, found, keeps_rows=layout.keeps_rows)


def measure_case(case: Case) -> Measured:
    """One published report."""
    return summed(case.slug, [(0, case.truth, read(case.path, case.year))], keeps_rows=False)


def summed(name: str, found: Sequence[tuple[int, Truth, Reading]], *, keeps_rows: bool) -> Measured:
    """The tallies of several documents as one."""
    tallies = [judged(truth, reading) for _, truth, reading in found]
    counts: Counter[Verdict] = Counter()
    for tally in tallies:
        counts.update(tally.verdicts.values())
    return Measured(
        name=name,
        keeps_rows=keeps_rows,
        documents=len(found),
        counts=counts,
        shown=sum(len((truth.plain | truth.guessed) & tally.verdicts.keys()) for (_, truth, _), tally in zip(found, tallies, strict=True)),
        totals=both(tally.totals for tally in tallies),
        notes=both(tally.notes for tally in tallies),
        seconds=sum(reading.seconds for _, _, reading in found),
        failures=tuple(
            failure
            for (seed, truth, reading), tally in zip(found, tallies, strict=True)
            for failure in failures(name, seed, truth, reading, tally)
        ),
        refused=tuple(reading.refused for _, _, reading in found if reading.refused),
    )  # fmt: skip


def both(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """Pairs added up."""
    kept, printed = zip(*pairs, strict=True)
    return sum(kept), sum(printed)


def failures(name: str, seed: int, truth: Truth, reading: Reading, tally: Tally) -> list[Failure]:
    """The figures of one document that did not come out as printed."""
    return [
        Failure(name, seed, address, verdict, show(truth.values[address]), show(reading.values.get(address)))
        for address, verdict in tally.verdicts.items()
        if verdict not in FAIR
    ]
