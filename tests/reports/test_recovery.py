"""Unsaved work of a session that was cut off is found again, and is nobody else's business."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.document import Document, open_document
from reports.faults import UnwritableReport
from reports.reading import report_from
from reports.recovery import (
    Recovered,
    as_text,
    copies_of,
    drop,
    drop_all,
    find_recoveries,
    set_aside,
    state_folder,
    write_recovery,
)
from schema.report import Edit, merged
from schema.values import Mark
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


def found(document: Document) -> list[Recovered]:
    """What the next opening finds."""
    return find_recoveries(document.path, open_document(document.path).report)


def only(document: Document) -> Recovered:
    """The one copy that the next opening finds."""
    [recovered] = found(document)
    return recovered


def test_unsaved_work_is_found_by_the_next_session(document: Document) -> None:
    before = document.path.read_bytes()
    prose = "甲'''乙\\\n丙\x1b\r"
    net = edits(document, proactive__administrative_penalties=9, overview__proactive=prose, publication__phone="",
                publication__period=("2023-01-01", "2023-12-31"), proactive__administrative_fees=None)  # fmt: skip
    file = write_recovery(document, net)
    recovered = only(document)
    assert recovered.file == file
    assert recovered.at.startswith("20")
    assert recovered.overtaken == 0
    assert dict(recovered.contents) == {
        PENALTIES: 9, PROSE: prose, "publication.phone": "", "publication.period": ("2023-01-01", "2023-12-31"),
        "proactive.administrative_fees": None,
    }  # fmt: skip
    assert document.path.read_bytes() == before


def test_the_copy_holds_the_whole_report_as_it_would_have_been_saved(document: Document) -> None:
    net = edits(document, proactive__administrative_penalties=9)
    file = write_recovery(document, net)
    assert file
    text = json.loads(file.read_text("utf-8"))["text"]
    assert report_from(text, file).get(PENALTIES) == 9


def test_stated_totals_that_followed_are_part_of_it(document: Document) -> None:
    write_recovery(document, edits(document, disputes__litigation__direct__upheld=3))
    assert dict(only(document).contents) == {
        "disputes.litigation.direct.upheld": 3,
        "disputes.litigation.direct.total": 4,
    }


def test_nothing_unsaved_writes_nothing(document: Document, state: Path) -> None:
    assert write_recovery(document, {}) is None
    assert not state.exists()
    assert found(document) == []


def test_every_session_has_a_copy_of_its_own_the_latest_first(document: Document) -> None:
    first = write_recovery(document, edits(document, proactive__administrative_penalties=9))
    second = write_recovery(document, edits(document, proactive__administrative_penalties=10))
    assert [recovered.file for recovered in found(document)] == [second, first]
    assert [dict(recovered.contents)[PENALTIES] for recovered in found(document)] == [10, 9]


def test_work_that_is_in_the_report_by_now_is_no_work(document: Document) -> None:
    net = edits(document, proactive__administrative_penalties=9)
    write_recovery(document, net)
    document.save(net)
    assert found(document) == []
    assert names_in(copies_of(document.path)) == []


def test_only_what_still_differs_is_offered_and_what_others_changed_is_counted(document: Document) -> None:
    net = edits(document, proactive__administrative_penalties=9, overview__proactive="甲")
    write_recovery(document, net)
    document.save({PENALTIES: net[PENALTIES]})
    assert dict(only(document).contents) == {PROSE: "甲"}
    assert only(document).overtaken == 0
    document.save(edits(document, overview__proactive="乙"))
    assert only(document).overtaken == 1


def test_half_a_character_does_not_cost_the_rest(document: Document) -> None:
    contents = {PENALTIES: 9, "agency.name": "甲\ud800", PROSE: "乙\udc80"}
    write_recovery(
        document, edits(document, **{address.replace(".", "__"): content for address, content in contents.items()})
    )
    assert dict(only(document).contents) == contents


def test_a_copy_of_any_size_is_found(document: Document) -> None:
    write_recovery(document, edits(document, overview__proactive="长" * 600_000))
    assert len(str(dict(only(document).contents)[PROSE])) == 600_000


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
    [b"", b"\xff", b"[1]", b"3", b"{", b'{"at": 1}', b'{"at": "x", "edits": 3}', b'{"at": "x", "edits": [[1]]}', b'{"edits": []}', b'{"at": "x", "edits": "abc"}'],
    ids=range(10),
)  # fmt: skip
def test_a_damaged_copy_is_set_aside_and_hides_no_other(document: Document, damage: bytes) -> None:
    good = write_recovery(document, edits(document, proactive__administrative_penalties=9))
    file = write_recovery(document, edits(document, proactive__administrative_penalties=10))
    assert file
    file.write_bytes(damage)
    assert only(document).file == good
    assert file.with_suffix(".unreadable").read_bytes() == damage
    assert not file.exists()


def test_addresses_that_the_form_does_not_know_are_left_out(document: Document) -> None:
    file = write_recovery(document, edits(document, proactive__administrative_penalties=9))
    assert file
    kept = json.loads(file.read_text("utf-8"))
    kept["edits"] += [["x.y", "1", "2"], [3, "", ""]]
    file.write_text(json.dumps(kept), encoding="utf-8")
    assert dict(only(document).contents) == {PENALTIES: 9}


def test_dropping_and_setting_aside(document: Document) -> None:
    net = edits(document, proactive__administrative_penalties=9)
    file = write_recovery(document, net)
    assert file
    set_aside(file, "declined")
    assert found(document) == []
    assert names_in(file.parent) == [f"{file.stem}.declined"]
    again = write_recovery(document, net)
    assert again
    drop_all(found(document))
    drop(again)
    assert names_in(file.parent) == [f"{file.stem}.declined"]


def test_a_link_and_its_file_share_their_copies(document: Document) -> None:
    link = document.path.with_name("link.toml")
    link.symlink_to(document.path.name)
    assert copies_of(link) == copies_of(document.path)
    assert copies_of(document.path.with_name("2023.toml")) != copies_of(document.path)


def test_work_that_cannot_be_kept_is_told(document: Document, monkeypatch: pytest.MonkeyPatch, state: Path) -> None:
    net = edits(document, proactive__administrative_penalties=9)
    state.write_text("a file in the way")
    with pytest.raises(UnwritableReport, match="恢复副本"):
        write_recovery(document, net)
    state.unlink()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnwritableReport, match="磁盘已满"):
        write_recovery(document, net)
    assert names_in(copies_of(document.path)) == []


def test_where_copies_live(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/wang")
    for value in ("", "relative/folder"):
        monkeypatch.setenv("XDG_STATE_HOME", value)
        assert state_folder() == Path("/home/wang/.local/state/nianbao/recovery")


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
    again = report.read("proactive.administrative_fees", as_text(content))
    assert (again, str(again)) == (content, str(content))


def test_an_unsaved_dismissal_is_kept(document: Document) -> None:
    address = "dismissed.proactive.rules.in_force"
    net = {address: Edit(address, "", "经核实，由市里转来")}
    write_recovery(document, net)
    [recovered] = found(document)
    assert [(entry[0], entry[1]) for entry in recovered.contents] == [(address, "经核实，由市里转来")]
