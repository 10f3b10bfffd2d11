"""What a path that is being typed leads to: the names in its folder that fit its end. No Textual."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from heapq import nsmallest
from pathlib import Path
from typing import NamedTuple

from reports.terminal_text import safe

MOST = 2000
"""Names that may be meant, at the most; what is typed in full is always one of them."""


class Named(NamedTuple):
    """A file or folder that may be meant; ``text`` is the path as typed, completed with its name."""

    name: str
    text: str
    is_folder: bool


class PathNames:
    """Remembers the folders it has looked into, so that a key costs no look at the disk."""

    def __init__(self) -> None:
        self._entries = cache(entries_in)
        self._meant: dict[str, str] = {}
        """Paths that hold what cannot be shown, by how they are shown in the line."""

    def fitting(self, text: str) -> Sequence[Named]:
        """What may be meant by a text: its very end, names that begin with it, those that have it in them; hidden ones only by name."""
        folder, end = self._split(text)
        wanted = end.casefold()
        fitting = (
            (name != end, not folded.startswith(wanted), name, entry)
            for entry in self._entries(real_path(folder or "."))
            if wanted in (folded := (name := entry.name).casefold())
            and (not name.startswith(".") or end.startswith("."))
        )
        nearest = nsmallest(MOST, fitting)  # names differ, so that entries are never compared
        found = [(other, has, is_folder(entry), name) for other, has, name, entry in nearest]
        return [named(folder, name, is_folder=leads_on) for _other, _has, leads_on, name in sorted(found)]

    def typed(self, text: str) -> Named | None:
        """What a text is the path of, as the disk says now; None where nothing is there."""
        folder, end = self._split(text)
        path = real_path(folder or ".") / end
        try:
            return named(folder, end, is_folder=path.is_dir()) if end and path.exists() else None
        except (OSError, ValueError):
            return None

    def shown(self, one: Named) -> str:
        """A path as it may stand in the line, and is understood there again."""
        text = safe(one.text, keep="")
        self._meant[text.rstrip("/")] = one.text.rstrip("/")
        return text

    def _split(self, text: str) -> tuple[str, str]:
        """The folder that a text leads to, and what is typed behind it."""
        text = unquoted(text)
        folder, end = os.path.split(self._meant.get(text, text))
        return self._meant.get(folder, folder), end


def named(folder: str, name: str, *, is_folder: bool) -> Named:
    """A name in a folder as the clerk typed that."""
    return Named(name, os.path.join(folder, name) + "/" * is_folder, is_folder)  # noqa: PTH118 - no Path: ~ and .. stay


def entries_in(folder: Path) -> tuple[os.DirEntry[str], ...]:
    """What is in a folder; nothing where it cannot be looked into."""
    try:
        with os.scandir(folder) as found:
            return tuple(found)
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
