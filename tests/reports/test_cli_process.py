"""The program among other programs: full disks, closed streams, other locales, and what it loads."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import ROOT
from tests.reports.commanding import PENALTIES, nianbao
from tests.reports.making import SAMPLE, changed, written

HEADLESS = [["show"], ["show", "--format", "json"], ["check"], ["export", "--to", "md"]]


@pytest.mark.parametrize("command", [*HEADLESS, ["set", f"{PENALTIES}=9"], ["new"]], ids=" ".join)
def test_no_headless_command_loads_textual(file: Path, tmp_path: Path, command: list[str]) -> None:
    name, *rest = command
    blank: list[str | Path] = [tmp_path, "--agency", "甲", "--year", "2025"]
    arguments = blank if name == "new" else [file, *rest]
    done = nianbao(name, *arguments, python=("-X", "importtime"))
    assert done.returncode == 0
    loaded = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert "reports.cli" in loaded
    assert not {module for module in loaded if module.split(".")[0] in ("textual", "rich", "asyncio")}


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", [*HEADLESS, ["--help"]], ids=" ".join)
def test_a_full_disk_behind_stdout_is_told(file: Path, command: list[str], unbuffered: str) -> None:
    with Path("/dev/full").open("wb") as full:
        arguments = [command[0], file, *command[1:]] if command[0] != "--help" else command
        done = nianbao(*arguments, stdout=full, environment={"PYTHONUNBUFFERED": unbuffered})
    assert done.returncode == 2
    assert "磁盘已满" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


def test_a_full_disk_behind_stdout_does_not_hide_that_set_has_saved(file: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = nianbao("set", file, f"{PENALTIES}=9", stdout=full)
    assert done.returncode == 2
    assert done.stderr == f"改动已经保存到 {file}，只是结果输出不了：磁盘已满，请清理后重试。\n"
    assert "administrative_penalties = 9" in file.read_text("utf-8")


def test_a_reader_who_leaves_early_is_no_traceback(tmp_path: Path) -> None:
    path = written(tmp_path / "r.toml", changed(("2024 年我镇收到政府信息公开申请 0 件。\n", "长" * 200_000 + "\n")))
    for command in ("show", "export"):
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            done = nianbao(command, path, *(["--to", "md"] if command == "export" else []), stdout=pipe)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_closed_streams_are_no_traceback(file: Path, closed: str) -> None:
    shell = shutil.which("sh")
    assert shell
    for command in (f"show '{file}'", f"set '{file}' {PENALTIES}=9", "show /nowhere", "show", "--help"):
        line = f"exec '{sys.executable}' -m tui {command} {closed}"
        done = subprocess.run([shell, "-c", line], cwd=ROOT, check=False, capture_output=True, text=True, timeout=60)  # noqa: S603 - our own program
        assert done.returncode in (0, 2)
        assert done.returncode == 2 or not closed.startswith(">")
        assert "Traceback" not in done.stderr
    assert "administrative_penalties = 9" in file.read_text("utf-8")


@pytest.mark.parametrize(
    "environment", [{"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LANG": "zh_CN.GBK"}, {"LC_ALL": "zh_CN.GB18030"},
                    {"PYTHONIOENCODING": "gbk"}, {"PYTHONIOENCODING": "ascii"}], ids=str,
)  # fmt: skip
def test_stdout_is_utf8_in_every_locale(tmp_path: Path, environment: dict[str, str]) -> None:
    folder = tmp_path / "甲镇"
    folder.mkdir()
    path = Path(shutil.copyfile(SAMPLE, folder / "2024.toml"))
    assert nianbao("set", path, "agency.name=乙镇é😀", "LANG", environment=environment).returncode == 2
    done = nianbao("set", path, "agency.name=乙镇", environment=environment)
    assert (done.returncode, done.stdout) == (0, "agency.name: 海原县海城镇人民政府 -> 乙镇\n")
    shown = json.loads(nianbao("show", path, "--format", "json", environment=environment).stdout)
    assert shown["agency"]["name"] == "乙镇"
    checked = nianbao("check", tmp_path, environment=environment)
    assert checked.returncode == 0
    assert checked.stdout.startswith(f"{path}：待办 ")


def test_text_in_another_encoding_than_the_locales_is_refused_not_garbled(file: Path) -> None:
    before = file.read_bytes()
    done = nianbao("set", file, os.fsdecode("agency.name=乙镇".encode("gbk")))
    assert (done.returncode, done.stdout, file.read_bytes()) == (2, "", before)
    assert "不成字符的代码" in done.stderr


def test_a_name_that_is_no_utf8_is_shown_and_works(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xd0\xa1\xff.toml"))
    shutil.copyfile(SAMPLE, path)
    text, as_json = nianbao("check", tmp_path), nianbao("check", tmp_path, "--format", "json")
    assert (text.returncode, as_json.returncode) == (0, 0)
    assert "<U+DCFF>" in text.stdout
    [report] = json.loads(as_json.stdout)["reports"]
    assert report["path"].endswith("\udcff.toml")


def test_the_commands_work_from_the_folder_of_the_report(file: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "tui", "set", "2024.toml", f"{PENALTIES}=9"], cwd=file.parent, check=False,
        capture_output=True, text=True, timeout=60, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, f"{PENALTIES}: 8 -> 9\n")
