"""Nothing is deleted: a report goes to the trash by a new name and comes back from there, never over another."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from reports.faults import ReportFault
from reports.folder_listing import listed
from reports.trash import latest, restore, to_trash
from tests.reports.libraries import put


def test_there_and_back(tmp_path: Path) -> None:
    path = put(tmp_path, "县/甲", 2024)
    before, inode = path.read_bytes(), path.stat().st_ino
    one = to_trash(tmp_path, path)
    assert one.kept.parent == tmp_path / ".trash" / "县" / "甲"
    assert one.kept.name.startswith("2024.20")
    assert one.kept.stat().st_ino == inode
    assert not path.exists()
    assert listed(tmp_path).entries == ()
    assert latest(tmp_path) == one
    restore(one)
    assert path.read_bytes() == before
    assert latest(tmp_path) is None


def test_the_one_deleted_last_comes_first(tmp_path: Path) -> None:
    first = to_trash(tmp_path, put(tmp_path, "乙", 2024))
    last = to_trash(tmp_path, put(tmp_path, "甲", 2023, "x = 1"))
    assert latest(tmp_path) == last
    restore(last)
    assert latest(tmp_path) == first


def test_what_else_lies_in_the_trash_is_left_there(tmp_path: Path) -> None:
    one = to_trash(tmp_path, put(tmp_path, "甲", 2024))
    for name in ("2024.mine.toml", "2025.toml", "2024.99999999-9.toml"):
        (one.kept.parent / name).touch()
    assert latest(tmp_path) == one


def test_a_report_that_stands_there_by_now_is_not_overwritten(tmp_path: Path) -> None:
    one = to_trash(tmp_path, put(tmp_path, "甲", 2024))
    other = put(tmp_path, "甲", 2024, "x = 1")
    with pytest.raises(ReportFault, match="已经存在"):
        restore(one)
    assert other.read_text("utf-8") == "x = 1"
    assert one.kept.exists()


def test_a_file_system_without_links_overwrites_nothing_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refused)
    one = to_trash(tmp_path, put(tmp_path, "甲", 2024))
    put(tmp_path, "甲", 2024, "x = 1")
    with pytest.raises(ReportFault, match="已经存在"):
        restore(one)
    one.path.unlink()
    restore(one)
    assert one.path.exists()


def test_what_stands_in_the_way_leaves_the_report(tmp_path: Path) -> None:
    path = put(tmp_path, "甲", 2024)
    (tmp_path / ".trash").touch()
    with pytest.raises(ReportFault, match=r"没有删除 2024\.toml"):
        to_trash(tmp_path, path)
    assert path.exists()
