"""Previous versions: every replaced content is kept, listed, read and brought back, and nothing else about a save changes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reports import clerk, history
from reports.audit_reading import read_log
from reports.document import open_document
from reports.faults import ReportFault
from reports.publications import publish
from reports.settings import Settings
from reports.store import create_file, replace_file
from reports.versions import read_version, version_bytes, version_named, versions_of
from tests.reports.commanding import PENALTIES, Here
from tests.reports.making import SAMPLE, names_in


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of these tests goes elsewhere."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


def saved(file: Path, *values: int) -> list[bytes]:
    """Saves these numbers one after the other, each by a program of its own; what the file held before each, and now."""
    held = [file.read_bytes()]
    for value in values:
        document = open_document(file)
        edits = {edit.address: edit for edit in document.report.edit(PENALTIES, value).edits}
        assert document.save(edits) == ""
        held.append(file.read_bytes())
    return held


def kept(file: Path) -> list[str]:
    """The names of versions that are kept, the oldest first."""
    return [name for name in names_in(file.parent / ".history") if name.startswith("2024.toml.2")]


def test_every_replaced_content_is_kept_without_being_copied(file: Path) -> None:
    inode = file.stat().st_ino
    held = saved(file, 9, 10, 11)
    found = versions_of(file)
    assert [one.number for one in found] == [1, 2, 3]
    assert [version_bytes(file, one) for one in found] == held[-2::-1]
    assert (file.parent / ".history" / found[-1].name).stat().st_ino == inode
    assert file.stat().st_nlink == 1
    assert [read_version(file, one).get(PENALTIES) for one in found] == [10, 9, 8]


def test_a_version_tells_who_had_saved_it_and_when(file: Path, here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    os.utime(file, (1_700_000_000, 1_700_000_000))
    for name, value in (("张 三", 9), ("李四/../x", 10)):
        monkeypatch.setenv(clerk.VARIABLE, name)
        assert here("set", file, f"{PENALTIES}={value}") == 0
    newest, oldest = versions_of(file)
    assert newest.by == "张_三"
    assert oldest.by == clerk.owner_name(os.getuid())
    assert oldest.at.startswith("2023-11-1")
    assert oldest.until >= newest.at[:10]
    assert here("set", file, f"{PENALTIES}=11") == 0
    assert versions_of(file)[0].by == "李四_x"


def test_the_newest_are_kept_and_what_was_published(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "settings", lambda: Settings(versions=2))
    saved(file, 9)
    first = kept(file)[0]
    (file.parent / ".history" / "2024.published").write_text(f"{first}\n", encoding="utf-8")
    saved(file, 10, 11, 12, 13)
    assert len(kept(file)) == 3
    assert kept(file)[0] == first
    assert [one.published for one in versions_of(file)] == [False, False, True]
    monkeypatch.setattr(history, "settings", lambda: Settings(versions=0))
    saved(file, 14)
    assert kept(file) == [first]


def test_a_save_that_was_cut_off_after_linking_is_no_second_name(file: Path) -> None:
    """Its link is the file itself: the next save replaces it all the same, and keeps it once."""
    held = saved(file, 9)
    left = file.parent / ".history" / f"2024.toml.20990101T000000000000Z.x.{'0' * 8}"
    os.link(file, left)
    inode = file.stat().st_ino
    saved(file, 10)
    assert file.stat().st_ino != inode
    assert left.read_bytes() == held[-1]
    assert len(kept(file)) == 2


def test_what_is_no_report_has_no_history(tmp_path: Path) -> None:
    create_file(tmp_path / "2024.md", b"a")
    replace_file(tmp_path / "2024.md", b"b")
    replace_file(tmp_path / "config.toml", b"c")
    assert names_in(tmp_path) == ["2024.md", "config.toml"]


def test_a_history_that_cannot_be_made_stops_no_save_and_is_told(file: Path, here: Here) -> None:
    (file.parent / ".history").write_bytes(b"")
    assert here("set", file, f"{PENALTIES}=9") == 0
    assert "没能留下保存前的那一版" in here.err
    assert open_document(file).report.get(PENALTIES) == 9


def test_a_history_that_leads_elsewhere_is_not_followed(file: Path, tmp_path: Path, here: Here) -> None:
    (tmp_path / "elsewhere").mkdir()
    (file.parent / ".history").symlink_to(tmp_path / "elsewhere")
    assert here("set", file, f"{PENALTIES}=9") == 0
    assert "没能留下保存前的那一版" in here.err
    assert names_in(tmp_path / "elsewhere") == ["2024.saves.jsonl"] or not names_in(tmp_path / "elsewhere")


def test_a_file_system_without_links_gets_copies(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_given: object, **_named: object) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    os.utime(file, (1_700_000_000, 1_700_000_000))
    held = saved(file, 9)
    [version] = versions_of(file)
    assert version_bytes(file, version) == held[0]
    assert version.at.startswith("2023-11-1")


def test_history_and_restore(file: Path, here: Here) -> None:
    held = saved(file, 9, 10)
    assert here("history", file) == 0
    assert [line.split()[0] for line in here.out.splitlines()] == ["1", "2"]
    listed = here.json("history", file)["versions"]
    assert here("restore", file, "2") == 0
    assert here.out == f"{PENALTIES}: 10 -> 8\n"
    assert "恢复前的内容留作了一版" in here.err
    assert file.read_bytes() == held[0]
    assert version_bytes(file, versions_of(file)[0]) == held[2]
    assert here("restore", file, listed[0]["sha"]) == 0
    assert file.read_bytes() == held[1]
    assert here("restore", file, listed[1]["name"][10:]) == 0
    assert file.read_bytes() == held[0]
    assert here("restore", file, listed[1]["name"]) == 0
    assert "没有改动" in here.err
    assert here.out == ""


def test_a_name_under_which_there_is_nothing_is_not_said_to_have_no_versions(file: Path, here: Here) -> None:
    assert here("history", file) == 0
    assert "没有以前的版本" in here.err
    for wrong in (file.with_name("2042.toml"), file.parent):
        assert here("history", wrong) == 2
        assert "没有以前的版本" not in here.err


def test_a_published_version_is_signed_by_whoever_published_it(
    file: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIANBAO_NAME", "王芳")
    assert publish(file, file.read_bytes(), "md", "2024.md") == ""
    assert here("history", file) == 0
    assert here.out.endswith("  王芳  已发布\n")


def test_restore_refuses_what_it_does_not_know(file: Path, here: Here) -> None:
    assert here("restore", file, "1") == 2
    assert "没有以前的版本" in here.err
    saved(file, 9, 10)
    for wanted, said in (("3", "没有“3”这一版"), ("", "没有“”这一版"), ("20", "都符合"), ("../x", "没有“../x”这一版")):
        assert here("restore", file, wanted) == 2
        assert said in here.err


@pytest.mark.parametrize("broken", [b"not = [ toml", b"\xff\xfe\0", b"", None])
def test_a_broken_or_lost_report_is_brought_back_and_kept_as_it_was(
    file: Path, here: Here, broken: bytes | None
) -> None:
    held = saved(file, 9)
    if broken is None:
        file.unlink()
    else:
        file.write_bytes(broken)
    assert here("restore", file, "1") == 0, here.err
    assert file.read_bytes() == held[0]
    assert ("读不出来，原样留作了一版" in here.err) == (broken is not None)
    if broken is not None:
        assert version_bytes(file, versions_of(file)[0]) == broken


def test_a_version_that_was_tampered_with_is_not_taken(file: Path, here: Here) -> None:
    saved(file, 9)
    [version] = versions_of(file)
    path = file.parent / ".history" / version.name
    path.write_bytes(path.read_bytes().replace(b"penalties = 8", b"penalties = 7"))
    before = file.read_bytes()
    assert here("restore", file, "1") == 2
    assert "校验值不符" in here.err
    assert file.read_bytes() == before
    path.unlink()
    path.symlink_to(SAMPLE)
    with pytest.raises(ReportFault):
        version_bytes(file, version)


def test_versions_of_a_linked_report_are_beside_the_file_itself(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "other" / "link.toml"
    link.parent.mkdir()
    link.symlink_to(file)
    saved(link, 9)
    assert [one.name for one in versions_of(link)] == kept(file)
    assert names_in(link.parent) == ["link.toml"]
    assert version_named(link, "1").number == 1


def test_a_setting_says_how_many(tmp_path: Path) -> None:
    from reports.settings_file import read_settings

    config = tmp_path / "config.toml"
    for text, expected, faulty in (
        ("versions = 7", 7, False),
        ("versions = -1", 50, True),
        ("versions = true", 50, True),
    ):
        config.write_text(text, encoding="utf-8")
        found = read_settings(config)
        assert (found.versions, bool(found.faults)) == (expected, faulty)


def test_notes_that_a_restore_brings_back_are_told_and_recorded(file: Path, here: Here) -> None:
    text = file.read_text("utf-8")
    file.write_text(f"{text}\n[notes]\nrequests = '含上年结转'\n", "utf-8")
    saved(file, 9)
    file.write_text(text, "utf-8")
    assert here("restore", file, "1") == 0
    assert "notes.requests" in here.out
    assert {change.address for change in read_log(file).entries[-1].changes} == {"notes.requests"}
