"""What of the settings is not followed: entries of the file that are wrong, and keys that actions cannot have."""

from __future__ import annotations

from reports.settings import settings, settings_path
from reports.terminal_text import safe
from schema.language import _
from tui.keymap import keymap


def setting_faults() -> str:
    """All of it, a line each below what it is about; empty where everything is followed."""
    faults = sorted([*settings().faults, *keymap().faults])
    if not faults:
        return ""
    from reports.settings_file import told  # loaded already: a file was read

    path = settings_path()
    lines = [safe(told(fault, path), keep="") for fault in faults]
    if not faults[0].line:  # the file as a whole could not be read, and says so
        return "\n".join(lines)
    return "\n".join(
        [_("设置文件 {path} 有 {count} 处没有采用，其余照常：").format(path=path, count=len(faults)), *lines]
    )
