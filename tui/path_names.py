"""What a path that is being typed leads to: the names in its folder that fit its end. No Textual."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from reports.terminal_text import safe

MOST = 2000
"""Names of a folder that are looked through."""


class Named(NamedTuple):
    """A file or folder that may be meant; ``text`` is the path as typed, completed with its name."""

    name: str
    text: str
    is_folder: bool


class PathNames:
    """Remembers the folders it has looked into, so that a key costs no look at the disk."""

    def __init__(self) -> None:
        self._names = cache(names_in)
        self._meant: dict[str, str] = {}
        """Paths that hold what cannot be shown, by how they are shown in the line."""

    def fitting(self, text: str) -> Sequence[Named]:
        """What may be meant by a text: names that begin with its end, then those that have it in them; hidden ones only by name."""
        text = unquoted(text)
        folder, end = os.path.split(text)
        folder = self._meant.get(folder, folder)
        wanted = end.casefold()
        found = [
            Named(name, os.path.join(folder, name) + "/" * is_folder, is_folder)  # noqa: PTH118 - as the clerk typed it
            for name, is_folder in self._names(real_path(folder or "."))
            if wanted in name.casefold() and (not name.startswith(".") or end.startswith("."))
        ]
        return sorted(found, key=lambda one: (not one.name.casefold().startswith(wanted), one.is_folder, one.name))

    def shown(self, one: Named) -> str:
        """A path as it may stand in the line, and is understood there again."""
        text = safe(one.text, keep="")
        self._meant[text.rstrip("/")] = one.text.rstrip("/")
        return text


def names_in(folder: Path) -> tuple[tuple[str, bool], ...]:
    """(name, whether it is a folder) of what is in a folder; nothing where it cannot be looked into."""
    try:
        with os.scandir(folder) as found:
            return tuple((entry.name, is_folder(entry)) for entry in islice(found, MOST))
    except (OSError, ValueError):
        return ()


def is_folder(entry: os.DirEntry[str]) -> bool:
    """Whether an entry, or what it links to, is a folder."""
    try:
        return entry.is_dir()
    except OSError:
        return False


def real_path(text: str) -> Path:
    """A path as typed: ``~`` is the home folder."""
    return Path(os.path.expanduser(unquoted(text)))  # noqa: PTH111 - Path.expanduser raises for an unknown user


def unquoted(text: str) -> str:
    """A path without the blanks and quotes that a copy may bring."""
    text = text.strip()
    quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "'\""
    return text[1:-1] if quoted else text
