"""Statutory tables read from plain text in the layouts that pages, Word and PDF leave behind; nothing is shifted or invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.importing.contents import Cell, Contents, Grid, Paragraph
from reports.importing.findings import TablesRead
from reports.importing.tables import read_tables
from reports.importing.text_source import read_text
from schema.form_loader import load_form
from schema.values import Mark, Unreadable

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


def test_a_table_copied_with_tabs_is_read_whole() -> None:
    found = read(tabbed([with_total(cells) for cells in FIGURES]))
    assert shown(found) == expected()
    assert kinds(found) == []
    assert not [address for address in found.missing if address.startswith("requests.")]


def test_without_a_column_of_totals_there_is_one_doubt_and_nothing_missing() -> None:
    found = read(tabbed(FIGURES, COLUMNS[:-1]))
    assert shown(found) == {address: value for address, value in expected().items() if not address.endswith(".total")}
    assert kinds(found) == ["total_column"]
    assert not [address for address in found.missing if address.startswith("requests.")]


def test_cut_off_at_the_right_the_cells_that_are_gone_are_missing() -> None:
    """As a program cuts that counts eight columns and no more: longer names push figures out."""
    lines = tabbed(FIGURES, COLUMNS[:-1], names_in=2).split("\n")
    text = "\n".join("\t".join(line.split("\t")[:8]) for line in lines)
    found = read(text)
    missing = [address for address in found.missing if address.startswith("requests.")]
    assert missing
    assert all(address.endswith("other_organization") for address in missing)
    assert {doubt.figure for doubt in found.doubts if doubt.kind == "row_cells"} == {
        a.rpartition(".")[0] for a in missing
    }
    right = expected()
    assert all(right[address] == value for address, value in shown(found).items())


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n|\n", " |\n"])
def test_one_cell_per_line(between: str) -> None:
    """As a page without its table leaves them, with bars between the cells or without."""
    cells = [*COLUMNS]
    above: list[str] = []
    for (groups, label), row in zip(ROWS, FIGURES, strict=True):
        cells += [group for group in groups if group not in above] + [label, *with_total(row)]
        above = groups
    found = read(HEAD + between.join(cells) + between)
    assert shown(found) == expected()
    assert kinds(found) == []


def test_laid_out_by_blanks_with_names_broken_around_the_figures() -> None:
    """As pdftotext -layout prints a table: a name goes on below its figures, or begins above them."""
    lines = [" " * 40 + "   ".join(COLUMNS)]
    above: list[str] = []
    for number, ((groups, label), row) in enumerate(zip(ROWS, FIGURES, strict=True)):
        heading = [group for group in groups if group not in above]
        above = groups
        figures = "     ".join(with_total(row))
        half = len(label) // 2
        if number % 5 == 3 and len(label) > 8:
            lines += ["    ".join([*heading, label[:half]]), f"       {label[half:]}      {figures}"]
        elif number % 5 == 4 and len(label) > 8:
            lines += ["    ".join([*heading, label[:half]]), f"             {figures}", f"      {label[half:]}"]
        else:
            lines.append("    ".join(["", *heading, label, figures]))
        if number == 12:
            lines.append("                        - 3 -")
    found = read(HEAD + "\n".join(lines))
    assert shown(found) == expected()
    assert not set(kinds(found)) - {"row_label", "row_order"}


def test_names_apart_from_their_figures_go_by_order_where_the_count_is_right() -> None:
    lines = tabbed([with_total(cells) for cells in FIGURES]).split("\n")
    at = next(place for place, line in enumerate(lines) if "属于国家秘密" in line)
    names = [line.rsplit("\t", 7)[0] for line in lines[at + 1 : at + 4]]
    lines[at + 1 : at + 4] = [line.split("\t", 3)[3] for line in lines[at + 1 : at + 4]]
    lines[at + 1 : at + 1] = names
    found = read("\n".join(lines))
    assert shown(found) == expected()
    assert [doubt.figure for doubt in found.doubts if doubt.kind == "row_order"] == [
        "requests.outcomes.not_disclosed.prohibited_by_law",
        "requests.outcomes.not_disclosed.endangers_security_or_stability",
        "requests.outcomes.not_disclosed.third_party_rights",
    ]


def test_where_the_count_is_wrong_nothing_is_guessed() -> None:
    lines = tabbed([with_total(cells) for cells in FIGURES]).split("\n")
    at = next(place for place, line in enumerate(lines) if "属于国家秘密" in line)
    lines[at + 1] = lines[at + 1].split("\t", 3)[3]  # its name is lost
    del lines[at + 2]  # and the next row altogether
    found = read("\n".join(lines))
    right = expected()
    assert all(right[address] == value for address, value in shown(found).items())
    assert row_of(found, "outcomes.not_disclosed.prohibited_by_law") == ["missing"] * 7
    assert "row_unknown" in kinds(found)
    assert "requests.outcomes.not_disclosed.prohibited_by_law.natural_person" in found.missing


@pytest.mark.parametrize("behind", ["", "\t", "\t\t"])
def test_a_row_with_a_cell_too_few_is_left_out(behind: str) -> None:
    """Blank cells at the end of each line make it look as if the last one were blank."""
    lines = tabbed([with_total(cells) for cells in FIGURES]).split("\n")
    lines = [line + behind for line in lines]
    at = next(place for place, line in enumerate(lines) if "重复申请" in line)
    before, _tab, after = lines[at].partition("\t162\t")
    lines[at] = f"{before}\t{after}"
    found = read("\n".join(lines))
    assert row_of(found, "outcomes.not_processed.duplicate_request") == ["missing"] * 7
    assert [(doubt.kind, doubt.figure) for doubt in found.doubts if doubt.kind == "row_cells"] == [
        ("row_cells", "requests.outcomes.not_processed.duplicate_request")
    ]
    assert len(shown(found)) == 24 * 7


def test_a_blank_is_no_zero_a_mark_stays_and_what_is_not_there_is_missing() -> None:
    rows = [with_total(cells) for cells in FIGURES]
    rows[0] = ["", "/", "—", "12（其中修订 3 件）", "十二", "? 0", ""]
    found = read(tabbed(rows))
    natural, mark, dash, noted, words, lost, total = row_of(found, "received")
    assert (natural, mark, dash, noted, lost, total) == (None, Mark("/"), Mark("—"), 12, 0, None)
    assert isinstance(words, Unreadable)
    assert words.raw == "十二"
    assert found.notes == {"requests.received.public_welfare_organization": "12（其中修订 3 件）"}
    assert [(doubt.kind, doubt.figure.rpartition(".")[2], doubt.source_text) for doubt in found.doubts][:2] == [
        ("cell", "legal_service_institution", "十二"),
        ("cell", "other_organization", "? 0"),
    ]


def test_two_different_rows_of_one_name_are_both_left_out_and_equal_ones_are_one() -> None:
    lines = tabbed([with_total(cells) for cells in FIGURES]).split("\n")
    at = next(place for place, line in enumerate(lines) if "重复申请" in line)
    assert shown(read("\n".join([*lines[: at + 1], *lines[at:]]))) == expected()
    other = lines[at].replace("162", "163")
    found = read("\n".join([*lines[: at + 1], other, *lines[at + 1 :]]))
    assert row_of(found, "outcomes.not_processed.duplicate_request") == ["missing"] * 7
    assert "row_twice" in kinds(found)


@pytest.mark.parametrize("printed", ["0", "5"])
def test_a_heading_printed_as_one_row(printed: str) -> None:
    """A 2021 report with the row of the edition before: 0 can only be the sum of zeros, another number is nobody's."""
    lines = tabbed([with_total(cells) for cells in FIGURES]).split("\n")
    at = next(place for place, line in enumerate(lines) if "其他处理" in line)
    lines[at : at + 3] = ["\t（六）其他处理\t\t" + "\t".join([printed] * 7)]
    found = read(f"{PROACTIVE}\n" + "\n".join(lines))
    rows = ["supplement_overdue", "fee_overdue", "other"]
    read_rows = [row_of(found, f"outcomes.other_handling.{row}")[:6] for row in rows]
    notes = [note for address, note in found.notes.items() if address.startswith("requests.outcomes.other_handling.")]
    if printed == "0":
        assert read_rows == [[0] * 6] * 3
        assert notes == []
    else:
        assert read_rows == [["missing"] * 6] * 3
        assert notes == ["5"] * 7
        assert sum("other_handling" in address for address in found.missing) == 18
    assert kinds(found) == ["group_row"]


