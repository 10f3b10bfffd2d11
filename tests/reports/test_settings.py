"""The settings file: what is wrong in it is named with its line, and never stands in the way of the rest."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.faults import ReportFault
from reports.folder_cache import cache_folder
from reports.own_folders import state_folder
from reports.reading import read_report
from reports.settings import Settings, settings, settings_path
from reports.settings_file import CHECKS, followed, lines_of, read_settings, remember_name, told
from schema.checks.context import Context
from schema.checks.publication import issued
from tests.reports.commanding import nianbao
from tests.reports.making import SAMPLE

WHOLE = """\
# 本单位的设置
name = "张三"
agency = "某某镇人民政府"
deadline = "01-25"
language = "zh"
theme = "dark"
ambiguous_width = "wide"
mouse = true

[keys]
save = "F9"
next_problem = ["F3", "Ctrl+T"]
"""


def written(folder: Path, text: str) -> Path:
    """A settings file."""
    path = folder / "config.toml"
    path.write_text(text, "utf-8")
    return path


def faults(path: Path) -> list[str]:
    """What is told of it."""
    return [told(fault, path) for fault in read_settings(path).faults]


def test_every_setting_is_read(tmp_path: Path) -> None:
    """A file that names them all."""
    found = read_settings(written(tmp_path, WHOLE))
    assert not found.faults
    assert (found.name, found.agency, found.own_deadline) == ("张三", "某某镇人民政府", "01-25")
    assert (found.theme, found.ambiguous_width, found.mouse, found.language) == ("dark", "wide", True, "zh")
    assert [(name, entry.keys, entry.line) for name, entry in found.keys.items()] == [
        ("save", ("F9",), 11),
        ("next_problem", ("F3", "Ctrl+T"), 12),
    ]


def test_wrong_entries_are_all_named_with_their_line_and_the_rest_holds(tmp_path: Path) -> None:
    """Nobody mends a file one start at a time."""
    path = written(
        tmp_path,
        'nmae = "张三"\nagency = "某某镇人民政府"\ndeadline = "02-30"\ntheme = "blue"\nmouse = "yes"\n\n'
        '[keys]\nsave = 9\nundo = []\nquit = "f10"\n[zzz]\nx = 1\n',
    )
    assert faults(path) == [
        "config.toml 第 1 行：没有 nmae 这项设置，相近的有 name",
        'config.toml 第 3 行：deadline 应写成月和日，例如 "01-31"',
        'config.toml 第 4 行：theme 应写成 "auto"、"dark"、"light" 之一',
        "config.toml 第 5 行：mouse 应写成 true 或 false，不加引号",
        'config.toml 第 8 行：keys.save 应写成 "ctrl+s" 或 ["ctrl+s", "f9"]',
        'config.toml 第 9 行：keys.undo 应写成 "ctrl+s" 或 ["ctrl+s", "f9"]',
        f"config.toml 第 11 行：没有 zzz 这项设置，可写的有 {'、'.join([*CHECKS, 'keys'])}",
    ]
    found = read_settings(path)
    assert (found.agency, found.own_deadline, list(found.keys)) == ("某某镇人民政府", "", ["quit"])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'name = "\xd5\xc5"\n', "不是 UTF-8 文字"),
        ('name = "张三\n'.encode(), "第 1 行第 11 列：引号没有闭合"),
        (b'name = "a"\nname = "b"\n', "同一个名称写了两次"),
        (b"a" * 70_000, "不是可以读的设置文件"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_changes_nothing(tmp_path: Path, data: bytes, said: str) -> None:
    """The program starts with what it has without a file."""
    path = tmp_path / "config.toml"
    path.write_bytes(data)
    [fault] = faults(path)
    assert str(path) in fault
    assert said in fault
    assert fault.endswith("全部设置都没有采用。")
    assert read_settings(path) == Settings(faults=read_settings(path).faults)


def test_a_folder_in_its_place_is_named(tmp_path: Path) -> None:
    """Nor does it wait for a pipe."""
    [fault] = faults(tmp_path)
    assert "这是文件夹，不是文件" in fault


@given(st.text(max_size=60))
def test_any_text_is_settings_or_told(text: str) -> None:
    """No file keeps the program from starting."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return
    found = followed(values, lines_of(text))
    assert len(found.faults) >= len(values.keys() - found.stated - {"keys"})


