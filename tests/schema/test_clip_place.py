"""Pasted blocks land where they belong or not at all: the shapes that clerks copy, and the faults of the nearest tool."""

from __future__ import annotations

import time

import pytest

from schema.clip_place import placements
from schema.clip_plan import difference
from schema.clip_text import read_clip
from schema.form import Figure
from schema.report import Report
from schema.values import Mark
from tests.schema.clips import bare_block, browser_block, excel_block, landed, planned, rows_of, tsv, written
from tests.schema.making import FORMS, report_of

AT = "requests.received.natural_person"
TABLES = [(form.id, section.id) for form in FORMS for section in form.sections if section.table]


@pytest.fixture
def blank() -> Report:
    """A report with nothing filled in."""
    return report_of(rest=None)


def numbered(figure: Figure) -> str:
    """A value that no other figure has."""
    return str(figure.index + 1000)


# ── the faults of the nearest tool (its paste, measured) ──────────────────────


def test_a_blank_cell_shifts_no_column(blank: Report) -> None:
    found = planned(blank, "12\t\t5\t0\t0\t0\t17", AT)
    assert [write.figure.column.short + str(write.new) for write in found.writes] == [
        "自然12", "科研5", "公益0", "法律0", "其他0",
    ]  # fmt: skip
    assert found.blanks == 1


def test_a_thousands_separator_makes_no_column(blank: Report) -> None:
    found = planned(blank, "1,234\t５，６７８\t0\t0\t0\t0\t6,912", AT)
    assert list(written(found).values()) == [1234, 5678, 0, 0, 0, 0]
    assert [difference(total) for total in found.totals] == ["相符"]


def test_the_digit_of_a_row_name_is_no_number(blank: Report) -> None:
    found = planned(blank, "1.属于国家秘密\t3\t0\t0\t0\t0\t0\t3", AT)
    assert {write.figure.row.label for write in found.writes} == {"1.属于国家秘密"}
    assert list(written(found).values()) == [3, 0, 0, 0, 0, 0]
    assert planned(blank, "1.某种别的行\t3\t0", AT).refused[0].text == "1.某种别的行"


def test_a_whole_block_keeps_every_row(blank: Report) -> None:
    found = planned(blank, bare_block(blank.form, "requests", numbered), AT)
    assert len(found.placement.landings) == 25 * 7
    assert all(one.text == numbered(one.figure) for one in found.placement.landings)


def test_the_block_begins_at_the_cursor(blank: Report) -> None:
    found = planned(blank, "5\t6", "requests.outcomes.disclosed.legal_service_institution")
    assert list(written(found)) == [
        "requests.outcomes.disclosed.legal_service_institution",
        "requests.outcomes.disclosed.other_organization",
    ]


# ── at the cursor ─────────────────────────────────────────────────────────────


def test_what_does_not_fit_is_refused_and_nothing_wraps(blank: Report) -> None:
    found = planned(blank, "1\t2\t3\n4\t5\t6\n7\t8\t9", "requests.outcomes.total.other_organization")
    assert written(found) == {"requests.carried_forward.other_organization": 4}
    assert [total.printed for total in found.totals] == [1, 2, 5]
    assert [(refused.where, refused.text) for refused in found.refused] == [
        ("第 1 行第 3 列", "3"),
        ("第 2 行第 3 列", "6"),
        ("第 3 行第 1 列", "7"),
        ("第 3 行第 2 列", "8"),
        ("第 3 行第 3 列", "9"),
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("=SUM(A1:A3)", "公式"), ("#REF!", "出错值"), ("-3", "不能为负数"), ("1.5", "整数"), ("十二", "阿拉伯数字"),
        ("若干", "应为数字"), ("1 234", "空格"), ("12%", "应为数字"), ("1,23", "千位"), ("(5)", "应为数字"),
        ("�", "UTF-8"),
    ],
)  # fmt: skip
def test_a_cell_that_is_no_figure_is_refused_alone(blank: Report, text: str, reason: str) -> None:
    found = planned(blank, f"1\t{text}\t3", AT)
    assert list(written(found).values()) == [1, 3]
    assert reason in found.refused[0].reason
    assert found.refused[0].where.endswith("商业企业")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("１２", 12), (" 12 ", 12), ("12件", 12), ("“12”", 12), ("'12", 12), ("1,234,567", 1234567), ("/", Mark("/")),
        ("—", Mark("—")), ("-", Mark("-")), ("\u00a07\u00a0", 7), ("+5", 5),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_when_typed(blank: Report, text: str, value: object) -> None:
    assert list(written(planned(blank, f"{text}\t1", AT)).values()) == [value, 1]


