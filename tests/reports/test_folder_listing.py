"""A library is listed from names alone, and each report is as far as its worst says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.folder_listing import listed
from reports.folder_standing import standing
from reports.folder_state import State
from reports.layout import new_report
from tests.reports.libraries import FILLED, FORM, entry, put, text_of
from tests.reports.making import TEXT, changed


def state(library: Path, path: Path) -> State:
    """How far a report is."""
    return standing(entry(library, path)).state


def test_agencies_by_name_years_newest_first_and_nothing_hidden(tmp_path: Path) -> None:
    for name in ("乙/2023.toml", "乙/2024.toml", "甲/2024.toml", "县/甲/2024.toml", "甲/2024.mine-1.toml", "甲/README.md",
                 "甲/.history/2024.toml", ".trash/甲/2024.20250101.toml", "甲/.2024.toml"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found = listed(tmp_path)
    assert [(one.agency, one.year, one.path.name) for one in found.entries] == [
        ("乙", 2024, "2024.toml"),
        ("乙", 2023, "2023.toml"),
        ("县/甲", 2024, "2024.toml"),
        ("甲", 2024, "2024.toml"),
        ("甲", 0, "2024.mine-1.toml"),
    ]
    assert found.years() == [2024, 2023]
    newest = found.entries[0]
    assert newest.before == found.entries[1].stamp
    assert found.unread == ()


def test_folders_that_cannot_be_listed_are_told(tmp_path: Path) -> None:
    put(tmp_path, "甲", 2024)
    assert listed(tmp_path / "没有").unread[0][1].startswith("找不到")
    (tmp_path / "文件").touch()
    assert listed(tmp_path / "文件").unread
    assert len(listed(tmp_path).entries) == 1


def test_a_link_in_a_circle_is_an_entry_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "甲").mkdir()
    path = tmp_path / "甲" / "2024.toml"
    path.symlink_to(path)
    assert state(tmp_path, path) is State.UNREADABLE


def test_every_state(tmp_path: Path) -> None:
    broken = put(tmp_path, "坏", 2024, "a = [")
    found = standing(entry(tmp_path, broken))
    assert found.state is State.UNREADABLE
    assert found.words.startswith("2024.toml 第 1 行")
    blank = put(tmp_path, "空", 2024, new_report(FORM, 2024, "空"))
    assert state(tmp_path, blank) is State.BLANK
    draft = put(tmp_path, "草", 2024, TEXT)
    found = standing(entry(tmp_path, draft))
    assert (found.state, found.blanks, found.settles, found.errors) == (State.DRAFT, 19, 1, 0)
    assert "19 格未填" in found.words
    wrong = put(tmp_path, "错", 2024, changed(("received        = [0,", "received        = [5,"), text=FILLED))
    found = standing(entry(tmp_path, wrong))
    assert (found.state, found.errors, found.blanks) == (State.ERRORS, 1, 0)
    settled = put(tmp_path, "好", 2024)
    assert state(tmp_path, settled) is State.SETTLED


def test_a_report_with_blanks_and_errors_is_being_filled_in_and_tells_both(tmp_path: Path) -> None:
    path = put(tmp_path, "甲", 2024, changed(("received        = [0,", "received        = [5,")))
    found = standing(entry(tmp_path, path))
    assert found.state is State.DRAFT
    assert found.errors == 1


def test_exported_is_a_final_document_that_is_not_older(tmp_path: Path) -> None:
    path = put(tmp_path, "甲", 2024)
    document = path.with_suffix(".md")
    document.write_text("# 年度报告\n", encoding="utf-8")
    os.utime(path, (1000, 1000))
    os.utime(document, (999, 999))
    assert state(tmp_path, path) is State.SETTLED
    os.utime(document, (1000, 1000))
    assert state(tmp_path, path) is State.EXPORTED
    document.write_text("> **草稿**：还有错误 1 处，不能作为定稿发布。\n\n# 年度报告\n", encoding="utf-8")
    assert state(tmp_path, path) is State.SETTLED


@pytest.mark.parametrize("ending", [".docx", ".html", ".md"])
def test_whatever_lies_where_a_document_should_be_does_no_harm(tmp_path: Path, ending: str) -> None:
    path = put(tmp_path, "甲", 2024)
    os.mkfifo(path.with_suffix(ending))
    assert state(tmp_path, path) is State.SETTLED


def test_last_year_takes_part(tmp_path: Path) -> None:
    """What last year carried forward has to be brought forward, or it is an error."""
    put(tmp_path, "甲", 2023, text_of("甲", 2023).replace("carried_forward = [0,", "carried_forward = [4,"))
    path = put(tmp_path, "甲", 2024)
    assert standing(entry(tmp_path, path)).errors


@given(st.text(max_size=20).filter(lambda name: "/" not in name and "\0" not in name))
def test_only_four_digits_are_a_year(tmp_path_factory: pytest.TempPathFactory, stem: str) -> None:
    if not stem or stem.startswith(".") or len(f"{stem}.toml".encode("utf-8", "surrogatepass")) > 200:
        return
    folder = tmp_path_factory.mktemp("库")
    try:
        (folder / f"{stem}.toml").touch()
    except (OSError, UnicodeEncodeError):
        return
    [found] = listed(folder).entries
    assert found.year == (
        int(stem) if stem.isascii() and stem.isdigit() and len(stem) == 4 and 1990 <= int(stem) <= 2100 else 0
    )
