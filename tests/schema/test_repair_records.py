"""Errors put into whole records: one wrong cell is found for certain, two nearly always, and nothing false is certain."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from schema.repair import with_repairs
from schema.report import Edit
from tests.schema.golden_record import CITY, PREFECTURE, TOWN, Record, report_with
from tests.schema.repair_trials import (
    PLENTY,
    Spoil,
    column_shifted,
    digits_run_together,
    row_shifted,
    slip,
    swap_in_a_column,
    swap_in_a_row,
    try_errors,
    two_anywhere,
    two_in_a_column,
    two_in_a_row,
    two_that_cancel_in_a_row,
    violated,
)

RECORDS = pytest.mark.parametrize("record", [CITY, PREFECTURE, TOWN], ids=["city", "prefecture", "town"])

DOUBLES: tuple[Spoil, ...] = (two_anywhere, two_in_a_row, two_in_a_column, two_that_cancel_in_a_row)

SLIPS_OF_THE_HAND: tuple[Spoil, ...] = (
    swap_in_a_row,
    swap_in_a_column,
    digits_run_together,
    row_shifted,
    column_shifted,
)


def wrong_values(value: int, rng: Random) -> set[int]:
    """Many numbers that a cell may hold by mistake."""
    digits = str(value)
    swapped = {int(digits[:i] + digits[i : i + 2][::-1] + digits[i + 2 :]) for i in range(len(digits) - 1)}
    dropped = {int(digits[:i] + digits[i + 1 :] or "0") for i in range(len(digits))}
    typed = {slip(value, rng) for _ in range(3)}
    return ({0, value + 1, abs(value - 1), rng.randrange(100_000)} | swapped | dropped | typed) - {value}


@RECORDS
def test_every_equation_of_a_whole_record_holds(record: Record) -> None:
    assert violated(report_with(record.cells())) == []
    assert len(record.cells()) == 175 + 15


@RECORDS
def test_every_wrong_cell_of_table_three_is_found_exactly_and_for_certain(record: Record) -> None:
    """Whatever it holds: each of 175 cells violates its own pattern of equations."""
    cells, rng = record.cells(), Random(1)  # noqa: S311 (no secret: trials that repeat)
    for address in (address for address in cells if address.startswith("requests.")):
        for wrong in wrong_values(cells[address], rng):
            findings = violated(report_with(cells, {address: wrong}))
            assert findings
            for finding in with_repairs(report_with(cells, {address: wrong}), findings, seconds=PLENTY):
                assert [repair.edits for repair in finding.repairs] == [(Edit(address, wrong, cells[address]),)]
                assert finding.repairs[0].unique


def disputes() -> Iterator[tuple[str, str, int]]:
    """The cells of table four with another cell of their row: its total, or a total's first part."""
    for address in CITY.cells():
        if address.startswith("disputes."):
            row, _, column = address.rpartition(".")
            yield address, f"{row}.{'upheld' if column == 'total' else 'total'}", CITY.cells()[address]


@pytest.mark.parametrize(("address", "partner", "value"), list(disputes()))
def test_a_wrong_cell_of_table_four_stays_one_of_several(address: str, partner: str, value: int) -> None:
    """A row with its total is one equation: a part may be wrong, or the total, and nobody can tell which."""
    report = report_with(CITY.cells(), {address: value + 5})
    [finding] = with_repairs(report, violated(report), seconds=PLENTY)
    edits = [repair.edits for repair in finding.repairs]
    assert (Edit(address, value + 5, value),) in edits
    assert any(edit.address == partner for [edit] in edits)
    assert not any(repair.unique for repair in finding.repairs)


@RECORDS
@pytest.mark.parametrize("spoil", DOUBLES)
def test_two_wrong_cells_are_among_the_offers_and_nothing_false_is_certain(record: Record, spoil: Spoil) -> None:
    tally = try_errors(record, spoil, 100, seed=20)
    assert tally.wrongly_unique == []
    assert tally.offered >= 95, (str(tally), tally.missed)


@RECORDS
def test_two_cells_with_nothing_in_common_are_each_found_for_certain(record: Record) -> None:
    """But for those that a rectangle of cells explains as well."""
    tally = try_errors(record, two_anywhere, 100, seed=21)
    assert tally.unique >= 90, str(tally)


@RECORDS
@pytest.mark.parametrize("spoil", SLIPS_OF_THE_HAND)
def test_slips_of_the_hand_are_among_the_offers_and_nothing_false_is_certain(record: Record, spoil: Spoil) -> None:
    tally = try_errors(record, spoil, 100, seed=22)
    assert tally.wrongly_unique == []
    assert tally.offered >= 95, (str(tally), tally.missed)


@pytest.mark.long
@RECORDS
@pytest.mark.parametrize("spoil", [*DOUBLES, *SLIPS_OF_THE_HAND])
def test_the_same_many_more_times(record: Record, spoil: Spoil) -> None:
    tally = try_errors(record, spoil, 2000, seed=23)
    assert tally.wrongly_unique == []
    assert tally.offered >= 1900, str(tally)
