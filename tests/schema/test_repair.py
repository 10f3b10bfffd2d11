"""What repairs are offered for figures that do not add up, in which order, and what the clerk reads."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from schema.findings import Finding, Level, Repair
from schema.form import Form
from schema.repair import Evidence, with_repairs
from schema.report import Edit
from schema.values import Value, is_number
from tests.schema.golden_record import CITY, FORM, report_with
from tests.schema.making import FORMS, report_of
from tests.schema.repair_trials import PLENTY, violated

NATURAL = "natural_person"
DISCLOSED = "requests.outcomes.disclosed"


def repaired(
    cells: Mapping[str, Value], evidence: tuple[Evidence, ...] = (), more: tuple[Finding, ...] = ()
) -> list[Finding]:
    """The violated equations of a report (the rest 0) and further findings, with their repairs."""
    report = report_with(cells)
    return with_repairs(report, [*violated(report), *more], evidence, seconds=PLENTY)


def changes(repair: Repair) -> dict[str, tuple[object, object]]:
    """The edits of a repair by address."""
    return {edit.address: (edit.old, edit.new) for edit in repair.edits}


def index(address: str) -> int:
    """A figure's index."""
    return FORM.by_address[address].index


def spoiled(wrong: Mapping[str, Value]) -> dict[str, Value]:
    """The city's record with some cells changed."""
    return {**CITY.cells(), **wrong}


def test_one_wrong_cell_in_words() -> None:
    row, column = repaired(spoiled({f"{DISCLOSED}.{NATURAL}": 5354}))
    assert row.repairs == column.repairs
    assert row.repairs == (
        Repair(
            (Edit(f"{DISCLOSED}.{NATURAL}", 5354, 5345),),
            unique=True,
            because=(
                "“（一）予以公开”总计、自然人列“（七）总计”同时差 9，只有“（一）予以公开·自然人”这一格改为 5345 才都对得上"
                "（原来像是相邻两位数字写颠倒）。"
            ),
        ),
    )


def test_a_wrong_stated_total_is_set_to_the_sum() -> None:
    findings = repaired(spoiled({"requests.received.total": 14096}))
    assert findings[0].code == "requests.row_total"
    for finding in findings:
        assert [changes(repair) for repair in finding.repairs] == [{"requests.received.total": (14096, 14069)}]
        assert finding.repairs[0].unique
        assert "，只有“一、本年新收政府信息公开申请数量·总计”这一格改为 14069 才都对得上" in finding.repairs[0].because


def test_faults_in_two_tables_are_told_apart() -> None:
    wrong = {f"{DISCLOSED}.{NATURAL}": 5354, "disputes.reconsideration.upheld": 379}
    for finding in repaired(spoiled(wrong)):
        assert {edit.address.partition(".")[0] for repair in finding.repairs for edit in repair.edits} == {
            finding.section
        }


def test_two_unrelated_faults_of_a_table_get_a_repair_each() -> None:
    wrong = {f"{DISCLOSED}.{NATURAL}": 5354, "requests.carried_forward.other_organization": 8}
    findings = repaired(spoiled(wrong))
    assert len(findings) == 4
    for finding in findings:
        [repair] = finding.repairs
        assert repair.unique
        assert len(repair.edits) == 1
        assert finding.figures.count(repair.edits[0].address) == 1


def test_two_faults_by_the_same_amount_are_offered_together_with_their_mirror_image() -> None:
    """Corners of a rectangle: either pair of opposite ones explains two rows and two columns."""
    wrong = {f"{DISCLOSED}.{NATURAL}": 5344, "requests.outcomes.partially_disclosed.commercial_enterprise": 38}
    for finding in repaired(spoiled(wrong)):
        pairs = [set(changes(repair)) for repair in finding.repairs]
        assert set(wrong) in pairs
        assert {
            f"{DISCLOSED}.commercial_enterprise",
            f"requests.outcomes.partially_disclosed.{NATURAL}",
        } in pairs
        assert not any(repair.unique for repair in finding.repairs)
        assert "另有 1 种可能" in finding.repairs[0].because


def test_swapped_cells_in_words() -> None:
    wrong = {f"{DISCLOSED}.{NATURAL}": 129, f"{DISCLOSED}.commercial_enterprise": 5345}
    for finding in repaired(spoiled(wrong)):
        first = finding.repairs[0]
        assert first.unique
        assert (
            "只有把“（一）予以公开·自然人”、“（一）予以公开·商业企业”两格的数字对调才都对得上（原来像是两格填颠倒了）"
            in first.because
        )