def test_the_edition_follows_rows_and_columns() -> None:
    found = read(
        "二、主动公开政府信息情况\n"
        "第二十条第（一）项\n信息内容\t本年新制作数量\t本年新公开数量\t对外公开总数量\n规章\t0\t0\t0\n规范性文件\t2\t3\t5\n"
        "第二十条第（五）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政许可\t6\t减4\t2\n其他对外管理服务事项\t0\t+1\t0\n"
        "第二十条第（六）项\n信息内容\t上一年项目数量\t本年增/减\t处理决定数量\n行政处罚\t2\t0\t2\n行政强制\t0\t0\t0\n"
        "第二十条第（八）项\n信息内容\t上一年项目数量\t本年增/减\n行政事业性收费\t0\t0\n"
        "第二十条第（九）项\n信息内容\t采购项目数量\t采购总金额\n政府集中采购\t6\t251000元\n"
    )
    assert found.form.id == "ogi_2019"
    assert found.values["proactive.administrative_licensing.change"] == -4
    assert found.values["proactive.government_procurement.amount"] == Decimal("25.1")
    assert found.notes == {"proactive.government_procurement.amount": "251000元"}
    assert found.rows == {"proactive": 8}
    assert kinds(found) == []


FIFTEEN = [str(number) for number in range(1, 16)]
DISPUTES = "四、政府信息公开行政复议、行政诉讼情况\n"
RESULTS = "结果维持\t结果纠正\t其他结果\t尚未审结\t总计"


