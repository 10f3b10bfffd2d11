"""The cases: reports with one planted fault each, and reports without fault that look suspicious.

A case is a table of ``faults/*.toml`` or ``lookalikes/*.toml``; every call builds fresh reports.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from schema.report import Report
from tests.evidence.bases import HERE, base, base_before
from tests.evidence.changes import SET, Change, apply

Proof = tuple[str | int, ...]
"""Figures and numbers that add up to a truth; ``before:`` marks a figure of last year's report."""


@dataclass(frozen=True)
class Case:
    """One report to judge and what is known of it.

    ``number`` is the check of the catalogue that the fault breaks, or that a look-alike could be taken to break.
    ``level`` is E, B, W or I as the catalogue has it, empty for a look-alike. ``where`` is the address that a good
    checker points at. ``truth`` is what should stand there, where there is one; ``proof`` adds up to it.
    """

    id: str
    number: int
    level: str
    base: str
    report: Report
    previous: Report | None
    where: str
    note: str
    changes: tuple[Change, ...] = ()
    truth: int | Decimal | str | None = None
    proof: Proof = ()
    share: Proof = ()
    growth: Proof = ()


def faulty() -> list[Case]:
    """Reports with one planted fault each."""
    return list(cases(HERE / "faults"))


def lookalikes() -> list[Case]:
    """Reports without fault that look suspicious."""
    return list(cases(HERE / "lookalikes"))


def cases(folder: Path) -> Iterator[Case]:
    """The cases of every file in a folder."""
    for path in sorted(folder.glob("*.toml")):
        for raw in tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)["case"]:
            yield case_of(raw)


def case_of(raw: dict[str, Any]) -> Case:
    """One case, its report and last year's built anew."""
    report = base(raw["base"])
    previous = None if raw.get("alone") else base_before(raw["base"])
    changes = apply(report, raw)
    if previous is not None:
        changes += apply(previous, raw.get("before", {}), before=True)
        for address in raw.get("copied", ()):
            changes.append(Change(address, SET, previous.prose[address], report.prose[address], before=True))
            previous.prose[address] = report.prose[address]
    return Case(
        id=raw["id"],
        number=raw["number"],
        level=raw.get("level", ""),
        base=raw["base"],
        report=report,
        previous=previous,
        where=raw["where"],
        note=raw["note"],
        changes=tuple(changes),
        truth=raw.get("truth"),
        proof=tuple(raw.get("proof", ())),
        share=tuple(raw.get("share", ())),
        growth=tuple(raw.get("growth", ())),
    )
