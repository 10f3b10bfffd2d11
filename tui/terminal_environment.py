"""What has to be in the environment before Textual is imported; imports nothing of it."""

from __future__ import annotations

import os
import sys
from types import ModuleType
from typing import cast

_REQUIRED = {
    # Under the kitty keyboard protocol Textual types raw escape codes when an input method commits 5 or more characters.
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    # Every step of an animation is a repaint over the line.
    "TEXTUAL_ANIMATIONS": "none",
    # The terminal's own colours, in few bytes; set later, the theme would have all styles read twice.
    "TEXTUAL_THEME": "ansi-dark",
    # Otherwise the mouse reports pixels and the window size comes in band, which a suspended program does not get.
    "TEXTUAL_SMOOTH_SCROLL": "0",
}


def prepare_environment() -> None:
    """Set what Textual reads once, when it is first imported: without effect after that."""
    os.environ.update(_REQUIRED)
    # Nothing here goes over a network; asyncio does without ssl where it cannot import it, which is 4 % of a start.
    cast("dict[str, ModuleType | None]", sys.modules).setdefault("ssl", None)
    os.environ.setdefault("TEXTUAL_COLOR_SYSTEM", "256")  # what is sent is `themes`' affair; NO_COLOR is read there
