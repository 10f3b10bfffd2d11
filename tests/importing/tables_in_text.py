"""The table of requests written as text, with figures of which no two are alike, and what is read of it."""

from __future__ import annotations

from reports.importing.findings import TablesRead
from reports.importing.readers.text_source import read_text
from reports.importing.tables.table_finding import read_tables
from schema.form_loader import load_form

FORM = load_form("ogi_2021")
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
HEAD = "三、收到和处理政府信息公开申请情况\n"
ROWS = [
    ([group.label for group in row_groups], row.label)
    for row, row_groups in (
        (row, FORM.section("requests").table.groups_of(row.id))  # type: ignore[union-attr]
        for row in FORM.section("requests").table.blocks[0].rows  # type: ignore[union-attr]
    )
]
FIGURES = [[str(10 * row + column) for column in range(6)] for row in range(25)]


PROACTIVE = """二、主动公开政府信息情况
第二十条第（一）项
信息内容\t本年制发件数\t本年废止件数\t现行有效件数
规章\t0\t0\t0
行政规范性文件\t4\t1\t32
第二十条第（五）项
信息内容\t本年处理决定数量
行政许可\t1,517
"""


def read(text: str) -> TablesRead:
    """What is read from a text."""
    return read_tables(read_text(text)).read


def kinds(found: TablesRead) -> list[str]:
    """The kinds of the doubts."""
    return [doubt.kind for doubt in found.doubts if doubt.kind != "table_missing"]


def row_of(found: TablesRead, row: str) -> list[object]:
    """The figures of a row of the table of requests; "missing" where nothing was read."""
    return [
        found.values.get(figure.address, "missing")
        for figure in FORM.figures
        if figure.address.startswith(f"requests.{row}.")
    ]


def with_total(cells: list[str]) -> list[str]:
    """Cells with their sum behind them."""
    return [*cells, str(sum(map(int, cells)))]


def tabbed(rows: list[list[str]], columns: tuple[str, ...] = COLUMNS, names_in: int = 3) -> str:
    """The table as it is copied from a page: names in three columns, merged ones blank after the first time."""
    lines = ["\t" * names_in + "\t".join(columns)]
    above: list[str] = []
    for (groups, label), cells in zip(ROWS, rows, strict=True):
        names = ["" if name in above else name for name in groups] + [label]
        lines.append("\t".join([*names, *[""] * (names_in - len(names)), *cells]))
        above = groups
    return HEAD + "\n".join(lines)


def expected() -> dict[str, int]:
    """The figures of the made table by address, totals in their rows too."""
    rows = [[int(cell) for cell in with_total(cells)] for cells in FIGURES]
    addresses = [figure.address for figure in FORM.figures if figure.section == "requests"]
    return dict(zip(addresses, [value for row in rows for value in row], strict=True))


def shown(found: TablesRead) -> dict[str, object]:
    """Figures of the table of requests."""
    return {address: value for address, value in found.values.items() if address.startswith("requests.")}
