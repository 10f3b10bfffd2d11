"""Settings as a clerk meets them: other keys work and are named everywhere, faults are told, the name is asked once."""

from __future__ import annotations

import json
import os
import signal
import tomllib
from pathlib import Path

import pytest

from tests.tui.running import lines, opened

KEYS = """\
name = "张三"

[keys]
undo = "Alt+U"
accept_repair = "Alt+L"
next_problem = "Alt+J"
edit = "F12"
savee = "f9"
"""


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    """Where the settings file is."""
    path = tmp_path / "config" / "nianbao" / "config.toml"
    path.parent.mkdir(parents=True)
    return path


def test_keys_of_the_settings_work_and_are_the_ones_named(report: Path, settings: Path) -> None:
    """Key line, help and messages; what cannot be followed is told with its line before anything else."""
    settings.write_text(KEYS, "utf-8")
    with opened(report, XDG_CONFIG_HOME=str(settings.parent.parent)) as terminal:
        terminal.wait_for(r"第 7 行：keys\.edit .*已经用于“命令”")
        assert "第 8 行：keys.savee 没有这个操作，相近的有 save" in terminal.text
        terminal.press("esc")
        terminal.wait_for(lambda now: "Alt+J问题" in lines(now)[-1])
        assert "Alt+L改正" in lines(terminal)[-1]
        terminal.press("f7")
        terminal.wait_for(r"填为 0.*Alt\+U 可以撤销")
        terminal.press("ctrl+z")
        terminal.press("alt+u")
        terminal.wait_for("已撤销")
        terminal.press("alt+j")
        terminal.wait_for("第 1 个问题")
        terminal.press("f1", "pagedown")
        terminal.wait_for(r"Alt\+J +下一个问题")


def test_the_name_is_asked_once_and_kept_where_the_clerk_wants_it(report: Path, settings: Path) -> None:
    """It signs the reason; a second reason asks nothing, nor does the next session."""
    with opened(report, XDG_CONFIG_HOME=str(settings.parent.parent), NIANBAO_NAME=None) as terminal:
        terminal.press("f3", "ctrl+d")
        terminal.wait_for("为什么这样是对的")
        terminal.type("去年没有这项工作")
        terminal.press("enter")
        terminal.wait_for("由谁署名")
        terminal.press("home", *["delete"] * 30)
        terminal.type("张三")
        terminal.press("enter")
        terminal.wait_for("记住“张三”")
        terminal.press("down", "enter")
        terminal.wait_for("已记下说明")
        terminal.press("f3", "ctrl+d")
        terminal.wait_for("为什么这样是对的")
        terminal.type("有据")
        terminal.press("enter")
        terminal.wait_for("已记下说明")
        terminal.press("ctrl+s")
        terminal.wait_for("已保存")
    assert tomllib.loads(settings.read_text("utf-8")) == {"name": "张三"}
    assert report.read_text("utf-8").count("（张三；") == 2


def test_a_save_asks_for_the_name_once_and_is_made_without_one_too(report: Path) -> None:
    """Esc signs with the account's name; nothing keeps work from being saved."""
    log = report.parent / ".history" / "2024.saves.jsonl"
    with opened(report, NIANBAO_NAME=None) as terminal:
        terminal.type("7")
        terminal.press("ctrl+s")
        terminal.wait_for("由谁署名")
        assert "received        = [7," in report.read_text("utf-8"), "the question comes behind the save"
        terminal.press("esc")
        terminal.wait_for(lambda _: log.exists())
        terminal.type("8")
        terminal.press("ctrl+s")
        terminal.wait_for(lambda _: log.read_bytes().count(b"\n") == 2)
    assert len({json.loads(line)["by"] for line in log.read_text("utf-8").splitlines()}) == 1


def test_leaving_while_the_name_is_asked_for_signs_the_save_all_the_same(report: Path) -> None:
    log = report.parent / ".history" / "2024.saves.jsonl"
    with opened(report, NIANBAO_NAME=None) as terminal:
        terminal.type("7")
        terminal.press("ctrl+s")
        terminal.wait_for("由谁署名")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert json.loads(log.read_text("utf-8"))["count"] == 1


@pytest.mark.parametrize("signum", [signal.SIGHUP, signal.SIGTERM])
def test_a_line_that_drops_while_the_name_is_asked_for_leaves_the_save_recorded(report: Path, signum: int) -> None:
    log = report.parent / ".history" / "2024.saves.jsonl"
    with opened(report, NIANBAO_NAME=None) as terminal:
        terminal.type("7")
        terminal.press("ctrl+s")
        terminal.wait_for("由谁署名")
        os.kill(terminal.pid, signum)
        assert terminal.wait_exit() == 128 + signum
    assert json.loads(log.read_text("utf-8"))["count"] == 1
