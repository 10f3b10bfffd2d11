"""Typing a path lists what may be meant."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.path_names import MOST, PathNames, real_path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("年报2023.docx", "2023年报.html", "说明.txt", ".隐藏"):
        (tmp_path / name).write_text("")
    (tmp_path / "2022").mkdir()
    (tmp_path / "2022" / "a.pdf").write_text("")
    (tmp_path / "别处").symlink_to(tmp_path / "2022")
    (tmp_path / "断了").symlink_to(tmp_path / "没有")
    return tmp_path


def names(text: str) -> list[str]:
    return [one.name for one in PathNames().fitting(text)]


def test_names_that_begin_so_come_first_then_those_that_have_it_in_them(folder: Path) -> None:
    assert names(f"{folder}/2023") == ["2023年报.html", "年报2023.docx"]
    assert names(f"{folder}/") == ["2023年报.html", "年报2023.docx", "断了", "说明.txt", "2022", "别处"]
    assert names(f"{folder}/.")[0] == ".隐藏"
    assert names(f"{folder}/没有这样的") == names(f"{folder}/没有/") == names("\0") == []
    assert names(f"'{folder}/说明.txt'") == ["说明.txt"]
    assert names(f"{folder}/DOCX") == ["年报2023.docx"]


def test_a_folder_is_completed_with_its_slash_and_then_looked_into(folder: Path) -> None:
    [one, *_rest] = PathNames().fitting(f"{folder}/202")[1:]
    assert (one.text, one.is_folder) == (f"{folder}/2022/", True)
    assert names(one.text) == ["a.pdf"]


def test_the_home_folder_may_be_written_short(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert names("~/说") == ["说明.txt"]
    assert PathNames().fitting("~/说")[0].text == "~/说明.txt"
    assert real_path(" ~/说明.txt ") == folder / "说明.txt"


def test_what_cannot_be_shown_is_shown_otherwise_and_still_found(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\x1b[31m\xff")
    odd.mkdir()
    (odd / "a.html").touch()
    names = PathNames()
    [one] = names.fitting(f"{tmp_path}/")
    line = names.shown(one)
    assert line == f"{tmp_path}/<U+001B>[31m<U+DCFF>/"
    assert Path(names.fitting(line)[0].text) == odd / "a.html"


def test_an_endless_folder_is_looked_through_in_part(tmp_path: Path) -> None:
    for number in range(MOST + 50):
        (tmp_path / f"{number}").touch()
    assert len(names(f"{tmp_path}/")) == MOST


def test_a_name_is_found_however_many_others_there_are(tmp_path: Path) -> None:
    for number in range(MOST + 50):
        (tmp_path / f"a{number}").touch()
    for name in ("a", "年报.docx", "z年报"):
        (tmp_path / name).touch()
    known = PathNames()
    for number in range(0, MOST + 50, 10):
        assert f"a{number}" in [one.name for one in known.fitting(f"{tmp_path}/a{number}")]
    assert names(f"{tmp_path}/年报") == ["年报.docx", "z年报"]
    assert names(f"{tmp_path}/a")[0] == "a", "what is typed in full is meant first"


def test_a_path_in_full_is_taken_though_it_came_later_than_the_list(folder: Path) -> None:
    known = PathNames()
    assert known.typed(f"{folder}/新的.html") is None
    known.fitting(f"{folder}/")
    (folder / "新的.html").touch()
    assert known.fitting(f"{folder}/新的.html") == []
    one = known.typed(f"{folder}/新的.html")
    assert one is not None
    assert (one.text, one.is_folder) == (f"{folder}/新的.html", False)
    assert known.typed(f"{folder}/") is known.typed("\0") is None
