"""The session without a terminal: what a clerk relies on while typing, undoing, filling and saving."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.assessment import assess
from reports.document import open_document
from reports.faults import Conflicted
from tui import blanks
from tui.blanks import Filled
from tui.session import Session


@pytest.fixture
def session(report: Path) -> Session:
    """The copy, opened, everything checked."""
    session = Session(open_document(report))
    session.complete_checks()
    return session


def first_column(session: Session, row: str) -> str:
    """The address of a row's first cell."""
    return next(f.address for f in session.report.form.figures if f.row.id == row)


def fill_zero(session: Session) -> Filled:
    """The blanks of table three become 0."""
    return blanks.fill_zero(session, [f for f in session.report.form.figures if f.section == "requests"], "表三")


def messages(session: Session) -> list[str]:
    return [finding.message for finding in session.findings]


def test_typing_a_figure_changes_total_and_problem_at_once(session: Session) -> None:
    received = first_column(session, "received")
    change = session.enter(received, "12")
    assert received in change.addresses
    assert received.rpartition(".")[0] + ".total" in change.addresses
    assert change.findings_changed
    assert messages(session)[0].startswith("自然人列：新收 12 + 结转 0 = 12，办理 0 + 结转下年 0 = 0，少 12。")


def test_keys_in_one_cell_are_one_undo_step(session: Session) -> None:
    received = first_column(session, "received")
    for text in ("1", "12", "123"):
        session.enter(received, text, mark=1)
    assert len(session.done) == 1
    session.undo()
    assert session.report.get(received) == 0
    assert not session.dirty
    session.redo()
    assert session.report.get(received) == 123


def test_two_visits_to_a_cell_are_two_steps(session: Session) -> None:
    received = first_column(session, "received")
    session.enter(received, "1", mark=1)
    session.close_step()
    session.enter(received, "2", mark=2)
    session.undo()
    assert session.report.get(received) == 1


def test_refused_text_changes_nothing_and_says_why(session: Session) -> None:
    received = first_column(session, "received")
    change = session.enter(received, "-3")
    assert change.refusal is not None
    assert "不能为负数" in str(change.refusal)
    assert not session.dirty
    assert not session.done


def test_escape_takes_back_what_is_being_typed_and_leaves_no_trace(session: Session) -> None:
    received = first_column(session, "received")
    session.enter(received, "5", mark=1)
    session.enter(received, "57", mark=1)
    session.cancel_step()
    assert session.report.get(received) == 0
    assert not session.done
    assert not session.undone


def test_a_total_that_agreed_follows_while_the_number_grows(session: Session) -> None:
    """Passing through 1 on the way to 12 must not leave the stated total behind."""
    disclosed = first_column(session, "outcomes.disclosed")
    total = first_column(session, "outcomes.total")
    for text in ("1", "", "1", "12"):
        session.enter(disclosed, text, mark=1)
    assert session.report.get(total) == 12
    session.undo()
    assert session.report.get(total) == 0


def test_filling_blanks_is_one_step_and_turns_no_mark_into_zero(session: Session) -> None:
    filled = fill_zero(session)
    assert filled.cells == 19
    assert filled.change.happened
    assert not [finding for finding in session.findings if finding.outcome == "undecided"]
    session.undo()
    assert len(session.report.blank_figures()) == 19
    blank = session.report.blank_figures()[0].address
    session.enter(blank, "/")
    assert fill_zero(session).cells == 18
    assert str(session.report.get(blank)) == "/"


def test_saving_writes_only_the_edited_lines(session: Session, report: Path) -> None:
    before = report.read_text(encoding="utf-8").splitlines()
    session.enter("proactive.administrative_penalties", "9")
    session.enter("problems_and_improvements.text", "一句话。")
    session.save()
    after = report.read_text(encoding="utf-8").splitlines()
    gone = [line for line in before if line not in after]
    assert len(gone) == 3
    assert not session.dirty
    assert tomllib.loads("\n".join(after))["proactive"]["administrative_penalties"] == 9