@pytest.mark.parametrize(
    "text",
    [
        f"行政复议\t\t\t\t\t行政诉讼\n{RESULTS}\t未经复议直接起诉\t复议后起诉\n{RESULTS}\t{RESULTS}\n" + "\t".join(FIFTEEN),
        "行政复议行政诉讼\n| " + " | ".join(FIFTEEN) + " |",
        "\n".join([*RESULTS.split("\t") * 3, *FIFTEEN]),
        f"\t{RESULTS}\n" + "\n".join(
            [f"{name}\t" + "\t".join(FIFTEEN[at : at + 5]) for name, at in (("行政复议", 0), ("未经复议直接起诉", 5), ("复议后起诉", 10))]
        ),
    ],
    ids=["copied", "a line", "one per line", "three lines"],
)  # fmt: skip
def test_rows_side_by_side(text: str) -> None:
    found = read(DISPUTES + text)
    assert [value for address, value in found.values.items() if address.startswith("disputes.")] == list(range(1, 16))
    assert kinds(found) == []


def test_a_table_turned_round_is_read_with_a_doubt() -> None:
    lines = ["\t行政复议\t未经复议直接起诉\t复议后起诉"]
    lines += [
        f"{name}\t{FIFTEEN[at]}\t{FIFTEEN[at + 5]}\t{FIFTEEN[at + 10]}" for at, name in enumerate(RESULTS.split("\t"))
    ]
    found = read(DISPUTES + "\n".join(lines))
    assert found.values["disputes.litigation.direct.upheld"] == 6
    assert found.values["disputes.reconsideration.total"] == 5
    assert kinds(found) == ["row_order"]


def test_another_table_with_a_row_of_the_same_name_is_none_of_ours() -> None:
    other = Grid(tuple(Cell(text, row, column) for row, line in enumerate((("事项", "2022年", "2023年"), ("行政许可", "11", "12"))) for column, text in enumerate(line)))  # fmt: skip
    contents = Contents("html", (Paragraph("一、总体情况", 2), other, Paragraph("全年公开信息 12 条。")))
    found = read_tables(contents)
    assert found.read.values == {}
    assert found.used == frozenset()
    assert {doubt.kind for doubt in found.read.doubts} == {"table_missing"}


def test_columns_in_another_order_go_by_their_names() -> None:
    order = (6, 0, 1, 2, 3, 4, 5)
    rows = [[with_total(cells)[place] for place in order] for cells in FIGURES]
    found = read(tabbed(rows, tuple(COLUMNS[place] for place in order)))
    assert shown(found) == expected()


def test_a_column_that_is_not_there_is_missing() -> None:
    kept = (0, 1, 3, 4, 5, 6)
    rows = [[with_total(cells)[place] for place in kept] for cells in FIGURES]
    found = read(tabbed(rows, tuple(COLUMNS[place] for place in kept)))
    assert shown(found) == {a: v for a, v in expected().items() if not a.endswith("research_institution")}
    assert {address.rpartition(".")[2] for address in found.missing if address.startswith("requests.")} == {"research_institution"}  # fmt: skip
