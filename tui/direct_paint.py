"""Changed cells written to the terminal at once, past Textual's compositor, while one key is dealt with.

Textual paints a moment after a key: a message to the screen, a timer, every row of every widget that has a changed cell.
A widget drawn line by line knows its changed cells already. Inside ``Brush.key`` its `repaint` hands them to the brush,
which writes them when the key has been dealt with. Textual's own picture follows by itself: it asks ``render_line``.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

from rich.color import ColorSystem
from rich.style import Style
from textual.geometry import Offset
from textual.widget import Widget

from tui.inert import inert
from tui.styles import PLAIN

if TYPE_CHECKING:
    from tui.terminal_app import TerminalApp
    from tui.themes import Palette

LARGE = 256
"""Bytes from which a terminal is asked to show them in one go."""

BLANK_CELL = (" ", PLAIN)
ERASE = "\x1b[K"
"""To the right edge of the screen."""

LONGEST_HOLD = 0.05
"""Seconds after which a burst shows where it has got to."""

Cells = Sequence[tuple[str, Style]]


class Brush:
    """Takes the cells that change while a key is dealt with; with ``Brush.taking`` the widgets know of it."""

    taking: Brush | None = None
    """The brush of the key that is being dealt with, None between keys."""

    def __init__(self, app: TerminalApp[Any]) -> None:
        self._app = app
        self._written: list[str] = []
        self._put_off: dict[Callable[[], None], None] = {}
        self._since = 0.0
        self.holding = False
        """Whether another key is there already: then what shows a change is put off, and done once for all of them."""
        self._palette: Palette | None = None
        self._codes: dict[Style, str] = {}

    @property
    def usable(self) -> bool:
        """Whether what a widget of the screen on top draws is what stands there: nothing floats over it."""
        app = self._app
        driver = app._driver  # noqa: SLF001  # no public way past the compositor
        return not (driver is None or app.is_headless or app._notifications)  # noqa: SLF001  # as above

    @contextmanager
    def key(self, *, more: bool = False) -> Iterator[None]:
        """Around dealing with one key, which must not wait for anything; what it changed is on its way behind it.

        With ``more`` keys behind it, what it changed may wait for them, so that a held key or a burst is drawn as fast as
        the line and the machine go, and no faster; but not longer than `LONGEST_HOLD`.
        """
        now = time.monotonic()
        if not self._put_off:
            self._since = now
        self.holding = more and now - self._since < LONGEST_HOLD
        self._written.clear()
        if self._palette is not self._app.fit.palette:
            self._palette = self._app.fit.palette
            self._codes = {PLAIN: ""}
        Brush.taking = self
        try:
            yield
            if not self.holding:
                self._catch_up()
        finally:
            Brush.taking = None
            if not self.holding:
                self._flush()

    def put_off(self, shows: Callable[[], None]) -> None:
        """Has something shown once the last of several keys has been dealt with."""
        if not self._put_off:
            self._app.call_later(self.settle)  # should the last one never come here
        self._put_off[shows] = None

    def settle(self) -> None:
        """Shows what was put off."""
        if self._put_off:
            with self.key():
                pass

    def _catch_up(self) -> None:
        while self._put_off:
            waiting, self._put_off = self._put_off, {}
            for shows in waiting:
                shows()

    def reaches(self, widget: Widget) -> bool:
        """Whether a widget stands on the screen on top."""
        return widget.is_attached and widget.screen is self._app.screen

    def paint(self, at: Offset, cells: Cells, *, blank_behind: bool = False) -> None:
        """Cells that stand from a place of the screen on, to the right; ``blank_behind`` where nothing follows in their line."""
        parts = [f"\x1b[{at.y + 1};{at.x + 1}H"]
        before = ""
        last = len(cells)
        if blank_behind:
            while last and cells[last - 1] == BLANK_CELL:
                last -= 1
        if len(cells) - last <= len(ERASE):
            last = len(cells)
        for text, style in cells[:last]:
            code = self._code(style)
            if code != before:
                parts.append(f"\x1b[0;{code}m" if before and code else f"\x1b[{code}m")
                before = code
            parts.append(inert(text))
        if before:
            parts.append("\x1b[m")
        if last < len(cells):
            parts.append(ERASE)
        self._written += parts

    def _code(self, style: Style) -> str:
        code = self._codes.get(style)
        if code is None:
            assert self._palette is not None
            system = cast("ColorSystem", self._app.console._color_system)  # noqa: SLF001  # as rich renders it
            code = self._palette.shown(style)._make_ansi_codes(system)  # noqa: SLF001  # as above
            self._codes[style] = code
        return code

    def _flush(self) -> None:
        app = self._app
        driver = app._driver  # noqa: SLF001  # as in `usable`
        if driver is None:
            return
        if not self._written:
            app.place_cursor()
            return
        x, y = app.cursor_position
        text = "".join([*self._written, f"\x1b[{y + 1};{x + 1}H"])
        if len(text) > LARGE and app._sync_available:  # noqa: SLF001  # Textual asks the terminal for it at the start
            text = f"\x1b[?2026h{text}\x1b[?2026l"
        driver.write(text)
        app.post_display_hook()
