"""A report changed on disk is noticed, whatever the way it was changed in; what we wrote ourselves is not news."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reports.file_watch import FileSeen, FileWatch, Signature, signature
from reports.lookout import Lookout
from reports.presence import Found, OwnNote
from tests.reports.libraries import FILLED, put


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report in a library."""
    return put(tmp_path, "甲", 2024)


def watching(report: Path) -> FileWatch:
    """A watch that has looked once."""
    data = report.read_bytes()
    watch = FileWatch(report, lambda: data)
    assert watch.look() is None
    assert not watch.moving
    return watch


def seen(watch: FileWatch) -> FileSeen:
    """What a second look says, after one that only found the file changing."""
    assert watch.look() is None
    assert watch.moving
    found = watch.look()
    assert found
    assert watch.look() == found
    assert not watch.moving
    return found


def changed(report: Path) -> str:
    return report.read_text("utf-8").replace("rules                    = [0", "rules                    = [7")


def in_place(report: Path) -> None:
    report.write_text(changed(report), encoding="utf-8")


def replaced(report: Path) -> None:
    beside = report.with_name("beside")
    beside.write_text(changed(report), encoding="utf-8")
    os.utime(beside, ns=(report.stat().st_mtime_ns, report.stat().st_mtime_ns))
    beside.rename(report)


def older(report: Path) -> None:
    report.write_text(changed(report), encoding="utf-8")
    os.utime(report, (1, 1))


@pytest.mark.parametrize("change", [in_place, replaced, older])
def test_another_content_is_noticed_whatever_its_time(report: Path, change: object) -> None:
    watch = watching(report)
    assert callable(change)
    change(report)
    found = seen(watch)
    assert found.document
    assert found.document.source.data == report.read_bytes()
    assert found.by


def test_what_we_know_already_is_no_news(report: Path) -> None:
    data = [report.read_bytes()]
    watch = FileWatch(report, lambda: data[0])
    watch.look()
    in_place(report)
    data[0] = report.read_bytes()
    assert watch.look() is None
    assert watch.look() is None
    assert not watch.moving
    report.chmod(0o600)
    report.touch()
    assert watch.look() is watch.look() is None


def test_news_that_we_take_over_is_settled(report: Path) -> None:
    data = [report.read_bytes()]
    watch = FileWatch(report, lambda: data[0])
    watch.look()
    in_place(report)
    assert seen(watch)
    data[0] = report.read_bytes()
    assert watch.look() is None
    assert not watch.moving


def test_a_file_that_is_being_written_is_left_until_it_rests(report: Path) -> None:
    watch = watching(report)
    for size in (0, 100, 500):
        report.write_text(FILLED[:size], encoding="utf-8")
        assert watch.look() is None
        assert watch.moving
    in_place(report.with_suffix(".toml"))
    report.write_text(FILLED, encoding="utf-8")
    assert seen(watch).document


def test_gone_and_back_again(report: Path) -> None:
    watch = watching(report)
    away = report.rename(report.with_name("away"))
    assert seen(watch) == FileSeen(None)
    away.rename(report)
    assert watch.look() is None
    assert watch.look() is None
    assert not watch.moving


@pytest.mark.parametrize("kind", ["garbage", "empty", "fifo", "huge", "binary", "folder"])
def test_what_is_no_report_any_more_is_told(report: Path, kind: str) -> None:
    watch = watching(report)
    report.unlink()
    if kind == "fifo":
        os.mkfifo(report)
    elif kind == "folder":
        report.mkdir()
    else:
        content = {"garbage": b"a = [", "empty": b"", "huge": b"#" * 4_000_000, "binary": b"\0\xff"}
        report.write_bytes(content[kind])
    found = seen(watch)
    assert found.document is None
    assert found.fault
    assert isinstance(found.signature, Signature)


def test_a_look_at_nothing_new_is_one_stat(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watch = watching(report)
    asked: list[object] = []
    real = os.stat

    def counted(path: Path) -> os.stat_result:
        asked.append(path)
        return real(path)

    monkeypatch.setattr(os, "stat", counted)
    monkeypatch.setattr(os, "open", lambda *a, **_k: pytest.fail(f"opened {a}"))
    assert watch.look() is None
    assert asked == [report]
    assert signature(report)


def test_the_lookout_tells_of_others_once_and_of_the_file_as_long_as_it_differs(report: Path) -> None:
    told: list[Found | FileSeen] = []
    known = [report.read_bytes()]
    lookout = Lookout(report, lambda: known[0], told.append)
    lookout.once()
    assert told == []
    other = OwnNote(report, lookout.note.me._replace(machine_id="another", host="fenju", pid=7))
    other.write()
    lookout.once()
    lookout.once()
    [found] = told
    assert isinstance(found, Found)
    assert [one.note.process for one in found.others] == [other.me]
    other.remove()
    lookout.once()
    assert told[1:] == [Found()]
    in_place(report)
    for _ in range(4):
        lookout.once()
    assert [type(one) for one in told[2:]] == [FileSeen] * 3
    known[0] = report.read_bytes()
    lookout.once()
    assert len(told) == 5


def test_our_note_comes_with_the_first_edit_and_goes_at_the_end(report: Path) -> None:
    lookout = Lookout(report, report.read_bytes, lambda _found: None)
    lookout.once()
    assert not lookout.note.held
    lookout.touch()
    lookout.once()
    assert lookout.note.held
    lookout.end()
    lookout.once()
    assert [one.name for one in report.parent.iterdir()] == [report.name]


def test_a_folder_that_cannot_be_written_just_has_no_note(report: Path) -> None:
    report.parent.rename(report.parent.with_name("moved"))
    lookout = Lookout(report, lambda: b"", lambda _found: None)
    lookout.touch()
    lookout.once()
    assert not lookout.note.held
    lookout.end()
