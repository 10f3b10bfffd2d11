"""A folder of reports: which files it means, and where a new one goes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.faults import ReportFault
from reports.report_files import place_of, report_files


def names(found: object, folder: Path) -> list[str]:
    """Paths relative to a folder."""
    assert isinstance(found, list)
    return [str(path.relative_to(folder)) for path in found]


def test_a_folder_means_every_toml_file_below_it_and_no_hidden_one(tmp_path: Path) -> None:
    for name in ("乙/2024.toml", "甲/2024.toml", "甲/2023.toml", "top.toml", "甲/深/2024.toml", ".history/2024.toml", "甲/.git/x.toml",
                 "甲/.2024.toml.12.ab.tmp", "甲/.hidden.toml", "甲/README.md", "甲/x.toml.bak"):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    found = list(report_files([tmp_path]))
    assert found == sorted(found)
    assert set(names(found, tmp_path)) == {
        "top.toml",
        "乙/2024.toml",
        "甲/2023.toml",
        "甲/2024.toml",
        "甲/深/2024.toml",
    }


def test_files_are_themselves_there_or_not_and_in_the_order_given(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "b.toml").touch()
    asked = [tmp_path / "z.md", tmp_path / "a.toml", tmp_path / ".hidden"]
    assert names(list(report_files(asked)), tmp_path) == ["z.md", "a.toml", ".hidden/b.toml"]


def test_a_folder_that_cannot_be_listed_is_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "2024.toml").touch()
    scandir = os.scandir

    def refusing(path: str) -> object:
        if str(path).endswith("a"):
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert names(list(report_files([tmp_path])), tmp_path) == ["a", "b/2024.toml"]


def test_a_report_lives_in_its_agencys_folder_under_its_year() -> None:
    assert place_of(Path("库"), " 甲镇人民政府 ", 2024) == Path("库/甲镇人民政府/2024.toml")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        ".",
        "..",
        ".git",
        "a/b",
        "/etc",
        "../x",
        "甲\n乙",
        "甲\x1b[31m",
        "甲\u202e乙",
        "甲\0",
        "甲" * 67,
        "\ud800",
    ],
)
def test_a_name_that_can_be_no_folder_is_refused(name: str) -> None:
    with pytest.raises(ReportFault, match="不能用作文件夹名"):
        place_of(Path("库"), name, 2024)


@given(st.text())
def test_a_report_never_lands_outside_its_library(name: str) -> None:
    try:
        path = place_of(Path("/库"), name, 2024)
    except ReportFault:
        return
    assert Path(os.path.normpath(path)).parent.parent == Path("/库")
    assert len(os.fsencode(path.parent.name)) <= 200
