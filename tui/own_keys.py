"""Keys from the settings: how they may be written, which a terminal can send, and which are needed or taken already."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import chain

from reports.settings import KeyEntry, SettingFault
from reports.terminal_text import safe
from schema.language import _
from tui.actions import KEY_NAMES, SECTION_KEYS, Action, key_name

SPELLINGS = {
    **{shown.lower(): key for key, shown in KEY_NAMES.items()},
    "return": "enter", "回车": "enter", "del": "delete", "ins": "insert", "bs": "backspace",
    "page_up": "pageup", "page_down": "pagedown", "上": "up", "下": "down", "左": "left", "右": "right", "空格": "space",
}  # fmt: skip
"""What people write for a key that the table calls otherwise."""

MODIFIERS = {"ctrl": "ctrl", "control": "ctrl", "c": "ctrl", "alt": "alt", "meta": "alt", "shift": "shift"}

LETTERS = frozenset(string.ascii_lowercase)
FUNCTION = tuple(f"f{number}" for number in range(1, 13))
MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
EDITING = ("insert", "delete", "enter", "tab", "backspace", "escape")
PUNCTUATION = ("minus", "equals_sign", "backslash", "right_square_bracket", "circumflex_accent", "underscore")
NEEDED = (*MOVING, *EDITING, "space", "shift+tab")
"""Keys that every text and every list needs; only the table takes them for itself."""

CLIENTS = ("shift+pageup", "shift+pagedown", "shift+insert")
"""Keys that terminal programs keep: scrolling back, pasting."""

SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+h": "backspace", "ctrl+[": "escape"}
"""Keys whose code is that of another one."""

CONTROL = tuple(f"ctrl+{name}" for name in (*sorted(LETTERS), *PUNCTUATION[2:]) if f"ctrl+{name}" not in SAME)
ALT = tuple(f"alt+{character}" for character in (*sorted(LETTERS - {*"bf"}), *PUNCTUATION[:2]))
"""Some terminals send ESC b and ESC f for Ctrl+← and Ctrl+→."""

WITH_MODIFIER = tuple(
    f"{modifier}+{key}" for modifier in ("shift", "ctrl", "alt", "ctrl+shift") for key in (*MOVING, "insert", "delete")
)
SENT = frozenset([*FUNCTION, *MOVING, *EDITING, *CONTROL, *ALT, *WITH_MODIFIER, "shift+tab", "space"])
"""What the usual terminals send, each key with a code of its own."""

TAKEN = {**{key: _("到某一节") for key in SECTION_KEYS}, "f12": _("命令")}
"""Keys that do something without standing in the table."""


def keys_of(
    actions: Sequence[Action], own: Mapping[str, KeyEntry]
) -> tuple[dict[str, tuple[str, ...]], list[SettingFault]]:
    """The keys that the settings give to actions, by action id, as far as they can be followed; and why not."""
    table = {action.id: action for action in actions}
    faults: list[SettingFault] = []
    claims: list[tuple[int, str, str]] = []
    for name, entry in own.items():
        if name not in table:
            close = get_close_matches(name, list(table), 2)
            other = (
                _("，相近的有 {names}").format(names=_("、").join(close)) if close else _("，全部操作见 nianbao keys")
            )
            faults.append(fault(entry, name, _("没有这个操作") + other))
            continue
        if table[name].shown:
            faults.append(fault(entry, name, _("这些键是一组，不能改")))
            continue
        for written in entry.keys:
            key = parsed(written)
            wrong = refusal(key, table[name])
            if not wrong and (entry.line, name, key) in claims:
                wrong = _("写了两次")
            if wrong:
                faults.append(fault(entry, name, f"{shown(written)} {wrong}"))
            else:
                claims.append((entry.line, name, key))
    return settled(table, claims, faults)


def settled(
    table: Mapping[str, Action], claims: list[tuple[int, str, str]], faults: list[SettingFault]
) -> tuple[dict[str, tuple[str, ...]], list[SettingFault]]:
    """Claims without those for keys that another action has; one that loses all its claims has its usual keys again."""
    while True:
        found = {name: tuple(key for _line, owner, key in claims if owner == name) for _line, name, _key in claims}
        clash = next(clashes(table, claims, found), None)
        if clash is None:
            return found, sorted(faults)
        (line, name, key), other = clash
        text = _("{key} 已经用于“{label}”（{other}），请给其中一个换别的键").format(
            key=key_name(key), label=table[other].label, other=other
        )
        faults.append(SettingFault(line, f"keys.{name} {text}"))
        claims.remove((line, name, key))


def clashes(
    table: Mapping[str, Action], claims: Sequence[tuple[int, str, str]], found: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[tuple[int, str, str], str]]:
    """Claims for a key that another action has, by the table or by an earlier line; and that action."""
    for place, (line, name, key) in enumerate(claims):
        by_table = (one for one in table.values() if one.id not in found and key in one.keys)
        by_line = (table[other] for _line, other, taken in claims[:place] if taken == key)
        for action in chain(by_table, by_line):
            if action.id != name and meets(action, table[name]):
                yield (line, name, key), action.id


def meets(one: Action, other: Action) -> bool:
    """Whether both can be meant by a key at the same place: the library is a screen of its own."""
    places = {one.where, other.where}
    return len(places) == 1 or ("anywhere" in places and "library" not in places)


def fault(entry: KeyEntry, name: str, text: str) -> SettingFault:
    """What is wrong with an entry for an action."""
    return SettingFault(entry.line, f"keys.{safe(name, keep='')} {text}")


def shown(written: str) -> str:
    """A key as the file has it, in quotes."""
    return _("“{written}”").format(written=safe(written, keep=""))


def parsed(written: str) -> str:
    """A key as Textual names it, from whatever manner it is written in: ``Ctrl+S``, ``^S``, ``Page Up``."""
    text = written.strip()
    if len(text) == 2 and text[0] == "^":
        text = f"ctrl+{text[1]}"
    *modifiers, last = text.replace(" ", "").rsplit("+") if len(text) > 1 else [text]
    if not last and modifiers:  # the key + itself
        last = "+"
        modifiers = modifiers[:-1]
    named = last if len(text) == 1 else last.lower()
    named = SPELLINGS.get(named, named)
    order = sorted({MODIFIERS.get(one.lower(), one.lower()) for one in modifiers})
    if order == ["alt", "ctrl"]:
        order = ["ctrl", "alt"]
    return "+".join([*order, named])


def refusal(key: str, action: Action) -> str:
    """Why an action cannot have a key; empty where it can."""
    # Nothing that a cell takes is written with letters.
    if key in action.keys or (action.where == "grid" and key in LETTERS):
        return ""
    if key in SAME:
        return _("在终端里和 {key} 是同一个键，不能另用").format(key=key_name(SAME[key]))
    if key in TAKEN:
        return _("已经用于“{label}”").format(label=TAKEN[key])
    if typed(key):
        return _("打字要用，不能另用")
    needed = key in NEEDED and action.where in ("anywhere", "prose")
    return unsendable(key) or (_("打字和移动要用，不能另用") if needed else "")


def unsendable(key: str) -> str:
    """Why a key never reaches the program; empty where it does."""
    if key in CLIENTS:
        return _("终端软件自己要用，到不了程序")
    return "" if key in SENT else _("终端发不出这个键，或者没有这个键；可用的如 F9、Ctrl+S、Alt+S")


def typed(key: str) -> bool:
    """Whether a key writes a character."""
    return len(key) == 1 or key in PUNCTUATION or (key.startswith("shift+") and len(key) == len("shift+a"))
