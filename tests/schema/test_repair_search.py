"""The search over equations, on cases published for the correction of survey data."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.repair_actions import Line, actions
from schema.repair_blocks import split
from schema.repair_search import Changes, Clock, Statement, fewest
from schema.values import Number
from tests.schema.scholtus import BALANCES, PUBLISHED, corrected, record, system_of, violated

PROFIT: tuple[Statement, ...] = (({1: 1, 2: -1, 3: -1}, 0),)
"""x1 - x2 = x3: turnover less costs is profit."""

SUM: tuple[Statement, ...] = (({1: 1, 2: 1, 3: -1}, 0),)
"""x1 + x2 = x3."""


def found(statements: tuple[Statement, ...], values: Changes, signed: frozenset[int] = frozenset()) -> list[Changes]:
    """All explanations with the fewest cells."""
    system = system_of(statements, values, signed)
    return fewest(system, system.violated, Clock(10)).explanations


@pytest.mark.parametrize("case", PUBLISHED)
def test_scholtus_algorithm_corrects_what_was_published(case: str) -> None:
    """Scholtus 2009, section 4; 4.3 and 4.4 are corrected in part only."""
    wrong, broken, right = PUBLISHED[case]
    system = system_of(BALANCES, record(wrong))
    assert violated(system) == broken
    assert corrected(system) == right


@pytest.mark.parametrize("case", ["4.1", "4.2"])
def test_the_search_finds_the_published_corrections_as_the_only_ones(case: str) -> None:
    wrong, _, right = PUBLISHED[case]
    assert found(BALANCES, record(wrong)) == [right]


@pytest.mark.parametrize(
    ("case", "third"), [("4.3", [{5: 411}, {6: 411}, {7: 411}]), ("4.4", [{8: 411}])], ids=["4.3", "4.4"]
)
def test_where_scholtus_stops_in_part_the_search_tells_what_else_would_have_to_change(
    case: str, third: list[Changes]
) -> None:
    """In 4.3 three cells were left blank, one of them too many to tell; in 4.4 one cell left blank breaks the tie."""
    explanations = found(BALANCES, record(PUBLISHED[case][0]))
    assert sorted(explanations, key=str) == sorted(({4: 116, 9: 1979, **one} for one in third), key=str)


def test_turnover_less_costs_is_profit() -> None:
    """Scholtus 2009, page 4: 353 - 283 = 115, the costs are 238."""
    values: Changes = {1: 353, 2: 283, 3: 115}
    assert corrected(system_of(PROFIT, values)) == {2: 238}
    assert {2: 238} in found(PROFIT, values)


def test_a_sum_with_two_digits_swapped() -> None:
    """Van der Loo and others 2011, page 14: 123 + 192 = 252, the second is 129."""
    assert corrected(system_of(SUM, {1: 123, 2: 192, 3: 252})) == {2: 129}


def test_a_sign_that_must_not_be_flipped_is_left() -> None:
    """The same page: x < 0, -123 + 129 = 252 stays as it is."""
    values: dict[int, Number] = {1: -123, 2: 129, 3: 252}
    system = system_of(SUM, values)
    system.fits = lambda cell, number: (number < 0) == (cell == 1)
    assert corrected(system) == {}


def test_what_no_slip_explains_is_not_corrected() -> None:
    """Tests of ``deductive``: 42280000 = 11289000 + 4328000 + 11201000 + 11849000."""
    statement: Statement = ({1: 1, 2: -1, 3: -1, 4: -1, 5: -1}, 0)
    values: Changes = {1: 42280000, 2: 11289000, 3: 4328000, 4: 11201000, 5: 11849000}
    assert corrected(system_of([statement], values)) == {}


@pytest.mark.parametrize(
    ("values", "flipped"), [((3, 13, 10), {3: -10}), ((14, -4, 10), {2: 4}), ((15, 5, -10), {3: 10})]
)
def test_flipped_signs(values: tuple[int, int, int], flipped: Changes) -> None:
    """Van der Loo and others 2011, section 4.3: z = x - y, one sign is wrong."""
    given: Changes = dict(enumerate(values, 1))
    everything = frozenset((1, 2, 3))
    assert flipped in found(PROFIT, given, everything)


@pytest.mark.parametrize(("values", "right"), [((3, 13, 10), (13, 3, 10)), ((15, 5, -10), (5, 15, -10))])
def test_swapped_cells(values: tuple[int, ...], right: tuple[int, ...]) -> None:
    """The same section: x and y swapped, z fixed."""
    system = system_of(PROFIT, dict(enumerate(values, 1)), frozenset((3,)))
    [swap] = [slip for slip in actions(system, [Line((1, 2), "row")], Clock(10)) if slip.kind == "swap"]
    assert swap.changes == {1: right[0], 2: right[1]}


def test_cells_that_constants_pin_down() -> None:
    """Tests of ``errorlocate``, issue 34: 60, 5, 5, 5, 45, 0 with each cell's value required: the last two are wrong."""
    required: list[Statement] = [({cell: 1}, value) for cell, value in enumerate((60, 5, 5, 5, 25, 20))]
    whole: Statement = ({0: 1, 1: -1, 2: -1, 3: -1, 4: -1, 5: -1}, 0)
    values: Changes = dict(enumerate((60, 5, 5, 5, 45, 0)))
    assert found((*required, whole), values) == [{4: 25, 5: 20}]


