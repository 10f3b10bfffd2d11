"""Unsaved work of a session that was cut off is found again, and is nobody else's business."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from reports.document import Document, open_document
from reports.faults import UnwritableReport
from reports.recovery import (
    Recovered,
    drop_recovery,
    find_recovery,
    recovery_file,
    set_aside,
    state_folder,
    write_recovery,
)
from schema.report import Edit, merged
from tests.reports.making import TEXT, names_in, written

PENALTIES = "proactive.administrative_penalties"
PROSE = "overview.proactive"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of the test's own."""
    folder = tmp_path / "state"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    return folder


@pytest.fixture
def document(tmp_path: Path) -> Document:
    """The sample, opened."""
    return open_document(written(tmp_path / "2024.toml", TEXT, crlf=True, bom=True))


def edits(document: Document, **contents: object) -> dict[str, Edit]:
    """Net edits; ``__`` stands for a point."""
    net: dict[str, Edit] = {}
    for name, content in contents.items():
        net = merged(net, document.report.edit(name.replace("__", "."), content).edits)
    return net


def found(document: Document) -> Recovered | None:
    """What the next opening finds."""
    return find_recovery(document.path, open_document(document.path).report)


def test_unsaved_work_is_found_by_the_next_session(document: Document) -> None:
    before = document.path.read_bytes()
    prose = "甲'''乙\\\n丙\x1b\r"
    net = edits(document, proactive__administrative_penalties=9, overview__proactive=prose, publication__phone="")
    file = write_recovery(document, net)
    assert file == recovery_file(document.path)
    recovered = found(document)
    assert recovered
    assert dict(recovered.contents) == {PENALTIES: 9, PROSE: prose, "publication.phone": ""}
    assert recovered.at.startswith("20")
    assert document.path.read_bytes() == before


def test_stated_totals_that_followed_are_part_of_it(document: Document) -> None:
    write_recovery(document, edits(document, disputes__litigation__direct__upheld=3))
    recovered = found(document)
    assert recovered
    assert dict(recovered.contents) == {"disputes.litigation.direct.upheld": 3, "disputes.litigation.direct.total": 4}


def test_nothing_unsaved_writes_nothing(document: Document, state: Path) -> None:
    assert write_recovery(document, {}) is None
    assert not state.exists()
    assert found(document) is None


def test_work_that_is_in_the_report_by_now_is_no_work(document: Document) -> None:
    net = edits(document, proactive__administrative_penalties=9)
    write_recovery(document, net)
    document.save(net)
    assert found(document) is None
    assert not recovery_file(document.path).exists()


def test_only_what_still_differs_is_offered(document: Document) -> None:
    net = edits(document, proactive__administrative_penalties=9, overview__proactive="甲")
    write_recovery(document, net)
    document.save({PENALTIES: net[PENALTIES]})
    recovered = found(document)
    assert recovered
    assert dict(recovered.contents) == {PROSE: "甲"}


def test_half_a_character_does_not_cost_the_rest(document: Document) -> None:
    write_recovery(
        document,
        edits(document, proactive__administrative_penalties=9, agency__name="甲\ud800", overview__proactive="乙\udc80"),
    )
    recovered = found(document)
    assert recovered
    assert dict(recovered.contents) == {PENALTIES: 9, "agency.name": "甲?", PROSE: "乙?"}


def test_the_copy_is_private(document: Document, state: Path) -> None:
    before = os.umask(0)
    try:
        file = write_recovery(document, edits(document, proactive__administrative_penalties=9))
    finally:
        os.umask(before)
    assert file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert state in file.parents


@pytest.mark.parametrize(
    "damage",
    [b"", b"\xff", b"# no head\n", "# 年报恢复副本 [1]\n".encode(), "# 年报恢复副本 3\n".encode(), '# 年报恢复副本 {"at": 1}\n'.encode(),
     '# 年报恢复副本 {"at": "x", "addresses": [3, [4]]}\n'.encode() + TEXT.encode(), '# 年报恢复副本 {"at": "x", "addresses": 3}\n'.encode() + TEXT.encode(),
     '# 年报恢复副本 {"at": "x", "addresses": ["agency.name"]}\nyear = '.encode()],
    ids=range(9),
)  # fmt: skip
def test_a_damaged_copy_is_set_aside_not_lost(document: Document, damage: bytes) -> None:
    file = write_recovery(document, edits(document, proactive__administrative_penalties=9))
    assert file
    file.write_bytes(damage)
    assert found(document) is None
    assert names_in(file.parent) == [f"{file.stem}.unreadable"]
    assert file.with_suffix(".unreadable").read_bytes() == damage
    assert found(document) is None


def test_unknown_addresses_of_a_copy_are_left_out(document: Document) -> None:
    file = write_recovery(document, edits(document, proactive__administrative_penalties=9))
    assert file
    text = file.read_text(encoding="utf-8").replace(f'"{PENALTIES}"', f'"x.y", "{PENALTIES}"', 1)
    file.write_text(text, encoding="utf-8")
    recovered = found(document)
    assert recovered
    assert dict(recovered.contents) == {PENALTIES: 9}


def test_dropping_and_setting_aside(document: Document) -> None:
    net = edits(document, proactive__administrative_penalties=9)
    file = write_recovery(document, net)
    assert file
    set_aside(file, "declined")
    assert found(document) is None
    assert names_in(file.parent) == [f"{file.stem}.declined"]
    write_recovery(document, net)
    drop_recovery(document.path)
    drop_recovery(document.path)
    assert names_in(file.parent) == [f"{file.stem}.declined"]


def test_a_link_and_its_file_share_their_copy(document: Document) -> None:
    link = document.path.with_name("link.toml")
    link.symlink_to(document.path.name)
    assert recovery_file(link) == recovery_file(document.path)
    assert recovery_file(document.path.with_name("2023.toml")) != recovery_file(document.path)


def test_work_that_cannot_be_kept_is_told(document: Document, monkeypatch: pytest.MonkeyPatch, state: Path) -> None:
    net = edits(document, proactive__administrative_penalties=9)
    state.write_text("a file in the way")
    with pytest.raises(UnwritableReport, match="恢复副本没有地方存放"):
        write_recovery(document, net)
    state.unlink()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableReport, match="磁盘已满"):
        write_recovery(document, net)
    assert names_in(recovery_file(document.path).parent) == []


def test_where_copies_live(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/wang")
    for value in ("", "relative/folder"):
        monkeypatch.setenv("XDG_STATE_HOME", value)
        assert state_folder() == Path("/home/wang/.local/state/nianbao/recovery")
