"""Libraries on a real pseudo-terminal."""

from __future__ import annotations

from pathlib import Path

from tests.terminal import Terminal

HEADS = r"机关 +20\d\d"
"""The matrix stands."""


def library_on(folder: Path, size: tuple[int, int] = (80, 24)) -> Terminal:
    """The program on a folder; its cache and copies stay beside it."""
    own = folder.parent
    env = {
        "XDG_CACHE_HOME": str(own / "cache"),
        "XDG_STATE_HOME": str(own / "state"),
        "XDG_CONFIG_HOME": str(own / "config"),
    }
    return Terminal.start(["-m", "tui", str(folder)], size, env)


def row(terminal: Terminal, name: str) -> str:
    """The line of the screen that names an agency."""
    return next(line for line in terminal.text.split("\n")[4:21] if name in line)
