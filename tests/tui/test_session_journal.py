"""The session tells its journal of everything that changes; what comes back is what was on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from reports import journal_reading
from reports.document import open_document
from reports.journal import Journal
from reports.journal_places import journal_folder, journals_of
from tui.reloading import reload
from tui.session import Session

RECEIVED = "requests.received.natural_person"
DISCLOSED = "requests.outcomes.disclosed.natural_person"
TOTAL = "requests.outcomes.total.natural_person"
PROSE = "problems_and_improvements.text"


@pytest.fixture
def session(report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """The copy, opened, with a journal of its own."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setattr(journal_reading, "is_running", lambda _process: False)
    session = Session(open_document(report))
    session.journal = journal = Journal(session.document.source)
    yield session
    journal.close()


def kept(session: Session) -> dict[str, object]:
    """What the next opening is offered of it now."""
    session.journal.flush()
    found = journal_reading.find_lost(session.path, open_document(session.path).report).lost
    return dict(found[0].contents) if found else {}


def test_a_cell_is_kept_when_it_is_left_with_the_total_that_followed(session: Session) -> None:
    for text in ("1", "12"):
        session.enter(DISCLOSED, text, mark=1)
    session.close_step()
    assert kept(session) == {DISCLOSED: 12, TOTAL: 12}


def test_undo_and_redo_are_kept(session: Session) -> None:
    session.enter(DISCLOSED, "12")
    session.enter(RECEIVED, "3")
    session.undo()
    session.undo()
    assert kept(session) == {}
    session.redo()
    assert kept(session) == {DISCLOSED: 12, TOTAL: 12}


def test_a_cell_that_was_taken_back_leaves_nothing(session: Session) -> None:
    session.enter(RECEIVED, "3")
    session.enter(DISCLOSED, "12", mark=1)
    assert kept(session) == {RECEIVED: 3, DISCLOSED: 12, TOTAL: 12}
    session.cancel_step()
    assert kept(session) == {RECEIVED: 3}


def test_refused_text_goes_with_the_field(session: Session) -> None:
    session.enter(RECEIVED, "3")
    session.enter(DISCLOSED, "-", mark=1)
    kept(session)
    [work] = journal_reading.find_lost(session.path, open_document(session.path).report).lost
    assert [lost.address for lost in work.changes if lost.unread] == [DISCLOSED]
    session.cancel_step()
    kept(session)
    [work] = journal_reading.find_lost(session.path, open_document(session.path).report).lost
    assert [lost.address for lost in work.changes] == [RECEIVED]


def test_after_a_save_only_what_came_later_is_kept(session: Session) -> None:
    session.enter(RECEIVED, "3")
    session.save()
    assert kept(session) == {}
    session.enter(PROSE, "一句。", mark=1)
    session.enter(PROSE, "一句。两句", mark=2)
    assert kept(session) == {PROSE: "一句。两句"}
    session.undo()
    session.undo()
    session.undo()
    assert kept(session) == {RECEIVED: 0}


def test_what_is_given_up_goes_to_the_trash(session: Session) -> None:
    session.enter(RECEIVED, "3")
    session.discard()
    assert kept(session) == {}
    assert list(journals_of(session.path)) == []
    [thrown] = (journal_folder() / "trash").iterdir()
    assert RECEIVED in thrown.read_text("utf-8")


def test_edits_of_a_new_content_are_kept_as_such(session: Session) -> None:
    text = session.path.read_text("utf-8")
    session.path.write_text(text.replace("received        = [0,", "received        = [9,"), encoding="utf-8")
    reload(session, open_document(session.path))
    session.enter(RECEIVED, "3")
    assert kept(session) == {RECEIVED: 3}
    [work] = journal_reading.find_lost(session.path, open_document(session.path).report).lost
    assert [(lost.old, lost.new, lost.overtaken) for lost in work.changes] == [(9, 3, False)]
