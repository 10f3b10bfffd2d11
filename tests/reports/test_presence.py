"""Who is editing: notes that are whole from the moment they appear, and rules that call nobody gone who may be there."""

from __future__ import annotations

import json
import os
import stat
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.presence import Found, OwnNote, ServerClock, look, note_name
from reports.presence_note import LARGEST_NOTE, File, Note, encode
from reports.presence_rules import LEFT_OVER, Standing, standing
from reports.process_identity import Identity, Running, running_process, this_process
from tests.reports.libraries import put

ME = Identity("here", "machine", "boot", 100, 5000, 1, 2)
TIME = "2026-11-26T14:02:11+08:00"
NOBODY = ME._replace(pid=4_000_000)
"""As of a process that cannot be: Linux gives no pid above 4194304 and this machine few of them."""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report in a library."""
    return put(tmp_path, "甲", 2024)


def note(process: Identity | None) -> Note:
    return Note("n", "王芳", "wang", TIME, TIME, process, File(1, 1, 0))


def of(process: Identity | None, *, me: Identity = ME, age: float = 1.0, running: Running | None = None) -> Standing:
    return standing(note(process), me, age, lambda _pid: running)


def test_this_process_is_told_from_every_other() -> None:
    me = this_process()
    assert me.pid == os.getpid()
    assert me.start > 0
    assert me.boot_id
    assert me.pid_ns > 0
    assert running_process(me.pid) == Running(me.start)
    assert running_process(NOBODY.pid) is None
    assert running_process(2**80) is None


@pytest.mark.parametrize(
    ("process", "running", "expected"),
    [
        (ME, Running(5000), Standing.THERE),
        (ME, None, Standing.GONE),
        (ME, Running(5001), Standing.GONE),
        (ME, Running(0), Standing.THERE),  # hidepid: nothing but that it is there
        (ME._replace(time_ns=9), Running(77), Standing.THERE),  # its ticks are counted from another moment
        (ME._replace(time_ns=9), None, Standing.GONE),
        (ME._replace(boot_id="earlier"), Running(5000), Standing.GONE),
        (ME._replace(boot_id="earlier", host="clone"), None, Standing.HEARD),  # a cloned disk has our machine id
        (ME._replace(boot_id=""), None, Standing.HEARD),
        (ME._replace(pid_ns=7), None, Standing.HEARD),
        (ME._replace(machine_id="other"), None, Standing.HEARD),
        (ME._replace(machine_id="other", boot_id="other"), None, Standing.HEARD),
        (None, None, Standing.HEARD),
    ],
)
def test_only_what_is_certain_is_called_gone(
    process: Identity | None, running: Running | None, expected: Standing
) -> None:
    assert of(process, running=running) is expected
    late = Standing.SILENT if expected is Standing.HEARD else expected
    assert of(process, running=running, age=LEFT_OVER + 1) is late


def test_a_machine_without_an_id_goes_by_its_boot() -> None:
    me = ME._replace(machine_id="")
    assert of(me, me=me) is Standing.GONE
    assert of(me._replace(boot_id="earlier"), me=me) is Standing.HEARD


NUMBERS = st.integers(0, 3)
IDENTITIES = st.builds(
    Identity, st.sampled_from("ab"), st.sampled_from(["", "m", "n"]), st.sampled_from(["", "b", "c"]),
    NUMBERS, NUMBERS, NUMBERS, NUMBERS,
)  # fmt: skip


@given(IDENTITIES, IDENTITIES, st.one_of(st.none(), st.builds(Running, NUMBERS)))
def test_a_note_of_another_machine_is_never_called_gone(wrote: Identity, me: Identity, running: Running | None) -> None:
    found = of(wrote, me=me, running=running)
    if wrote.machine_id != me.machine_id:
        assert found in (Standing.HEARD, Standing.SILENT)
    if wrote[:6] == me[:6] and running == Running(wrote.start):
        assert found is not Standing.GONE or not wrote.boot_id


def test_a_note_says_who_where_and_since_when(report: Path) -> None:
    own = OwnNote(report)
    assert own.write(TIME)
    written = json.loads((report.parent / note_name(report)).read_text("utf-8"))
    assert written["app"] == "nianbao"
    assert written["active"] == TIME
    assert (written["pid"], written["start"]) == (this_process().pid, this_process().start)
    assert look(report) == Found()  # our own is nobody else
    [other] = look(report, me=ME).others
    assert other.standing is Standing.HEARD
    assert other.note.process == this_process()
    own.remove()
    assert [one.name for one in report.parent.iterdir()] == [report.name]


def test_a_second_editor_has_a_note_of_its_own(report: Path) -> None:
    first, second = OwnNote(report), OwnNote(report, this_process()._replace(pid=1, start=1, host="服务器/1"))
    assert first.write()
    assert second.write()
    names = sorted(one.name for one in report.parent.iterdir() if one.name != report.name)
    assert names == [note_name(report), f"{note_name(report)}.____1.1"]
    first.remove()
    assert second.write()
    assert [one.name for one in report.parent.iterdir() if one.name != report.name] == names[1:]


def test_a_note_that_was_taken_away_comes_back_and_anothers_is_left_alone(report: Path) -> None:
    own, place = OwnNote(report), report.parent / note_name(report)
    own.write()
    place.unlink()
    own.keep()
    assert place.is_file()
    place.unlink()
    place.write_text("another's")
    own.remove()
    assert place.read_text() == "another's"


def test_a_sign_of_life_is_the_time_of_the_file(report: Path) -> None:
    own, place = OwnNote(report), report.parent / note_name(report)
    own.write()
    os.utime(place, (1, 1))
    [other] = look(report, me=ME).others
    assert other.age > LEFT_OVER
    assert other.standing is Standing.SILENT
    own.keep()
    [other] = look(report, me=ME).others
    assert other.age < LEFT_OVER


@pytest.mark.parametrize(("folder", "expected"), [(0o2775, 0o664), (0o700, 0o600), (0o755, 0o644)])
def test_whoever_may_look_into_the_folder_may_read_the_note(report: Path, folder: int, expected: int) -> None:
    report.parent.chmod(folder)
    before = os.umask(0o077)
    try:
        OwnNote(report).write()
    finally:
        os.umask(before)
    assert stat.S_IMODE((report.parent / note_name(report)).stat().st_mode) == expected


def test_a_link_to_a_report_has_its_note_beside_the_report(report: Path, tmp_path: Path) -> None:
    link = tmp_path / "本年.toml"
    link.symlink_to(report)
    assert OwnNote(link).write()
    assert len(look(report, me=ME).others) == 1
    assert len(look(link, me=ME).others) == 1


def test_a_note_is_never_seen_half_written(report: Path) -> None:
    """Somebody writes it over and over; every reading finds all of it."""
    own = OwnNote(report)
    over = threading.Event()

    def write() -> None:
        while not over.is_set():
            own.write()

    own.write()
    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(300):
            found = look(report, me=ME)
            assert not found.strange
            assert len(found.others) == 1
    finally:
        over.set()
        writer.join()


def test_without_hard_links_the_note_has_a_name_of_its_own(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_names: object, **_options: object) -> None:
        raise PermissionError(1, "no links")

    monkeypatch.setattr(os, "link", refused)
    own = OwnNote(report)
    assert own.write()
    assert len(look(report, me=ME).others) == 1
    own.remove()
    assert [one.name for one in report.parent.iterdir()] == [report.name]


@given(st.binary(max_size=300), st.text(max_size=20))
def test_text_of_a_name_survives_and_what_is_no_note_is_refused(data: bytes, user: str) -> None:
    from reports.presence_note import Strange, understood

    found = os.stat(__file__)  # noqa: PTH116 - any file will do
    assert isinstance(understood("n", data, found), (Note, Strange))
    written = encode(user, "wang", ME, TIME, TIME)
    assert len(written) <= LARGEST_NOTE
    read = understood("n", written, found)
    assert isinstance(read, Note)
    assert read.user == (user.strip() or "wang")
    assert read.process == ME


def test_the_clock_is_the_file_servers(report: Path) -> None:
    folder = os.open(report.parent, os.O_RDONLY)
    try:
        clock = ServerClock()
        touched = report.parent / "touched"
        touched.touch()
        assert abs(clock.now(folder) - touched.stat().st_mtime) < 5
    finally:
        os.close(folder)
    assert sorted(one.name for one in report.parent.iterdir()) == [report.name, "touched"]
