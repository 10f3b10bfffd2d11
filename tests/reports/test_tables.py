"""The printed tables: official merged cells in HTML, and every figure under its own headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from reports.gfm_tables import gfm_table
from reports.html_tables import html_table
from schema.form import Section, Table
from schema.form_loader import editions, load_form

ALLOWED = {"align", "rowspan", "colspan", "scope"}


def table_of(edition: str, section_id: str) -> Table:
    """A table of the form."""
    table = load_form(edition).section(section_id).table
    assert table
    return table


def numbered(table: Table) -> list[str]:
    """As many different figures as a table has."""
    return [str(1000 + n) for n in range(sum(len(block.rows) * len(block.columns) for block in table.blocks))]


def tables() -> list[tuple[str, Section]]:
    """Every table of every edition."""
    return [(edition, section) for edition in editions() for section in load_form(edition).sections if section.table]


EVERY_TABLE = pytest.mark.parametrize(
    ("edition", "section"), tables(), ids=lambda value: value if isinstance(value, str) else value.id
)


class Grid(HTMLParser):
    """An HTML table as a browser lays it out; ``cells`` are texts by (line, column), merged ones at each place."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.cells: dict[tuple[int, int], str] = {}
        self.attributes: set[str] = set()
        self.line = -1
        self.places: list[tuple[int, int]] = []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes |= {name for name, _ in attrs}
        if tag == "tr":
            self.line += 1
        if tag in {"td", "th"}:
            spans = {name: int(value or 1) for name, value in attrs if name.endswith("span")}
            column = next(n for n in range(99) if (self.line, n) not in self.cells)
            self.places = [
                (self.line + down, column + right)
                for down in range(spans.get("rowspan", 1))
                for right in range(spans.get("colspan", 1))
            ]
            assert not self.cells.keys() & set(self.places), "cells overlap"
            self.cells.update(dict.fromkeys(self.places, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self.places = []

    def handle_data(self, data: str) -> None:
        self.cells.update({place: self.cells[place] + data for place in self.places})

    @property
    def shape(self) -> tuple[int, int]:
        """Lines and columns; every place in them is taken."""
        lines, columns = (max(place[axis] for place in self.cells) + 1 for axis in (0, 1))
        assert len(self.cells) == lines * columns, "the table is ragged"
        return lines, columns

    def around(self, figure: str) -> tuple[list[str], list[str]]:
        """The different headings left of a figure and above it, the nearest last."""
        line, column = next(place for place, text in self.cells.items() if text == figure)
        left = [self.cells[line, n] for n in range(column) if not self.cells[line, n].isdigit()]
        above = [self.cells[n, column] for n in range(line) if not self.cells[n, column].isdigit()]
        return list(dict.fromkeys(left)), list(dict.fromkeys(reversed(above)))[::-1]


@pytest.mark.parametrize(
    ("edition", "section", "shape"),
    [
        ("ogi_2021", "proactive", (14, 4)), ("ogi_2021", "requests", (28, 10)), ("ogi_2021", "disputes", (4, 15)),
        ("ogi_2019", "proactive", (18, 4)), ("ogi_2019", "requests", (26, 10)), ("ogi_2019", "disputes", (4, 15)),
    ],
)  # fmt: skip
def test_the_html_table_has_the_official_shape(edition: str, section: str, shape: tuple[int, int]) -> None:
    table = table_of(edition, section)
    assert Grid(html_table(table, numbered(table))).shape == shape


@pytest.mark.parametrize(
    ("section", "label", "spans"),
    [
        (
            "requests",
            "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
            ' rowspan="3" colspan="3"',
        ),
        ("requests", "申请人情况", ' colspan="7"'),
        ("requests", "自然人", ' rowspan="2"'),
        ("requests", "法人或其他组织", ' colspan="5"'),
        ("requests", "总计", ' rowspan="2"'),
        ("requests", "三、本年度办理结果", ' rowspan="22"'),
        ("requests", "（三）不予公开", ' rowspan="8"'),
        ("requests", "（四）无法提供", ' rowspan="3"'),
        ("requests", "（五）不予处理", ' rowspan="5"'),
        ("requests", "（六）其他处理", ' rowspan="3"'),
        ("requests", "（七）总计", ' colspan="2"'),
        ("requests", "四、结转下年度继续办理", ' colspan="3"'),
        ("disputes", "行政复议", ' colspan="5"'),
        ("disputes", "行政诉讼", ' colspan="10"'),
        ("disputes", "复议后起诉", ' colspan="5"'),
        ("proactive", "第二十条第（八）项", ' colspan="4"'),
        ("proactive", "本年收费金额（单位：万元）", ' colspan="3"'),
    ],
)
def test_headings_are_merged_as_in_the_official_form(section: str, label: str, spans: str) -> None:
    table = table_of("ogi_2021", section)
    assert re.findall(rf'<th scope="\w+"([^>]*)>{re.escape(label)}</th>', html_table(table, numbered(table))) == [spans]


def test_the_edition_of_2019_prints_other_handling_as_one_row() -> None:
    table = table_of("ogi_2019", "requests")
    assert '<th scope="row" colspan="2">（六）其他处理</th>' in html_table(table, numbered(table))
    assert "\n|  | （六）其他处理 |  | 1140 |" in gfm_table(table, numbered(table))


@EVERY_TABLE
def test_every_html_figure_stands_under_its_own_headings(edition: str, section: Section) -> None:
    table = table_of(edition, section.id)
    grid = Grid(html_table(table, numbered(table)))
    figures = [figure for figure in load_form(edition).figures if figure.section == section.id]
    for figure, shown in zip(figures, numbered(table), strict=True):
        left, above = grid.around(shown)
        rows = [*(group.label for group in table.groups_of(figure.row.id)), figure.row.label]
        columns = [text for text in (table.column_title, figure.column.group, figure.column.label) if text]
        if table.layout == "across":
            assert (left, above) == ([], [*rows, *columns])
        elif table.layout == "stub":
            assert (left, above) == (rows, columns)
        else:
            assert left == rows
            assert columns == above[-1:]
            assert figure.block.title in above


@EVERY_TABLE
def test_every_pipe_figure_stands_in_its_own_row_and_column(edition: str, section: Section) -> None:
    table = table_of(edition, section.id)
    page = MarkdownIt("commonmark").enable("table").render(gfm_table(table, numbered(table)))
    figures = [figure for figure in load_form(edition).figures if figure.section == section.id]
    grids = [Grid(source) for source in re.findall(r"<table>.*?</table>", page, re.DOTALL)]
    for figure, shown in zip(figures, numbered(table), strict=True):
        grid = next(grid for grid in grids if shown in grid.cells.values())
        (line, _), (left, above) = next(at for at in grid.cells.items() if at[1] == shown)[0], grid.around(shown)
        wanted = [*(group.label for group in table.groups_of(figure.row.id)), figure.row.label]
        labels = {n: self_or_above(grid, line, n) for n in range(len(wanted))}
        assert list(labels.values()) == wanted
        assert [text for text in left if text][-1] == figure.row.label
        assert above == [
            f"{figure.column.group}：{figure.column.label}" if figure.column.group else figure.column.label
        ]


def self_or_above(grid: Grid, line: int, column: int) -> str:
    """The label at a place, or the nearest one above it when the place is blank."""
    return next(text for n in range(line, 0, -1) if (text := grid.cells[n, column]))


def test_pipe_tables_have_a_title_line_per_block_and_align_figures_to_the_right() -> None:
    table = table_of("ogi_2021", "proactive")
    assert gfm_table(table, numbered(table)).startswith(
        "第二十条第（一）项\n\n"
        "| 信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
        "|---|--:|--:|--:|\n"
        "| 规章 | 1000 | 1001 | 1002 |\n"
    )


@EVERY_TABLE
def test_html_tables_survive_in_markdown(edition: str, section: Section) -> None:
    table = table_of(edition, section.id)
    source = html_table(table, ["", "1|2", "a\n\nb", *numbered(table)[3:]])
    assert source.startswith("<table>\n")
    assert "\n\n" not in source
    assert Grid(source).attributes <= ALLOWED
    assert MarkdownIt("commonmark").render(f"前\n\n{source}\n\n后\n") == f"<p>前</p>\n{source}\n<p>后</p>\n"


@pytest.mark.parametrize("write", [gfm_table, html_table])
def test_labels_and_cells_are_literal(write: Callable[[Table, Sequence[str]], str]) -> None:
    table = table_of("ogi_2021", "proactive")
    block = table.blocks[1]._replace(stub="100% <b>|%s", title="%d *标题*")
    source = write(table._replace(blocks=(block,)), ["<script>|*%s"])
    page = MarkdownIt("commonmark").enable("table").render(source)
    assert "<b>" not in page
    assert "<em>" not in page
    assert "100% &lt;b&gt;" in page
    assert "%d *标题*" in page.replace("&#42;", "*")
    assert "&lt;script&gt;|*%s" in page.replace("&#124;", "|").replace("&#42;", "*")


def test_a_form_without_corner_text_prints_the_titles_of_the_label_columns() -> None:
    table = table_of("ogi_2021", "requests")._replace(corner="", column_title="")
    grid = Grid(html_table(table, numbered(table)))
    assert grid.shape == (27, 10)
    assert [grid.cells[1, n] for n in range(3)] == list(table.stub_titles)
