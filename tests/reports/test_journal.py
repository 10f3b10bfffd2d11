"""What is not saved is on the disk, at once or within two seconds, and costs the one who types next to nothing."""

from __future__ import annotations

import errno
import os
import stat
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reports import journal_reading
from reports.document import Document, open_document
from reports.faults import UnwritableReport
from reports.journal import Journal
from reports.journal_places import KEPT_SECONDS, empty_trash, journal_folder, journals_of, set_aside
from reports.journal_reading import LostWork, find_lost
from schema.report import Edit, merged
from tests.reports.making import TEXT, written

PENALTIES = "proactive.administrative_penalties"
FEES = "proactive.administrative_fees"
PROSE = "overview.proactive"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own, in which no journal is of a running session."""
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.setattr(journal_reading, "is_running", lambda _process: False)
    return folder


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """The sample, opened."""
    (tmp_path / "agency").mkdir()
    return open_document(written(tmp_path / "agency" / "2024.toml", TEXT, crlf=True, bom=True))


class Typist:
    """Edits a document as the session does, and tells a journal."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.net: dict[str, Edit] = {}
        self.told: list[tuple[str, bool]] = []
        self.journal = Journal(document.source, lambda text, failing: self.told.append((text, failing)))

    def enter(self, address: str, content: object, *, typing: bool = False) -> None:
        """One change."""
        edits = self.document.report.edit(address, content).edits
        self.net = merged(self.net, edits)
        self.journal.changed(self.net, {edit.address for edit in edits}, typing=typing)

    def found(self) -> dict[str, object]:
        """What the next opening is offered."""
        return dict(self.works()[0].contents) if self.works() else {}

    def works(self) -> tuple[LostWork, ...]:
        """All of it."""
        return find_lost(self.document.path, open_document(self.document.path).report).lost


@pytest.fixture
def typist(document: Document) -> Iterator[Typist]:
    """Somebody who edits; nothing of the journal runs on after the test."""
    typist = Typist(document)
    yield typist
    typist.journal.close()


