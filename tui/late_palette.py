"""Textual's command palette left out of a start: it is a sixth of what importing Textual costs, and most sessions never open it.

``textual.app`` imports it for names that it uses when a palette opens. Until then empty classes stand for them; the real
module takes its place with the first palette. tests/tui/test_light_imports.py watches both. Imports nothing of Textual.
"""

from __future__ import annotations

import sys
from types import ModuleType

NAME = "textual.command"
STOOD_FOR = ("CommandListItem", "CommandPalette", "DiscoveryHit", "Hit", "Hits", "Provider", "SimpleProvider")


def leave_out() -> None:
    """Before Textual is imported; without effect where the module is there already."""
    if NAME not in sys.modules:
        module = ModuleType(NAME, "Stands for Textual's until a palette opens.")
        for name in STOOD_FOR:
            setattr(module, name, type(name, (), {"__module__": NAME}))
        sys.modules[NAME] = module


def bring_in() -> None:
    """The real module, from now on."""
    if getattr(sys.modules.get(NAME), "__file__", None):
        return
    sys.modules.pop(NAME, None)
    import textual.app
    import textual.command

    for name in ("CommandPalette", "SimpleProvider"):
        setattr(textual.app, name, getattr(textual.command, name))
