"""What the heads of a table say of its cells: a figure under an unknown head, or beside its own, is not taken for another."""

from __future__ import annotations

import pytest

from reports.importing.findings import TablesRead
from reports.importing.readers.html_source import read_html
from reports.importing.readers.text_source import read_text
from reports.importing.tables.table_finding import read_tables
from schema.values import Unreadable, show

RECEIVED = "一、本年新收政府信息公开申请数量"
COLUMNS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")


def table(*lines: str) -> str:
    """A table of a page; cells between bars."""
    return "<table>" + "".join("<tr><td>" + "<td>".join(line.split("|")) for line in lines) + "</table>"


def read(*pieces: str) -> TablesRead:
    """What is read of a page of these pieces."""
    return read_tables(read_html("".join(f"<p>{piece}</p>" if "<" not in piece else piece for piece in pieces))).read


def figures(found: TablesRead, begins: str) -> list[str]:
    """The figures of a row or table, as one types them."""
    return [show(value) for address, value in found.values.items() if address.startswith(begins)]


def told(found: TablesRead) -> set[tuple[str, str]]:
    """The kind of each doubt and what it speaks of."""
    return {(doubt.kind, doubt.figure) for doubt in found.doubts if doubt.kind != "table_missing"}


@pytest.mark.parametrize(
    "head",
    [
        "上年制发件数|本年制发件数|现行有效件数",
        "本年制发件数|历史累计|现行有效件数",
        "现行有效总数|制发数|废止数",
        "甲列|乙列|丙列",
    ],
)
def test_under_a_head_that_the_form_does_not_have_nothing_is_taken(head: str) -> None:
    found = read("二、主动公开政府信息情况", table(f"信息内容|{head}", "规章|9|1|3"))
    assert figures(found, "proactive.rules") == []
    assert ("row_cells", "proactive.rules") in told(found)
    assert "proactive.rules.issued" in found.missing


@pytest.mark.parametrize("head", ["有效|制发|废止", "现行有效|本年制发数|本年废止数"])
def test_heads_cut_short_are_known_in_whatever_order(head: str) -> None:
    found = read("二、主动公开政府信息情况", table(f"信息内容|{head}", "规章|9|1|3"))
    assert [show(found.values[f"proactive.rules.{column}"]) for column in ("issued", "repealed", "in_force")] == ["1", "3", "9"]  # fmt: skip


def test_a_number_of_the_line_is_no_figure_where_the_figure_is_blank() -> None:
    found = read("二、主动公开政府信息情况", table("信息内容|行次|本年处理决定数量", "行政处罚|2|", "行政强制|3|7"))
    assert figures(found, "proactive.administrative_penalties") == [""]
    assert figures(found, "proactive.administrative_compulsion") == ["7"]


def test_a_merged_cell_shifts_nothing() -> None:
    head = "<table><tr><td>办理情形<td>" + "<td>".join((*COLUMNS, "备注"))
    row = f"<tr><td>{RECEIVED}<td colspan=2>1<td>3<td>4<td>5<td>6<td>21<td></table>"
    found = read("三、收到和处理政府信息公开申请情况", head + row)
    assert figures(found, "requests.received") == []
    assert ("row_cells", "requests.received") in told(found)


def test_a_damaged_row_is_not_replaced_by_another_table_s() -> None:
    head = "办理情形|" + "|".join(COLUMNS)
    found = read(
        "三、收到和处理政府信息公开申请情况",
        table(head, f"{RECEIVED}|1|2|3|4|5|21"),
        table(head, f"{RECEIVED}|9|9|9|9|9|9|54"),
    )
    assert figures(found, "requests.received") == []
    assert ("row_twice", "requests.received") in told(found)


def test_rows_side_by_side_in_another_order_are_left_out() -> None:
    results = "<td>结果维持<td>结果纠正<td>其他结果<td>尚未审结<td>总计"
    page = (
        "<table><tr><td colspan=10>行政诉讼<td colspan=5 rowspan=2>行政复议"
        f"<tr><td colspan=5>未经复议直接起诉<td colspan=5>复议后起诉<tr>{results * 3}"
        "<tr><td>" + "<td>".join(map(str, range(1, 16))) + "</table>"
    )
    found = read("四、政府信息公开行政复议、行政诉讼情况", page)
    assert figures(found, "disputes") == []
    assert ("row_unknown", "disputes") in told(found)


@pytest.mark.parametrize(("unit", "taken"), [("万元", "31.5"), ("元", "0.00315"), ("千元", "31.5千元")])
def test_the_unit_in_a_head_counts(unit: str, taken: str) -> None:
    found = read("二、主动公开政府信息情况", table(f"信息内容|本年收费金额（单位：{unit}）", "行政事业性收费|31.5"))
    [value] = [found.values["proactive.administrative_fees"]]
    assert (str(value.raw) if isinstance(value, Unreadable) else show(value)) == taken
    assert (("cell", "proactive.administrative_fees") in told(found)) == (unit != "万元")


def test_a_row_that_is_missing_is_not_taken_from_a_second_report() -> None:
    titles = ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况"]
    head = "信息内容|本年制发件数|本年废止件数|现行有效件数"
    requests = table("办理情形|" + "|".join(COLUMNS), f"{RECEIVED}|1|1|1|1|1|1|6")
    penalties = ("信息内容|本年处理决定数量", "行政处罚|7", "行政强制|8")
    found = read(
        titles[0], table(head, "规章|0|0|0", *penalties), titles[1], requests,
        titles[0], table(head, "规章|0|0|0", "行政规范性文件|4|4|4", *penalties),
    )  # fmt: skip
    assert figures(found, "proactive.normative_documents") == []
    assert "proactive.normative_documents.issued" in found.missing
    assert ("source", "") in told(found)


def test_a_total_that_stands_in_the_place_of_the_last_figure_is_told() -> None:
    """A cell was lost, and another one filled up at the end."""
    found = read(
        "三、收到和处理政府信息公开申请情况",
        table("办理情形|" + "|".join(COLUMNS), f"{RECEIVED}|101|102|104|105|106|621|"),
    )
    assert ("row_cells", "requests.received") in told(found)


def test_a_table_with_the_names_of_another_edition_is_told() -> None:
    found = read(
        "二、主动公开政府信息情况",
        table("信息内容|本年新制作数量|本年新公开数量|对外公开总数量", "规章|1|1|1", "规范性文件|2|2|2"),
        "三、收到和处理政府信息公开申请情况",
        table(
            "办理情形|" + "|".join(COLUMNS),
            *(f"{name}|0|0|0|0|0|0|0" for name in ("（六）其他处理1.逾期不补正", "2.逾期不缴费", "3.其他", RECEIVED)),
        ),
    )
    assert "edition" in {kind for kind, _address in told(found)}


@pytest.mark.parametrize(("behind", "doubted"), [("21", True), ("见附件", False), ("", False)])
def test_a_figure_behind_all_columns_of_a_row_with_a_blank_is_told(behind: str, doubted: bool) -> None:
    head = "\t".join(("办理情形", *COLUMNS, "备注"))
    lines = [head, "\t".join((RECEIVED, "", *"123456", behind))]
    found = read_tables(read_text("三、收到和处理政府信息公开申请情况\n" + "\n".join(lines))).read
    assert figures(found, "requests.received") == ["", *"123456"]
    assert (("row_cells", "requests.received") in told(found)) == doubted
