"""The program running on a real pseudo-terminal, for the tests that look at its screen."""

from __future__ import annotations

import time
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.emulator import Manner
from tests.terminal import Terminal

SAMPLE = ("samples", "海原县海城镇人民政府", "2024.toml")
READY = r"(?<![0-9A-Za-z])问题 (?![^\n]*核对中)|没有发现问题|问题[0-9]|Esc 返回|Esc 以后再说"
"""The side pane stands: totals are shown, and everything is checked. A window without a pane counts in its first
line; a dialog may cover all of it."""


def opened(report: Path, size: tuple[int, int] = (80, 24), *, manner: Manner | None = None, **env: Any) -> Terminal:
    """The editor on a report, once its screen stands; a variable that is None is left out."""
    state = {"XDG_STATE_HOME": str(report.parent.parent.parent / "state"), **env}
    terminal = Terminal.start(["-m", "tui", str(report)], size, state, manner=manner)
    terminal.wait_for(READY)
    terminal.quiet()
    return terminal


def data(report: Path) -> dict[str, dict[str, object]]:
    """The file as TOML."""
    return tomllib.loads(report.read_text(encoding="utf-8"))


def lines(terminal: Terminal) -> list[str]:
    return terminal.text.split("\n")


def journals(report: Path) -> list[Path]:
    """The journals of unsaved work on it."""
    return list((report.parent.parent.parent / "state" / "nianbao" / "journal").glob("*.journal"))


def until(terminal: Terminal, condition: Callable[[], object], timeout: float = 30.0) -> None:
    """Waits for something that is not on the screen."""
    deadline = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < deadline, terminal.dump()
        terminal.watch(0.02)
