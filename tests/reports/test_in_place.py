"""A file that is written over in place: cut off at any byte it is finished by the next reading, never read half-written."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports import in_folder, in_place, store
from reports.faults import UnreadableReport, UnwritableReport
from reports.in_place import finish, is_between
from reports.intents import intents_folder
from reports.source import read_source
from reports.store import replace_file, replace_report
from tests.reports.making import names_in

OLD = "旧的一行\n".encode() * 300
NEW = "新的一行，长一些\n".encode() * 300


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def linked(tmp_path: Path) -> Path:
    """A file with a second name."""
    path = tmp_path / "2024.toml"
    path.write_bytes(OLD)
    os.link(path, tmp_path / "second.toml")
    return path


class Cut(BaseException):
    """The process ends here."""


def waiting() -> list[str]:
    return names_in(intents_folder()) if intents_folder().exists() else []


def cut_off(path: Path, data: bytes, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save whose process ends when so many bytes are in the file."""

    def some(descriptor: int, given: bytes) -> None:
        os.write(descriptor, given[:after])
        raise Cut

    with monkeypatch.context() as patch:
        patch.setattr(in_place, "write_all", some)
        with pytest.raises(Cut):
            replace_file(path, data)


@pytest.mark.parametrize("after", [0, 1, 700, len(NEW) - 1, len(NEW)])
@pytest.mark.parametrize(("old", "new"), [(OLD, NEW), (NEW, OLD)], ids=["growing", "shrinking"])
def test_what_was_cut_off_is_finished_by_the_next_reading(
    linked: Path, monkeypatch: pytest.MonkeyPatch, after: int, old: bytes, new: bytes
) -> None:
    linked.write_bytes(old)
    cut_off(linked, new, after, monkeypatch)
    assert len(waiting()) == 1
    assert read_source(linked).data == new
    assert (linked.parent / "second.toml").read_bytes() == new
    assert waiting() == []


def test_the_next_save_finishes_it_first(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_off(linked, NEW, 700, monkeypatch)
    replace_file(linked, OLD, NEW)
    assert linked.read_bytes() == OLD
    assert waiting() == []


def test_what_somebody_has_written_since_is_left_alone(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_off(linked, NEW, 700, monkeypatch)
    linked.write_bytes("别人写的\n".encode() * 400)
    assert read_source(linked).text.startswith("别人写的")
    assert [name.rpartition(".")[2] for name in waiting()] == ["aside"]


def test_what_cannot_be_finished_is_not_read(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_off(linked, NEW, 700, monkeypatch)

    def full(*_given: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "ftruncate", full)
        with pytest.raises(UnreadableReport, match="只写进了一部分（磁盘已满"):
            read_source(linked)
    assert read_source(linked).data == NEW


def test_a_save_that_can_neither_go_on_nor_back_says_where_the_new_text_is(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "ftruncate", full)
        with pytest.raises(UnwritableReport, match="只写进了一部分") as fault:
            replace_file(linked, NEW, OLD)
    assert waiting()[0] in str(fault.value)
    assert "原文件没有改动" not in str(fault.value)
    assert read_source(linked).data == NEW


def test_an_intent_that_was_itself_cut_off_means_nothing_had_begun(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off(linked, NEW, 0, monkeypatch)
    [intent] = intents_folder().iterdir()
    for size in (intent.stat().st_size - 1, 40, 0):
        os.truncate(intent, size)
        assert read_source(linked).data[: len(OLD)] == OLD
        assert waiting() == []
        linked.write_bytes(OLD)
        cut_off(linked, NEW, 0, monkeypatch)
        [intent] = intents_folder().iterdir()


def test_another_files_intent_is_left_to_it(linked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_off(linked, NEW, 700, monkeypatch)
    other = tmp_path / "2023.toml"
    other.write_bytes(OLD)
    assert read_source(other).data == OLD
    assert len(waiting()) == 1
    finish(linked)
    assert linked.read_bytes() == NEW


@pytest.mark.parametrize("call", ["posix_fallocate", "ftruncate", "fsync"])
def test_a_disk_that_fails_gets_the_old_content_back(linked: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Fsync is let through for the intent, and fails for the file once."""
    real, calls = getattr(os, call), list[int]()
    fine = 2 if call == "fsync" else 0

    def once(*given: int) -> None:
        calls.append(1)
        if len(calls) == fine + 1:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(*given)

    with monkeypatch.context() as patch:
        patch.setattr(os, call, once)
        with pytest.raises(UnwritableReport, match=r"磁盘已满.*原文件没有改动"):
            replace_file(linked, NEW, OLD)
    assert linked.read_bytes() == OLD
    assert waiting() == []


def test_without_a_place_for_the_intent_nothing_is_written(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/proc/nowhere")
    with pytest.raises(UnwritableReport, match="原文件没有改动"):
        replace_file(linked, NEW, OLD)
    assert linked.read_bytes() == OLD


def test_intents_are_private(linked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cut_off(linked, NEW, 700, monkeypatch)
    [intent] = intents_folder().iterdir()
    assert intent.stat().st_mode & 0o777 == 0o600
    assert intents_folder().stat().st_mode & 0o777 == 0o700


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(old=st.binary(max_size=30), new=st.binary(max_size=30), after=st.integers(0, 30), room=st.booleans())
def test_every_state_on_the_way_is_recognised(old: bytes, new: bytes, after: int, room: bool) -> None:
    present = bytearray(old.ljust(len(new), b"\0") if room else old)
    present[: min(after, len(new))] = new[:after]
    assert is_between(bytes(present), old, new)
    assert is_between(old, old, new)
    assert is_between(new, old, new)


def test_what_somebody_saves_while_it_is_finished_is_not_written_over(
    linked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between comparing and writing no other save is made."""
    cut_off(linked, NEW, 700, monkeypatch)
    other = threading.Thread(target=replace_report, args=(linked, b"theirs", None, "乙"))
    look = in_folder.content

    def slowly(folder: int, name: str) -> bytes:
        found = look(folder, name)
        if other.ident is None:
            other.start()
            other.join(0.3)
        return found

    monkeypatch.setattr(in_place, "content", slowly)
    monkeypatch.setattr(store, "finish", lambda _path: None)
    finish(linked)
    other.join()
    assert linked.read_bytes() == b"theirs"
