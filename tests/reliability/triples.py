"""Realistic triples for the merge: a shipped report, and two clerks who each change cells, totals, texts and other things in it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import NamedTuple

from reports.reading import read_report
from schema.ledger import Ledger
from schema.report import DISMISSED, Report
from schema.values import Mark, Unreadable, Value

SAMPLES = tuple(sorted(Path(str(files("reports") / "samples")).rglob("20??.toml")))

CONTENTS: tuple[Value, ...] = (None, 0, 1, 2, 3, 10, 425, Mark("/"), Unreadable("十二", "不是数字"))
NUMBERS: tuple[Value, ...] = (0, 1, 2, 5, 40)


class Triple(NamedTuple):
    """A report and two changed copies. ``typed`` holds, per side, the totals that were typed and not only followed."""

    base: Report
    mine: Report
    theirs: Report
    typed: tuple[frozenset[str], frozenset[str]]


class Maker:
    """Makes triples; the shipped reports are read once."""

    def __init__(self) -> None:
        self.samples = [read_report(path) for path in SAMPLES]

    def triple(self, rng: Random) -> Triple:
        """One triple: mostly few changes on each side, close to each other, so that many meet."""
        base = self.base(rng)
        cells = near_cells(base, rng)
        sides = [copied(base), copied(base)]
        typed = tuple(frozenset(changed_by(side, rng, cells, name)) for side, name in zip(sides, "mt", strict=True))
        return Triple(base, sides[0], sides[1], (typed[0], typed[1]))

    def base(self, rng: Random) -> Report:
        """A shipped report with some cells filled in or not, and every paragraph one of its own."""
        base = copied(rng.choice(self.samples))
        for address in rng.sample(typed_cells(base), 6):
            base.edit(address, rng.choice(CONTENTS))
        for number, part in enumerate(base.form.parts()):
            texts = [f"{number}.{place} {rng.choice('甲乙丙丁')}" for place in range(rng.randrange(5))]
            base.edit(part.address, "\n".join(texts))
        if rng.random() < 0.3:
            base.edit(f"{DISMISSED}.{typed_cells(base)[0]}", "手写的理由\n另一条")
        return base


def copied(report: Report) -> Report:
    """The same report, independent of it."""
    ledger = Ledger.__new__(Ledger)
    ledger.form = report.form
    ledger.values, ledger.residuals = report.ledger.values.copy(), report.ledger.residuals.copy()
    ledger.stated = report.ledger.stated.copy()
    return Report(
        report.form, report.year, dict(report.agency), dict(report.publication), ledger, dict(report.prose),
        dict(report.notes), dict(report.dismissed),
    )  # fmt: skip


def typed_cells(report: Report) -> list[str]:
    """Addresses of cells that are typed in."""
    return [figure.address for figure in report.form.figures if not figure.derived]


def near_cells(report: Report, rng: Random) -> list[str]:
    """A few cells that lie together, for both sides to change."""
    cells = typed_cells(report)
    first = rng.randrange(len(cells))
    return cells[first : first + 8] + rng.sample(cells, 4)


def changed_by(report: Report, rng: Random, cells: list[str], name: str) -> Iterator[str]:
    """Makes one clerk's changes; the totals that the clerk typed."""
    for _change in range(rng.randrange(5)):
        report.edit(rng.choice(cells), rng.choice(CONTENTS))
    if rng.random() < 0.15:
        totals = [figure for figure in report.form.figures if figure.derived]
        total = rng.choice(totals[:4] if rng.random() < 0.5 else totals).address
        before = report.get(total)
        report.edit(total, rng.choice(NUMBERS))
        if report.get(total) != before:
            yield total
    if rng.random() < 0.7:
        part = rng.choice([*report.form.parts()][:3]).address
        report.edit(part, rewritten(report.prose.get(part, ""), rng, name))
    if rng.random() < 0.2:
        report.edit(rng.choice(("publication.phone", "publication.contact", "agency.name")), rng.choice("甲乙丙"))
    if rng.random() < 0.2:
        key = f"{DISMISSED}.{typed_cells(report)[0]}"
        lines = str(report.get(key)).split("\n")
        report.edit(
            key, "\n".join([*(one for one in lines if one and rng.random() < 0.8), f"{name}{rng.randrange(3)}"])
        )


def rewritten(text: str, rng: Random, name: str) -> str:
    """A text with some paragraphs changed, added, taken out; what a side wrote carries its name and a number."""
    found = text.split("\n") if text else []
    for count in range(rng.randrange(1, 4)):
        place = rng.randrange(len(found) + 1)
        words = f"【{name}{count}】"
        kind = rng.randrange(4)
        if kind == 0 or place == len(found):
            found.insert(place, words)
        elif kind == 1 and "【" not in found[place]:
            del found[place]
        else:
            found[place] += words
    return "\n".join(found)
