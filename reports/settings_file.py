"""The settings file: read leniently, every wrong entry named with its line; written with nothing else in it touched."""

from __future__ import annotations

import json
import os
import stat
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reports.faults import ReportFault, reason
from reports.settings import KeyEntry, SettingFault, Settings, settings, settings_path
from reports.statements import Statement, statements
from reports.store import create_file, replace_file
from reports.toml_text import explained
from schema.language import LANGUAGES, _

LARGEST = 2**16
"""Bytes; a file of settings has a few hundred."""

BOM = "\ufeff"
KEYS = "keys"
MOST = 9999
"""The largest number of files that can be set."""

Check = Callable[[object], str]
"""Says what is wrong with a value; empty where nothing is."""


def one_line(value: object) -> str:
    """A text that a name can be."""
    if isinstance(value, str) and value.strip() and value.isprintable():
        return ""
    return _("应写成一行文字，放在引号里")


def month_and_day(value: object) -> str:
    """A day that every year has, written MM-DD."""
    try:
        if isinstance(value, str) and date.fromisoformat(f"2001-{value}").strftime("%m-%d") == value:
            return ""
    except ValueError:
        pass
    return _('应写成月和日，例如 "01-31"')


def yes_or_no(value: object) -> str:
    """A TOML boolean."""
    return "" if isinstance(value, bool) else _("应写成 true 或 false，不加引号")


def count(value: object) -> str:
    """A whole number of files."""
    return "" if type(value) is int and 0 <= value <= MOST else _("应写成 0 到 {most} 的整数").format(most=MOST)


def one_of(*choices: str) -> Check:
    """One of a few words."""
    named = _("、").join(f'"{choice}"' for choice in choices)
    return lambda value: "" if value in choices else _("应写成 {choices} 之一").format(choices=named)


CHECKS: Mapping[str, Check] = {
    "name": one_line,
    "agency": one_line,
    "deadline": month_and_day,
    "language": one_of(*LANGUAGES),
    "theme": one_of("auto", "dark", "light"),
    "ambiguous_width": one_of("auto", "narrow", "wide"),
    "mouse": yes_or_no,
    "versions": count,
}
"""Every setting but the keys, and what its value has to be."""


def read_settings(path: Path) -> Settings:
    """The settings of a file; whatever cannot be followed is among its faults, and the rest holds."""
    try:
        text = read_text(path)
        values = tomllib.loads(text)
    except OSError as error:
        return refused(_("读不了：{reason}").format(reason=reason(error)))
    except UnicodeDecodeError:
        return refused(_("不是 UTF-8 文字，请另存为 UTF-8"))
    except tomllib.TOMLDecodeError as error:
        return refused(explained(str(error), text))
    except (ValueError, RecursionError):
        return refused(_("不是可以读的设置文件"))
    return followed(values, lines_of(text))


def refused(why: str) -> Settings:
    """What holds where the whole file cannot be used."""
    return Settings(faults=(SettingFault(0, _("{why}。全部设置都没有采用。").format(why=why)),))


def read_text(path: Path) -> str:
    """The text of a settings file; OSError, UnicodeDecodeError or ValueError where it is none."""
    return read_bytes(path).decode("utf-8").removeprefix(BOM).replace("\r\n", "\n")


def read_bytes(path: Path) -> bytes:
    """What a regular file of bearable size holds; OSError or ValueError for anything else."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise ValueError(path)
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(path)
    return data


def lines_of(text: str) -> dict[tuple[str, ...], int]:
    """The line of every name that is set, and of every table that is opened."""
    return {statement.path: statement.line for statement in statements(text)}


def followed(values: Mapping[str, Any], lines: Mapping[tuple[str, ...], int]) -> Settings:
    """The settings among a file's values, and what is wrong with the others."""
    faults: list[SettingFault] = []
    good: dict[str, Any] = {}
    for name, value in values.items():
        if name == KEYS:
            continue
        line = line_of(lines, (name,))
        if name not in CHECKS:
            faults.append(SettingFault(line, _("没有 {name} 这项设置{near}").format(name=name, near=near(name))))
        elif wrong := CHECKS[name](value):
            faults.append(SettingFault(line, f"{name} {wrong}"))
        else:
            good[name] = value.strip() if isinstance(value, str) else value
    keys, wrong_keys = key_entries(values.get(KEYS, {}), lines)
    told = tuple(sorted([*faults, *wrong_keys]))
    return Settings(**good, keys=keys, stated=frozenset(good), faults=told)


