"""What Textual 8.2.8 does wrong for this program, and where each fault is put right.

 1 a byte that is not UTF-8 on the input ends the app         ``install``: a decoder that goes on; ``on_undecodable_input``
 2 the kitty protocol breaks input-method commits             ``terminal_environment.prepare_environment``
 3 SIGHUP and SIGTERM end the process, nothing of ours runs   ``SturdyApp`` handlers, ``on_hangup``
 4 with SIGHUP ignored, an orphan spins on a closed terminal  the same handlers; the decoder notices the end of input
 5 a stalled line blocks the event loop                       the handlers need no loop; save on commit, not on timers
 6 a change of focus repaints the whole screen                ``FastScreen``, ``FastModalScreen``
 7 a text area repaints itself on every key                   ``text_fields.LeanTextArea``
 8 soft wrap breaks at spaces only                            ``wrap``; ``install`` (Static) and ``text_fields``
 9 the hardware cursor stands beside the text cursor          ``SturdyApp.cursor_position``, ``field_input.FieldInput``
10 after Ctrl-Z and ``fg`` the screen stays blank             ``SturdyApp`` repaints on resume
11 a str given to a widget is parsed as markup                ``markup=False`` or Content everywhere; a test looks
12 control characters reach the terminal                      ``inert``; what they are is shown by `reports.terminal_text.safe`
13 the CSS of a default screen is not loaded                  CSS stands on the App; ``FastScreen`` has none
14 a change within a row re-sends the row from its left edge   ``lean_update``
15 a page that comes while a dialog opens is never laid out  ``whole_layout``
Besides: alt+digit types ``¡™£``, alt+arrow is Escape and an arrow, unknown key codes are typed as text
(``terminal_input``); a paste without brackets is keys (``paste_burst``); what is typed right after Tab lands in the field just left (``SturdyApp.on_event``).

Most of it hooks private names: the version is pinned, and tests/tui/test_private_names.py notices one that has gone.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import os
import signal
import termios
import time
from collections.abc import Callable
from types import FrameType
from typing import Any, NoReturn, cast

import textual.content
import textual.drivers.linux_driver
from rich.text import Text
from textual import events
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual.app import App, ReturnType
from textual.await_complete import AwaitComplete
from textual.geometry import Offset
from textual.reactive import Reactive
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widget import Widget

from reports.terminal_text import safe
from schema.language import _
from tui import inert, lean_update, whole_layout
from tui.paste_burst import Burst, keys_of
from tui.terminal_input import SturdyParser, TerminalDecoder, correct_keys
from tui.wrap import wrap_offsets

_LEAVE_SIGNALS = (signal.SIGHUP, signal.SIGTERM)

UNDECODABLE = "\ufffd"
"""What the decoder makes of a byte that is no UTF-8."""

_TABS = ("tab", "shift+tab")

_TERMINAL_IN, _TERMINAL_OUT = 0, 2
"""Textual reads standard input and writes to standard error."""

_RESTORE_TERMINAL = (
    "\x1b[?2026l\x1b[?1000l\x1b[?1003l\x1b[?1006l\x1b[?1015l\x1b[?1004l\x1b[?2004l\x1b[?7h\x1b[m\x1b[?1049l\x1b[?25h"
)


def install() -> None:
    """Put the corrections into Textual that no class of ours can carry."""
    driver = cast("Any", textual.drivers.linux_driver)
    driver.getincrementaldecoder = lambda _encoding: TerminalDecoder
    driver.XTermParser = SturdyParser
    cast("Any", textual.content).divide_line = lambda text, width, fold=True: wrap_offsets(text, width)  # noqa: ARG005  # the caller names it
    lean_update.install()
    inert.install()
    whole_layout.install()
    correct_keys(cast("dict[str, Any]", ANSI_SEQUENCES_KEYS))


class FastScreen(Screen[ScreenResultType]):
    """A screen that a change of focus does not repaint; its CSS belongs on the App."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def watch_focused(self) -> None:
        """Bring the hardware cursor to the widget that now has the focus."""
        self.call_after_refresh(_place_cursor, self)


