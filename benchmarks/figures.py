"""Rows of the table: what was measured, what it is compared with, and what it may cost; and the statistics over samples."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from platform import machine, python_version, system
from statistics import median
from typing import NamedTuple

import textual

BEGIN, END = "<!-- benchmarks: begin -->", "<!-- benchmarks: end -->"


class Goal(NamedTuple):
    """What a figure may be at most; ``ratio`` tells whether that is its own value or its ratio to the reference."""

    limit: float
    aim: float | None = None
    ratio: bool = False


class Row(NamedTuple):
    """One figure. ``reference`` names and gives what it is compared with; ``vim`` is vim's, in the same unit."""

    figure: str
    unit: str
    value: float
    reference: tuple[str, float] | None = None
    vim: float | None = None
    goal: Goal | None = None

    @property
    def ratio(self) -> float | None:
        """The value over its reference."""
        return self.value / self.reference[1] if self.reference and self.reference[1] else None

    @property
    def judged(self) -> str:
        """The goal in words, and whether it is met."""
        if self.goal is None:
            return ""
        measured = self.ratio if self.goal.ratio else self.value
        if measured is None:
            return "not measured"
        sign = "x" if self.goal.ratio else ""
        aim = f", aim {self.goal.aim:g}{sign}" if self.goal.aim is not None else ""
        met = "met" if measured <= self.goal.limit else "**missed**"
        if self.goal.aim is not None and measured <= self.goal.aim:
            met = "aim met"
        return f"<= {self.goal.limit:g}{sign}{aim}: {met}"


def best_of(rounds: Sequence[Sequence[float]]) -> float:
    """The lowest median of several rounds: noise of the machine only ever adds."""
    return min(median(samples) for samples in rounds)


def worst_of(rounds: Sequence[Sequence[float]]) -> float:
    """The lowest 99th percentile of several rounds, the slowest sample where a round has fewer than a hundred."""
    return min(sorted(samples)[len(samples) * 99 // 100] for samples in rounds)


def shown(value: float, unit: str) -> str:
    """A value with three significant digits, and its unit."""
    digits = f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
    return f"{digits} {unit}"


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = ["| figure | nianbao | compared with | ratio | vim | goal |", "|---|---|---|---|---|---|"]
    for row in rows:
        reference = f"{row.reference[0]}: {shown(row.reference[1], row.unit)}" if row.reference else ""
        ratio = f"{row.ratio:.2f}x" if row.ratio is not None else ""
        vim = shown(row.vim, row.unit) if row.vim is not None else ""
        cells = (row.figure, shown(row.value, row.unit), reference, ratio, vim, row.judged)
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def circumstances(today: date, load: float) -> str:
    """When and on what the figures were taken; ``load`` is the load average before the run."""
    names = [line.partition(":")[2].strip() for line in cpu_lines() if line.startswith("model name")]
    cpu = f"{len(names)} x {names[0]}" if names else machine()
    return (
        f"Taken {today.isoformat()} on {cpu}, {system()}, Python {python_version()}, Textual {textual.__version__};"
        f" load average before the run {load:.2f}."
    )


def cpu_lines() -> list[str]:
    """What Linux tells of its processors; nothing elsewhere."""
    path = Path("/proc/cpuinfo")
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def replaced(document: str, text: str) -> str:
    """The document with new text between its markers; ValueError when they are missing."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the document has no markers {BEGIN} and {END}")
    return f"{before}{BEGIN}\n{text}\n{END}{after}"
