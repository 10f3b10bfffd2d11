"""Repairs, accepted problems, and the numbers in prose, without a terminal: what a clerk relies on while putting things right."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from reports.document import open_document
from schema.findings import Dismissal, Finding, Level, Repair
from schema.report import Edit
from tui.chosen import Chosen
from tui.focus import Focus
from tui.help_text import help_text
from tui.pane_lines import pane_lines
from tui.prose_numbers import Mark, moved
from tui.repair_words import changes_words
from tui.session import Session
from tui.status import status_of
from tui.trail import Trail

COUNTY = "示例县人民政府"
TURNED = "requests.outcomes.not_processed.petition_or_complaint.natural_person"
RECEIVED = "requests.received.total"
TEXT = "overview.on_request"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county's report of the practice library, last year's beside it: one cell with turned digits, two wrong texts."""
    with as_file(files("reports").joinpath("samples", "示例县（练习）", COUNTY)) as sample:
        shutil.copytree(sample, tmp_path / COUNTY)
    return tmp_path / COUNTY / "2024.toml"


@pytest.fixture
def session(county: Path) -> Session:
    """That report, opened, everything checked."""
    return opened(county)


def opened(path: Path) -> Session:
    session = Session(open_document(path))
    session.complete_checks()
    return session


def first(session: Session, level: Level) -> Finding:
    """The first open finding of a level."""
    return next(finding for finding in session.findings if finding.level is level and not finding.dismissed)


def about(session: Session, code: str) -> Finding:
    return next(finding for finding in session.findings if finding.code == code)


def pane(session: Session, selected: int, *, height: int = 20, repaired: bool = True) -> str:
    """The pane's words at the width it has in 80 columns, in one line."""
    finding = session.findings[selected]
    repairs = session.lookup.repairs(finding) if repaired else None
    focus = Focus(session.report.form.section("requests"), None, "", selected, repairs)
    lines = pane_lines(session, focus, 22, height)
    assert len(lines) <= height
    return "".join("".join(text for text, _ in line).strip() for line in lines)


def test_a_repair_is_one_step_and_undo_brings_back_what_was_there(session: Session) -> None:
    before = session.findings
    turned = [finding for finding in before if TURNED in finding.figures and finding.level is Level.ERROR]
    [repair] = session.lookup.repairs(turned[0])
    assert repair.unique
    assert changes_words(session.report.form, repair) == "自然·1.信访举报投诉类申请：395 改为 359"
    session.amend(repair, "改正：一格")
    assert session.report.get(TURNED) == 359
    assert len(turned) == 2
    assert len([one for one in session.findings if one.level is Level.ERROR]) == len(before_errors(before)) - 2
    assert len(session.done) == 1
    assert session.undo()[1] == "改正：一格"
    assert session.findings == before
    assert not session.dirty


def before_errors(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.level is Level.ERROR]


def test_no_repair_outlives_a_change_of_the_report(session: Session) -> None:
    finding = first(session, Level.ERROR)
    assert session.lookup.known_repairs(finding) is None
    assert session.lookup.repairs(finding)
    session.enter(TURNED, "359")
    assert session.lookup.known_repairs(first(session, Level.ERROR)) is None


def test_a_repair_of_prose_changes_its_number_only(session: Session) -> None:
    finding = about(session, "prose.received")
    before = session.report.prose[TEXT]
    repair = next(one for one in session.lookup.repairs(finding) if one.edits[0].address == TEXT)
    session.amend(repair, "改正：正文")
    assert session.report.prose[TEXT] == before.replace("8147", "8174")
    assert not [one for one in session.findings if one.code == "prose.received"]
    session.undo()
    assert session.report.prose[TEXT] == before


def test_an_accepted_problem_stays_accepted_until_its_figures_change(session: Session, county: Path) -> None:
    finding = about(session, "prose.received")
    open_ones = [one for one in session.findings if not one.dismissed]
    session.dismiss(finding, Dismissal("统计口径不同", "王芳", "2025-01-20T10:00:00+08:00"))
    accepted = session.findings[-1]
    assert accepted.code == finding.code
    assert accepted.dismissed == Dismissal("统计口径不同", "王芳", "2025-01-20T10:00:00+08:00")
    session.save()
    again = opened(county)
    assert again.findings == session.findings
    again.enter(RECEIVED, "8175")
    assert about(again, finding.code).dismissed is None
    again.undo()
    assert about(again, finding.code).dismissed
    again.take_back(again.findings[-1])
    assert again.findings == open_ones
    again.undo()
    again.redo()
    assert again.findings == open_ones


