"""The last step before text becomes bytes for the terminal: nothing in it may act there, whoever drew it.

What comes from outside is made visible where it is laid out (`reports.terminal_text.safe`). Here is what a call forgotten
there runs into: every cell that is painted passes through `inert`, by Textual's compositor (`install`) or past it
(`direct_paint`), and every byte through `harmless` (`terminal_driver`). Neither changes how wide a text is.
"""

from __future__ import annotations

import re

from rich.cells import get_character_cell_size
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from reports.terminal_text import UNSAFE

STAND_IN = "?"

NEVER_WRITTEN = re.compile(
    UNSAFE.pattern.replace("\x00-\x1f", "\x00-\x06\x08\x09\x0b\x0c\x0e-\x1a\x1c-\x1f").replace("\ud800-\udfff", "")
)
"""What no sequence of ours holds: all that `UNSAFE` names, except bell, line ends and escape.

Halves of characters are how bytes of another encoding are written on purpose (`TerminalApp._tell_encoding`).
"""


def inert(text: str) -> str:
    """Text for cells: a character that acts or is never seen gives way to as many ``?`` as it had cells, mostly none."""
    if text.isprintable() or not UNSAFE.search(text):
        return text
    return UNSAFE.sub(lambda found: STAND_IN * get_character_cell_size(found.group()), text)


def harmless(data: str) -> str:
    """What is written, sequences and all, without the characters that none of them holds."""
    return NEVER_WRITTEN.sub("", data) if NEVER_WRITTEN.search(data) else data


_render = Strip.render


def render_inert(strip: Strip, console: Console) -> str:
    """A strip as Textual sends it, its text inert."""
    if not strip.text.isprintable() and UNSAFE.search(strip.text):
        segments = [Segment(inert(text), style, control) for text, style, control in strip]
        strip = Strip(segments, strip.cell_length)
    return _render(strip, console)


def install() -> None:
    """Puts the step into Textual."""
    Strip.render = render_inert  # type: ignore[method-assign,assignment]
