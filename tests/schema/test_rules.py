"""Rules as data: comparisons of figures, last year's beside them, what a text says; a rule that cannot run says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from schema.checks.context import Context
from schema.checks.everything import check_report, other_findings
from schema.checks.guard import guarded
from schema.checks.rules import check_rules
from schema.findings import Finding, Level
from schema.form import Form
from schema.form_loader import FormError, load_form, read_form
from schema.ledger import Ledger
from schema.levels import level_of
from schema.prose.quantities import vocabulary
from schema.report import Report
from schema.rule_language import RuleError, condition
from schema.values import Value
from tests.schema.making import report_of

FORMAT = Path(__file__).parents[2] / "schema" / "formats" / "ogi_2021.toml"
TEXT = FORMAT.read_text(encoding="utf-8")
IN_FORCE = "proactive.normative_documents.in_force"


def codes(report: Report, previous: Report | None = None) -> set[str]:
    """The codes of the rules that a report violates."""
    return {finding.code for finding in check_rules(Context(report, previous))}


def one(report: Report, code: str, previous: Report | None = None) -> Finding:
    """The only finding of a code."""
    [finding] = [finding for finding in check_rules(Context(report, previous)) if finding.code == code]
    return finding


def with_prose(cells: dict[str, Value] | None = None, **parts: str) -> Report:
    """A report with some prose."""
    report = report_of(cells)
    report.prose.update({name.replace("__", "."): text for name, text in parts.items()})
    return report


def test_the_chain_of_documents_in_force_shows_its_arithmetic() -> None:
    previous = report_of({IN_FORCE: 30}, year=2023)
    report = report_of(
        {"proactive.normative_documents.issued": 4, "proactive.normative_documents.repealed": 1, IN_FORCE: 36}
    )
    finding = one(report, "proactive.in_force_chain", previous)
    assert "30 + 本年制发 4 - 本年废止 1 = 33" in finding.message
    assert finding.level is Level.WARNING
    assert IN_FORCE in finding.figures
    assert "proactive.in_force_chain" not in codes(report)


def test_a_blank_leaves_a_rule_undecided_and_raises_nothing() -> None:
    previous = report_of({IN_FORCE: None}, year=2023)
    assert "proactive.in_force_chain" not in codes(report_of({IN_FORCE: 36}), previous)


@pytest.mark.parametrize(("level", "found"), [("township", True), ("city", False), ("", True)])
def test_rules_of_a_town_are_questioned_and_those_of_a_city_are_not(level: str, found: bool) -> None:
    report = report_of({"proactive.rules.in_force": 6})
    report.agency["level"] = level
    assert ("proactive.rules_level" in codes(report)) is found


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("甲县乙镇人民政府", "township"), ("甲市乙街道办事处", "township"), ("甲县人民政府", "county"),
        ("甲市人民政府", "city"), ("某某壮族自治区人民政府", "province"), ("甲县教育局", "department"), ("某某", ""),
    ],
)  # fmt: skip
def test_the_level_is_read_from_the_name_where_it_is_not_given(name: str, level: str) -> None:
    report = report_of()
    report.agency["name"] = name
    found = level_of(report)
    assert (found.id if found else "") == level


@pytest.mark.parametrize(
    ("now", "before", "code"), [(1200, 120, "figure.jump"), (56, 560, "figure.jump"), (199, 20, ""), (1190, 120, "")]
)
def test_tenfold_jumps_are_questioned(now: int, before: int, code: str) -> None:
    cell = "proactive.administrative_licensing"
    found = codes(report_of({cell: now}), report_of({cell: before}, year=2023))
    assert found & {"figure.jump"} == ({code} if code else set())


def test_a_disputes_finding_names_totals_and_the_cells_behind_them() -> None:
    finding = one(report_of({"disputes.litigation.direct.other_result": 1}), "disputes.without_requests")
    assert "disputes.litigation.direct.other_result" in finding.figures
    assert "行政复议 0，行政诉讼 1" in finding.message


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("本年度没有收取信息处理费。", False), ("未发生收费情况。", False), ("全年收取政府信息公开信息处理费 0 元。", False),
        ("暂未开展信息处理费收取工作", False), ("未向公众收取政府信息处理相关费用。", False),
        ("无。", True), ("严格执行收费公示制度，未发现乱收费。", True),
    ],
)  # fmt: skip
def test_section_six_needs_a_sentence_on_the_fee(text: str, missing: bool) -> None:
    assert ("prose.fee_sentence" in codes(with_prose(other_matters__text=text))) is missing


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一是公开不够及时。下一步将加强培训。", set()),
        ("一是公开不够及时；二是内容不够全面，有待加强。", {"prose.measures"}),
        ("进一步加强培训，提升公开质量。", {"prose.problems"}),
        ("无", {"prose.problems", "prose.measures"}),
    ],
)
def test_section_five_needs_problems_and_measures(text: str, found: set[str]) -> None:
    said = codes(with_prose(problems_and_improvements__text=text)) & {"prose.measures", "prose.problems"}
    assert said == found


def test_a_rule_finds_its_words_in_the_text() -> None:
    cells: dict[str, Value] = {"disputes.reconsideration.corrected": 1, "requests.received.natural_person": 1}
    report = with_prose(cells, overview__on_request="本年政府信息公开行政复议 1 件，均获维持。")
    finding = one(report, "prose.disputes_upheld")
    assert finding.section == "overview.on_request"
    assert finding.span is not None
    assert "维持" in report.prose["overview.on_request"][slice(*finding.span)]


BROKEN = [
    ('when = ["{each}.in_force < {each}.issued - {each}.repealed"]', 'when = ["{each}.in_forse < {each}.issued"]', "格式里没有 proactive.rules.in_forse"),
    ('when = ["{each}.in_force < {each}.issued - {each}.repealed"]', 'when = ["{each}.in_force"]', "不是比较式"),
    ('lacks = "下一?步', 'lacks = "(下一?步', "missing )"),
    ('section = "disputes"\neach', 'section = "dispute"\neach', "没有这一节 dispute"),
    ('code = "figure.jump"', 'code = "figure.jump"\nlevell = "x"', "未知的键 levell"),
    ('message = "{name:proactive.administrative_fees}', 'message = "{name:proactive.fees}', "格式里没有 proactive.fees"),
]  # fmt: skip


def report_under(form: Form) -> Report:
    """A report of zeros under a form."""
    typed: dict[int, Value] = {figure.index: 0 for figure in form.figures if not figure.derived}
    return Report(
        form, 2024, {"name": "甲镇人民政府"}, {}, Ledger(form, typed, {}), {p.address: "" for p in form.parts()}
    )


@pytest.mark.parametrize(("old", "new", "reason"), BROKEN, ids=[reason for *_, reason in BROKEN])
def test_a_rule_that_cannot_be_evaluated_is_told_with_file_and_line_and_the_others_run(
    old: str, new: str, reason: str
) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new, 1)
    report = report_under(read_form(text, "ogi_2021"))
    report.prose["other_matters.text"] = "无"
    found = check_report(report)
    [broken] = [finding for finding in found if finding.outcome == "broken"]
    assert reason in broken.message
    assert broken.level is Level.SETTLE
    assert "schema/formats/ogi_2021.toml 第 " in broken.message
    line = int(broken.message.partition("第 ")[2].partition(" 行")[0])
    assert text.split("\n")[line - 1] == "[[rule]]"
    assert "prose.fee_sentence" in {finding.code for finding in found}


def test_a_bad_expression_is_told_when_a_text_first_needs_it_and_the_others_run() -> None:
    text = TEXT.replace("said = ['自然人|公民|个人']", "said = ['自然人|公民|个人', '*申请']", 1)
    assert text != TEXT
    report = report_under(read_form(text, "ogi_2021"))
    report.prose["overview.on_request"] = "收到政府信息公开申请 3 件，其中自然人 2 件、法人 2 件。"
    found = check_report(report)
    [broken] = [finding for finding in found if finding.outcome == "broken"]
    line = text.split("\n").index('id = "natural_person"', text.split("\n").index("[[quantity]]"))
    assert f"schema/formats/ogi_2021.toml 第 {line} 行" in broken.message
    assert "不是正则表达式" in broken.message
    assert {"prose.received", "prose.sum"} <= {finding.code for finding in found}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (
            'readings = ["requests.carried_forward.total"]',
            'readings = ["requests.carry.total"]',
            "格式里没有 requests.carry.total",
        ),
        ("said = ['不予处理']", "said = ['不予(处理']", "said 的第一项应是用 | 隔开的词"),
        ("about = '申请'", "about = '申请('", "括号不成对"),
    ],
)
def test_a_quantity_that_cannot_be_used_is_told_with_its_line(old: str, new: str, reason: str) -> None:
    assert old in TEXT
    report = report_under(read_form(TEXT.replace(old, new, 1), "ogi_2021"))
    [broken] = [finding for finding in check_report(report) if finding.outcome == "broken"]
    assert reason in broken.message


def test_rules_that_are_no_toml_are_told_with_their_line_and_the_report_opens() -> None:
    text = TEXT.replace('code = "figure.jump"', "code = figure jump", 1)
    report = report_under(read_form(text, "ogi_2021"))
    broken = [finding for finding in check_report(report) if finding.outcome == "broken"]
    line = text.split("\n").index("code = figure jump") + 1
    assert [f"schema/formats/ogi_2021.toml 第 {line} 行" in finding.message for finding in broken] == [True]


def test_an_unknown_table_among_the_rules_is_told_and_the_rules_run() -> None:
    report = report_under(read_form(f'{TEXT}\n[[regel]]\ncode = "x"\n', "ogi_2021"))
    report.prose["other_matters.text"] = "无"
    found = check_report(report)
    assert ["regel" in finding.message for finding in found if finding.outcome == "broken"] == [True]
    assert "prose.fee_sentence" in {finding.code for finding in found}


def test_a_section_behind_the_rules_is_refused() -> None:
    with pytest.raises(FormError, match="节要写在规则前面"):
        read_form(f'{TEXT}\n[[section]]\nid = "x"\n', "ogi_2021")


def test_the_shipped_formats_have_no_broken_rule_and_every_expression_compiles() -> None:
    for edition in ("ogi_2021", "ogi_2019"):
        form = load_form(edition)
        assert not [finding for finding in check_report(report_under(form)) if finding.outcome == "broken"]
        for pattern in vocabulary(form).patterns:
            assert pattern.expressions.said is not None
            assert pattern.fault == ""


def test_a_check_that_fails_itself_is_told_and_takes_nothing_with_it() -> None:
    def faulty(context: Context) -> list[Finding]:
        raise ZeroDivisionError(str(context.report.year))

    [finding] = guarded(faulty, Context(report_of()), "preamble")
    assert finding.outcome == "broken"
    assert "faulty" in finding.message
    assert "请人工核对" in finding.message


@pytest.mark.parametrize(
    "text", ["", "1", "a < ", "requests.received.total 3 > 1", "requests.received.total ~ 1", "nothing.here > 1"]
)
def test_a_condition_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(RuleError):
        condition(text, load_form("ogi_2021"))


def test_a_condition_adds_factors_groups_and_last_year() -> None:
    form = load_form("ogi_2021")
    outcomes = "requests.outcomes.not_disclosed"
    report = report_of({f"{outcomes}.state_secret.natural_person": 2, f"{outcomes}.internal_affairs.natural_person": 3})
    previous = report_of({"requests.received.natural_person": 4}, year=2023)
    assert condition(f"{outcomes}.total + 3*last.requests.received.total - 1 == 16", form).holds(report, previous)
    assert condition(f"{outcomes}.total == 5", form).holds(report, None)
    assert condition("last.requests.received.total == 4", form).holds(report, None) is None


def test_an_unreadable_report_of_last_year_is_a_warning() -> None:
    found = check_report(report_of(), unreadable="2023.toml 第 3 行写法不合 TOML 格式。")
    [finding] = [finding for finding in found if finding.code == "carry.previous_unreadable"]
    assert finding.level is Level.WARNING
    assert "第 3 行" in finding.message


def test_each_column_carried_over_is_compared_and_a_total_that_follows_is_not_told_again() -> None:
    previous = report_of(
        {"requests.carried_forward.natural_person": 3, "requests.carried_forward.commercial_enterprise": 1}, year=2023
    )
    report = report_of(
        {"requests.brought_forward.natural_person": 3, "requests.brought_forward.commercial_enterprise": 2}
    )
    found = [
        finding for finding in other_findings(Context(report, previous)) if finding.code == "carry.brought_forward"
    ]
    assert [finding.figures for finding in found] == [("requests.brought_forward.commercial_enterprise",)]
    assert "多 1" in found[0].message
    assert found[0].level is Level.ERROR