def test_blank_cells_change_nothing_unless_asked_to() -> None:
    report = report_of(rest=4)
    assert written(planned(report, "1\t\t3", AT)) == {AT: 1, "requests.received.research_institution": 3}
    cleared = written(planned(report, "1\t\t3", AT, clear=True))
    assert cleared["requests.received.commercial_enterprise"] is None


def test_a_total_is_compared_not_stored(blank: Report) -> None:
    found = planned(blank, "1\t2\t3\t4\t5\t6\t20\n1\t2\t3\t4\t5\t\t15", AT)
    assert [(total.verdict, difference(total)) for total in found.totals] == [
        ("differs", "印的少 1"),
        ("undecided", "还有空格，不能核对"),
    ]
    assert not any(figure.derived for figure in (write.figure for write in found.writes))


# ── by names ──────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("edition", "section"), TABLES)
def test_a_table_copied_with_its_names_comes_home_from_any_cell(edition: str, section: str) -> None:
    report = report_of(edition=edition, rest=None)
    rows = rows_of(report.form, section)
    if len({id(row[0].block) for row in rows}) > 1:
        text = "".join(
            tsv(
                [
                    ["信息内容", *(column.label for column in row[0].block.columns)],
                    [row[0].row.label, *map(numbered, row)],
                ]
            )
            for row in rows
        )
    else:
        text = excel_block(report.form, section, numbered)
    cursor = next(figure.address for figure in report.form.figures if figure.section == "requests")
    found = planned(report, text, cursor)
    assert found.placement.section == section
    assert landed(found) == {figure.address: numbered(figure) for row in rows for figure in row}
    assert not found.refused


@pytest.mark.parametrize("totals", [True, False])
@pytest.mark.parametrize("heads", [True, False])
def test_excel_and_wps_with_and_without_heads_and_totals(blank: Report, *, totals: bool, heads: bool) -> None:
    text = excel_block(blank.form, "requests", numbered, totals=totals, heads=heads)
    found = planned(blank, text, AT)
    wanted = [f for row in rows_of(blank.form, "requests") for f in row if totals or not f.derived]
    assert landed(found) == {figure.address: numbered(figure) for figure in wanted}
    assert found.placement.manner == "names"


def test_a_browser_leaves_merged_cells_out_and_nothing_shifts(blank: Report) -> None:
    found = planned(blank, browser_block(blank.form, "requests", numbered), AT)
    assert all(one.text == numbered(one.figure) for one in found.placement.landings)
    assert len(found.placement.landings) == 175


def test_columns_in_another_order_go_by_name(blank: Report) -> None:
    found = planned(
        blank, "序号\t情形\t其他\t自然人\t备注\n1\t重复申请\t5\t7\t某某\n2\t3.要求提供公开出版物\t6\t8\t\n", AT
    )
    row = "requests.outcomes.not_processed"
    assert written(found) == {
        f"{row}.duplicate_request.other_organization": 5,
        f"{row}.duplicate_request.natural_person": 7,
        f"{row}.public_publication.other_organization": 6,
        f"{row}.public_publication.natural_person": 8,
    }
    assert [(refused.text, refused.reason) for refused in found.refused] == [("某某", "表里没有“备注”这一列")]


def test_row_names_alone_need_the_right_number_of_columns(blank: Report) -> None:
    found = planned(blank, "重复申请\t1\t2\t3\t4\t5\n", AT)
    assert not found.writes
    assert len(found.refused) == 5
    assert found.refused[0].reason == "这一行有 5 列，表里是 6 列，又没有列名（连总计 7 列）"


def test_a_slip_in_a_name_is_seen_through_and_told(blank: Report) -> None:
    found = planned(blank, "2.其他法律行政法规禁上公开\t1\t2\t3\t4\t5\t6\n", AT)
    assert len(found.writes) == 6
    assert found.placement.notes == ["“2.其他法律行政法规禁上公开”当作“2.其他法律行政法规禁止公开”"]


