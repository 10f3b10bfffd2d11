"""Suspension: back to the shell with a sane terminal and what was typed written down, and back to a whole screen with fg."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.tui.running import journals, until

SHELL = ["-c", "import os; os.execvp('bash', ['bash', '--norc', '--noprofile', '-i'])"]


@pytest.fixture
def shell(report: Path) -> Iterator[Terminal]:
    """A shell with job control, and in it the editor with a change that is not saved."""
    env = {"XDG_STATE_HOME": str(report.parent.parent.parent / "state"), "PS1": "prompt: "}
    with Terminal.start(SHELL, env=env) as terminal:
        terminal.wait_for("prompt:")
        terminal.type(f"{shlex.quote(sys.executable)} -m tui {shlex.quote(str(report))}\r")
        terminal.wait_for("F1帮助")
        terminal.wait_for("问题 (?![^\\n]*核对中)")
        terminal.press("4")
        terminal.wait_for("少 ?4")
        yield terminal


def assert_sane(terminal: Terminal) -> None:
    """The shell has its terminal back: the usual screen, a cursor of its own shape, lines edited and echoed."""
    assert not terminal.emulator.modes & {"1049", "1000", "1004", "1006"}
    assert "25" in terminal.emulator.modes
    assert terminal.emulator.cursor_shape == "0"
    terminal.type("echo back$((6*7))\r")
    terminal.wait_for(r"echo back\$\(\(6\*7\)\)\s+back42")


def test_a_key_leads_to_the_shell_and_fg_back(shell: Terminal, report: Path) -> None:
    shell.press("alt+z")
    shell.wait_for("回到报告请输入 fg")
    shell.wait_for("Stopped")
    assert_sane(shell)
    assert len(journals(report)) == 1
    shell.type("fg\r")
    shell.wait_for(lambda seen: "F1帮助" in seen.text and "=4" in seen.text and seen.cursor_visible)
    shell.quiet()
    assert len(journals(report)) == 1
    assert "back42" not in shell.text
    shell.press("2")
    shell.wait_for("=42|=2 ")
    shell.press("ctrl+s")
    shell.wait_for("已保存 /")
    until(shell, lambda: not journals(report))
    shell.press("ctrl+q")
    shell.wait_for(lambda seen: "prompt:" in seen.text and "1049" not in seen.emulator.modes)


def test_a_signal_from_outside_does_the_same(shell: Terminal, report: Path) -> None:
    children = Path(f"/proc/{shell.pid}/task/{shell.pid}/children").read_text(encoding="ascii")
    os.kill(int(children), signal.SIGTSTP)
    shell.wait_for("Stopped")
    assert_sane(shell)
    assert len(journals(report)) == 1
    shell.resize(90, 30)
    shell.type("fg\r")
    shell.wait_for(lambda seen: "F1帮助" in seen.text and "=4" in seen.text and "勾稽" in seen.text)
    shell.press("5")
    shell.wait_for("=45|=5 ")


def test_where_no_shell_could_bring_it_back_it_does_not_stop(terminal: Terminal) -> None:
    """As when ssh or tmux has started the program itself."""
    terminal.press("alt+z")
    terminal.wait_for("不能挂起")
    terminal.press("4")
    terminal.wait_for("少 ?4")
