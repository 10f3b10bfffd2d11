"""Numbers of a text whose thousands a blank holds apart: two cells may be one number, and no figure is taken for another."""

from __future__ import annotations

import pytest

from tests.importing.tables_in_text import COLUMNS, HEAD, read
from tests.importing.test_heads import RECEIVED, figures, told

ROW = "requests.received"
BROUGHT = "二、上年结转政府信息公开申请数量"


def lines(columns: tuple[str, ...], *rows: str, gap: str = "  ") -> str:
    """A table laid out by blanks."""
    return HEAD + "\n".join([gap.join(("办理情形", *columns)), *rows])


@pytest.mark.parametrize("gap", ["  ", "\t"])
@pytest.mark.parametrize("row", ["1 234 5 6 7 8 9", "1 234 5 6 7 8 261", "1 2 3 4 5 6 7"])
def test_more_figures_than_columns_are_taken_only_with_their_total(row: str, gap: str) -> None:
    found = read(lines(COLUMNS[:6], gap.join((RECEIVED, *row.split())), gap=gap))
    assert figures(found, ROW) == (row.split() if row.endswith("261") else [])
    assert (("row_cells", ROW) in told(found)) != row.endswith("261")


@pytest.mark.parametrize(("row", "taken"), [("1 234 5 6 7 8 9", 0), ("1 234 5 6 7 8 261", 7), ("1 2 3 4 5 6 7", 7)])
def test_without_a_head_that_can_be_read_a_row_that_contradicts_its_total_is_told(row: str, taken: int) -> None:
    found = read(lines(COLUMNS[:6], f"{RECEIVED} {row}", gap=" "))
    assert len(figures(found, ROW)) == taken
    assert (("row_cells", ROW) in told(found)) != row.endswith("261")


@pytest.mark.parametrize("row", ["1 234  5  6  7  8  1260", "2  8 354  1  7  8 364", "1 234 567  1  2  3  1 234 573"])
def test_a_row_that_makes_its_total_only_with_neighbours_joined_is_left_out(row: str) -> None:
    found = read(lines(COLUMNS, f"{RECEIVED}  {row}"))
    assert figures(found, ROW) == []
    assert ("row_cells", ROW) in told(found)


def test_a_row_that_makes_its_total_as_it_is_printed_is_taken() -> None:
    found = read(lines(COLUMNS, f"{RECEIVED}  1  234  5  6  7  8  261"))
    assert figures(found, ROW) == ["1", "234", "5", "6", "7", "8", "261"]
    assert told(found) == set()


def test_a_row_that_contradicts_its_total_and_may_be_split_is_told() -> None:
    found = read(lines(COLUMNS, f"{RECEIVED}  1  234  5  6  7  8  262"))
    assert ("row_cells", ROW) in told(found)


def test_where_one_line_has_too_many_figures_others_that_may_be_split_are_left_out() -> None:
    found = read(lines(COLUMNS[:6], f"{RECEIVED}  1  234  5  6  7  8", f"{BROUGHT}  1 234  5  6  7 123  8  9"))
    assert figures(found, "requests.") == []
    assert {("row_cells", ROW), ("row_cells", "requests.brought_forward")} <= told(found)


def test_a_line_of_text_with_fewer_figures_than_columns_is_not_cut_off_at_an_edge() -> None:
    """Its blanks are not seen, so that nobody knows which figures these are."""
    whole = f"{BROUGHT[:9]}\n1 1 1 1 1 1 6\n{BROUGHT[9:]}"
    found = read(HEAD + "\n".join(["自然人 法人或其他组织 总计", whole, f"{RECEIVED} 409 7538 8 7955"]))
    assert figures(found, ROW) == []
    assert ("row_cells", ROW) in told(found)


@pytest.mark.parametrize(("last", "is_taken"), [(245, True), (1250, False)])
def test_rows_side_by_side_with_a_number_that_may_be_split_are_left_out(last: int, is_taken: bool) -> None:
    title = "四、政府信息公开行政复议、行政诉讼情况\n"
    head = "  ".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)
    found = read(f"{title}{head}\n1  2  3  4  10  1 234  3  7  {last}  1  1  1  1  4\n")
    assert bool(figures(found, "disputes.")) == is_taken
    assert bool(told(found)) != is_taken