def test_a_cell_that_a_second_equation_holds_is_not_to_blame() -> None:
    """Tests of ``editrules``: x + y = z and 2y + 1 = z with (1, 1, 3): x is 2."""
    assert found((*SUM, ({2: 2, 3: -1}, -1)), {1: 1, 2: 1, 3: 3}) == [{1: 2}]


def test_a_quotient_that_is_not_whole_is_no_explanation() -> None:
    assert found((({1: 2, 2: -1}, 0),), {1: 3, 2: 7}) == [{2: 6}]


def test_a_fault_in_each_of_two_blocks_splits_and_a_rectangle_does_not() -> None:
    """Cells 11 12 / 21 22 with stated sums of rows and columns."""
    grid: list[Statement] = [
        ({11: 1, 12: 1, 1: -1}, 0), ({21: 1, 22: 1, 2: -1}, 0), ({11: 1, 21: 1, 3: -1}, 0), ({12: 1, 22: 1, 4: -1}, 0),
    ]  # fmt: skip
    sums: Changes = {1: 30, 2: 70, 3: 40, 4: 60}
    apart = system_of(grid, {11: 15, 12: 20, 21: 30, 22: 49, **sums})
    explanations = fewest(apart, apart.violated, Clock(10)).explanations
    assert sorted(len(pieces) for _, pieces in split(apart, apart.violated, explanations)) == [1, 1]
    alike = system_of(grid, {11: 15, 12: 20, 21: 30, 22: 45, **sums})
    explanations = fewest(alike, alike.violated, Clock(10)).explanations
    [(equations, both)] = split(alike, alike.violated, explanations)
    assert equations == alike.violated
    assert {frozenset(changes) for changes in both} >= {frozenset((11, 22)), frozenset((12, 21))}


LARGEST = 12

GRID: tuple[Statement, ...] = (
    ({1: 1, 2: 1, 3: 1, 7: -1}, 0), ({4: 1, 5: 1, 6: 1, 8: -1}, 0), ({1: 1, 4: 1, 9: -1}, 0), ({2: 1, 5: 1, 10: -1}, 0),
    ({3: 1, 6: 1, 11: -1}, 0), ({7: 1, 8: 1, 12: -1}, 0), ({9: 1, 10: 1, 11: 1, 12: -1}, 0),
)  # fmt: skip
"""Two rows of three cells, 1 to 6, the sums of rows 7 and 8, of columns 9 to 11, and of all, 12."""


def by_trying(values: Changes, count: int) -> Iterator[Changes]:
    """Every change of so many cells, to any number up to the largest, after which all equations hold."""
    for cells in combinations(values, count):
        for numbers in product(range(LARGEST + 1), repeat=count):
            tried = {**values, **dict(zip(cells, numbers, strict=True))}
            if all(tried[cell] != values[cell] for cell in cells) and all(
                sum(factor * tried[cell] for cell, factor in terms.items()) == 0 for terms, _ in GRID
            ):
                yield {cell: tried[cell] for cell in cells}


@given(st.lists(st.integers(0, 2), min_size=6, max_size=6), st.lists(st.integers(0, 11), max_size=2), st.data())
def test_the_search_finds_just_what_trying_everything_finds(
    inner: list[int], spoiled: list[int], data: st.DataObject
) -> None:
    columns = [inner[0] + inner[3], inner[1] + inner[4], inner[2] + inner[5]]
    numbers = [*inner, sum(inner[:3]), sum(inner[3:]), *columns, sum(inner)]
    for place in spoiled:
        numbers[place] = data.draw(st.integers(0, 6))
    values: Changes = dict(enumerate(numbers, 1))
    system = system_of(GRID, values)
    system.fits = lambda _, number: 0 <= number <= LARGEST
    explanations = fewest(system, system.violated, Clock(10)).explanations if system.violated else []
    least = next((count for count in (0, 1, 2) if any(by_trying(values, count))), 0)
    expected = list(by_trying(values, least)) if least else []
    assert sorted(map(sorted_items, explanations)) == sorted(map(sorted_items, expected))


def sorted_items(changes: Changes) -> list[tuple[int, Number]]:
    """Changes in the order of their cells."""
    return sorted(changes.items())
