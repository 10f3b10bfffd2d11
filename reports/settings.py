"""What a clerk or an office sets for good: keys, colours, deadline, name. Read from one TOML file in the user's configuration."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from reports.own_folders import own_folder


class KeyEntry(NamedTuple):
    """The keys that the file gives an action, as they are written there, and its line."""

    keys: tuple[str, ...]
    line: int


class SettingFault(NamedTuple):
    """An entry that is not followed, and why; ``line`` is 0 where the whole file is meant."""

    line: int
    text: str


class Settings(NamedTuple):
    """The settings, each with what holds where the file does not name it."""

    name: str = ""
    """The clerk's own name; it signs edits, reasons and presence. Offices share accounts: empty means that it is asked for."""
    agency: str = ""
    """The agency that a new report is for where none is named."""
    deadline: str = "01-31"
    """Month and day by which the report of the year before has to be published (条例 49)."""
    language: str = "zh"
    theme: Literal["auto", "dark", "light"] = "auto"
    ambiguous_width: Literal["auto", "narrow", "wide"] = "auto"
    """How wide the terminal draws “ ” ‘ ’ … — and the like."""
    mouse: bool = False
    versions: int = 50
    """How many previous versions of a report are kept."""
    keys: Mapping[str, KeyEntry] = MappingProxyType({})
    """Keys of actions by action id, in place of those of the table; the room that has the table looks at them."""
    stated: frozenset[str] = frozenset()
    """The names that the file sets itself."""
    faults: tuple[SettingFault, ...] = ()

    @property
    def own_deadline(self) -> str:
        """The deadline where the file states one; it takes the place of what the form says of an agency's level."""
        return self.deadline if "deadline" in self.stated else ""


def settings_path() -> Path:
    """Where the file is looked for: ``$XDG_CONFIG_HOME/nianbao/config.toml``, else below ``~/.config``."""
    return own_folder("XDG_CONFIG_HOME", ".config") / "config.toml"


@cache
def settings() -> Settings:
    """The settings of this process; without a file nothing more is loaded."""
    path = settings_path()
    if not os.path.lexists(path):
        return Settings()
    from reports.settings_file import read_settings

    return read_settings(path)
