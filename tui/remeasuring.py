"""Draws everything anew after the widths of characters have turned out to be others than those it was laid out with."""

from __future__ import annotations

import sys
from typing import Any, Protocol, runtime_checkable

from textual.app import App
from textual.widget import Widget


@runtime_checkable
class Measured(Protocol):
    """A widget that keeps what it has measured."""

    def remeasure(self) -> None:
        """Forgets it."""


def measure_again(app: App[Any]) -> None:
    """All screens that are open, and what modules of this room remember of texts; settings and the like are not read again."""
    for name, module in list(sys.modules.items()):
        if name.startswith("tui."):
            for thing in list(vars(module).values()):
                forget = getattr(thing, "cache_clear", None)
                if callable(forget) and getattr(thing, "__module__", "") == name:
                    forget()
    for screen in app.screen_stack:
        for widget in screen.walk_children(Widget, with_self=True):
            if isinstance(widget, Measured):
                widget.remeasure()
            widget.refresh(layout=True)
