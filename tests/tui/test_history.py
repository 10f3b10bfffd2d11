"""The history: what every step says, which point is the present one, what is saved, and going to any of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.document import open_document
from tui.blanks import fill_zero
from tui.history import Listed, entries, place_in_text
from tui.session import Session


@pytest.fixture
def session(report: Path) -> Session:
    return Session(open_document(report))


def words(session: Session) -> list[str]:
    return [entry.words for entry in entries(session)]


def signs(session: Session) -> list[str]:
    return [entry.signs for entry in entries(session)]


def test_steps_are_told_by_what_changed_the_newest_first(session: Session) -> None:
    blank = session.report.blank_figures()[0]
    text = str(session.report.get("other_matters.text"))
    session.enter("proactive.administrative_penalties", "9")
    session.enter(blank.address, "3")
    session.enter("other_matters.text", f"{text}补一句。")
    session.enter("publication.phone", "0955-1")
    form = session.report.form
    figures = [figure for figure in form.figures if figure.section == "requests"]
    fill_zero(session, figures, form.section("requests").title)
    told = words(session)
    assert told[-1] == "打开时，还没有修改"
    assert told[-2] == "行政处罚 8 → 9"
    assert told[-3] == f"{blank.name} 空 → 3"
    assert "【（无） → 补一句。】" in told[-4]
    assert told[-4].startswith("其他事项："), "a section's long title leaves no room for what changed"
    assert told[-5] == "电话 0955-4011434 → 0955-1"
    assert told[-6].startswith("空格填 0：三、收到和处理政府信息公开申请情况（")
    assert "等 18 处" in told[-6]
    assert all(entry.when.count(":") == 2 for entry in entries(session)[:-1])


def test_a_long_change_of_a_text_is_told_in_short(session: Session) -> None:
    session.enter("overview.on_request", "甲" * 500)
    session.enter("overview.on_request", "甲" * 200 + "乙" * 300)
    assert len(words(session)[0]) < 90


def test_control_characters_are_not_sent_to_the_terminal(session: Session) -> None:
    session.enter("overview.on_request", "\x1b[31m红\n")
    assert "\x1b" not in words(session)[0]
    assert "\n" not in words(session)[0]


def test_the_present_what_is_undone_and_what_is_saved_are_marked(session: Session) -> None:
    session.enter("proactive.administrative_penalties", "9")
    session.save()
    session.enter("proactive.administrative_penalties", "10")
    session.enter("proactive.administrative_penalties", "11")
    assert signs(session) == ["现在", "", "已保存", ""]
    session.undo()
    session.undo()
    assert signs(session) == ["已撤销", "已撤销", "现在 已保存", ""]
    session.undo()
    session.save()
    assert signs(session) == ["已撤销", "已撤销", "已撤销 已保存", "现在 已保存"]


def test_a_step_that_gave_way_to_another_is_not_saved_any_more(session: Session) -> None:
    session.enter("proactive.administrative_penalties", "9")
    session.save()
    session.undo()
    session.enter("proactive.administrative_penalties", "9")
    assert signs(session) == ["现在", ""]


def test_going_back_and_forth(session: Session) -> None:
    for text in ("9", "10", "11"):
        session.enter("proactive.administrative_penalties", text)
    assert session.travel(1).happened
    assert session.report.get("proactive.administrative_penalties") == 9
    assert session.travel(3).place == "proactive.administrative_penalties"
    assert session.report.get("proactive.administrative_penalties") == 11
    assert not session.travel(3).happened
    assert not session.travel(99).happened
    session.travel(0)
    assert not session.dirty


def test_where_a_text_differs(session: Session) -> None:
    form = session.report.form
    session.enter("overview.on_request", "收到申请。")
    session.enter("overview.on_request", "收到很多申请。")
    assert place_in_text(form, session.done[-1], undone=False) == 2
    session.enter("proactive.administrative_penalties", "9")
    assert place_in_text(form, session.done[-1], undone=False) is None


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(values=st.lists(st.integers(0, 30), max_size=6), stops=st.lists(st.integers(0, 7), max_size=6))
def test_every_line_leads_to_the_state_it_speaks_of(report: Path, values: list[int], stops: list[int]) -> None:
    session = Session(open_document(report))
    address = "proactive.administrative_penalties"
    states = [session.report.get(address)]
    for value in values:
        session.enter(address, str(value))
        if len(session.done) == len(states):
            states.append(value)
    for stop in stops:
        listed: list[Listed] = entries(session)
        chosen = listed[stop % len(listed)]
        session.travel(chosen.done)
        assert session.report.get(address) == states[chosen.done]
        assert [entry.words for entry in entries(session)] == [entry.words for entry in listed]