def test_digits_run_together_in_words() -> None:
    row = "requests.brought_forward"
    wrong = {f"{row}.{NATURAL}": 5356, f"{row}.commercial_enterprise": 0}
    for finding in repaired(spoiled(wrong)):
        assert changes(finding.repairs[0]) == {
            f"{row}.{NATURAL}": (5356, 535),
            f"{row}.commercial_enterprise": (0, 6),
        }
        assert "相邻两格的数字连写成了 5356" in finding.repairs[0].because
        assert finding.repairs[0].unique


def test_a_shifted_row_is_one_repair_of_many_cells() -> None:
    row = "requests.outcomes.unable_to_provide.not_held"
    columns = [c.id for c in FORM.by_address[f"{row}.total"].block.columns][:-1]
    wrong = dict(zip([f"{row}.{column}" for column in columns], [0, 3075, 50, 0, 0, 89], strict=True))
    for finding in repaired(spoiled(wrong)):
        best = finding.repairs[0]
        assert {address: new for address, (_, new) in changes(best).items()} == {
            address: CITY.cells()[address] for address in wrong if wrong[address] != CITY.cells()[address]
        }
        assert "错了一列" in best.because


def test_where_only_a_balance_is_out_the_likeliest_slips_come_first_and_none_is_certain() -> None:
    cells = {address: value for address, value in CITY.cells().items() if not FORM.by_address[address].derived}
    [finding] = repaired({**cells, f"{DISCLOSED}.{NATURAL}": 5354})
    assert len(finding.repairs) == 12
    assert {f"{DISCLOSED}.{NATURAL}": (5354, 5345)} in [changes(repair) for repair in finding.repairs[:5]]
    assert not any(repair.unique for repair in finding.repairs)
    assert "请对照原件" in finding.repairs[0].because


def test_numbers_do_not_become_negative() -> None:
    """Jinhu county's report for 2023: 2 + 0 + 1 + 0 = 3, the total says 0; no part can be less by 3."""
    row = "disputes.litigation.direct"
    [finding] = repaired({f"{row}.upheld": 2, f"{row}.other_result": 1, f"{row}.total": 0})
    assert [changes(repair) for repair in finding.repairs] == [{f"{row}.total": (0, 3)}]


def test_two_statements_in_prose_single_one_out_and_one_alone_does_not() -> None:
    cells: dict[str, Value] = {f"requests.received.{NATURAL}": 210, f"{DISCLOSED}.{NATURAL}": 120}
    total, natural = (
        Evidence("prose.table", ((index(f"requests.received.{column}"),),), 120, words, hard=False)
        for column, words in (("total", "正文“收到申请 120 件”"), (NATURAL, "正文“自然人 120 件”"))
    )
    for evidence, sure in (((), False), ((total,), False), ((total, natural), True)):
        [finding] = repaired(cells, evidence)
        best = finding.repairs[0]
        assert best.unique is sure
        assert not any(repair.unique for repair in finding.repairs[1:])
    assert changes(best) == {f"requests.received.{NATURAL}": (210, 120)}
    assert "也与正文“收到申请 120 件”、正文“自然人 120 件”相符" in best.because


def test_prose_that_agrees_with_the_table_before_does_not_single_out_what_keeps_it_so() -> None:
    """It may have been copied off the wrong table."""
    cells: dict[str, Value] = {f"requests.received.{NATURAL}": 210, f"{DISCLOSED}.{NATURAL}": 120}
    copied = tuple(
        Evidence("prose.table", ((index(f"{DISCLOSED}.{column}"),),), 120, "正文", hard=False)
        for column in ("total", NATURAL)
    )
    [finding] = repaired(cells, copied)
    assert changes(finding.repairs[0]) == {f"requests.received.{NATURAL}": (210, 120)}
    assert not any(repair.unique for repair in finding.repairs)


def test_prose_that_may_be_read_in_several_ways_holds_when_one_of_them_does() -> None:
    cells: dict[str, Value] = {f"requests.received.{NATURAL}": 210, f"{DISCLOSED}.{NATURAL}": 120}
    received, brought = index("requests.received.total"), index("requests.brought_forward.total")
    prose = Evidence("prose.table", ((brought,), (received, brought)), 120, "正文“120 件”", hard=False)
    [finding] = repaired(cells, (prose,))
    assert changes(finding.repairs[0]) == {f"requests.received.{NATURAL}": (210, 120)}
    assert "也与正文“120 件”相符" in finding.repairs[0].because
    assert not finding.repairs[0].unique, "the two rows may share the error"


