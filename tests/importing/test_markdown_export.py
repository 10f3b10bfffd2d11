"""A report that was exported as Markdown is read back as it was: paragraphs, bold, headings, and every cell."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.importing.readers.markdown_source import read_markdown
from reports.markdown import Tables, markdown
from reports.printed_cells import printed_cells
from reports.reading import read_report
from schema.form import Form, Section
from schema.form_loader import editions, load_form
from schema.ledger import Ledger
from schema.report import Report
from schema.values import Value, cell_value
from tests.importing.reading_back import (
    canonical,
    grids_of,
    headings_of,
    height_of,
    paragraphs_of,
    rows_of,
    squeezed,
)
from tests.reliability.random_report import random_prose

SAMPLE = Path(str(files("reports") / "samples" / "海原县海城镇人民政府" / "2024.toml"))
FLAVOURS: tuple[Tables, ...] = ("gfm", "html")

RAW_CELLS = st.one_of(
    st.integers(0, 10**9 - 1), st.decimals(0, 10**6, places=2),
    st.sampled_from(["", "/", "—", "-", "无", "|", "十二", "`1`", "**1**", "<b>", "12（其中|3）", "\\|", "http://a.cn/b", "&amp;"]),
    st.text(max_size=6),
)  # fmt: skip
PROSE = st.one_of(
    st.integers(0, 10**6).map(lambda seed: random_prose(Random(seed))),  # noqa: S311 - a seed for tests
    st.lists(st.sampled_from(["**", "*", "\\*", "甲。", "乙", " ", "|", "\n", "# ", "1. ", "- ", "<td>", "&amp;", "`", "_", "    ",
                              "http://www.a.cn/b_c。", "HTTP://A.cn", "~~", "![x](y)", "\u00a0", "　", "138****1234", "www.b.cn"]),
             max_size=10).map("".join),
)  # fmt: skip


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report: figures of every kind, stated totals, prose that looks like markup."""
    form = load_form(draw(st.sampled_from(editions())))
    raw = draw(st.lists(RAW_CELLS, min_size=1, max_size=12))
    typed: dict[int, Value] = {}
    stated: dict[int, Value] = {}
    for place, figure in enumerate(form.figures):
        value = cell_value(raw[place % len(raw)], figure.kind)
        if not figure.derived:
            typed[figure.index] = value
        elif value is not None and place % 3 == 0:
            stated[figure.index] = value
    prose = {part.address: draw(PROSE) for part in form.parts()}
    return Report(form, 2024, {"name": "某镇"}, {}, Ledger(form, typed, stated), prose)


def with_table(form: Form) -> list[Section]:
    """The sections that have a table."""
    return [section for section in form.sections if section.table]


@settings(max_examples=60)
@given(report=reports(), tables=st.sampled_from(FLAVOURS))
def test_prose_comes_back_as_stored(report: Report, tables: Tables) -> None:
    contents = read_markdown(markdown(report, tables))
    titles = {block.title for section in with_table(report.form) if section.table for block in section.table.blocks}
    typed = [line for part in report.form.parts() for line in canonical(report.prose[part.address])]
    assert [text for text in paragraphs_of(contents) if text not in titles] == typed
    assert contents.kind == "md"
    assert contents.remarks == ()


@settings(max_examples=60)
@given(report=reports())
def test_every_cell_of_a_pipe_table_comes_back(report: Report) -> None:
    expected = [squeezed(cell) for cell in printed_cells(report).cells]
    found: list[str] = []
    grids = iter(grids_of(read_markdown(markdown(report, "gfm"))))
    for section in with_table(report.form):
        for block in section.table.blocks if section.table else ():
            grid = next(grids)
            assert grid.placed
            _head, *rows = rows_of(grid)
            assert len(rows) == len(block.rows)
            found += [text for row in rows for text in row[-len(block.columns) :]]
    assert list(map(squeezed, found)) == expected
    assert next(grids, None) is None


@settings(max_examples=60)
@given(report=reports())
def test_every_cell_of_a_merged_table_comes_back(report: Report) -> None:
    written = markdown(report, "html")
    grids = grids_of(read_markdown(written))
    cells = [squeezed(cell.text) for grid in grids for cell in grid.cells]
    assert len(cells) == written.count("<td ") + written.count("<th ")
    assert all(grid.placed and cell.row + cell.rows <= height_of(grid) for grid in grids for cell in grid.cells)
    left = iter(cells)
    assert all(any(figure == text for text in left) for figure in map(squeezed, printed_cells(report).cells))


@pytest.mark.parametrize("tables", FLAVOURS)
def test_the_sample_comes_back_with_its_headings_and_its_bold(tables: Tables) -> None:
    report = read_report(SAMPLE)
    contents = read_markdown(markdown(report, tables))
    assert headings_of(contents)[0] == (1, report.title)
    assert (2, "一、总体情况") in headings_of(contents)
    assert (3, "（一）主动公开") in headings_of(contents)
    texts = paragraphs_of(contents)
    assert sum(text.count("**") for text in texts) == 12
    assert [line for prose in report.prose.values() for line in prose.splitlines() if line.strip() not in texts] == []


def test_a_blank_cell_comes_back_as_one() -> None:
    form = load_form("ogi_2021")
    report = replace(read_report(SAMPLE), ledger=Ledger(form, {}, {}))
    for tables in FLAVOURS:
        texts = [cell.text for grid in grids_of(read_markdown(markdown(report, tables))) for cell in grid.cells]
        assert not [text for text in texts if text.isdigit()]
