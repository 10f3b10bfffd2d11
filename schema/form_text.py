"""Reads the tables of a format file strictly: every unknown key, missing value and wrong type is a problem with its path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from schema.language import _

IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
REQUIRED = object()


class Key(NamedTuple):
    """One permitted key of a format table: its type, its default (or REQUIRED), the words it may be.

    A list of ``strings`` becomes a tuple.
    """

    type: Any
    default: Any = REQUIRED
    among: tuple[str, ...] = ()
    strings: bool = False


@dataclass
class Problems:
    """Everything that is wrong with a format file, gathered before anything is refused."""

    lines: list[str] = field(default_factory=list)
    broken: list[tuple[str, str]] = field(default_factory=list)
    """(code, reason) of rules that cannot be evaluated: the form is used without them, and says so."""

    def add(self, problem: str, path: str) -> None:
        """Notes one problem as ``problem @ path``."""
        self.lines.append(f"{problem} @ {path or '$'}")


def take(raw: object, keys: Mapping[str, Key], path: str, problems: Problems) -> dict[str, Any]:
    """The values of one table with defaults filled in; what does not fit goes to ``problems``."""
    if not isinstance(raw, dict):
        problems.add(_("应为一个表"), path)
        raw = {}
    for name in raw:
        if name not in keys:
            problems.add(_("未知的键 {name}").format(name=name), path)
    return {name: take_one(raw, name, key, path, problems) for name, key in keys.items()}


def take_one(raw: Mapping[str, Any], name: str, key: Key, path: str, problems: Problems) -> Any:
    """One value of a table, or its default."""
    if name not in raw:
        if key.default is REQUIRED:
            problems.add(_("缺少 {name}").format(name=name), path)
        return empty(key) if key.default is REQUIRED else key.default
    value, kind = raw[name], key.type
    where = f"{path}.{name}" if path else name
    if not isinstance(value, kind) or (key.type is int and isinstance(value, bool)):
        problems.add(_("类型不对，应为 {name}").format(name=key.type.__name__), where)
        return empty(key)
    if key.type is str and key.default is REQUIRED and not value.strip():
        problems.add(_("{name} 不能为空").format(name=name), where)
    if key.among and value not in key.among:
        problems.add(_("“{value}”不在 {names} 之中").format(value=value, names=_("、").join(key.among)), where)
    return strings(value, where, problems) if key.strings else value


def empty(key: Key) -> Any:
    """The value that stands in for a missing one, so that reading can go on and find the rest."""
    return () if key.strings else key.type()


def strings(value: Iterable[object], path: str, problems: Problems) -> tuple[str, ...]:
    """A list of strings as a tuple."""
    items = tuple(value)
    if not all(isinstance(item, str) for item in items):
        problems.add(_("应为字符串的列表"), path)
    return tuple(str(item) for item in items)


def check_ids(items: Iterable[Any], path: str, problems: Problems) -> None:
    """Ids must be well formed and unique among their neighbours."""
    seen: set[str] = set()
    for place, item in enumerate(items):
        if item.id and not IDENTIFIER.fullmatch(item.id):
            problems.add(_("id “{id}”只能用小写字母、数字、下划线和点").format(id=item.id), f"{path}[{place}]")
        if item.id and item.id in seen:
            problems.add(_("id {id} 重复").format(id=item.id), f"{path}[{place}]")
        seen.add(item.id)