def near(name: str) -> str:
    """Which settings a wrong name may mean."""
    known = [*CHECKS, KEYS]
    found = get_close_matches(name, known, 2)
    said = _("，相近的有 {names}") if found else _("，可写的有 {names}")
    return said.format(names=_("、").join(found or known))


def key_entries(
    table: object, lines: Mapping[tuple[str, ...], int]
) -> tuple[Mapping[str, KeyEntry], list[SettingFault]]:
    """The keys by action as they are written, and what is none: whether they can be followed is seen elsewhere."""
    if not isinstance(table, dict):
        return MappingProxyType({}), [
            SettingFault(line_of(lines, (KEYS,)), _("keys 应写成一个表：[keys]，下面一行一个操作"))
        ]
    faults: list[SettingFault] = []
    found: dict[str, KeyEntry] = {}
    for action, value in table.items():
        line = line_of(lines, (KEYS, action))
        keys = [value] if isinstance(value, str) else value
        if isinstance(keys, list) and keys and all(isinstance(key, str) for key in keys):
            found[action] = KeyEntry(tuple(keys), line)
        else:
            wrong = _('keys.{action} 应写成 "ctrl+s" 或 ["ctrl+s", "f9"]').format(action=action)
            faults.append(SettingFault(line, wrong))
    return MappingProxyType(found), faults


def line_of(lines: Mapping[tuple[str, ...], int], path: tuple[str, ...]) -> int:
    """The line of a name, else of the first that begins with it, else of what stands above it; 0 for none."""
    inner = [line for known, line in lines.items() if known[: len(path)] == path]
    above = [line for known, line in lines.items() if known == path[: len(known)]]
    return min(inner) if inner else max(above, default=0)


def told(fault: SettingFault, path: Path) -> str:
    """A fault as one line for the clerk."""
    if fault.line:
        return _("{file} 第 {line} 行：{text}").format(file=path.name, line=fault.line, text=fault.text)
    return f"{path} {fault.text}"


def remember_name(name: str) -> None:
    """Writes the clerk's name into the file, which is made where there is none; ReportFault where that cannot be done."""
    path = settings_path()
    statement = f"name = {json.dumps(name, ensure_ascii=False)}\n"
    if not os.path.lexists(path):
        create_file(path, statement.encode("utf-8"))
    else:
        try:
            data = read_bytes(path)
            text = data.decode("utf-8")
            before = tomllib.loads(text.removeprefix(BOM))
        except (OSError, ValueError):
            raise ReportFault(_("{path} 读不出来，没有写入姓名；请先改正它。").format(path=path)) from None
        new = with_name(text, statement)
        if tomllib.loads(new.removeprefix(BOM)) != {**before, "name": name}:
            raise ReportFault(_("{path} 里写不进姓名，请自己加一行：{line}").format(path=path, line=statement.strip()))
        replace_file(path, new.encode("utf-8"), data)
    settings.cache_clear()


def with_name(text: str, statement: str) -> str:
    """A file's text with this statement in place of the name it had, else as its first line."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    head = BOM if text.startswith(BOM) else ""
    body = text.removeprefix(BOM)
    had: Statement | None = next((one for one in statements(body) if one.path == ("name",)), None)
    start, end = (had.value_start, had.value_end) if had else (0, 0)
    new = statement.partition(" = ")[2].strip() if had else statement.replace("\n", line_end)
    return head + body[:start] + new + body[end:]
