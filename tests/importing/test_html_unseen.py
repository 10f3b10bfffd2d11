"""What nobody sees in the tables of a page is no part of a figure, and told; what a program shows is read."""

from __future__ import annotations

import time

import pytest

from reports.importing.readers.html_source import read_html
from tests.importing.reading_back import grids_of, rows_of

HIDDEN: dict[str, str] = {
    "size": '<span style="font-size:0">9</span>12',
    "opacity": '<span style="opacity: 0">9</span>12',
    "place": '<span style="position:absolute;left:-9999px">9</span>12',
    "colour": '<span style="color:#FFF">9</span>12',
    "colour of old": "<font color=white>9</font>12",
    "colour of the ground": '<span style="color:#fff;background:#ffffff">9</span>12',
    "class": '<span class="a h b">9</span>12',
    "class of an element": '<i class="k">9</i>12',
    "field": '12<input style="display:none" value=3>',
    "field by its attribute": "12<input hidden value=3>",
    "field by its class": '12<input class="h" value=3>',
    "white field": '12<input style="color:white" value=3>',
    "large field": '12<textarea style="display:none">3</textarea>',
    "within another": '<span class="y">9</span>12',
    "by its id": '<span id="z">9</span>12',
    "on a screen": '<span class="s">9</span>12',
    "of no width": '<span style="display:inline-block;width:0;overflow:hidden">9</span>12',
    "moved away": '<span style="display:inline-block;text-indent:-9999px">9</span>12',
}


@pytest.mark.parametrize("cell", HIDDEN.values(), ids=HIDDEN)
def test_digits_that_nobody_sees_are_no_part_of_a_figure_and_told(cell: str) -> None:
    sheet = (
        "@import url(a.css); /* .b{display:none} */ .h, td > .y {color:red;display:none} i.k{visibility:hidden}"
        "@media only screen {.s{display:none}} #z{opacity:0} .x::before, .x:is(b){display:none}"
    )
    found = read_html(f"<style>{sheet}</style><table><tr><td>规章<td>{cell}</table>")
    assert [rows_of(grid) for grid in grids_of(found)] == [[["规章", "12"]]]
    assert ["看不见的文字" in remark for remark in found.remarks] == [True]


SEEN: dict[str, str] = {
    "another size inside": '<span style="font-size:0"><b style="font-size:14px">12</b></span>',
    "a small size": '<span style="font-size:0.8em;opacity:0.5">12</span>',
    "white on a ground": '<span style="color:#fff;background:navy">1</span>2',
    "all white": '<span style="color:white">12</span>',
    "a class that is hidden elsewhere": '<span class="m">12</span>',
    "a class in a place": '<span class="n">12</span>',
    "shown after all": '<span class="h" style="display:inline">12</span>',
    "a block that a program shows": '<div class="h">12</div>',
}


@pytest.mark.parametrize("cell", SEEN.values(), ids=SEEN)
def test_digits_that_are_seen_are_read(cell: str) -> None:
    sheet = ".h{display:none} @media print{.m{display:none}} p .n, .n:hover{display:none} @media screen and (max-width:9em){.m{display:none}}"
    found = read_html(f"<style>{sheet}</style><table><tr><td>规章<td>{cell}</table>")
    assert [rows_of(grid) for grid in grids_of(found)] == [[["规章", "12"]]]
    assert found.remarks == ()


FOLDED: dict[str, tuple[str, list[list[str]]]] = {
    "row": ("<tr class=h><td>规章<td>9<tr><td>规章<td>12", [["规章", "12"]]),
    "cell": ("<tr><td>规章<td class=h>9<td>12", [["规章", "12"]]),
    "cell that keeps its place": ("<tr><td>规章<td class=k>9<td>12", [["规章", "", "12"]]),
    "own style that keeps the place": ("<tr><td>规章<td style='visibility:hidden'>9<td>12", [["规章", "", "12"]]),
    "block beside a figure": ("<tr><td>规章<td>12<div class=h>3</div>", [["规章", "12"]]),
    "field in a block": ("<tr><td>规章<td>12<p class=h>约<input value=3></p>", [["规章", "12"]]),
}


@pytest.mark.parametrize(("rows", "read"), FOLDED.values(), ids=FOLDED)
def test_what_a_class_hides_in_a_table_is_no_figure_of_it_and_told(rows: str, read: list[list[str]]) -> None:
    found = read_html(f"<style>.h{{display:none}} .k{{visibility:hidden}}</style><table>{rows}</table>")
    assert [rows_of(grid) for grid in grids_of(found)] == [read]
    assert ["看不见的文字" in remark for remark in found.remarks] == [True]


OPENED: dict[str, str] = {
    "table": "<table class=h><tr><td>规章<td>12</table>",
    "block around": "<div class=h><table><tr><td>规章<td>12</table></div>",
    "rows": "<table><tbody class=h><tr><td>规章<td>12</table>",
    "every row": "<table><tr class=h><td>规章<td>12</table>",
    "every cell": "<table><tr><td class=h>规章<td class=h>12</table>",
    "empty cell": "<table><tr><td>规章<td class=h><td>12</table>",
}


@pytest.mark.parametrize("table", OPENED.values(), ids=OPENED)
def test_a_table_that_a_program_opens_is_read(table: str) -> None:
    found = read_html(f"<style>.h{{display:none}}</style>{table}")
    assert ([rows_of(grid) for grid in grids_of(found)], found.remarks) == ([[["规章", "12"]]], ())


STRUCK: dict[str, str] = {
    "cell": '<td style="text-decoration:line-through">12',
    "class of a cell": "<td class=d>12",
    "row": "<tr class=d><td>12",
}


@pytest.mark.parametrize("cell", STRUCK.values(), ids=STRUCK)
def test_a_cell_or_row_with_a_line_through_it_is_not_read_and_told(cell: str) -> None:
    found = read_html(
        f"<style>.d{{text-decoration:line-through}}</style><table><tr><td>规章<td>3<tr>{cell}<td></table>"
    )
    assert not [cell for grid in grids_of(found) for row in rows_of(grid) for cell in row if cell == "12"]
    assert ["删除线" in remark for remark in found.remarks] == [True]


def test_a_page_of_thousands_of_rules_and_rows_costs_no_more_than_two_seconds_beyond_parsing() -> None:
    rows = "<table>" + "<tr><td><b>1</b><td>2" * 3000
    plain, ruled = (spent(f"<style>{sheet}</style>{rows}") for sheet in ("", "td .r b{display:none}" * 3000))
    assert ruled - plain < 2


def spent(page: str) -> float:
    """Seconds of this process to read a page."""
    begun = time.process_time()
    read_html(page)
    return time.process_time() - begun
