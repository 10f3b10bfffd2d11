"""The keys as they are now: the action table with what the settings change in it. Whatever names or takes a key asks here."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from reports.settings import SettingFault, settings
from schema.language import _
from tui.actions import ACTIONS, Action, Where, key_name


class Keymap(NamedTuple):
    """The actions with their present keys, in the table's order; ``changed`` are the ids whose keys are not the table's."""

    actions: tuple[Action, ...] = ACTIONS
    changed: frozenset[str] = frozenset()
    faults: tuple[SettingFault, ...] = ()


@cache
def keymap() -> Keymap:
    """The keys of this process."""
    own = settings().keys
    if not own:
        return Keymap()
    from tui.own_keys import keys_of  # only where the settings have keys

    found, faults = keys_of(ACTIONS, own)
    actions = tuple(action._replace(keys=found.get(action.id, action.keys)) for action in ACTIONS)
    changed = {now.id for now, usual in zip(actions, ACTIONS, strict=True) if now.keys != usual.keys}
    return Keymap(actions, frozenset(changed), tuple(faults))


def current_actions() -> tuple[Action, ...]:
    """The action table with the keys as they are now."""
    return keymap().actions


def keys_of_action(action_id: str) -> tuple[str, ...]:
    """All keys of an action, in Textual's names."""
    return next(action.keys for action in keymap().actions if action.id == action_id)


@cache
def key_of(action_id: str) -> str:
    """The key that messages name for an action, as on a keyboard: Ctrl+Z; of one without keys its name in the palette."""
    action = next(action for action in keymap().actions if action.id == action_id)
    return key_name(action.keys[0]) if action.keys else action.label


def short_key_of(action_id: str) -> str:
    """The same where room is short: ^Z."""
    return shortened(key_of(action_id))


def shortened(key: str) -> str:
    """A key's name as the key line has it."""
    return key.replace("Ctrl+", "^")


def keys_in(where: Where) -> dict[str, str]:
    """Key to action id, for the keys that a part of the screen takes itself."""
    return {key: action.id for action in keymap().actions if action.where == where for key in action.keys}


def shown_keys(action: Action) -> str:
    """All keys of an action as on a keyboard; where they are many and the table's own, what stands for them."""
    named = " / ".join(map(key_name, action.keys))
    return named if action.id in keymap().changed else action.shown or named


def key_rows(*where: Where) -> list[tuple[str, str, str]]:
    """(keys, name, what it does) of the actions that belong somewhere, in the order of the table."""
    return [
        (shown_keys(action), action.label, action.help or action.label)
        for action in keymap().actions
        if action.keys and action.where in where
    ]


def key_table() -> list[tuple[str, str, str]]:
    """(keys, name, what it does) of everything, in the order of the table: the manual shows this, F1 its part of it."""
    return [*editor_keys(), *key_rows("library")]


def editor_keys() -> list[tuple[str, str, str]]:
    """What `key_table` has of the editor."""
    return [(_("Alt+数字"), _("到某一节"), _("按章节条上的数字直接到那一节")), *key_rows("anywhere", "grid", "prose")]
