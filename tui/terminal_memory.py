"""What was found out about each terminal, kept in the user's state folder so that the next start is right at once. No Textual."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Literal, NamedTuple, cast, get_args

from reports.own_folders import state_folder
from tui.terminal_kind import Brightness

Width = Literal["narrow", "wide"]

MOST = 100
"""Terminals that are remembered; the one used longest ago is forgotten first."""


class Remembered(NamedTuple):
    """What is known of a terminal; ``chosen`` means that the clerk has set the theme with a key."""

    width: Width | None = None
    theme: Brightness | None = None
    chosen: bool = False


def memory_file() -> Path:
    """``$XDG_STATE_HOME/nianbao/terminals``."""
    return state_folder() / "terminals"


def recall(key: str) -> Remembered:
    """What is known of a terminal: nothing where the file is missing, unreadable or not understood."""
    return next((known for name, known in _read(memory_file()) if name == key), Remembered())


def remember(key: str, known: Remembered) -> None:
    """Keeps it for the next start; where that cannot be done, the next start finds it out again."""
    file = memory_file()
    kept = [(name, other) for name, other in _read(file) if name != key][: MOST - 1]
    lines = [
        "\t".join((name, one.width or "", one.theme or "", "chosen" * one.chosen))
        for name, one in [(key, known), *kept]
    ]
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = file.with_name(f"{file.name}.{os.getpid()}")
        draft.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogateescape")
        draft.replace(file)


def _read(file: Path) -> list[tuple[str, Remembered]]:
    try:
        lines = file.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return []
    return [_parsed(line) for line in lines if line.count("\t") == 3]


def _parsed(line: str) -> tuple[str, Remembered]:
    key, width, theme, chosen = line.split("\t")
    return key, Remembered(
        cast("Width", width) if width in get_args(Width) else None,
        cast("Brightness", theme) if theme in get_args(Brightness) else None,
        chosen == "chosen",
    )