class FastModalScreen(ModalScreen[ScreenResultType]):
    """A modal screen that a change of focus does not repaint, and that closes once: Textual would close what is below it."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)

    def watch_focused(self) -> None:
        """Bring the hardware cursor to the widget that now has the focus."""
        self.call_after_refresh(_place_cursor, self)

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Answers and closes; a second key that meant to, and came before the screen had gone, does nothing."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()


def _place_cursor(screen: Screen[Any]) -> None:
    if isinstance(screen.app, SturdyApp):
        screen.app.place_cursor()


class SturdyApp(App[ReturnType]):
    """An app that outlives bad input and tells its subclass when it cannot go on.

    A widget that takes input has a property ``cursor_screen_offset`` (an Offset); the hardware cursor, which input
    methods and screen readers follow, stands there while it has the focus and is hidden for other widgets.
    """

    leave_seconds = 2.0
    """How long an orderly end may take after SIGTERM, before the process ends without it."""

    last_acts: tuple[Callable[[], object], ...] = ()
    """What is still to be done where the process ends without its usual end; none of it may raise or wait."""

    _cursor_fallback = Offset(0, 0)
    _cursor_shown: bool | None = None
    _crash_notice: str | None = None
    _input_warned_at = -60.0

    # Hooks.

    def on_hangup(self, signum: int) -> None:
        """Write what would be lost; runs inside a signal handler, perhaps while the event loop is blocked."""

    def on_crash(self, error: Exception) -> str | None:  # noqa: ARG002  # a hook
        """Write what would be lost; the sentence to show instead of a traceback, None for the traceback."""
        return None

    def on_undecodable_input(self) -> None:
        """Say that the terminal sends no UTF-8; called for every key that was dropped for it."""
        now = time.monotonic()
        if now - self._input_warned_at > 5:
            self._input_warned_at = now
            self.notify(
                _("输入的不是 UTF-8 文字，没有收下；请把终端软件的字符编码设为 UTF-8。"), severity="error", markup=False
            )

    # Signals.

    def on_mount(self) -> None:
        """Take over the signals, and repaint after each return from suspension."""
        self.app_resume_signal.subscribe(self, self._repaint_after_resume)
        self.app_suspend_signal.subscribe(self, lambda _: self._reset_cursor_shape())
        self._event_loop = asyncio.get_running_loop()
        if not self.is_headless:
            for signum in _LEAVE_SIGNALS:
                signal.signal(signum, self._leave_on_signal)

    def _leave_on_signal(self, signum: int, _frame: FrameType | None) -> None:
        for other in _LEAVE_SIGNALS:
            signal.signal(other, signal.SIG_IGN)
        notice = ""
        try:
            self.on_hangup(signum)
        except Exception as error:  # noqa: BLE001  # whatever it is, the process has to end now
            notice = _("没有保存的内容没能记下：{error}\r\n").format(error=error)
        if signum == signal.SIGHUP or self._event_loop.is_closed():
            self._leave_now(128 + signum, notice)
        signal.signal(signal.SIGALRM, lambda *_: self._leave_now(128 + signum, notice))
        signal.setitimer(signal.ITIMER_REAL, self.leave_seconds)
        atexit.register(signal.setitimer, signal.ITIMER_REAL, 0)  # Python gives up its handlers before it ends
        message = Text(safe(notice.strip())) if notice else None
        self._event_loop.call_soon_threadsafe(lambda: self.exit(return_code=128 + signum, message=message))

    def _leave_now(self, exit_code: int, notice: str) -> NoReturn:
        """End without the event loop; the terminal is put in order as far as that takes no waiting."""
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        for act in self.last_acts:
            act()
        before = getattr(self._driver, "attrs_before", None)
        with contextlib.suppress(OSError, termios.error):
            if before is not None:
                termios.tcsetattr(_TERMINAL_IN, termios.TCSANOW, before)
        with contextlib.suppress(OSError):
            os.set_blocking(_TERMINAL_OUT, False)
            try:
                os.write(_TERMINAL_OUT, (_RESTORE_TERMINAL + _cursor_shape("0") + safe(notice, keep="\r\n")).encode())
            finally:
                os.set_blocking(_TERMINAL_OUT, True)
        os._exit(exit_code)

    def _handle_exception(self, error: Exception) -> None:
        if self._exception is None:
            try:
                self._crash_notice = self.on_crash(error)
            except Exception as second:  # noqa: BLE001  # the first error is the one to report
                self._crash_notice = _("程序出错，没有保存的内容没能记下：{second}").format(second=second)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        if self._crash_notice is None:
            super()._fatal_error()
        else:
            self.panic(Text(safe(self._crash_notice)))

    # Input.

    async def on_event(self, event: events.Event) -> None:
        """Drop what was no UTF-8 (a terminal set to GBK sends that); leave a field before the next key is looked at.

        A widget with the attribute ``tab_leaves`` is left by Tab at once, and no binding sees that Tab.
        """
        if isinstance(event, Burst):
            for key in keys_of(event.text):
                await self.on_event(key)
            return
        arrived = event.character if isinstance(event, events.Key) else getattr(event, "text", None)
        if isinstance(event, (events.Key, events.Paste)) and UNDECODABLE in (arrived or ""):
            self.on_undecodable_input()
        elif isinstance(event, events.Key) and event.key in _TABS and getattr(self.focused, "tab_leaves", False):
            self.screen.focus_next() if event.key == "tab" else self.screen.focus_previous()
        else:
            await super().on_event(event)

    # Screen and cursor.

    def get_default_screen(self) -> Screen[Any]:
        """The first screen; its CSS is that of the App."""
        return FastScreen[Any](id="_default")

    @property
    def cursor_position(self) -> Offset:
        """Where the hardware cursor belongs now, in cells from the top left of the screen."""
        cursor = self._focused_cursor()
        return self._cursor_fallback if cursor is None else cursor

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        self._cursor_fallback = position

    def place_cursor(self) -> None:
        """Move the hardware cursor; for a widget whose cursor has moved without a repaint."""
        cursor = self._focused_cursor()
        if cursor is not None:
            self._write(f"\x1b[{cursor.y + 1};{cursor.x + 1}H")
        self.post_display_hook()

    def post_display_hook(self) -> None:
        """Show the hardware cursor, or hide it, when the focus has come to a widget with one or without."""
        shown = self._focused_cursor() is not None
        if shown is not self._cursor_shown and self._running:
            self._cursor_shown = shown
            self._write(f"\x1b[?25h{_cursor_shape('6')}" if shown else "\x1b[?25l")

    def on_unmount(self) -> None:
        """Give the cursor its own shape back."""
        self._reset_cursor_shape()

    def _focused_cursor(self) -> Offset | None:
        widget = self.focused if self._screen_stack else None
        offset = getattr(widget, "cursor_screen_offset", None)
        return offset if widget and offset is not None and widget.region.contains_point(offset) else None

    def _repaint_after_resume(self, _app: object) -> None:
        self._cursor_shown = None
        self.refresh(layout=True)

    def _reset_cursor_shape(self) -> None:
        self._write(_cursor_shape("0"))

    def _write(self, sequence: str) -> None:
        if self._driver is not None and not self.is_headless:
            self._driver.write(sequence)


def _cursor_shape(shape: str) -> str:
    """6 a steady bar, 0 as the terminal had it; the Linux console would print a q."""
    return "" if os.environ.get("TERM", "").startswith("linux") else f"\x1b[{shape} q"