def test_prose_about_a_blank_says_nothing() -> None:
    cells: dict[str, Value] = {
        f"requests.received.{NATURAL}": 21,
        f"{DISCLOSED}.{NATURAL}": 12,
        "requests.received.other_organization": None,
    }
    prose = Evidence("prose.table", ((index("requests.received.total"),),), 12, "正文", hard=False)
    assert repaired(cells, (prose,)) == repaired(cells)


def carry(value: int) -> tuple[Evidence, Finding]:
    """Last year's report carried so many forward; the finding that this year's says otherwise."""
    address = f"requests.brought_forward.{NATURAL}"
    evidence = Evidence("carry.brought_forward", ((index(address),),), value, "上年报告结转下年度", hard=True)
    return evidence, Finding(Level.ERROR, "violated", "carry.brought_forward", "requests", "不一致", (address,))


def test_last_years_report_and_a_balance_meet_in_one_cell() -> None:
    address = f"requests.brought_forward.{NATURAL}"
    cells: dict[str, Value] = {f"requests.received.{NATURAL}": 5, address: 3, f"{DISCLOSED}.{NATURAL}": 12}
    evidence, finding = carry(7)
    findings = repaired(cells, (evidence,), (finding,))
    assert [found.code for found in findings] == ["requests.balance", "carry.brought_forward"]
    for found in findings:
        assert [changes(repair) for repair in found.repairs] == [{address: (3, 7)}]
        assert found.repairs[0].unique
        assert "上年报告结转下年度" in found.repairs[0].because


def test_a_table_that_adds_up_is_not_certainly_wrong_because_last_years_differs() -> None:
    evidence, finding = carry(530)
    [found] = repaired(CITY.cells(), (evidence,), (finding,))
    assert not any(repair.unique for repair in found.repairs)


def test_a_fault_elsewhere_stays_certain_when_last_years_report_differs_too() -> None:
    evidence, finding = carry(530)
    findings = repaired(spoiled({f"{DISCLOSED}.{NATURAL}": 5354}), (evidence,), (finding,))
    certain = [found.code for found in findings if any(repair.unique for repair in found.repairs)]
    assert certain == ["requests.row_total", "requests.outcomes_total"]


def test_a_blank_leaves_its_equations_out_and_its_stated_total_alone() -> None:
    """The row's own sum is undecided: its total may be wrong, but nobody knows the sum to set it to."""
    cells = spoiled({f"{DISCLOSED}.other_organization": None, f"{DISCLOSED}.total": 5540})
    findings = repaired(cells)
    assert findings
    for finding in findings:
        assert f"{DISCLOSED}.total" not in {edit.address for repair in finding.repairs for edit in repair.edits}
        assert not any(repair.unique for repair in finding.repairs)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_edition_of_the_form_is_repaired_by_its_own_equations(form: Form) -> None:
    """Zeros with every total stated, a 7 in any one cell that an equation speaks of."""
    zeros: dict[str, Value] = {figure.address: 0 for figure in form.figures if figure.derived}
    for place in sorted({place for equation in form.equations for place in (*equation.left, *equation.right)}):
        address = form.figures[place].address
        report = report_of({**zeros, address: 7}, edition=form.id)
        for finding in with_repairs(report, violated(report), seconds=PLENTY):
            assert {address: (7, 0)} in [changes(repair) for repair in finding.repairs]


def test_findings_of_other_kinds_stay_as_they_are() -> None:
    other = Finding(Level.WARNING, "violated", "prose.date", "preamble.text", "日期", (f"{DISCLOSED}.{NATURAL}",))
    assert repaired(spoiled({f"{DISCLOSED}.{NATURAL}": 5354}), (), (other,))[-1] == other


def test_many_faults_still_show_the_cells_where_a_row_and_a_column_meet() -> None:
    wrong = {
        address: value + 11 * place + 5 for place, (address, value) in enumerate(list(CITY.cells().items())[:175:29])
    }
    findings = repaired(spoiled(wrong))
    offered = {edit for finding in findings for repair in finding.repairs for edit in repair.edits}
    truth = {Edit(address, value, CITY.cells()[address]) for address, value in wrong.items() if is_number(value)}
    assert offered & truth
    assert not any(repair.unique for finding in findings for repair in finding.repairs)
