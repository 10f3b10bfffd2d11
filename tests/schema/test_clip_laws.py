"""Laws of pasting: cell for cell, blanks never shift, the order of named lines does not matter."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from schema.form import Figure
from tests.schema.clips import excel_block, landed, planned, rows_of, tsv, written
from tests.schema.making import report_of

REPORT = report_of(rest=None)
ROWS = rows_of(REPORT.form, "requests")
VALUES = st.one_of(st.just(""), st.integers(0, 10**8).map("{:,}".format), st.sampled_from(["/", "若干", "=A1", "-1"]))


@st.composite
def rectangles(draw: st.DrawFn) -> list[list[str]]:
    """Rows of one length, with any values."""
    width = draw(st.integers(1, 9))
    return draw(st.lists(st.lists(VALUES, min_size=width, max_size=width), min_size=1, max_size=30))


@given(st.integers(0, 24), st.integers(0, 6), rectangles())
@settings(deadline=None)
def test_a_rectangle_lands_cell_for_cell_or_is_refused(top: int, left: int, block: list[list[str]]) -> None:
    found = planned(REPORT, tsv(block), ROWS[top][left].address)
    wanted = {
        ROWS[top + y][left + x].address: text
        for y, line in enumerate(block)
        for x, text in enumerate(line)
        if top + y < 25 and left + x < 7
    }
    assert landed(found) == wanted
    filled = sum(bool(text) for line in block for text in line)
    told = len(found.writes) + found.unchanged + len(found.refused) + len(found.totals)
    assert told == filled, "every cell is written, unchanged, compared or refused"


@given(st.permutations(range(25)), st.lists(VALUES, min_size=175, max_size=175))
@settings(deadline=None, max_examples=20)
def test_the_order_of_named_lines_does_not_matter(order: list[int], values: list[str]) -> None:
    first = REPORT.form.by_address[ROWS[0][0].address].index

    def shown(figure: Figure) -> str:
        return values[(figure.index - first) % 175]

    straight = excel_block(REPORT.form, "requests", shown)
    lines = straight.split("\r\n")
    shuffled = "\r\n".join([*lines[:2], *(lines[2 + place] for place in order), ""])
    one, other = planned(REPORT, straight, ROWS[3][2].address), planned(REPORT, shuffled, ROWS[0][0].address)
    assert landed(one) == landed(other)
    assert written(one) == written(other)


@given(st.sets(st.integers(0, 24), min_size=1), st.sets(st.integers(0, 5), min_size=2))
@settings(deadline=None, max_examples=50)
def test_any_choice_of_named_lines_and_columns_comes_home(rows: set[int], columns: set[int]) -> None:
    chosen = sorted(columns, key=lambda x: -x)
    head = ["情形", *(ROWS[0][x].column.label for x in chosen)]
    lines = [[ROWS[y][0].row.label, *(str(100 * y + x) for x in chosen)] for y in sorted(rows)]
    found = planned(REPORT, tsv([head, *lines]), ROWS[0][0].address)
    assert landed(found) == {ROWS[y][x].address: str(100 * y + x) for y in rows for x in columns}
