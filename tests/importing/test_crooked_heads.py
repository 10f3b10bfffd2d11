"""Heads whose lines do not agree where the columns stand: then the figures and their total decide, and that is told."""

from __future__ import annotations

import pytest

from tests.importing.tables_in_text import COLUMNS, HEAD
from tests.importing.tables_in_text import read as read_text
from tests.importing.test_heads import RECEIVED, figures, read, told

TITLE = HEAD.strip()
LEAVES = "<tr><td>" + "<td>".join(COLUMNS[1:6])
HEADS = {
    "a heading too narrow": (
        "<tr><td rowspan=3>办理情形<td colspan=7>申请人情况"
        f"<tr><td rowspan=2>自然人<td colspan=4>法人或其他组织<td rowspan=2>总计{LEAVES}"
    ),
    "a corner too low": (
        "<tr><td rowspan=2>办理情形<td colspan=7>申请人情况"
        f"<tr><td rowspan=2>自然人<td colspan=5>法人或其他组织<td rowspan=2>总计{LEAVES}"
    ),
    "no heading over columns": (
        f"<tr><td rowspan=3>办理情形<td>申请人情况<tr><td rowspan=2>自然人<td>法人或其他组织<td rowspan=2>总计{LEAVES}"
    ),
}
RIGHT = (
    f"<tr><td rowspan=2>办理情形<td colspan=5>法人或其他组织<td rowspan=2>总计<td rowspan=2>自然人{LEAVES}",
    f"<tr><td rowspan=2>办理情形<td rowspan=2>总计<td rowspan=2>自然人<td colspan=5>法人或其他组织{LEAVES}",
)


def page(head: str, *cells: object) -> str:
    """A table with this head and one row."""
    return f"<table>{head}<tr><td>{RECEIVED}<td>" + "<td>".join(map(str, cells)) + "</table>"


@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
@pytest.mark.parametrize("cells", [(1, 2, 4, 8, 16, 32, 63), (1, "", 4, "", 16, 32, 53)])
def test_as_many_figures_as_columns_that_make_the_total_are_taken_and_told(
    head: str, cells: tuple[object, ...]
) -> None:
    found = read(TITLE, page(head, *cells))
    assert figures(found, "requests.received") == [str(cell) for cell in cells]
    assert told(found) == {("row_cells", "requests.received")}


@pytest.mark.parametrize("head", HEADS.values(), ids=list(HEADS))
@pytest.mark.parametrize(
    "cells",
    [(1, 2, 4, 8, 16, 32, 64), (63, 1, 2, 4, 8, 16, 32), (1, 2, 4, 8, 16, 32, ""), (1, 2, 4, 8, 16, 32, 63, "")],
    ids=["another total", "total first", "no total", "a cell more"],
)
def test_other_figures_under_such_a_head_are_left_out_and_told(head: str, cells: tuple[object, ...]) -> None:
    found = read(TITLE, page(head, *cells))
    assert figures(found, "requests.received") == []
    assert ("row_cells", "requests.received") in told(found)
    assert "requests.received.natural_person" in found.missing


@pytest.mark.parametrize("head", RIGHT)
def test_columns_in_another_order_under_an_even_head_stand_where_it_says(head: str) -> None:
    cells = (2, 4, 8, 16, 32, 63, 1) if "<td colspan=5>法人或其他组织<td" in head else (63, 1, 2, 4, 8, 16, 32)
    found = read(TITLE, page(head, *cells))
    assert figures(found, "requests.received") == ["1", "2", "4", "8", "16", "32", "63"]
    assert told(found) == set()


def test_columns_in_another_order_under_a_crooked_head_are_left_out() -> None:
    found = read(
        TITLE,
        page(RIGHT[1].replace("办理情形<td", "办理情形<td>类别<td", 1).replace("=5", "=4"), 63, 1, 2, 4, 8, 16, 32),
    )
    assert figures(found, "requests.received") == []
    assert ("row_cells", "requests.received") in told(found)


def test_a_heading_in_the_line_of_its_own_columns_says_not_where_they_stand() -> None:
    head = ["办理情形\t自然人\t\t\t\t\t\t总计", "法人或其他组织\t" + "\t".join(COLUMNS[1:6])]
    found = read_text(HEAD + "\n".join([*head, f"{RECEIVED}\t1\t2\t4\t8\t16\t32\t63"]))
    assert figures(found, "requests.received") == ["1", "2", "4", "8", "16", "32", "63"]
    assert told(found) == {("row_cells", "requests.received")}


def test_a_row_that_contradicts_its_total_under_a_head_read_downward_is_told() -> None:
    head = ["\t自然人\t法人或其他组织\t总计", "\t".join(COLUMNS[1:6])]
    row = f"{RECEIVED}\t2\t1\t4\t8\t16\t32\t"
    assert told(read_text(HEAD + "\n".join([*head, f"{row}63"]))) == set()
    assert told(read_text(HEAD + "\n".join([*head, f"{row}64"]))) == {("row_cells", "requests.received")}


@pytest.mark.parametrize("behind", ["", "<td>", "<td>见附件"])
@pytest.mark.parametrize("column", [0, 3, 5])
def test_a_row_below_a_figure_that_is_merged_down_is_left_out(column: int, behind: str) -> None:
    above, below = [f"<td>{n}" for n in (1, 2, 4, 8, 16, 32, 63)], [f"<td>{n}" for n in (3, 5, 7, 9, 11, 13, 48)]
    above[column] = above[column].replace("<td", "<td rowspan=2")
    del below[column]
    rows = f"<tr><td>{RECEIVED}{''.join(above)}{behind}<tr><td>二、上年结转政府信息公开申请数量{''.join(below)}{behind}"
    found = read(
        TITLE, f"<table><tr><td>办理情形<td>{'<td>'.join(COLUMNS)}{'<td>备注' if behind else ''}{rows}</table>"
    )
    assert figures(found, "requests.received") == ["1", "2", "4", "8", "16", "32", "63"]
    assert figures(found, "requests.brought_forward") == []
    [doubt] = [doubt for doubt in found.doubts if doubt.figure == "requests.brought_forward"]
    assert "合并" in doubt.message


def test_a_row_with_blanks_at_both_ends_beside_a_remark_is_left_out_where_the_head_has_no_places() -> None:
    """It cannot be seen which of the two is a column's."""
    head = (
        "<tr><td rowspan=3>办理情形<td colspan=7>申请人情况<td rowspan=3>备注"
        f"<tr><td rowspan=3>自然人<td colspan=4>法人或其他组织<td>总计{LEAVES}"
    )
    rows = (
        f"<tr><td>{RECEIVED}<td>1<td>2<td>4<td>8<td>16<td>32<td>63<td>"
        "<tr><td>二、上年结转政府信息公开申请数量<td>97<td><td>996<td><td>27<td>855<td>1975<td>"
        "<tr><td>四、结转下年度继续办理<td><td>2<td><td>3<td>4<td>5<td>14<td>"
    )
    found = read(TITLE, f"<table>{head}{rows}</table>")
    assert figures(found, "requests.received") == ["1", "2", "4", "8", "16", "32", "63"]
    assert figures(found, "requests.carried_forward") == []
    assert ("row_cells", "requests.carried_forward") in told(found)
