"""An app that fits itself to its terminal: colours, widths, mouse, a window that is too small, suspension."""

from __future__ import annotations

import io
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ReturnType
from textual.filter import LineFilter
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen

from schema.language import _
from tui.curtain import drawn, is_too_small
from tui.keymap import key_of
from tui.rest import Rest
from tui.terminal_driver import TerminalDriver, has_job_control
from tui.terminal_fit import TerminalFit
from tui.workarounds import SturdyApp

SETTLED = 0.1
"""Seconds after a change of size, of which a window that is dragged has many, before all is sent anew."""


class TerminalApp(SturdyApp[ReturnType]):
    """Asks the terminal what it is, and follows the answers whenever they come."""

    ALLOW_SELECT = False
    """Selecting is the terminal's: Textual's own would paint over the screen."""

    quit_keys: ClassVar[Sequence[str]] = ("ctrl+q",)
    """The keys that still do something while the window is too small."""

    def __init__(self, fit: TerminalFit) -> None:
        super().__init__(driver_class=TerminalDriver)
        self.fit = fit
        self.too_small = False
        self._told_size: Size | None = None
        """What was told last; at first the size that it opened with, which is no reason to draw anything again."""
        self._asked_for: tuple[int, int] | None = None
        """The size that Textual was made to look for again."""
        self._settled = Rest(self, SETTLED, self._draw_anew)

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose something."""
        return False

    def keep_unsaved(self) -> None:
        """Writes down what is not saved."""

    def before_output(self) -> None:
        """Something is about to be shown."""

    # What the terminal is.

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Everything is drawn in the palette of this terminal."""
        return [self.fit.palette]

    def questions(self) -> str:
        """What the driver asks when the screen opens."""
        return self.fit.questions()

    def heard(self, report: Message) -> None:
        """An answer has come in; it is dealt with among the other messages."""
        self.call_later(self._follow, report)

    def _follow(self, report: Message) -> None:
        learned = self.fit.learn(report)
        if learned == "widths":
            from tui.remeasuring import measure_again  # few terminals change

            measure_again(self)
        elif learned:
            self.repaint_screens()

    def _tell_encoding(self) -> None:
        """What to set, on the last line and in the encoding that the terminal is most likely set to: all that can be read there."""
        file = sys.__stderr__
        if isinstance(file, io.TextIOWrapper):
            file.reconfigure(errors="surrogateescape")  # bytes that are no UTF-8 pass through Textual's writer
            told = _("终端软件的字符编码不是 UTF-8，请改成 UTF-8，再重新打开。")
            line = f"{told} (set Encoding to UTF-8)".encode("gb18030").decode("utf-8", "surrogateescape")
            self._write(f"\x1b7\x1b[{self.size.height};1H\x1b[7m{line}\x1b[m\x1b[K\x1b8")

    def repaint_screens(self) -> None:
        """Sends all that is visible."""
        for screen in self.screen_stack:
            screen.refresh()

    def toggle_theme(self) -> str:
        """The other theme; what to say of it."""
        told = {"light": _("浅色。{theme} 换成深色。"), "dark": _("深色。{theme} 换成浅色。")}[self.fit.toggle_theme()]
        told = told.format(theme=key_of("theme"))
        self.repaint_screens()
        return told if self.fit.kind.colours else _("这个终端不用颜色，深浅没有区别。")

    def toggle_mouse(self) -> str:
        """Switches the mouse; what to say of it."""
        self.fit.mouse = not self.fit.mouse
        if isinstance(self._driver, TerminalDriver):
            self._driver.switch_mouse(on=self.fit.mouse)
        if self.fit.mouse:
            return _("鼠标已打开：点击定位，滚轮翻动。要用鼠标选字复制，再按 {mouse} 关上。").format(
                mouse=key_of("mouse")
            )
        return _("鼠标已关上：可以用鼠标选字复制。{mouse} 再打开。").format(mouse=key_of("mouse"))

    # Suspension.

    def suspend_job(self) -> str:
        """Stops the program until ``fg``; says why not where nobody could bring it back."""
        if not has_job_control():
            return _("不能挂起：这里没有可以回去的命令行。要离开请保存后退出。")
        os.kill(os.getpid(), signal.SIGTSTP)
        return ""

    def before_suspension(self) -> None:
        """What is not saved is written down, as nobody knows whether the program will be brought back."""
        self._reset_cursor_shape()
        self.keep_unsaved()

    # Input and screen.

    async def on_event(self, event: events.Event) -> None:
        """Keys do nothing under the curtain; what another encoding has sent is refused even where it happens to be UTF-8."""
        if isinstance(event, events.Resize):
            self._look_at_size(event)
        elif self.refuses(event):
            if not self.too_small:
                self.on_undecodable_input()
            elif isinstance(event, events.Key) and event.key in self.quit_keys:
                self._leave_small_window()
            return
        await super().on_event(event)

    def refuses(self, event: events.Event) -> bool:
        """Whether something that the clerk did is not to have its usual effect: see `on_event`."""
        if self.too_small:
            return isinstance(event, events.Key | events.Paste | events.MouseEvent)
        if not self.fit.not_utf8 or not isinstance(event, events.Key | events.Paste):
            return False
        arrived = event.character if isinstance(event, events.Key) else event.text
        return bool(arrived) and not (arrived or "").isascii()

    def _look_at_size(self, event: events.Resize) -> None:
        was, self.too_small = self.too_small, is_too_small(*event.size)
        if self.too_small:
            self._draw_curtain(*event.size)
        elif was:
            self._cursor_shown = None
            self.call_after_refresh(self.repaint_screens)
        if self._told_size is not None:
            self._settled.begin()
        self._told_size = event.size

    def _draw_anew(self) -> None:
        """The window has been resized, perhaps back to what it was: what a terminal keeps on its screen then is its own affair.

        Of two signals close together Textual may tell the older size last.
        """
        driver = self._driver
        real = driver.window() if isinstance(driver, TerminalDriver) else self._told_size
        if real not in (self._told_size, self._asked_for):
            self._asked_for = real  # once: were the two ever measured differently, this would go on for good
            os.kill(os.getpid(), signal.SIGWINCH)
            return
        self._asked_for = None
        if not self.too_small:
            self._cursor_shown = None
            self.repaint_screens()

    def _leave_small_window(self) -> None:
        if self.unsaved:
            self._draw_curtain(*self.size)
        else:
            self.exit()

    def _draw_curtain(self, columns: int, rows: int) -> None:
        self._write(drawn(columns, rows, self.unsaved))

    def place_cursor(self) -> None:
        """Under the curtain there is no cursor."""
        if not self.too_small:
            super().place_cursor()

    def post_display_hook(self) -> None:
        """As above."""
        if not self.too_small:
            super().post_display_hook()

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if not self.too_small:
            super()._display(screen, renderable)
            if self.fit.not_utf8:
                self._tell_encoding()
