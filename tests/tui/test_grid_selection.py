"""A range of cells without a terminal: what it covers, copies, clears, fills; and where the next blank is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document import open_document
from schema.form import Form, Section
from schema.form_loader import load_form
from schema.report import Report
from schema.values import is_number, show
from tui import blanks
from tui.clipboard import client_takes, contents, labelled, quoted, tsv
from tui.grid_model import GridModel
from tui.grid_selection import CellRange, span_name, summary, whole
from tui.session import Session

TABLES = [
    (edition, section.id)
    for edition in ("ogi_2021", "ogi_2019")
    for section in load_form(edition).sections
    if section.table
]
TYPED = ["0", "7", "1234", "", "/", "—"]


@pytest.fixture
def session(report: Path) -> Session:
    """The copy, opened."""
    return Session(open_document(report))


def model_of(form: Form, section: str) -> GridModel:
    return GridModel(form, form.section(section))


@st.composite
def selections(draw: st.DrawFn, model: GridModel) -> CellRange:
    """A selection as keys can make it: rows of figures, columns as wished."""
    corners = [(draw(st.sampled_from(model.rows)), draw(st.integers(0, model.column_count - 1))) for _ in range(2)]
    return CellRange(corners[0], corners[1], draw(st.booleans()))


def tables(session: Session) -> list[Section]:
    return [section for section in session.report.form.sections if section.table]


def state(report: Report) -> tuple[object, ...]:
    return tuple(report.ledger.values), tuple(sorted(report.ledger.stated.items()))


def read_back(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), dialect="excel-tab"))


@pytest.mark.parametrize(("edition", "section"), TABLES)
@given(data=st.data())
def test_a_selection_covers_a_rectangle_of_figures_with_the_cell_where_it_ends(
    edition: str, section: str, data: st.DataObject
) -> None:
    model = model_of(load_form(edition), section)
    selection = data.draw(selections(model))
    rows = selection.rows(model)
    assert len({len(row) for row in rows}) == 1
    assert all(any(row) for row in rows), "no heading, no row without a cell"
    line, wished = selection.head
    ending = model.lines[line].figures[min(wished, len(model.lines[line].figures) - 1)]
    assert ending in selection.figures(model)
    top, bottom = sorted((selection.anchor[0], line))
    assert len(rows) == sum(top <= y <= bottom for y in model.rows)


def test_a_narrow_row_between_wide_ones_gives_its_last_cell() -> None:
    model = model_of(load_form("ogi_2021"), "proactive")
    narrow = next(y for y in model.rows if len(model.lines[y].figures) == 1)
    selection = CellRange((model.rows[0], 1), (narrow, 2))
    shapes = [[figure is not None for figure in row] for row in selection.rows(model)]
    assert shapes == [[True, True], [True, True], [True, False]]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_what_is_copied_reads_back_as_the_same_rectangle(report: Path, data: st.DataObject) -> None:
    session = Session(open_document(report))
    model = GridModel(session.report.form, data.draw(st.sampled_from(tables(session))))
    selection = data.draw(selections(model))
    for figure in selection.figures(model):
        if not figure.derived:
            session.enter(figure.address, data.draw(st.sampled_from(TYPED)))
    rows = selection.rows(model)
    texts = contents(session.report, rows)
    if texts != [[""]]:
        assert read_back(tsv(texts)) == (texts if len(texts[0]) > 1 else [row if row[0] else [] for row in texts])
    held = [show(session.report.ledger.printed(f.index)) for f in selection.figures(model)]
    assert [t for row, fs in zip(texts, rows, strict=True) for t, f in zip(row, fs, strict=True) if f] == held
    named = labelled(session.report, rows)
    assert len({len(row) for row in named}) == 1
    assert [row[1:] for row in named if row[0] in {f.row_name for f in selection.figures(model)}] == texts


def test_heads_stand_over_each_block_when_copied_with_names(session: Session) -> None:
    model = model_of(session.report.form, "proactive")
    named = labelled(session.report, whole(model).rows(model))
    heads = [row for row in named if row[0] == "信息内容"]
    assert heads[0] == ["信息内容", "本年制发件数", "本年废止件数", "现行有效件数"]
    assert heads[1] == ["信息内容", "本年处理决定数量", "", ""]
    assert heads[2] == ["信息内容", "本年收费金额（单位：万元）", "", ""]


def test_text_that_holds_what_separates_cells_is_quoted() -> None:
    assert quoted('1\t"2"') == '"1\t""2"""'
    assert tsv([["1", ""], ["", "/"]]) == "1\t\n\t/\n"
    assert tsv([["1", "2"]]) == "1\t2"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_clearing_and_undoing_it_changes_nothing(report: Path, data: st.DataObject) -> None:
    session = Session(open_document(report))
    model = GridModel(session.report.form, data.draw(st.sampled_from(tables(session))))
    for figure in data.draw(st.lists(st.sampled_from([*session.report.form.figures]), max_size=6)):
        session.enter(figure.address, data.draw(st.sampled_from(TYPED)))
    before, net, steps = state(session.report), dict(session.net), len(session.done)
    figures = data.draw(selections(model)).figures(model)
    done = blanks.clear(session, figures, "清空", span_name(figures))
    assert all(f.derived or session.report.get(f.address) is None for f in figures)
    assert done.totals == sum(f.derived for f in figures)
    assert len(session.done) == steps + bool(done.cells)
    if done.cells:
        assert session.done[-1].label.startswith(f"清空 {done.cells} 格：{figures[0].name}")
        session.undo()
    assert (state(session.report), session.net) == (before, net)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_filling_touches_blanks_only_and_is_one_step(report: Path, data: st.DataObject) -> None:
    session = Session(open_document(report))
    model = GridModel(session.report.form, data.draw(st.sampled_from(tables(session))))
    figures = data.draw(selections(model)).figures(model)
    for figure in figures:
        if not figure.derived:
            session.enter(figure.address, data.draw(st.sampled_from(TYPED)))
    held = {f.address: session.report.get(f.address) for f in session.report.form.figures if not f.derived}
    before, steps = state(session.report), len(session.done)
    filled = blanks.fill_zero(session, figures, "选中的格")
    inside = {f.address for f in figures}
    for address, content in held.items():
        expected = 0 if content is None and address in inside else content
        assert session.report.get(address) == expected
    assert filled.cells == sum(content is None for address, content in held.items() if address in inside)
    assert filled.marks == sum(
        content is not None and not is_number(content) for address, content in held.items() if address in inside
    )
    assert len(session.done) == steps + bool(filled.cells)
    if filled.cells:
        session.undo()
    assert state(session.report) == before


