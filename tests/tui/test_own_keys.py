"""Keys from the settings: followed as people write them, refused with the reason where they could not work."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.settings import KeyEntry
from reports.settings_file import read_settings
from tests.project import ROOT
from tui.actions import ACTIONS
from tui.own_keys import keys_of, meets, parsed


def followed(**own: str | list[str]) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The keys that settings give, a line each, and what is told of those that cannot be."""
    entries = {
        name: KeyEntry((keys,) if isinstance(keys, str) else tuple(keys), line)
        for line, (name, keys) in enumerate(own.items(), 1)
    }
    found, faults = keys_of(ACTIONS, entries)
    return found, [fault.text for fault in faults]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("ctrl+s", "ctrl+s"),
        ("Ctrl+S", "ctrl+s"),
        ("^S", "ctrl+s"),
        ("F9", "f9"),
        ("Ctrl + PgDn", "ctrl+pagedown"),
        ("Page Up", "pageup"),
        ("Shift+Ctrl+Left", "ctrl+shift+left"),
        ("Alt+x", "alt+x"),
        ("退格", "backspace"),
        ("Ctrl+]", "ctrl+right_square_bracket"),
    ],
)
def test_keys_are_read_as_people_write_them(written: str, key: str) -> None:
    """The table's names, the key line's, and those on the keyboard."""
    assert parsed(written) == key


def test_an_action_gets_its_keys_and_loses_those_of_the_table() -> None:
    """A key that is free again can go to another action."""
    assert followed(save=["F9", "Alt+S"], undo="Ctrl+S") == ({"save": ("f9", "alt+s"), "undo": ("ctrl+s",)}, [])


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ({"savee": "f9"}, "keys.savee 没有这个操作，相近的有 save"),
        ({"save": "ctrl+i"}, "keys.save “ctrl+i” 在终端里和 Tab 是同一个键，不能另用"),
        ({"save": "Ctrl+M"}, "keys.save “Ctrl+M” 在终端里和 Enter 是同一个键，不能另用"),
        ({"save": "shift+enter"}, "keys.save “shift+enter” 终端发不出这个键"),
        ({"save": "ctrl+1"}, "keys.save “ctrl+1” 终端发不出这个键"),
        ({"save": "s"}, "keys.save “s” 打字要用，不能另用"),
        ({"clear": "5"}, "keys.clear “5” 打字要用，不能另用"),
        ({"save": "Enter"}, "keys.save “Enter” 打字和移动要用，不能另用"),
        ({"save": "shift+pageup"}, "keys.save “shift+pageup” 终端软件自己要用"),
        ({"save": "alt+3"}, "keys.save “alt+3” 已经用于“到某一节”"),
        ({"save": "ctrl+z"}, "keys.save Ctrl+Z 已经用于“撤销”（undo）"),
        ({"clear": "ctrl+z"}, "keys.clear Ctrl+Z 已经用于“撤销”（undo）"),
        ({"save": ["f9", "F9"]}, "keys.save “F9” 写了两次"),
        ({"extend": "alt+up"}, "keys.extend 这些键是一组，不能改"),
        ({"save": "f9", "undo": "f9"}, "keys.undo F9 已经用于“保存”（save）"),
    ],
)
def test_a_key_that_cannot_work_is_refused_with_the_reason(own: dict[str, str], told: str) -> None:
    """Silence would leave the clerk with a key that does nothing, or something else."""
    _found, faults = followed(**own)
    assert len(faults) == 1
    assert faults[0].startswith(told)


def test_an_action_whose_keys_are_all_refused_keeps_its_own() -> None:
    """And keeps them from others: undo cannot have the Ctrl+S that save falls back to."""
    found, faults = followed(save="ctrl+i", undo="ctrl+s")
    assert found == {}
    assert len(faults) == 2


KEYS = st.sampled_from(["ctrl+s", "ctrl+z", "ctrl+u", "f9", "f2", "delete", "enter", "x", "f12", "ctrl+i", "alt+q"])


@given(st.dictionaries(st.sampled_from([action.id for action in ACTIONS]), st.lists(KEYS, min_size=1, max_size=3)))
def test_no_key_ever_means_two_things(own: dict[str, list[str]]) -> None:
    """Whatever the settings say: one key, one action at any place, and every action has a key."""
    found, _faults = followed(**own)
    actions = [action._replace(keys=found.get(action.id, action.keys)) for action in ACTIONS]
    assert all(now.keys or not usual.keys for now, usual in zip(actions, ACTIONS, strict=True))
    for place, one in enumerate(actions):
        assert not [other.id for other in actions[:place] if meets(one, other) and {*one.keys} & {*other.keys}]


def test_the_settings_of_the_manual_are_followed(tmp_path: Path) -> None:
    """Whoever copies them has a file without faults."""
    manual = (ROOT / "docs" / "manual.md").read_text("utf-8")
    example = manual.partition("## 设置")[2].partition("```toml\n")[2].partition("```")[0]
    path = tmp_path / "config.toml"
    path.write_text(example, "utf-8")
    found = read_settings(path)
    assert found.keys
    assert (found.faults, keys_of(ACTIONS, found.keys)[1]) == ((), [])


NAMED_KEY = re.compile(r"(?:Ctrl|Alt)\+[A-Z]|\^[A-Z]\b|\bF\d{1,2}\b")
MAY_NAME = {
    "tui/own_keys.py": "an example of a key that the settings can have",
    "tui/paste_area.py": "keys of a dialog of its own",
    "tui/paste_preview.py": "keys of a dialog of its own",
    "tui/recovery_screen.py": "keys of a dialog of its own",
    "tui/replace_dialog.py": "keys of a dialog of its own",
    "tui/review_words.py": "keys of a screen of its own",
}
"""Modules that may name a key of the table outright, and why."""


def texts_naming_keys(path: Path) -> list[str]:
    """Literals of a module, but for docstrings, that name a key which the settings can change."""
    tree = ast.parse(path.read_text("utf-8"))
    documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents
        if NAMED_KEY.search(node.value)
    ]


def test_no_text_names_a_key_that_may_be_another_one() -> None:
    """Messages take the key from ``tui.keymap.key_of("undo")``, so that they name the one that works."""
    told = [
        text
        for path in sorted((ROOT / "tui").glob("*.py"))
        if str(path.relative_to(ROOT)) not in MAY_NAME
        for text in texts_naming_keys(path)
    ]
    assert not told, "\n".join(told)


def test_only_the_keymap_reads_the_keys_of_the_table() -> None:
    """Whoever reads ``ACTIONS`` past it would show or take keys that the settings have changed."""
    readers = [
        path.name
        for path in (ROOT / "tui").glob("*.py")
        if path.name not in ("actions.py", "keymap.py") and re.search(r"\bACTIONS\b", path.read_text("utf-8"))
    ]
    assert not readers
