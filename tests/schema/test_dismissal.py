"""Reasons why a finding is accepted: what is written down fits as long as the figures do, and never excuses an error."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.checks.everything import check_report
from schema.dismissal import cannot_dismiss, entry, fingerprint, key_of, one_line, with_dismissals, without
from schema.findings import Dismissal, Finding, Level
from schema.report import Edit, Report
from tests.schema.making import report_of

ISSUED, REPEALED = "proactive.rules.issued", "proactive.rules.repealed"
TEXT = "overview.proactive"
WHY = Dismissal("已与登记簿核对", "王敏", "2025-01-20T10:22:00+08:00")

AWKWARD = st.lists(
    st.one_of(st.sampled_from(["（", "）", "；", "\n", "\r\n", "\u2028", "；0a1b2c3d）", "（王；；a.b；00000000）", " "]), st.text(max_size=6))
).map("".join)  # fmt: skip
REASONS = AWKWARD.filter(lambda text: bool(one_line(text)))


def warning(*figures: str, section: str = "proactive", code: str = "plausibility.jump", evidence: str = "") -> Finding:
    """A finding that can be accepted."""
    level = Level.WARNING
    return Finding(level, "violated", code, section, "与上年相差很大。", figures, evidence=evidence)


def accepted(report: Report, finding: Finding, why: Dismissal = WHY, findings: tuple[Finding, ...] = ()) -> Report:
    """The report with one more entry, as saving and reading it gives it."""
    copy = replace(report, dismissed=dict(report.dismissed))
    address, text = entry(copy, finding, why, findings)
    copy.put([Edit(address, copy.get(address), text)])
    return copy


def dismissals(report: Report, *findings: Finding) -> list[Dismissal | None]:
    """What accepts each of the findings."""
    return [finding.dismissed for finding in with_dismissals(report, findings)]


@given(reason=REASONS, by=AWKWARD, at=AWKWARD)
def test_a_reason_of_any_characters_comes_back_on_one_line(reason: str, by: str, at: str) -> None:
    finding = warning(ISSUED)
    report = accepted(report_of(), finding, Dismissal(reason, by, at))
    [found] = dismissals(report, finding)
    assert found
    assert found.reason == one_line(reason)
    assert "\n" not in report.dismissed[ISSUED]
    plain = str.maketrans("（；）", "(;)")
    assert (found.by, found.at) == (one_line(by).translate(plain), one_line(at).translate(plain))


def test_an_entry_is_one_readable_line() -> None:
    finding = warning(ISSUED)
    address, text = entry(report_of(), finding, WHY)
    assert address == f"dismissed.{ISSUED}"
    mark = fingerprint(report_of(), finding)
    assert text == f"已与登记簿核对（王敏；2025-01-20T10:22:00+08:00；plausibility.jump；{mark}）"
    assert len(mark) == 8


@given(st.data())
def test_an_edit_elsewhere_keeps_it_and_an_edit_of_its_figures_brings_it_back(data: st.DataObject) -> None:
    report = report_of()
    addresses = [figure.address for figure in report.form.figures if not figure.derived]
    own = data.draw(st.lists(st.sampled_from(addresses), min_size=1, max_size=5, unique=True))
    finding = warning(*own)
    report = accepted(report, finding)
    edited = data.draw(st.sampled_from([*own, *addresses]))
    report.edit(edited, data.draw(st.integers(1, 9)))
    [found] = with_dismissals(report, [finding])
    if edited not in own:
        assert found.dismissed == WHY
        return
    assert found.dismissed is None
    assert found.message == ("与上年相差很大。（曾于 2025-01-20 由 王敏 说明：已与登记簿核对；之后数字有变，请再核实）")
    report.edit(edited, 0)
    assert dismissals(report, finding) == [WHY]


def test_other_words_in_the_text_bring_a_finding_back() -> None:
    finding = warning(section=TEXT, evidence="新收 5 件")
    report = accepted(report_of(), finding)
    assert dismissals(report, finding) == [WHY]
    [found] = with_dismissals(report, [finding._replace(evidence="新收 6 件")])
    assert found.dismissed is None
    assert found.message.endswith("说明：已与登记簿核对；之后内容有变，请再核实）")


@given(reason=REASONS)
def test_an_error_is_never_accepted(reason: str) -> None:
    finding = warning(ISSUED)
    report = accepted(report_of(), finding, Dismissal(reason))
    report.dismissed[ISSUED] += "\n手写的理由"
    wrong = finding._replace(level=Level.ERROR)
    assert with_dismissals(report, [wrong]) == [wrong]
    assert "改正" in cannot_dismiss(wrong, reason)
    with pytest.raises(ValueError, match="错误"):
        entry(report, wrong, Dismissal(reason))


@pytest.mark.parametrize("level", [Level.SETTLE, Level.WARNING, Level.HINT])
def test_every_other_level_is_accepted_with_a_reason_but_not_without(level: Level) -> None:
    finding = warning(ISSUED)._replace(level=level)
    assert dismissals(accepted(report_of(), finding), finding) == [WHY]
    assert cannot_dismiss(finding, "已核对") == ""
    assert "理由" in cannot_dismiss(finding, " \n\t ")
    with pytest.raises(ValueError, match="理由"):
        entry(report_of(), finding, Dismissal("\n"))


def test_a_line_written_by_hand_accepts_whatever_stands_under_its_key() -> None:
    report = report_of()
    report.dismissed[ISSUED] = "县里统一口径，\n  见会议纪要"
    one, other = warning(ISSUED), warning(ISSUED, code="plausibility.zero")
    by_hand = Dismissal("县里统一口径， 见会议纪要")
    assert dismissals(report, one, other, warning(REPEALED)) == [by_hand, by_hand, None]
    report.dismissed["proactive"] = "整张表"
    assert dismissals(report, warning(), warning(REPEALED)) == [Dismissal("整张表"), None]


def test_a_deleted_reason_accepts_nothing() -> None:
    finding = warning(ISSUED)
    report = accepted(report_of(), finding)
    report.dismissed[ISSUED] = report.dismissed[ISSUED].removeprefix(WHY.reason) + "\n\n  "
    assert dismissals(report, finding) == [None]


def test_a_new_reason_takes_the_place_of_the_old_one_and_leaves_other_lines() -> None:
    finding, other = warning(ISSUED), warning(ISSUED, code="plausibility.zero")
    report = accepted(accepted(report_of(), other), finding)
    report.dismissed[ISSUED] = f"手写\n\n{report.dismissed[ISSUED]}"
    before = report.dismissed[ISSUED].split("\n")
    report.edit(ISSUED, 7)
    again = accepted(report, finding, Dismissal("再核对过", "李"))
    assert again.dismissed[ISSUED].split("\n")[:3] == before[:3]
    assert len(again.dismissed[ISSUED].split("\n")) == 4
    assert dismissals(again, finding) == [Dismissal("再核对过", "李")]


def test_two_findings_of_one_code_under_one_key_are_accepted_each_for_itself() -> None:
    first, second = (warning(section=TEXT, evidence=said) for said in ("新收 5 件", "办结 6 件"))
    report = accepted(report_of(), first, findings=(first, second))
    [_, open_one] = with_dismissals(report, [first, second])
    assert open_one == second, "what was said of the first is not said to have been said of the second"
    report = accepted(report, second, Dismissal("另一个理由"), (first, second))
    assert dismissals(report, first, second) == [WHY, Dismissal("另一个理由")]


@given(reason=REASONS)
def test_a_dismissal_can_be_taken_back(reason: str) -> None:
    finding, other = warning(ISSUED), warning(ISSUED, code="plausibility.zero")
    report = accepted(accepted(report_of(), other), finding, Dismissal(reason))
    report.dismissed[ISSUED] += "\n手写"
    address, text = without(report, finding)
    report.put([Edit(address, report.get(address), text)])
    assert dismissals(report, finding, other) == [None, WHY]
    address, text = without(report, other)
    report.put([Edit(address, report.get(address), text)])
    assert report.dismissed == {}


def test_blanks_that_were_accepted_come_back_when_one_is_filled_in_even_the_first() -> None:
    report = report_of({ISSUED: None, REPEALED: None})
    [finding] = [one for one in check_report(report) if one.code == "figure.blank"]
    assert key_of(finding) == ISSUED
    report = accepted(report, finding)
    assert dismissals(report, finding) == [WHY]
    report.edit(ISSUED, 0)
    [left] = [one for one in check_report(report) if one.code == "figure.blank"]
    [found] = with_dismissals(report, [left])
    assert key_of(left) == REPEALED
    assert found.dismissed is None
    assert "曾于 2025-01-20 由 王敏 说明" in found.message


def test_marking_again_says_nothing_twice() -> None:
    finding = warning(ISSUED)
    report = accepted(report_of(), finding)
    assert with_dismissals(report, with_dismissals(report, [finding])) == with_dismissals(report, [finding])
    report.dismissed.clear()
    assert with_dismissals(report, [finding._replace(dismissed=WHY)]) == [finding]
