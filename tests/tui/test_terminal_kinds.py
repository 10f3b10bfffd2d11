"""The main job in every terminal and locale that a clerk may come with; a refusal where there is no terminal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import ROOT, Terminal
from tests.tui.running import data, opened
from tui.terminal_fit import configured
from tui.terminal_kind import key_of, kind_of, told_background
from tui.terminal_memory import MOST, Remembered, memory_file, recall, remember

TERMS = (
    "xterm-256color", "xterm", "xterm-16color", "screen", "screen-256color", "tmux-256color", "linux", "vt100", "vt220",
    "ansi", None,
)  # fmt: skip

LOCALES: tuple[dict[str, Any], ...] = (
    {"LANG": "C"},
    {"LANG": "POSIX"},
    {"LANG": None},
    {"LANG": "zh_CN.GBK"},
    {"LANG": "zh_CN.GB18030"},
    {"LANG": "zh_CN.UTF-8", "LC_ALL": "C"},
    {"LANG": None, "LC_ALL": "zh_CN.GBK"},
    {"LANG": "zh_CN.GBK", "LC_ALL": "POSIX"},
    {"PYTHONIOENCODING": "gbk"},
    {"PYTHONIOENCODING": "gb18030:replace", "LANG": "C"},
    {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"},
)


def do_the_main_job(terminal: Terminal, report: Path) -> None:
    """A digit, a move, text, saving, leaving; the screen is right on the way."""
    assert "海原县海城镇人民政府" in terminal.text
    assert "“三安全一.." in terminal.text
    assert [terminal.cell(57, row).text for row in range(1, 21)] == ["|"] * 20
    terminal.press("4", "down")
    terminal.wait_for("少 ?4")
    terminal.press("alt+1")
    terminal.wait_for("概括文字")
    terminal.quiet()
    terminal.type("“甲”")
    terminal.wait_for("“甲”2024 年")
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 /")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert terminal.emulator.modes == {"7", "25"}
    saved = data(report)
    assert saved["requests"]["received"] == [4, 0, 0, 0, 0, 0]
    assert str(saved["overview"]["summary"]).startswith("“甲”2024 年")


@pytest.mark.parametrize("term", TERMS)
def test_the_main_job_works_in_every_terminal(report: Path, term: str | None) -> None:
    with opened(report, TERM=term) as terminal:
        do_the_main_job(terminal, report)


@pytest.mark.parametrize("locale", LOCALES)
def test_the_main_job_works_in_every_locale(report: Path, locale: dict[str, Any]) -> None:
    with opened(report, **locale) as terminal:
        do_the_main_job(terminal, report)


@pytest.mark.parametrize(
    ("place", "shown"), [("alt+3", "办理情形"), ("alt+1", "概述"), ("alt+0", "引言"), ("ctrl+d", "理由|为什么|姓名")]
)
def test_what_another_encoding_types_or_pastes_is_refused_everywhere(report: Path, place: str, shown: str) -> None:
    """Table, text, field, and the field of a dialog."""
    before = report.read_bytes()
    with opened(report) as terminal:
        terminal.press(place)
        terminal.wait_for(shown)
        terminal.quiet(0.3)
        seen = terminal.text.split("\n")[1:20]
        terminal.send("中文镕".encode("gbk"))
        terminal.wait_for("不是 UTF-8")
        terminal.send(b"\x1b[200~" + "政府信息公开".encode("gbk") + b"\x1b[201~")
        terminal.quiet(0.3)
        changed = [(old, new) for old, new in zip(seen, terminal.text.split("\n")[1:20], strict=True) if old != new]
        assert all("UTF-8" in new or "终端" in new or not new[40:].strip() for _, new in changed), changed
        terminal.press("esc", "ctrl+s")
        terminal.quiet()
    assert report.read_bytes() == before


@pytest.mark.parametrize("redirected", ["stdin", "stderr", "stdout", "all"])
def test_without_a_terminal_it_is_refused_with_a_pointer(report: Path, redirected: str) -> None:
    master, slave = os.openpty()
    try:
        streams: dict[str, int] = {"stdin": slave, "stdout": slave, "stderr": slave}
        for name in streams if redirected == "all" else [redirected]:
            streams[name] = subprocess.DEVNULL if name == "stdin" else subprocess.PIPE
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-m", "tui", report], check=False, cwd=ROOT, timeout=60, **streams
        )  # type: ignore[call-overload]  # mypy sees no overload for streams given by name
        assert done.returncode == 2
        told = done.stderr if redirected in ("stderr", "all") else os.read(master, 4096)
        assert "不是终端" in told.decode()
        assert "nianbao show" in told.decode()
    finally:
        os.close(master)
        os.close(slave)


def test_colours_follow_the_name_of_the_terminal() -> None:
    for term, colours in {"xterm": 16, "linux": 16, "screen": 16, "xterm-256color": 256, "vt100": 0, "": 0}.items():
        assert kind_of({"TERM": term}).colours == colours, term
    assert kind_of({"TERM": "xterm", "COLORTERM": "truecolor"}).colours == 256
    assert kind_of({"TERM": "xterm-256color", "NO_COLOR": "1"}).colours == 0
    assert kind_of({"TERM": "xterm-256color", "NO_COLOR": ""}).colours == 256


def test_only_terminals_that_swallow_it_are_asked_for_their_background() -> None:
    assert [kind_of({"TERM": term}).asked for term in ("xterm", "tmux-256color", "screen")] == [True] * 3
    assert [kind_of({"TERM": term}).asked for term in ("linux", "vt100", "ansi", "")] == [False] * 4


def test_what_colorfgbg_says_is_believed() -> None:
    said = {
        "15;0": "dark",
        "0;15": "light",
        "0;default;7": "light",
        "7;8": "dark",
        "": None,
        "a": None,
        "0;default": None,
    }
    assert {value: told_background({"COLORFGBG": value}) for value in said} == said


def test_terminals_of_one_account_are_told_apart() -> None:
    one = {"TERM": "xterm", "SSH_CONNECTION": "10.0.0.1 50000 10.0.0.9 22"}
    assert key_of(one) == key_of({**one, "SSH_CONNECTION": "10.0.0.1 50001 10.0.0.9 22"})
    others = [{**one, "SSH_CONNECTION": "10.0.0.2 5 10.0.0.9 22"}, {**one, "TMUX": "/tmp/x"}, {**one, "TERM": "a\tb\n"}]  # noqa: S108 - a value only
    keys = {key_of(environ) for environ in (one, *others)}
    assert len(keys) == 4
    assert not any(character.isspace() for key in keys for character in key)


def test_what_is_remembered_outlives_the_program_and_a_broken_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    known = Remembered("wide", "light", chosen=True)
    remember("a", known)
    remember("b", Remembered())
    assert recall("a") == known
    assert recall("b") == recall("c") == Remembered()
    for number in range(MOST + 5):
        remember(f"n{number}", known)
    assert recall("a") == Remembered()
    assert len(memory_file().read_text(encoding="utf-8").splitlines()) == MOST
    memory_file().write_bytes(b"\xff\tx\na\t?\t?\t?\n")
    assert recall("a") == Remembered()
    memory_file().write_text("a\tsideways\tpink\tmaybe\n", encoding="utf-8")
    assert recall("a") == Remembered()
    name = b"xterm|\xd6\xd5\xb6\xcb".decode("utf-8", "surrogateescape")  # as the environment gives what is no UTF-8
    remember(name, known)
    assert recall(name) == known


def test_the_environment_comes_before_the_settings() -> None:
    from reports.settings import Settings

    assert configured({}, Settings()) == (None, None)
    assert configured({}, Settings(ambiguous_width="wide", theme="light")) == ("wide", "light")
    assert configured({"NIANBAO_AMBIGUOUS": "narrow"}, Settings(ambiguous_width="wide")).width == "narrow"
    assert configured({"NIANBAO_AMBIGUOUS": "?"}, Settings()).width is None