def test_an_error_cannot_be_explained_away(session: Session) -> None:
    with pytest.raises(ValueError, match="改正"):
        session.dismiss(first(session, Level.ERROR), Dismissal("就这样", "王芳"))
    assert not session.dirty


def test_reasons_of_two_clerks_for_the_same_cell_both_stay(session: Session, county: Path) -> None:
    finding = about(session, "prose.received")
    session.dismiss(finding, Dismissal("甲说", "甲", "2025-01-20"))
    colleague = opened(county)
    colleague.enter(f"dismissed.{finding.figures[0]}", "乙手写的理由")
    colleague.save()
    session.save()
    kept = session.report.dismissed[finding.figures[0]]
    assert "乙手写的理由" in kept
    assert "甲说" in kept
    assert opened(county).report.dismissed[finding.figures[0]] == kept


def test_the_pane_tells_the_change_then_the_reason(session: Session) -> None:
    shown = pane(session, 0)
    assert shown.index("少 36") < shown.index("^R 改正 自然·1.信访举") < shown.index("395 改为 359")
    assert "^R" not in pane(session, 0, repaired=False)


def test_several_repairs_are_numbered_and_none_is_picked(session: Session) -> None:
    session.enter(TEXT, "")
    place = next(i for i, one in enumerate(session.findings) if one.code == "requests.balance")
    assert not [repair for repair in session.lookup.repairs(session.findings[place]) if repair.unique]
    shown = pane(session, place, height=30)
    assert "^R 有 2 种改法" in shown
    assert all(f"{number} 其他·" in shown for number in (1, 2))


def test_accepted_problems_stand_last_with_reason_and_name(session: Session) -> None:
    session.dismiss(about(session, "prose.received"), Dismissal("统计口径不同", "王芳", "2025-01-20T10:00:00+08:00"))
    shown = pane(session, len(session.findings) - 1)
    assert "已说明1" in shown
    assert "理由：统计口径不同" in shown
    assert "王芳，2025-01-20" in shown


def test_the_chosen_problem_stays_chosen_while_others_come_and_go(session: Session) -> None:
    chosen = Chosen()
    chosen.settle(session.findings)
    assert chosen.place == 0
    wanted = about(session, "prose.received")
    chosen.choose(session.findings.index(wanted), session.findings)
    session.enter(TURNED, "359")
    chosen.settle(session.findings)
    assert chosen.of(session.findings) == wanted


def test_an_error_just_typed_becomes_the_chosen_problem(session: Session) -> None:
    chosen = Chosen()
    chosen.settle(session.findings)
    chosen.choose(len(session.findings) - 1, session.findings)
    change = session.enter("requests.received.natural_person", "1")
    chosen.settle(session.findings, change.addresses)
    found = chosen.of(session.findings)
    assert found
    assert "requests.received.natural_person" in found.figures


def test_numbers_in_prose_say_how_they_stand(session: Session) -> None:
    text = session.report.prose[TEXT]
    wrong, right = text.index("8147"), text.index("500")
    assert "不符，应为 8174" in status_of(session, TEXT, wrong)[1]
    assert "一致" in status_of(session, TEXT, right)[1]
    assert status_of(session, TEXT, text.index("推动"))[1] == status_of(session, TEXT)[1]
    signs = {text[mark.start : mark.end]: mark.sign for mark in session.lookup.marks(TEXT)}
    assert signs["8147 件"] == "contradicts"
    assert signs["500 件"] == "agrees"
    session.enter("requests.brought_forward.total", "")
    session.enter("requests.brought_forward.natural_person", "")
    signs = {text[mark.start : mark.end]: mark.sign for mark in session.lookup.marks(TEXT)}
    assert signs["500 件"] == "undecided"