def until(condition: Callable[[], object], seconds: float = 20.0) -> float:
    """Waits for something; how long that took."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() < begun + seconds
        threading.Event().wait(0.01)
    return time.monotonic() - begun


def test_a_finished_change_is_kept_before_the_screen_shows_it(typist: Typist) -> None:
    typist.enter(PENALTIES, 9)
    typist.enter(FEES, None)
    typist.journal.settle()
    assert typist.found() == {PENALTIES: 9, FEES: None}


def test_nothing_is_written_before_the_first_change(typist: Typist, state: Path) -> None:
    typist.journal.settle()
    typist.journal.flush()
    typist.journal.closed()
    assert not state.exists()


def test_what_is_taken_back_is_no_work(typist: Typist) -> None:
    typist.enter(PENALTIES, 9)
    typist.enter(FEES, None)
    typist.enter(PENALTIES, 8)
    typist.journal.flush()
    assert typist.found() == {FEES: None}
    typist.enter(FEES, 0)
    typist.journal.flush()
    assert list(journals_of(typist.document.path)) == []


def test_a_draft_is_kept_within_two_seconds_of_its_key(typist: Typist) -> None:
    typist.enter(PROSE, "正在写", typing=True)
    assert until(lambda: typist.found() == {PROSE: "正在写"}) < 2.0 + 3.0  # the disk of a busy machine
    assert [lost.draft for lost in typist.works()[0].changes] == [True]


def test_drafts_come_while_somebody_types_without_a_pause(typist: Typist) -> None:
    begun, count = time.monotonic(), 0
    while not list(journals_of(typist.document.path)):
        count += 1
        typist.enter(PROSE, f"写了 {count} 次", typing=True)
        threading.Event().wait(0.02)
        assert time.monotonic() < begun + 20
    assert count > 10


def test_a_draft_never_stands_over_what_was_finished_after_it(typist: Typist) -> None:
    typist.enter(PROSE, "甲", typing=True)
    typist.journal.flush()
    typist.enter(PROSE, "甲乙", typing=True)
    typist.journal.closed()
    typist.journal.flush()
    assert typist.found() == {PROSE: "甲乙"}
    assert [lost.draft for lost in typist.works()[0].changes] == [False]


def test_refused_text_on_the_screen_is_kept_to_look_at(typist: Typist) -> None:
    typist.enter(PENALTIES, 12, typing=True)
    typist.journal.refused(PENALTIES, "12甲")
    typist.journal.flush()
    work = typist.works()[0]
    assert [(lost.unread, str(getattr(lost.new, "text", lost.new))) for lost in work.changes] == [
        (False, "12"),
        (True, "12甲"),
    ]
    assert work.contents == ((PENALTIES, 12),)
    typist.journal.closed()
    typist.journal.flush()
    assert [lost.unread for lost in typist.works()[0].changes] == [False]


def test_a_save_leaves_nothing(typist: Typist) -> None:
    typist.enter(PENALTIES, 9)
    typist.document.save(typist.net)
    typist.net = {}
    typist.journal.saved(typist.document.source)
    typist.journal.flush()
    assert list(journals_of(typist.document.path)) == []
    typist.enter(PENALTIES, 10)
    typist.journal.flush()
    assert typist.found() == {PENALTIES: 10}
    assert typist.works()[0].changes[0].old == 9


def test_a_save_that_the_journal_did_not_hear_of_is_seen(typist: Typist) -> None:
    """As when the process is killed right behind it."""
    typist.enter(PENALTIES, 9)
    typist.journal.flush()
    typist.document.save(typist.net)
    assert typist.works() == ()
    assert list(journals_of(typist.document.path)) == []


def test_what_nobody_wants_stays_in_the_trash_for_thirty_days(typist: Typist) -> None:
    typist.enter(PENALTIES, 9)
    typist.journal.discarded()
    typist.journal.flush()
    assert typist.works() == ()
    [kept] = (journal_folder() / "trash").iterdir()
    assert PENALTIES in kept.read_text("utf-8")
    empty_trash(journal_folder())
    assert kept.exists()
    os.utime(kept, (0, time.time() - KEPT_SECONDS - 60))
    empty_trash(journal_folder())
    assert not kept.exists()


def test_a_session_that_ends_with_something_unsaved_leaves_its_journal(typist: Typist) -> None:
    typist.enter(PENALTIES, 9)
    typist.journal.close()
    assert typist.found() == {PENALTIES: 9}


def test_each_session_has_a_journal_of_its_own_the_latest_first(document: Document) -> None:
    for value in (9, 10):
        one = Typist(open_document(document.path))
        one.enter(PENALTIES, value)
        one.journal.close()
    assert [dict(work.contents)[PENALTIES] for work in Typist(document).works()] == [10, 9]
    set_aside(Typist(document).works()[0].file)
    assert Typist(document).found() == {PENALTIES: 9}


def test_a_journal_is_private(typist: Typist) -> None:
    before = os.umask(0)
    try:
        typist.enter(PENALTIES, 9)
        typist.journal.flush()
    finally:
        os.umask(before)
    [file] = journals_of(typist.document.path)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_where_the_state_folder_cannot_be_made_it_stands_beside_the_report(typist: Typist, state: Path) -> None:
    state.write_text("in the way")
    typist.enter(PENALTIES, 9)
    typist.journal.flush()
    assert typist.found() == {PENALTIES: 9}
    [file] = journals_of(typist.document.path)
    assert file.parent == typist.document.path.parent / ".history"
    assert typist.told == []


def test_a_full_disk_is_told_once_and_made_up_for(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    write = os.write

    def full(_descriptor: int, _data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    typist.enter(PENALTIES, 9)
    typist.journal.flush()
    monkeypatch.setattr(os, "write", full)
    typist.enter(FEES, None)
    typist.enter(PROSE, "甲")
    with pytest.raises(UnwritableReport, match="磁盘已满"):
        typist.journal.flush()
    assert typist.told == [("现在没有防丢保护：磁盘已满，请清理后重试。请随时保存。", True)]
    monkeypatch.setattr(os, "write", write)
    typist.enter(PENALTIES, 8)
    typist.journal.flush()
    assert typist.told[1:] == [("防丢保护已经恢复。", False)]
    assert typist.found() == {FEES: None, PROSE: "甲"}


def test_half_a_line_is_no_harm(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that takes some bytes of a line and no more."""
    write = os.write
    typist.enter(PENALTIES, 9)
    typist.journal.flush()
    monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:20]))
    typist.enter(FEES, None)
    with pytest.raises(UnwritableReport, match="磁盘已满"):
        typist.journal.flush()
    monkeypatch.setattr(os, "write", write)
    assert typist.found() == {PENALTIES: 9}


def test_a_disk_that_does_not_answer_holds_up_no_key(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = threading.Event()
    sync = os.fdatasync
    typist.enter(PENALTIES, 1)
    typist.journal.flush()
    monkeypatch.setattr(os, "fdatasync", lambda descriptor: (answer.wait(20), sync(descriptor))[1])
    begun = time.monotonic()
    for value in range(2, 1000):
        typist.enter(PENALTIES, value)
        typist.journal.settle()
    assert time.monotonic() - begun < 5
    until(lambda: typist.found() == {PENALTIES: 999})  # kill -9 takes nothing of it
    answer.set()
    typist.journal.flush()
    assert typist.found() == {PENALTIES: 999}


def test_a_journal_that_somebody_takes_away_is_begun_anew(typist: Typist) -> None:
    typist.enter(PENALTIES, 9)
    typist.journal.flush()
    for file in journals_of(typist.document.path):
        file.unlink()
    typist.enter(FEES, None)
    typist.journal.flush()
    assert typist.found() == {PENALTIES: 9, FEES: None}


def test_a_key_costs_next_to_nothing(typist: Typist) -> None:
    """Less than 20 µs of the thread that types; the least of several rounds, as others use the machine too."""
    typist.enter(PENALTIES, 9, typing=True)
    addresses = {PENALTIES}

    def round_of(calls: int) -> float:
        begun = time.thread_time()
        for _ in range(calls):
            typist.journal.changed(typist.net, addresses, typing=True)
        return (time.thread_time() - begun) / calls

    assert min(round_of(1000) for _ in range(7)) < 20e-6
