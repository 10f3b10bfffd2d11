"""Statutory tables read from plain text in the layouts that pages, Word and PDF leave behind; nothing is shifted or invented."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reports.importing.contents import Cell, Contents, Grid, Paragraph
from reports.importing.tables.table_finding import read_tables
from schema.values import Mark, Unreadable
from tests.importing.tables_in_text import (
    COLUMNS,
    FIGURES,
    HEAD,
    PROACTIVE,
    ROWS,
    expected,
    kinds,
    read,
    row_of,
    shown,
    tabbed,
    with_total,
)


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


def test_a_text_that_is_no_figure_keeps_its_place() -> None:
    """The cells behind it do not move up."""
    rows = [with_total(cells) for cells in FIGURES]
    rows[0] = ["若干", "1", "2", "3", "4", "5", "15"]
    natural, *others = row_of(read(tabbed(rows)), "received")
    assert isinstance(natural, Unreadable)
    assert others == [1, 2, 3, 4, 5, 15]


def test_a_star_behind_a_figure_is_a_remark_in_a_paragraph_too() -> None:
    r"""Stored text writes it ``\*``."""
    lines = ("二、主动公开政府信息情况", "信息内容 本年处理决定数量", r"行政处罚 5\*", "**行政强制** 7")
    found = read_tables(Contents("html", tuple(map(Paragraph, lines)))).read
    assert found.values == {"proactive.administrative_penalties": 5, "proactive.administrative_compulsion": 7}
    assert found.notes == {"proactive.administrative_penalties": "5*"}
