"""How a table is laid out: columns, labels, headings, and the window that follows the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.form_loader import load_form
from tui.grid_cursor import GridCursor
from tui.grid_layout import SHORTEST_LABEL, lay_out, window
from tui.grid_model import GridModel

NEEDS = st.lists(st.integers(5, 14), min_size=1, max_size=9)


@given(NEEDS, st.integers(40, 200), st.integers(5, 60), st.data())
def test_columns_fit_the_width_and_show_the_cursor(
    slim: list[int], width: int, label: int, data: st.DataObject
) -> None:
    cursor = data.draw(st.integers(0, len(slim) - 1))
    layout = lay_out(width, label, slim, [need + 3 for need in slim], cursor)
    assert layout.box(cursor) is not None
    assert layout.label >= SHORTEST_LABEL
    last = layout.columns[-1]
    assert last.x + last.width <= width
    assert [box.x for box in layout.columns] == [
        layout.label + sum(box.width for box in layout.columns[:i]) for i in range(len(layout.columns))
    ]
    assert layout.more_left == (layout.columns[0].place > 0)
    assert layout.more_right == (last.place < len(slim) - 1)


@given(NEEDS, st.integers(15, 60), st.data())
def test_no_column_is_cut(widths: list[int], room: int, data: st.DataObject) -> None:
    cursor = data.draw(st.integers(0, len(widths) - 1))
    first, last = window(widths, room, cursor)
    assert first <= cursor < last
    assert sum(widths[first:last]) <= room


@pytest.mark.parametrize(
    ("edition", "section", "rows"),
    [("ogi_2021", "requests", 25), ("ogi_2019", "requests", 23), ("ogi_2021", "disputes", 3)],
)
def test_every_figure_has_a_place(edition: str, section: str, rows: int) -> None:
    form = load_form(edition)
    model = GridModel(form, form.section(section))
    assert len(model.rows) == rows
    assert list(model.places) == [figure.address for figure in form.figures if figure.section == section]
    assert all(model.lines[y].figures[x] is form.by_address[address] for address, (y, x) in model.places.items())


def test_a_row_knows_the_headings_over_it() -> None:
    form = load_form("ogi_2021")
    model = GridModel(form, form.section("requests"))
    line = next(y for y, line in enumerate(model.lines) if line.row and line.row.id.count(".") == 2)
    over = model.headings_over(line)
    assert [heading.depth for heading in over] == [0, 1]
    assert [heading.text[:1] for heading in over] == ["三", "（"]


@pytest.mark.parametrize(
    ("edition", "section"), [("ogi_2021", "requests"), ("ogi_2021", "proactive"), ("ogi_2019", "proactive")]
)
@given(data=st.data())
def test_the_cursor_always_stands_on_a_figure_in_the_window(edition: str, section: str, data: st.DataObject) -> None:
    form = load_form(edition)
    cursor = GridCursor(GridModel(form, form.section(section)))
    height = data.draw(st.integers(3, 40))
    for _ in range(data.draw(st.integers(0, 30))):
        move = data.draw(st.sampled_from(["step", "wrap", "page", "along", "corner"]))
        if move == "page":
            cursor.page(data.draw(st.integers(-20, 20)))
        elif move in ("along", "corner"):
            getattr(cursor, move)(end=data.draw(st.booleans()))
        else:
            down, right = data.draw(st.sampled_from([(1, 0), (-1, 0), (0, 1), (0, -1)]))
            cursor.step(down, right, wrap=move == "wrap")
        cursor.follow(height)
        assert cursor.figure.section == section
        assert cursor.top <= cursor.line < cursor.top + height


def test_tab_goes_through_every_cell_and_back() -> None:
    form = load_form("ogi_2021")
    model = GridModel(form, form.section("proactive"))
    cursor = GridCursor(model)
    forth = [cursor.figure.address]
    while len(forth) < len(model.places):
        cursor.step(0, 1, wrap=True)
        forth.append(cursor.figure.address)
    assert forth == list(model.places)
    back = [cursor.figure.address]
    while len(back) < len(model.places):
        cursor.step(0, -1, wrap=True)
        back.append(cursor.figure.address)
    assert back == forth[::-1]
