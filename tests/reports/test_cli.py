"""The headless commands: new reports, exports, wrong usage, and files that are no reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from reports.draft import without_stamp
from reports.terminal_text import UNSAFE
from tests.reports.commanding import PENALTIES, RECEIVED, Here
from tests.reports.making import TEXT, names_in

BROKEN = {
    "not.toml": b"a = [", "bin.toml": bytes(range(256)), "empty.toml": b"", "types.toml": b'format = "ogi_2021"\nyear = "x"\nrequests = 3\n',
    "year.toml": TEXT.replace("year = 2024", "year = 2024.5").encode(), "format.toml": TEXT.replace("ogi_2021", "ogi_2099").encode(),
    "long.toml": TEXT.replace("= [0, 0, 1, 0, 1]", "= [0, 0, 1, 0, 1, 0]").encode(), "gbk.toml": TEXT.encode("gbk"), "huge.toml": b"#" * 5_000_000,
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_file_that_is_no_report_is_refused_by_every_command_and_untouched(
    tmp_path: Path, here: Here, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(BROKEN[name])
    commands: list[list[str | Path]] = [["show", path], ["show", path, "--format", "json"], ["set", path, f"{PENALTIES}=9"], ["check", path],
                    ["export", path, "--to", "md"], ["new", tmp_path, "--agency", "甲", "--year", "2025", "--from", path]]  # fmt: skip
    for command in commands:
        assert here(*command) == 2
        assert here.out == ""
        assert here.err.count("\n") == 1
        assert str(path) in here.err
        assert not UNSAFE.search(here.err.rstrip("\n"))
    assert path.read_bytes() == BROKEN[name]
    assert names_in(tmp_path) == [name]


def test_new_makes_a_blank_report_and_never_overwrites(tmp_path: Path, here: Here) -> None:
    assert here("new", tmp_path, "--agency", " 甲镇人民政府 ", "--year", "2025") == 0
    path = tmp_path / "甲镇人民政府" / "2025.toml"
    assert here.out == f"{path}\n"
    shown = here.json("show", path)
    assert (shown["agency"]["name"], shown["year"], shown["format"]) == ("甲镇人民政府", 2025, "ogi_2021")
    assert set(shown["figures"].values()) == {None}
    assert here("set", path, f"{RECEIVED}=3") == 0
    before = path.read_bytes()
    assert here("new", tmp_path, "--agency", "甲镇人民政府", "--year", "2025") == 2
    assert "已经存在，没有覆盖" in here.err
    assert path.read_bytes() == before
    assert names_in(path.parent) == [".history", "2025.toml"]


@pytest.mark.parametrize(("year", "edition"), [("2019", "ogi_2019"), ("2020", "ogi_2019"), ("2021", "ogi_2021")])
def test_new_takes_the_edition_of_the_year(tmp_path: Path, here: Here, year: str, edition: str) -> None:
    assert here("new", tmp_path, "--agency", "甲", "--year", year) == 0
    assert here.json("show", tmp_path / "甲" / f"{year}.toml")["format"] == edition


def test_new_from_last_years_report(file: Path, tmp_path: Path, here: Here) -> None:
    assert here("set", file, "requests.carried_forward.natural_person=4") == 0
    assert here("new", tmp_path, "--agency", "海原县海城镇人民政府", "--year", "2025", "--from", file) == 0
    assert "结转数已带入" in here.err
    shown = here.json(
        "show", Path(here.out.strip()) if here.out.strip() else tmp_path / "海原县海城镇人民政府" / "2025.toml"
    )
    assert shown["figures"]["requests.brought_forward.natural_person"] == 4
    assert shown["figures"]["requests.received.natural_person"] is None
    assert shown["prose"]["overview.on_request"].startswith("2025 年")
    assert here("new", tmp_path, "--agency", "丙", "--year", "2027", "--from", file) == 0
    assert "没有带入结转数" in here.err


@pytest.mark.parametrize("arguments", [["--agency", "a/b", "--year", "2024"], ["--agency", "..", "--year", "2024"], ["--agency", " ", "--year", "2024"],
                                       ["--agency", "甲", "--year", "24"], ["--agency", "甲", "--year", "x"], ["--agency", "甲"], ["--year", "2024"]])  # fmt: skip
def test_new_refuses_what_makes_no_report(tmp_path: Path, here: Here, arguments: list[str]) -> None:
    assert here("new", tmp_path, *arguments) == 2
    assert here.out == ""
    assert here.err
    assert names_in(tmp_path) == []


def test_export_to_stdout_and_to_a_file(file: Path, tmp_path: Path, here: Here) -> None:
    assert here("export", file, "--to", "md") == 0
    document = here.out
    assert "导出的不是定稿" in here.err
    assert document.startswith("> **草稿**：还有待办 ")
    assert without_stamp(document).startswith("# 海原县海城镇人民政府2024年政府信息公开工作年度报告\n")
    out = tmp_path / "年报.md"
    assert here("export", file, "--to", "md", "-o", out) == 0
    assert here.out == f"{out}\n"
    assert out.read_text("utf-8") == document


def test_an_export_never_replaces_a_report_or_a_device(file: Path, tmp_path: Path, here: Here) -> None:
    before = file.read_bytes()
    link = tmp_path / "link.md"
    link.symlink_to(file)
    for out in (file, tmp_path / "other.toml", link, Path(os.devnull)):
        assert here("export", file, "--to", "md", "-o", out) == 2
    assert file.read_bytes() == before
    assert names_in(tmp_path) == ["2024.toml", "link.md"]
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize(
    "arguments",
    [
        ["show"],
        ["show", "a", "b"],
        ["check"],
        ["set", "a"],
        ["export", "a"],
        ["show", "a", "--format", "xml"],
        ["show", "--colour"],
    ],
)
def test_wrong_usage_is_2_and_told_in_chinese(here: Here, arguments: list[str]) -> None:
    assert here(*arguments) == 2
    assert here.out == ""
    assert here.err.startswith("用法不对：")
    assert "\nusage: nianbao " in here.err


@pytest.mark.parametrize("command", [[], ["new"], ["show"], ["set"], ["check"], ["export"]])
def test_help_is_data(here: Here, command: list[str]) -> None:
    assert here(*command, "--help") == 0
    assert here.out.startswith("usage: nianbao")
    assert here.err == ""
