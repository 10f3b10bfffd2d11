"""Errors made on purpose in a whole record, and whether the repairs offered bring the truth back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from statistics import median
from time import perf_counter

from schema.checks.equations import check_equation
from schema.findings import Finding
from schema.repair import with_repairs
from schema.report import Edit, Report
from tests.schema.golden_record import Record, report_with

PLENTY = 20.0
"""Seconds that no trial needs: answers depend on no clock."""

Wrong = dict[str, int]
Spoil = Callable[[dict[str, int], Random], Wrong]
"""Makes an error: the wrong cells of a record, by address."""


@dataclass
class Tally:
    """What came of many trials. ``missed`` and ``wrongly_unique`` hold the errors made."""

    trials: int = 0
    offered: int = 0
    unique: int = 0
    wrongly_unique: list[Wrong] = field(default_factory=list)
    missed: list[Wrong] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"{self.trials} trials, truth offered {self.offered}, unique {self.unique},"
            f" wrongly unique {len(self.wrongly_unique)}, median {median(self.seconds) * 1000:.2f} ms,"
            f" max {max(self.seconds) * 1000:.1f} ms"
        )


def violated(report: Report) -> list[Finding]:
    """The findings of violated equations."""
    return [found for equation in report.form.equations if (found := check_equation(report, equation))]


def truth_offered(findings: Iterable[Finding], truth: frozenset[Edit]) -> bool:
    """Whether every finding offers the truth or its share of it, and the shares make it up."""
    shares: set[Edit] = set()
    for finding in findings:
        fitting = [set(repair.edits) for repair in finding.repairs if truth.issuperset(repair.edits)]
        if not fitting:
            return False
        shares.update(*fitting)
    return shares == truth


def try_errors(record: Record, spoil: Spoil, count: int, seed: int) -> Tally:
    """Spoils a record many times and tallies the repairs offered."""
    tally, rng, cells = Tally(), Random(seed), record.cells()  # noqa: S311 (no secret: trials that repeat)
    while tally.trials < count:
        wrong = {address: value for address, value in spoil(cells, rng).items() if value != cells[address]}
        report = report_with(cells, wrong)
        findings = violated(report)
        if not findings:
            continue
        tally.trials += 1
        start = perf_counter()
        repaired = with_repairs(report, findings, seconds=PLENTY)
        tally.seconds.append(perf_counter() - start)
        truth = frozenset(Edit(address, value, cells[address]) for address, value in wrong.items())
        if truth_offered(repaired, truth):
            tally.offered += 1
        else:
            tally.missed.append(wrong)
        unique = [repair for finding in repaired for repair in finding.repairs if repair.unique]
        tally.unique += bool(unique)
        if any(not truth.issuperset(repair.edits) for repair in unique):
            tally.wrongly_unique.append(wrong)
    return tally


def slip(value: int, rng: Random) -> int:
    """Another number as it may come from typing: a digit wrong, missing, added, swapped, one off, or anything."""
    digits = str(value)
    place = rng.randrange(len(digits))
    pair = digits[:place] + digits[place : place + 2][::-1] + digits[place + 2 :]
    made = rng.choice(
        [
            digits[:place] + str(rng.randrange(10)) + digits[place + 1 :],
            digits[:place] + digits[place + 1 :] or "0",
            digits[:place] + str(rng.randrange(10)) + digits[place:],
            pair,
            str(max(0, value + rng.choice((-1, 1)))),
            "0",
            str(rng.randrange(10 ** len(digits))),
        ]
    )
    return int(made) if int(made) != value else value + 1 + rng.randrange(9)


def grid(cells: Iterable[str]) -> tuple[list[list[str]], list[list[str]]]:
    """Rows and columns of table three as addresses, printed order."""
    rows: dict[str, list[str]] = {}
    columns: dict[str, list[str]] = {}
    for address in cells:
        if address.startswith("requests."):
            row, column = address.rsplit(".", 1)
            rows.setdefault(row, []).append(address)
            columns.setdefault(column, []).append(address)
    return list(rows.values()), list(columns.values())


def slips_at(cells: dict[str, int], addresses: Sequence[str], rng: Random) -> Wrong:
    """Independent slips in these cells."""
    return {address: slip(cells[address], rng) for address in addresses}


def two_anywhere(cells: dict[str, int], rng: Random) -> Wrong:
    """Two cells of table three."""
    return slips_at(cells, rng.sample([a for a in cells if a.startswith("requests.")], 2), rng)


def two_in_a_row(cells: dict[str, int], rng: Random) -> Wrong:
    """Two cells of one row."""
    return slips_at(cells, rng.sample(rng.choice(grid(cells)[0]), 2), rng)


def two_in_a_column(cells: dict[str, int], rng: Random) -> Wrong:
    """Two cells of one column."""
    return slips_at(cells, rng.sample(rng.choice(grid(cells)[1]), 2), rng)


def two_that_cancel_in_a_row(cells: dict[str, int], rng: Random) -> Wrong:
    """Two cells of one row, wrong by the same amount in opposite ways."""
    one, other = rng.sample(rng.choice(grid(cells)[0]), 2)
    amount = rng.randrange(1, 1 + max(1, min(cells[one], 40)))
    return {one: max(0, cells[one] - amount), other: cells[other] + min(amount, cells[one])}


def swap_in_a_row(cells: dict[str, int], rng: Random) -> Wrong:
    """Two typed cells of a row swapped."""
    one, other = rng.sample(rng.choice(grid(cells)[0])[:-1], 2)
    return {one: cells[other], other: cells[one]}


def swap_in_a_column(cells: dict[str, int], rng: Random) -> Wrong:
    """Two typed cells of a column swapped."""
    one, other = rng.sample(rng.choice(grid(cells)[1]), 2)
    return {one: cells[other], other: cells[one]}


def digits_run_together(cells: dict[str, int], rng: Random) -> Wrong:
    """Two neighbours typed as one number, with a 0 beside it or the rest of the row one place forward."""
    row = rng.choice(grid(cells)[0])[:-1]
    at = rng.randrange(len(row) - 1)
    numbers = [cells[address] for address in row]
    merged = int(f"{numbers[at]}{numbers[at + 1]}")
    beside = rng.random() < 0.5
    new = [*numbers[:at], merged, 0, *numbers[at + 2 :]] if beside else [*numbers[:at], merged, *numbers[at + 2 :], 0]
    return dict(zip(row, new, strict=True))


def row_shifted(cells: dict[str, int], rng: Random) -> Wrong:
    """The typed cells of a row one column too far left or right, a 0 where none came; what falls off is lost."""
    row = rng.choice(grid(cells)[0])[:-1]
    numbers = [cells[address] for address in row]
    new = [0, *numbers[:-1]] if rng.random() < 0.5 else [*numbers[1:], 0]
    return dict(zip(row, new, strict=True))


def column_shifted(cells: dict[str, int], rng: Random) -> Wrong:
    """A run of rows of one column one row too far up or down, a 0 where none came."""
    column = rng.choice(grid(cells)[1])[2:-2]
    start = rng.randrange(len(column) - 3)
    run = column[start : start + rng.randrange(3, len(column) - start + 1)]
    numbers = [cells[address] for address in run]
    new = [0, *numbers[:-1]] if rng.random() < 0.5 else [*numbers[1:], 0]
    return dict(zip(run, new, strict=True))
