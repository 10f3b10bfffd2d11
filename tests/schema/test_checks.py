"""What the checks say of a report, word for word, and what they keep quiet about."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from schema.checks.edition import MOST_UNKNOWN
from schema.checks.everything import figure_findings
from schema.findings import Finding, Level, by_gravity
from schema.report import Report
from schema.values import Mark, Value, cell_value
from tests.schema.making import report_of

NATURAL = "natural_person"
COMMERCIAL = "commercial_enterprise"


def found(report: Report) -> list[tuple[str, str, tuple[str, ...]]]:
    """(level, code, figures) of every finding."""
    return [(finding.level.word, finding.code, finding.figures) for finding in figure_findings(report)]


def only(report: Report) -> Finding:
    """The one finding that there is."""
    [finding] = figure_findings(report)
    return finding


def balance_terms(column: str) -> tuple[str, ...]:
    """The terms of the balance of a column."""
    return tuple(
        f"requests.{row}.{column}" for row in ("received", "brought_forward", "outcomes.total", "carried_forward")
    )


def requests(**rows: dict[str, Value]) -> dict[str, Value]:
    """Cells of table three by row and column; ``__`` stands for a point."""
    return {
        f"requests.{row.replace('__', '.')}.{column}": value
        for row, cells in rows.items()
        for column, value in cells.items()
    }


def test_a_report_of_zeros_has_nothing_to_find() -> None:
    assert figure_findings(report_of()) == []


def test_a_column_out_of_balance_in_words() -> None:
    cells = requests(received={NATURAL: 12}, outcomes__disclosed={NATURAL: 11})
    finding = only(report_of(cells))
    assert finding == Finding(
        Level.ERROR, "violated", "requests.balance", "requests",
        "自然人列：新收 12 + 结转 0 = 12，办理 11 + 结转下年 0 = 11，少 1。两边应相等，请核对这一列。", balance_terms(NATURAL),
    )  # fmt: skip


def test_a_column_with_too_much_handled_in_words() -> None:
    cells = requests(received={COMMERCIAL: 3}, brought_forward={COMMERCIAL: 1}, carried_forward={COMMERCIAL: 9})
    assert only(report_of(cells)).message.startswith("商业企业列：新收 3 + 结转 1 = 4，办理 0 + 结转下年 9 = 9，多 5。")


def test_a_total_that_is_stated_wrong_in_words() -> None:
    cells: dict[str, Value] = {
        "disputes.reconsideration.upheld": 3,
        "disputes.reconsideration.pending": 1,
        "disputes.reconsideration.total": 5,
    }
    finding = only(report_of(cells))
    assert (finding.level, finding.code, finding.section) == (Level.ERROR, "disputes.total", "disputes")
    assert finding.message == "行政复议·总计：表内写 5，各列相加 3 + 1 = 4，多 1。请核对各项，或把总计改为 4。"
    assert finding.figures == tuple(
        f"disputes.reconsideration.{column}" for column in ("total", "upheld", "corrected", "other_result", "pending")
    )


def test_a_total_of_one_number_or_none_in_words() -> None:
    assert (
        "表内写 0，各列相加得 3，少 3。"
        in only(report_of({"disputes.litigation.direct.upheld": 3, "disputes.litigation.direct.total": 0})).message
    )
    assert (
        "行政诉讼未经复议直接起诉·总计：表内写 2，各列相加得 0，多 2。"
        in only(report_of({"disputes.litigation.direct.total": 2})).message
    )


def test_the_total_columns_balance_is_not_told_again_when_it_only_adds_up_the_columns() -> None:
    cells = requests(received={NATURAL: 12, COMMERCIAL: 2})
    assert found(report_of(cells)) == [
        ("error", "requests.balance", balance_terms(NATURAL)),
        ("error", "requests.balance", balance_terms(COMMERCIAL)),
    ]


def test_nor_when_the_totals_are_stated_and_agree() -> None:
    cells = requests(received={NATURAL: 12, "total": 12}, outcomes__total={NATURAL: 0, "total": 0})
    assert found(report_of(cells)) == [("error", "requests.balance", balance_terms(NATURAL))]


def test_but_it_is_told_when_the_total_column_has_a_fault_of_its_own() -> None:
    cells = requests(received={NATURAL: 12, "total": 15}, outcomes__disclosed={NATURAL: 11})
    codes = {(code, figures[0]) for _, code, figures in found(report_of(cells))}
    assert codes == {
        ("requests.row_total", "requests.received.total"),
        ("requests.balance", f"requests.received.{NATURAL}"),
        ("requests.balance", "requests.received.total"),
    }


def test_columns_that_cancel_out_are_both_told() -> None:
    cells = requests(received={NATURAL: 1}, carried_forward={COMMERCIAL: 1})
    assert [figures for _, _, figures in found(report_of(cells))] == [balance_terms(NATURAL), balance_terms(COMMERCIAL)]


def test_a_stated_total_is_told_once_and_not_at_totals_that_nothing_states() -> None:
    cells = requests(received={NATURAL: 4}, outcomes__disclosed={NATURAL: 4, "total": 5})
    [(level, code, figures)] = found(report_of(cells))
    assert (level, code, figures[0]) == ("error", "requests.row_total", "requests.outcomes.disclosed.total")


def test_a_wrong_outcomes_total_is_told_at_its_sum_and_its_balance() -> None:
    cells = requests(received={NATURAL: 4}, outcomes__disclosed={NATURAL: 4}, outcomes__total={NATURAL: 5})
    assert {(code, figures[0]) for _, code, figures in found(report_of(cells))} == {
        ("requests.outcomes_total", f"requests.outcomes.total.{NATURAL}"),
        ("requests.balance", f"requests.received.{NATURAL}"),
    }


def test_blanks_raise_one_finding_a_table_with_all_their_addresses_and_no_equation_of_their_own() -> None:
    cells: dict[str, Value] = {
        "requests.carried_forward.natural_person": None,
        "requests.received.natural_person": None,
        "requests.received.other_organization": Mark("/"),
        "requests.received.total": 9,
        "disputes.reconsideration.upheld": None,
    }
    first, second = figure_findings(report_of(cells))
    assert (first.level, first.outcome, first.code, first.section) == (
        Level.SETTLE,
        "undecided",
        "figure.blank",
        "requests",
    )
    assert first.figures == (
        "requests.received.natural_person", "requests.received.other_organization", "requests.carried_forward.natural_person",
    )  # fmt: skip
    assert first.message == (
        "三、收到和处理政府信息公开申请情况：2 格未填，1 格是“/”一类的记号，例如“一、本年新收政府信息公开申请数量·自然人”。"
        "没有发生请填 0；确实不知道的请核实。"
    )
    assert (second.section, second.figures) == ("disputes", ("disputes.reconsideration.upheld",))


def test_an_empty_report_has_one_finding_a_table() -> None:
    assert [(f.level.word, f.section, len(f.figures)) for f in figure_findings(report_of(rest=None))] == [
        ("settle", "proactive", 10), ("settle", "requests", 24 * 6), ("settle", "disputes", 12),
    ]  # fmt: skip


def test_a_stated_mark_is_named_with_the_marks() -> None:
    finding = only(report_of({"disputes.reconsideration.total": Mark("—")}))
    assert (finding.level, finding.figures) == (Level.SETTLE, ("disputes.reconsideration.total",))
    assert "1 格是“/”一类的记号，例如“行政复议·总计”" in finding.message


@pytest.mark.parametrize(
    ("raw", "words"),
    [("十二", "“十二”不是数字"), (Decimal("12.5"), "“12.5”件数应为整数，不能写成小数"), (-3, "“-3”不能为负数"),
     (True, "“True”不是数字"), (10**5000, "“（过长的数字）”数字过大（最多 9 位）"), (10**9, "“1000000000”数字过大（最多 9 位）")], ids=["text", "decimal", "negative", "true", "huge", "large"],
)  # fmt: skip
def test_a_cell_that_is_no_number_is_an_error_of_its_own(raw: object, words: str) -> None:
    address = "requests.received.natural_person"
    finding = only(report_of({address: cell_value(raw, "count")}))
    assert (finding.level, finding.outcome, finding.code) == (Level.ERROR, "violated", "figure.unreadable")
    assert finding.figures == (address,)
    assert finding.message == f"一、本年新收政府信息公开申请数量·自然人：{words}。请改为数字；没有发生请填 0。"


def test_a_very_long_cell_is_not_quoted_whole() -> None:
    assert len(only(report_of({"proactive.rules.issued": cell_value("字" * 100_000, "count")})).message) < 120


@pytest.mark.parametrize(
    ("edition", "year", "fits"),
    [("ogi_2021", 2020, False), ("ogi_2021", 2021, True), ("ogi_2019", 2020, True), ("ogi_2019", 2021, False)],
)
def test_the_edition_must_be_that_of_the_year(edition: str, year: int, fits: bool) -> None:
    findings = figure_findings(report_of(edition=edition, year=year))
    assert [(f.level.word, f.code) for f in findings] == ([] if fits else [("error", "form.edition")])
    assert all(str(year) in f.message for f in findings)


def test_unknown_keys_are_hints() -> None:
    report = replace(report_of(), unknown=("requests.recieved", "extra"))
    assert [(f.level.word, f.code) for f in figure_findings(report)] == [("hint", "file.unknown_key")] * 2
    assert figure_findings(report)[0].message.startswith("文件里的 requests.recieved 不属于这个格式：原样保留")


def test_very_many_unknown_keys_are_counted_not_listed() -> None:
    report = replace(report_of(), unknown=tuple(f"k{i}" + "长" * 500 for i in range(MOST_UNKNOWN + 7)))
    findings = figure_findings(report)
    assert len(findings) == MOST_UNKNOWN + 1
    assert "其余 7 个名称" in findings[-1].message
    assert all(len(f.message) < 300 for f in findings)


def test_the_worst_come_first_and_equals_keep_their_order() -> None:
    cells: dict[str, Value] = {
        "disputes.reconsideration.upheld": None,
        "requests.received.natural_person": 1,
        "proactive.rules.issued": None,
    }
    report = replace(report_of(cells), unknown=("x",))
    assert [(f.level.word, f.section) for f in by_gravity(figure_findings(report))] == [
        ("error", "requests"), ("settle", "proactive"), ("settle", "disputes"), ("hint", "preamble"),
    ]  # fmt: skip


def test_a_dismissal_of_nothing_in_the_form_is_named() -> None:
    report = report_of()
    report.dismissed = {"requests.recieved.natural_person": "核实过", "requests.received.natural_person": "核实过"}
    [finding] = figure_findings(report)
    assert finding.code == "file.unknown_key"
    assert "dismissed.requests.recieved.natural_person" in finding.message
