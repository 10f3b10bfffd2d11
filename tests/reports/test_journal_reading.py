"""Journals as they may be found: torn, hostile, of a living session, of a file that went on without them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import journal_reading
from reports.document import Document, open_document
from reports.journal_places import journal_folder, journals_of, mark_of
from reports.journal_reading import Found, find_lost
from reports.journal_records import as_text, line_of, records_in
from reports.process_identity import Identity, this_process
from reports.reading import report_from
from schema.values import Mark
from tests.reports.making import TEXT
from tests.reports.test_journal import FEES, PENALTIES, PROSE, Typist, document, state, typist

ME = this_process()
IS_RUNNING = journal_reading.is_running
"""As it is where no test has put something in its place."""

__all__ = ["document", "state", "typist"]


def found(document: Document) -> Found:
    """What the next opening finds."""
    return find_lost(document.path, open_document(document.path).report)


def journal_of(typist: Typist) -> Path:
    """The journal of two changes, as a session left it."""
    typist.enter(PENALTIES, 9)
    typist.journal.flush()
    typist.enter(PROSE, "甲'''乙\\\n丙\x1b\r\ud800")
    typist.journal.close()
    [file] = journals_of(typist.document.path)
    return file


def test_every_kind_of_content_comes_back(typist: Typist) -> None:
    prose = "甲'''乙\\\n丙\x1b\r\ud800"
    contents: dict[str, object] = {
        PENALTIES: 9, PROSE: prose, "publication.phone": "", FEES: None,
        "publication.period": ("2023-01-01", "2023-12-31"), "dismissed.proactive.rules.in_force": "经核实",
    }  # fmt: skip
    for address, content in contents.items():
        typist.enter(address, content)
    typist.journal.close()
    assert typist.found() == contents


def test_a_torn_tail_costs_the_last_line_only(typist: Typist) -> None:
    file = journal_of(typist)
    whole = file.read_bytes()
    last = whole[: whole.rindex(b"\n", 0, -1) + 1]
    for cut in range(len(last), len(whole)):
        file.write_bytes(whole[:cut])
        assert PENALTIES in typist.found()
        assert file.exists()
    torn = file.parent / "trash" / f"{file.name}.broken"
    assert whole.startswith(last + torn.read_bytes())


def test_a_damaged_byte_ends_the_reading_there(typist: Typist) -> None:
    file = journal_of(typist)
    data = bytearray(file.read_bytes())
    data[data.rindex(b"cell")] ^= 1
    file.write_bytes(data)
    assert typist.found() == {PENALTIES: 9}


def test_what_the_file_holds_now_is_told_where_others_changed_it(typist: Typist) -> None:
    file = journal_of(typist)
    path = typist.document.path
    path.write_bytes(path.read_bytes().replace(b"administrative_penalties = 8", b"administrative_penalties = 7"))
    [work] = found(typist.document).lost
    told = {lost.address: (lost.old, lost.new, lost.now, lost.overtaken) for lost in work.changes}
    assert told[PENALTIES] == (8, 9, 7, True)
    assert told[PROSE][3] is False
    assert work.file == file
    assert work.header.text == typist.document.source.text


def test_the_work_of_a_session_that_goes_on_is_not_offered(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_STATE_HOME", str(journal_folder().parent.parent))
    typist.enter(PENALTIES, 9)
    typist.journal.flush()
    one = found(typist.document)
    assert one.lost == ()
    assert [header.process.pid for header in one.working] == [os.getpid()]


@pytest.mark.parametrize(
    "other",
    [
        ME._replace(start=1),
        ME._replace(boot_id="another"),
        ME._replace(pid_ns=1),
        ME._replace(pid=2**22 + 1),
        ME._replace(pid=10**30),
    ],
)
def test_a_process_that_is_not_the_one_that_wrote_it_counts_as_ended(other: Identity) -> None:
    assert IS_RUNNING(ME)
    assert not IS_RUNNING(other)


def as_directory(path: Path) -> None:
    path.mkdir()


def as_fifo(path: Path) -> None:
    os.mkfifo(path)


def as_link(path: Path) -> None:
    path.symlink_to("/dev/zero")


def as_loop(path: Path) -> None:
    path.symlink_to(path.name)


def with_data(data: bytes) -> Callable[[Path], None]:
    return lambda path: (path.write_bytes(data), None)[1]


def as_huge(path: Path) -> None:
    path.touch()
    os.truncate(path, 10 * 2**30)


HEADER = {
    "kind": "header", "path": "", "sha": "", "text": "", "by": "x", "at": "", "version": "1",
    "process": {"host": "", "machine_id": "", "boot_id": "", "pid": 10**40, "start": 0, "pid_ns": 0, "time_ns": 0},
}  # fmt: skip
ODD: list[dict[str, object]] = [
    {"seq": "x"},
    {"seq": float("inf")},
    {"at": None},
    {"address": 3},
    {"address": "x.y"},
    {"new": []},
    {"new": "９" * 5000},
    {"new": "\u202e"},
    {"old": "1" * 100_000},
    {"kind": "what"},
    {"kind": []},
]
"""What does not belong into an entry."""

HOSTILE: dict[str, Callable[[Path], None]] = {
    "directory": as_directory, "fifo": as_fifo, "link": as_link, "loop": as_loop, "huge": as_huge,
    "empty": with_data(b""), "binary": with_data(bytes(range(256)) * 400), "no header": with_data(line_of({"kind": "cell"})),
    "deep": with_data(b"%08x " % 0 + b"[" * 100_000 + b"\n"), "lines": with_data(b"\n" * 100_000),
    "list": with_data(line_of(HEADER) + b"e3a4e0a4 []\n"),
    "process": with_data(line_of({**HEADER, "process": [1]})),
    "entries": with_data(
        line_of(HEADER)
        + b"".join(
            line_of({"kind": "cell", "at": 0, "old": "", "new": "1", "seq": 1, "address": PENALTIES, **odd})
            for odd in ODD
        )
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_journal_hides_no_other_and_stops_nothing(typist: Typist, kind: str) -> None:
    journal_of(typist)
    HOSTILE[kind](journal_folder() / f"{mark_of(typist.document.path)}.x.1.0.journal")
    for _time in range(2):
        works = typist.works()
        assert PROSE in dict(works[-1].contents) or PROSE in dict(works[0].contents)


def test_a_journal_of_somebody_else_is_none_of_ours(typist: Typist, monkeypatch: pytest.MonkeyPatch) -> None:
    journal_of(typist)
    somebody = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    assert typist.works() == ()


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.integers(0, 300))
def test_no_bytes_break_the_reading(data: bytes, at: int) -> None:
    good = line_of(HEADER) + line_of({"kind": "saved"})
    records, length = records_in(good[:at] + data)
    assert length <= at + len(data)
    assert all(isinstance(record, dict) for record in records)


CONTENTS = st.one_of(
    st.integers(0, 10**9 - 1),
    st.decimals(0, 10**6, places=4),
    st.none(),
    st.sampled_from([Mark("/"), Mark("——"), Mark("无")]),
)


@settings(deadline=None)
@given(CONTENTS)
def test_a_value_kept_as_text_is_the_same_value_when_read_again(content: object) -> None:
    report = report_from(TEXT, Path("2024.toml"))
    again = report.read(FEES, as_text(content))
    assert (again, str(again)) == (content, str(content))
