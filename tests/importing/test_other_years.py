"""Figures of another year are not this year's: whether a row, a column, a block or a line over a table says so."""

from __future__ import annotations

import pytest

from reports.importing.findings import TablesRead
from tests.importing.test_heads import COLUMNS, RECEIVED, figures, read, table, told

TITLE = "甲县乙镇人民政府2024年政府信息公开工作年度报告"
REQUESTS = "三、收到和处理政府信息公开申请情况"
DISPUTES = "四、政府信息公开行政复议、行政诉讼情况"
BROUGHT = "二、上年结转政府信息公开申请数量"
OWN, OLD = "1|2|3|4|5|6|21", "11|12|13|14|15|16|81"
BLANK = "|" * 6
OWN_15, OLD_15 = "|".join(["1|2|3|4|10"] * 3), "|".join(["5|6|7|8|26"] * 3)
HEAD_15 = ["行政复议|行政诉讼", "|".join(["结果维持|结果纠正|其他结果|尚未审结|总计"] * 3)]
HEADS = "办理情形|" + "|".join(COLUMNS)


def received(found: TablesRead) -> str:
    """The figures of the first row."""
    return "|".join(figures(found, "requests.received"))


def elsewhere(found: TablesRead, section: str) -> list[str]:
    """What the source prints where a table's figures were left out."""
    return [doubt.source_text for doubt in found.doubts if (doubt.kind, doubt.figure) == ("row_elsewhere", section)]


def spanned(*rows: tuple[str, str]) -> str:
    """A table in which the name of a row stands beside two lines of figures, each with its mark."""
    lines = "".join(
        f"<tr><td rowspan='2'>{name}<td>" + "<tr><td>".join(each.replace("|", "<td>") for each in two.split("/"))
        for name, two in rows
    )
    return f"<table><tr><td><td><td>{'<td>'.join(COLUMNS)}{lines}</table>"


@pytest.mark.parametrize("old", ["上年", "2023年", "上年度", "去年同期", "2023年度数据"])
@pytest.mark.parametrize("own", ["本年", "2024年"])
@pytest.mark.parametrize("first", [True, False])
def test_of_two_lines_of_a_row_this_years_is_read(old: str, own: str, first: bool) -> None:
    lines = [f"{own}|{OWN}", f"{old}|{OLD}"]
    found = read(TITLE, REQUESTS, spanned((RECEIVED, "/".join(lines if first else lines[::-1])), (BROUGHT, f"{old}|{OLD}/{own}|{BLANK}")))  # fmt: skip
    assert received(found) == OWN
    assert figures(found, "requests.brought_forward") == [""] * 7
    assert told(found) == {("row_elsewhere", "requests")}


@pytest.mark.parametrize("name", [f"{RECEIVED}（上年）", "一、上年新收政府信息公开申请数量", f"2023年{RECEIVED[2:]}"])
def test_a_row_whose_name_says_another_year_is_left_out(name: str) -> None:
    found = read(TITLE, REQUESTS, table(HEADS, f"{name}|{OLD}", f"{BROUGHT}|{OWN}"))
    assert received(found) == ""
    assert figures(found, "requests.brought_forward") == OWN.split("|")
    assert elsewhere(found, "requests") == [f"{name}|{OLD}".replace("|", " | ")]


def test_a_mark_over_columns_leaves_those_of_another_year_out() -> None:
    heads = f"办理情形|{'|'.join(COLUMNS)}||{'|'.join(COLUMNS)}"
    sides = f"|2023年{BLANK}||2024年{BLANK}"
    found = read(TITLE, REQUESTS, table(sides, heads, f"{RECEIVED}|{OLD}||{OWN}"))
    assert received(found) == OWN
    assert elsewhere(found, "requests") == ["2023年 | 2024年"]


@pytest.mark.parametrize("lines", [[f"2023年|{OLD_15}", f"2024年|{OWN_15}"], [f"本年|{OWN_15}", f"上年|{OLD_15}"]])
def test_rows_side_by_side_are_read_from_this_years_line(lines: list[str]) -> None:
    found = read(TITLE, DISPUTES, table(*(f"年度|{head}" for head in HEAD_15), *lines))
    assert "|".join(figures(found, "disputes")) == OWN_15
    assert told(found) == {("row_elsewhere", "disputes")}


@pytest.mark.parametrize("names", [("", ""), ("甲", "乙")])
def test_of_two_lines_that_may_be_the_table_none_is_taken(names: tuple[str, str]) -> None:
    lines = [f"{name}|{cells}" if name else cells for name, cells in zip(names, (OLD_15, OWN_15), strict=True)]
    found = read(TITLE, DISPUTES, table(*HEAD_15, *lines))
    assert figures(found, "disputes") == []
    [twice] = [doubt for doubt in found.doubts if doubt.kind == "row_twice"]
    assert twice.figure == "disputes"
    assert twice.source_text.endswith(" / ".join(line.replace("|", " | ") for line in lines))
    again = read(TITLE, DISPUTES, table(*HEAD_15, OWN_15, OWN_15))
    assert "|".join(figures(again, "disputes")) == OWN_15


@pytest.mark.parametrize("caption", ["2023年数据", "附：2023年收到和处理情况", "本年没有。上年数据如下：", "2023年"])
def test_a_table_under_a_line_that_says_another_year_is_left_out(caption: str) -> None:
    old, own = table(HEADS, f"{RECEIVED}|{OLD}"), table(HEADS, f"{RECEIVED}|{OWN}")
    found = read(TITLE, REQUESTS, caption, old)
    assert received(found) == ""
    assert elsewhere(found, "requests") == [caption]
    assert "requests.received.natural_person" in found.missing
    assert received(read(TITLE, REQUESTS, caption, old, "2024年", own)) == OWN
    assert figures(read(TITLE, REQUESTS, caption, old, DISPUTES, table(*HEAD_15, OWN_15)), "disputes") == OWN_15.split(
        "|"
    )


def test_a_section_of_another_year_printed_again_is_left_out() -> None:
    found = read(TITLE, DISPUTES, "无。", "附：2023年行政复议、行政诉讼情况", table(*HEAD_15, OLD_15))
    assert figures(found, "disputes") == []
    assert elsewhere(found, "disputes") == ["附：2023年行政复议、行政诉讼情况"]


@pytest.mark.parametrize(
    "line",
    ["2025年1月20日", "注：含上年度结转数量", "与2023年相比增加3件", "本年数据", "2024年度", "（数量含上年度结转）"],
)
def test_other_lines_over_a_table_leave_it_as_it_is(line: str) -> None:
    found = read(TITLE, REQUESTS, line, table(HEADS, f"{RECEIVED}|{OWN}"))
    assert received(found) == OWN
    assert told(found) == set()