def test_what_somebody_else_wrote_into_the_file_stays(session: Session, report: Path) -> None:
    report.write_bytes(report.read_bytes() + b"# by hand\n")
    session.enter("proactive.administrative_penalties", "9")
    session.save()
    assert report.read_bytes().endswith(b"# by hand\n")
    assert open_document(report).report.get("proactive.administrative_penalties") == 9


def test_undoing_everything_gives_the_file_back_byte_for_byte(session: Session, report: Path) -> None:
    before = report.read_bytes()
    session.enter(first_column(session, "received"), "7")
    fill_zero(session)
    session.enter("overview.on_request", "收到 7 件。")
    while session.done:
        session.undo()
    assert not session.dirty
    session.save()
    assert report.read_bytes() == before


ENTRIES = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.integers(0, 199), st.sampled_from(["0", "3", "12", "", "/", "-1", "x", "1.5", "１２"])),
        st.tuples(st.just("grow"), st.integers(0, 199), st.sampled_from(["1", "12", "", "9"])),
        st.tuples(st.sampled_from(["write", "add"]), st.integers(0, 5), st.sampled_from(["收到 3 件。", "新收申请 12 件。", ""])),
        st.tuples(st.sampled_from(["undo", "redo", "close", "cancel", "zero"]), st.just(0), st.just("")),
    ),
    max_size=25,
)  # fmt: skip


def act(session: Session, kind: str, place: int, text: str) -> None:
    """One intent of a random clerk."""
    address = session.report.form.figures[place].address
    if kind == "type":
        session.enter(address, text)
    elif kind == "grow":
        session.enter(address, text, mark="same")
    elif kind in ("write", "add"):
        part = [part.address for part in session.report.form.parts()][place]
        session.enter(part, str(session.report.get(part)) + text, mark="typing" if kind == "add" else None)
    elif kind == "zero":
        fill_zero(session)
    else:
        {"undo": session.undo, "redo": session.redo, "close": session.close_step, "cancel": session.cancel_step}[kind]()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(intents=ENTRIES)
def test_findings_stay_those_of_a_whole_check_and_undo_restores(
    report: Path, intents: list[tuple[str, int, str]]
) -> None:
    """Whatever is typed in whatever order: findings kept up to date equal a full check, and undoing all of it restores."""
    session = Session(open_document(report))
    session.complete_checks()
    original = [session.report.get(figure.address) for figure in session.report.form.figures]
    for kind, place, text in intents:
        act(session, kind, place, text)
        session.watch.catch_up()
        assert session.findings == assess(session.report, report, seconds=0)
    session.close_step()
    while session.done:
        session.undo()
    assert [session.report.get(figure.address) for figure in session.report.form.figures] == original
    assert not session.dirty


def test_taking_an_entry_back_keeps_what_could_be_redone(session: Session) -> None:
    received = first_column(session, "received")
    session.enter(received, "5")
    session.undo()
    session.enter(received, "9", mark=1)
    session.cancel_step()
    assert session.redo()[1]
    assert session.report.get(received) == 5


def test_work_comes_together_with_what_somebody_else_saved(session: Session, report: Path) -> None:
    received, brought = first_column(session, "received"), first_column(session, "brought_forward")
    penalties = "proactive.administrative_penalties"
    session.enter(received, "5")
    session.enter(penalties, "9")
    other = Session(open_document(report))
    other.enter(brought, "4")
    other.enter(penalties, "11")
    other.save()
    with pytest.raises(Conflicted) as raised:
        session.save()
    assert session.dirty
    assert [session.report.get(address) for address in (received, brought, penalties)] == [5, 0, 9]
    result = session.save({conflict.key: "theirs" for conflict in raised.value.conflicts})
    assert result.taken == (penalties, brought)
    assert [session.report.get(address) for address in (received, brought, penalties)] == [5, 4, 11]
    assert not session.dirty
    session.enter(received, "6")
    session.undo()
    assert session.report.get(received) == 5
    again = Session(open_document(report)).report
    assert [again.get(address) for address in (received, brought, penalties)] == [5, 4, 11]


def test_giving_up_restores_what_is_on_disk(session: Session) -> None:
    received = first_column(session, "received")
    session.enter(received, "5")
    session.discard()
    assert session.report.get(received) == 0
    assert not session.dirty
    assert not session.done
