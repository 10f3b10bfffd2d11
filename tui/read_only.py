"""A report that is only looked at: what may not be done then, and how every key that would change it says so."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from schema.language import _
from tui.keymap import key_of, keys_of_action

if TYPE_CHECKING:
    from tui.editor import Editor

Mixin = TypeVar("Mixin")


def changes_report(action: Callable[[Mixin], None]) -> Callable[[Mixin], None]:
    """Marks an action of the editor that changes the report: where it is only looked at, that is said instead."""

    @functools.wraps(action)
    def guarded(commands: Mixin) -> None:
        editor = cast("Editor", commands)
        if editor.session.read_only:
            editor.show_focus(why_unchanged())
        else:
            action(commands)

    return guarded


def why_unchanged() -> str:
    """Why a key did nothing, and what ends that."""
    return _("现在只看，没有改动。要修改，{how}。").format(how=how_to_edit())


def how_to_edit() -> str:
    """The key that ends looking only, or where the palette has it."""
    if keys_of_action("read_only"):
        return _("按 {key}").format(key=key_of("read_only"))
    return _("按 {palette}，选“{name}”").format(palette=key_of("palette"), name=key_of("read_only"))