@pytest.mark.parametrize(
    "before", ["", WHOLE, "# 只有一句\n\n[keys]\nsave = 'f9'\n", "\ufeffmouse = true\r\n[keys]\r\n"]
)
def test_a_name_is_written_without_touching_the_rest(
    tmp_path: Path, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Comments, order and line ends stay."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    path = settings_path()
    if before:
        path.parent.mkdir()
        path.write_bytes(before.encode())
    try:
        remember_name('王"五"')
        assert settings().name == '王"五"'
        after = path.read_bytes().decode()
    finally:
        settings.cache_clear()
    statement = 'name = "王\\"五\\""'
    had = 'name = "张三"'
    line = statement + ("\r\n" if "\r\n" in before else "\n")
    mark = "\ufeff" if before.startswith("\ufeff") else ""
    assert after == (before.replace(had, statement) if had in before else mark + line + before.removeprefix("\ufeff"))


def test_a_name_is_not_written_into_a_broken_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is wrong in it is for the clerk to put right."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings_path().parent.mkdir()
    settings_path().write_text("name = \n", "utf-8")
    with pytest.raises(ReportFault, match="没有写入姓名"):
        remember_name("王五")
    assert settings_path().read_text("utf-8") == "name = \n"


def test_a_name_is_not_written_into_what_is_no_plain_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor waited for: a pipe gives nothing to read."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    settings_path().parent.mkdir()
    os.mkfifo(settings_path())
    with pytest.raises(ReportFault, match="没有写入姓名"):
        remember_name("王五")


def test_a_command_tells_wrong_settings_once_and_works(tmp_path: Path) -> None:
    """On stderr, so that its data stay data."""
    path = tmp_path / "nianbao" / "config.toml"
    path.parent.mkdir()
    path.write_text('[keys]\nsavee = "f9"\nundo = "ctrl+i"\n', "utf-8")
    done = nianbao("show", SAMPLE, environment={"XDG_CONFIG_HOME": str(tmp_path)})
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        f"设置文件 {path} 有 2 处没有采用，其余照常：",
        "config.toml 第 2 行：keys.savee 没有这个操作，相近的有 save",
        "config.toml 第 3 行：keys.undo “ctrl+i” 在终端里和 Tab 是同一个键，不能另用",
    ]


def test_a_new_report_is_for_the_agency_of_the_settings(tmp_path: Path) -> None:
    """An office has one name, written once."""
    config = tmp_path / "nianbao" / "config.toml"
    config.parent.mkdir()
    without = nianbao("new", tmp_path, "--year", "2024", environment={"XDG_CONFIG_HOME": str(tmp_path)})
    assert without.returncode == 2
    assert f"--agency 写上行政机关全称，或者在 {config} 里写 agency" in without.stderr
    config.write_text('agency = "某某镇人民政府"\n', "utf-8")
    done = nianbao("new", tmp_path, "--year", "2024", environment={"XDG_CONFIG_HOME": str(tmp_path)})
    assert done.stdout.strip() == str(tmp_path / "某某镇人民政府" / "2024.toml")


def test_the_offices_own_deadline_takes_the_place_of_the_forms() -> None:
    """A township has to publish by 31 January; an office may ask for it earlier."""
    report = read_report(SAMPLE)
    report.edit("publication.issued", "2025-01-28")
    assert not list(issued(Context(report)))
    [late] = issued(Context(report, deadline="01-25"))
    assert "晚于公布期限 2025-01-25" in late.message


def test_a_start_without_a_file_loads_nothing_for_it() -> None:
    """No settings cost nothing."""
    done = nianbao("--version", python=("-X", "importtime"))
    assert "reports.settings" in done.stderr
    assert "reports.settings_file" not in done.stderr
    assert "tui.own_keys" not in done.stderr


def test_an_account_without_a_home_keeps_nothing_in_the_folder_it_starts_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)  # as it answers for one
    for name in ("STATE_HOME", "CONFIG_HOME", "CACHE_HOME"):
        monkeypatch.delenv(f"XDG_{name}", raising=False)
    for folder in (state_folder(), settings_path(), cache_folder()):
        assert folder.is_absolute()