def test_the_summary_tells_cells_sum_and_blanks(session: Session) -> None:
    model = model_of(session.report.form, "proactive")
    said = summary(session.report, whole(model).figures(model))
    numbers = [session.report.ledger.values[f.index] for f in whole(model).figures(model)]
    assert said == f"已选 10 格，合计 {sum(n for n in numbers if isinstance(n, int))}"
    blank = session.report.blank_figures()[:3]
    assert summary(session.report, blank) == "已选 3 格，合计 0，空 3 格"


@pytest.mark.parametrize("start", [None, "first", "last"])
def test_next_blank_goes_through_every_blank_of_every_table_once(session: Session, start: str | None) -> None:
    for address in ("proactive.administrative_penalties", "disputes.litigation.direct.pending"):
        session.enter(address, "")
    every = session.report.blank_figures()
    at = {None: -1, "first": every[0].index, "last": every[-1].index}[start]
    section = every[-1].section if start == "last" else every[0].section
    seen: list[str] = []
    for _ in every:
        found = blanks.next_blank(session.report, section, at)
        assert found is not None
        seen.append(found.address)
        section, at = found.section, found.index
    assert sorted(seen) == sorted(figure.address for figure in every)
    for figure in every:
        session.enter(figure.address, "0")
    assert blanks.next_blank(session.report, section, at) is None


@pytest.mark.parametrize(
    ("term", "takes"),
    [("xterm-256color", True), ("screen", True), ("tmux-256color", True), ("linux", False), ("vt100", False),
     ("dumb", False), ("", False)],
)  # fmt: skip
def test_only_terminals_that_hide_it_are_offered_the_clipboard(term: str, takes: bool) -> None:
    assert client_takes(term) is takes
