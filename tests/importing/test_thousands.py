"""A page with thousands of short lines or tables is no report, and is done with soon all the same: two seconds beyond parsing."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from reports.importing.bringing import read
from reports.importing.contents import Cell, Contents, Grid, Item, Paragraph
from reports.importing.lines.first_report import first_report
from reports.importing.lines.paragraphs import Line, unwrapped
from reports.importing.lines.strips import MOST_CELLS
from reports.importing.tables.table_finding import read_tables
from tests.importing.documents import document
from tests.importing.tables_in_text import ROWS
from tests.importing.whole_report import WHOLE

MANY: dict[str, Callable[[int], list[Item]]] = {
    "short lines": lambda n: [Paragraph(f"短行{n}")],
    "titles of reports": lambda n: [Paragraph(f"甲县{n}局2023年政府信息公开工作年度报告")],
    "titles of sections": lambda _n: [Paragraph("二、主动公开政府信息情况")],
    "names and figures": lambda n: [Paragraph(f"属于国家秘密{n}"), Paragraph(str(n))],
    "tables": lambda n: [Grid((Cell(f"规章{n}", 0, 0), Cell(str(n), 0, 1)))],
    "tables of names alike": lambda n: [Grid((Cell(ROWS[n % 25][1] + f"第{n}类{ROWS[n % 24][1]}", 0, 0), Cell("1", 0, 1)))],
    "wide tables": lambda n: [wide(n)] if n % 500 == 0 else [],
}  # fmt: skip


def wide(n: int) -> Grid:
    """A table of forty columns in which no two texts are alike."""
    places = [(row, column) for row in range(40) for column in range(40)]
    return Grid(
        tuple(Cell(f"规范性文件{n + row}号的说明{column}类", row, column) for row, column in places), placed=True
    )


@pytest.mark.parametrize("kind", MANY)
@pytest.mark.parametrize("section", ["二、主动公开", "三、收到"])
def test_a_source_with_far_too_much_in_it_is_read_soon(kind: str, section: str) -> None:
    before, title, behind = WHOLE.partition(section)
    items = [item for n in range(20_000) for item in MANY[kind](n)]
    contents = Contents("html", (*document(before).items, *items, *document(title + behind).items))
    begun = time.process_time()
    _tables, texts = read(first_report(contents), None)
    assert time.process_time() - begun < 2
    assert (texts.agency, texts.year) == ("甲县乙镇人民政府", 2024)


def test_what_of_a_wide_table_is_not_looked_at_is_told() -> None:
    told = read_tables(Contents("html", tuple(map(wide, range(0, 400, 40))))).read.doubts
    [left] = [doubt for doubt in told if doubt.kind == "source"]
    rows = MOST_CELLS // 40
    assert left.message == f"来源里的表格和短行太多，只看了前 {rows} 行"
    assert left.source_text.startswith(f"规范性文件{rows}号的说明0类 | ")


def test_long_lines_that_end_nowhere_are_joined_soon() -> None:
    lines = [Line("中文" * 1000)] * 3000
    begun = time.process_time()
    [paragraph] = unwrapped(lines, lambda _text: False)
    assert time.process_time() - begun < 2
    assert paragraph.text == "中文" * 3_000_000