@pytest.mark.parametrize(
    "name",
    ["本年结转政府信息公开申请数量", "工业企业", "某某事项", "重复"],
)
def test_a_name_that_may_be_two_or_none_is_not_guessed(blank: Report, name: str) -> None:
    text = f"{name}\t1\t2\t3\t4\t5\t6\n重复申请\t1\t2\t3\t4\t5\t6\n"
    found = planned(blank, text, AT)
    assert {write.figure.row.label for write in found.writes} == {"2.重复申请"}
    assert len(found.refused) >= 6


def test_a_name_that_stands_twice_is_refused_twice(blank: Report) -> None:
    found = planned(blank, "重复申请\t1\t2\t3\t4\t5\t6\n2.重复申请\t6\t5\t4\t3\t2\t1\n", AT)
    assert not found.writes
    assert len(found.refused) == 12


def test_names_of_another_table_lead_there(blank: Report) -> None:
    found = planned(blank, "| 救济途径 | 结果维持 | 结果纠正 |\n|--|--|--|\n| 行政复议 | 3 | 1 |\n", AT)
    assert found.placement.section == "disputes"
    assert written(found) == {"disputes.reconsideration.upheld": 3, "disputes.reconsideration.corrected": 1}


def test_rows_printed_side_by_side_come_apart(blank: Report) -> None:
    rows = rows_of(blank.form, "disputes")
    names = [figure.column.label for row in rows for figure in row]
    values = [numbered(figure) for row in rows for figure in row]
    text = tsv([["行政复议", *[""] * 4, "行政诉讼", *[""] * 9], names, values])
    assert landed(planned(blank, text, AT)) == {f.address: numbered(f) for row in rows for f in row}


def test_both_manners_are_offered_the_safer_first(blank: Report) -> None:
    text = "重复申请\t1\t2\t3\t4\t5\t6\n"
    first, second = placements(blank.form, read_clip(text), AT)
    assert (first.manner, second.manner) == ("names", "cursor")
    assert [one.figure.row.id for one in second.landings] == ["received"] * 6


def test_2000_lines_of_anything_are_planned_at_once(blank: Report) -> None:
    text = "\n".join(f"某某机关第{n}类申请事项说明\t{n}\t{n}" for n in range(20_000))
    began = time.monotonic()
    found = planned(blank, text, AT)
    assert time.monotonic() - began < 10
    assert len(found.refused) > 3000


@pytest.mark.parametrize(
    ("text", "column"),
    [
        pytest.param("一、本年新收政府信息公开申请数量\t\t\t1\t2\t3\t4\t5\t6\t21", "natural_person", id="Excel"),
        pytest.param("一、本年新收政府信息公开申请数量\t1\t2\t3\t4\t5\t6\t21\t\t", "natural_person", id="remarks"),
        pytest.param("一、本年新收政府信息公开申请数量\t\t\t1\t2\t3\t4\t5\t\t", "", id="either"),
        pytest.param("一、本年新收政府信息公开申请数量\t\t1\t2\t3\t4\t5\t6", "", id="a blank or the rest of the name"),
        pytest.param("重复申请\t\t1\t2\t3\t4\t5\t15", "commercial_enterprise", id="nothing is merged there"),
    ],
)
def test_blanks_beside_a_name_are_never_taken_for_the_wrong_thing(blank: Report, text: str, column: str) -> None:
    """Excel leaves blanks where a name is merged over several columns; a browser does not, and a chat trims line ends."""
    found = planned(blank, text, AT)
    first = found.writes[0].figure.column.id if found.writes else ""
    assert first == column
    assert bool(found.refused) is not bool(found.writes)


def test_lines_trimmed_on_the_way_shift_nothing(blank: Report) -> None:
    """A chat program that strips blanks at line ends makes lines of unequal length."""
    figures = rows_of(blank.form, "requests")
    emptied = {figure.index for row in figures[4:] for figure in row[5:]}
    text = excel_block(blank.form, "requests", lambda f: "" if f.index in emptied else numbered(f), heads=False)
    trimmed = "\n".join(line.rstrip() for line in text.split("\r\n"))
    found = planned(blank, trimmed, AT)
    assert all(one.text in ("", numbered(one.figure)) for one in found.placement.landings)
    assert all(write.new == int(numbered(write.figure)) for write in found.writes)