def test_parts_that_a_sentence_adds_up_itself_need_no_cell(session: Session) -> None:
    session.enter(
        "overview.platforms", "发布信息 30 条，其中网站 10 条、公众号 20 条。举办活动 17 场，办理一件，占 5%。"
    )
    text = session.report.prose["overview.platforms"]
    signs = {text[mark.start : mark.end]: mark.sign for mark in session.lookup.marks("overview.platforms")}
    assert signs == {"30 条": "agrees", "10 条": "agrees", "20 条": "agrees", "17 场": "alone"}


def test_marks_move_with_the_text_that_is_typed() -> None:
    marks = [Mark(0, 2, "agrees"), Mark(5, 8, "alone"), Mark(10, 12, "agrees")]
    assert moved(marks, 4, 4, 3) == [Mark(0, 2, "agrees"), Mark(8, 11, "alone"), Mark(13, 15, "agrees")]
    assert moved(marks, 6, 7, 1) == [Mark(0, 2, "agrees"), Mark(10, 12, "agrees")]


def test_from_a_number_to_its_cell_and_back(session: Session) -> None:
    trail = Trail()
    claim = next(one for one in session.lookup.claims(TEXT) if one.figures == (RECEIVED,))
    spot = trail.from_number(session, claim)
    assert spot
    assert spot.address == RECEIVED
    back = trail.from_cell(session, session.report.form.by_address[RECEIVED])
    assert back
    assert (back.address, back.at) == (TEXT, claim.start)


def test_from_a_cell_through_all_numbers_that_speak_of_it(session: Session) -> None:
    session.enter("overview.summary", "全年新收政府信息公开申请 8174 件。")
    trail, figure = Trail(), session.report.form.by_address[RECEIVED]
    seen = []
    for _ in range(3):
        spot = trail.from_cell(session, figure)
        assert spot
        seen.append(spot.address)
        claim = next(one for one in session.lookup.claims(spot.address) if one.start == spot.at)
        back = trail.from_number(session, claim)
        assert back
        assert back.address == RECEIVED
    assert len(set(seen)) == 2
    assert seen[0] == seen[2]


def test_a_typed_cell_leads_to_the_number_of_its_total(session: Session) -> None:
    spot = Trail().from_cell(session, session.report.form.by_address["requests.received.natural_person"])
    assert spot
    assert spot.address == TEXT
    assert "合计" in spot.told


def many_problems(session: Session) -> list[Finding]:
    one = about(session, "prose.received")
    return [one._replace(message=f"第 {place} 个问题在这里。") for place in range(300)]


def test_of_very_many_problems_the_chosen_one_is_still_shown(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    found = many_problems(session)
    monkeypatch.setattr(type(session), "findings", property(lambda _: found))
    for chosen in (0, 60, 150, 299):
        assert f">提醒 第 {chosen} 个问题在这里。" in pane(session, chosen, repaired=False)


def test_the_chosen_problem_wins_room_and_what_is_still_cut_says_where_it_is(session: Session) -> None:
    finding = session.findings[0]
    cell = session.report.form.by_address[RECEIVED]
    focus = Focus(session.report.form.section("requests"), cell, "", 0, session.lookup.repairs(finding))
    said = ["".join(text for text, _ in line) for line in pane_lines(session, focus, 22, 20)]
    assert not [line for line in said if "勾稽（各列）" in line]
    assert "请核对各项。" in "".join(line.strip() for line in said)
    assert said[-1].strip() == "…（F1 看全）"
    told = help_text(session, RECEIVED, finding)
    assert finding.message in told
    assert all(repair.because in told for repair in session.lookup.repairs(finding))


def test_four_ways_are_all_named_in_a_low_pane(session: Session) -> None:
    session.enter("requests.received.natural_person", "1")
    place = next(i for i, one in enumerate(session.findings) if one.code == "requests.balance")
    ways = (Repair((Edit(RECEIVED, 3135, 8174), Edit(TURNED, 395, 359)), unique=False, because=""),) * 4
    said = pane_lines(session, Focus(session.report.form.section("requests"), None, "", place, ways), 22, 20)
    shown = "".join("".join(text for text, _ in line).strip() for line in said)
    assert len(said) <= 20
    assert "请核对这一列。" in shown
    assert all(f"{number} " in shown for number in range(1, 5))
    assert "…（F1 看全）" in shown
