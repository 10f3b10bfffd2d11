"""Textual's driver with a mouse that can be switched, with questions to the terminal, and with a word on suspension."""

from __future__ import annotations

import os
import signal
from typing import Any, Protocol, cast

from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from schema.language import _
from tui.inert import harmless
from tui.terminal_answers import BackgroundReport

MOUSE_ON, MOUSE_OFF = "\x1b[?1000h\x1b[?1006h", "\x1b[?1006l\x1b[?1000l"
"""Presses and the wheel only: every move of the mouse would cost bytes on a slow line."""


class Listener(Protocol):
    """The app, as far as the driver speaks to it."""

    def questions(self) -> str:
        """What to ask the terminal when the screen opens."""

    def heard(self, report: Message) -> None:
        """An answer, in the event loop."""

    def before_output(self) -> None:
        """Something is about to be shown: write what must not be lost of it."""

    def before_suspension(self) -> None:
        """The process is about to be stopped: write what must not be lost."""


class TerminalDriver(LinuxDriver):
    """Asks while nothing is painted yet: the first paint covers the question, and the answer may come when it likes."""

    _asked = False

    def start_application_mode(self) -> None:
        """As Textual does, and the questions the first time."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual leaves it untyped
        if not self._asked and self._writer_thread is not None:
            self._asked = True
            questions = self._listener.questions()
            if questions:
                self.write(questions)

    def write(self, data: str) -> None:
        """As Textual does, with what it shows as finished on the disk first; what no sequence of ours holds stays here."""
        self._listener.before_output()
        super().write(harmless(data))

    def process_message(self, message: Message) -> None:
        """Answers go to who has asked; they are no keys."""
        if isinstance(message, events.CursorPosition | BackgroundReport):
            self._loop.call_soon_threadsafe(self._listener.heard, message)
        else:
            super().process_message(message)

    def window(self) -> tuple[int, int]:
        """Columns and rows of the terminal at this moment."""
        return self._get_terminal_size()

    def switch_mouse(self, *, on: bool) -> None:
        """Has the terminal report presses and the wheel, or leaves the mouse to it."""
        self._mouse = on
        self.write(MOUSE_ON if on else MOUSE_OFF)

    def _enable_mouse_support(self) -> None:
        if self._mouse:
            self.write(MOUSE_ON)

    def _disable_mouse_support(self) -> None:
        if self._mouse:
            self.write(MOUSE_OFF)

    def _sigtstp_application(self, *_args: object) -> None:
        if self._auto_restart:
            self._listener.before_suspension()
            self.suspend_application_mode()
            self._must_signal_resume = True
            os.write(self.fileno, _("年报已挂起，回到报告请输入 fg。").encode() + b"\r\n")
        # The whole job, as the terminal's own Ctrl-Z does: a wrapper that started the program stops with it.
        os.kill(0, signal.SIGSTOP)

    @property
    def _listener(self) -> Listener:
        return cast("Listener", cast("Any", self._app))


def has_job_control() -> bool:
    """Whether a shell of this session would take over when the program stops, and could bring it back with ``fg``.

    Without one (started by ssh or tmux directly) it would stand still for ever.
    """
    session, group = os.getsid(0), os.getpgid(0)
    ancestor = os.getppid()
    while ancestor > 1:
        try:
            if os.getsid(ancestor) != session:
                return False
            if os.getpgid(ancestor) != group:
                return True
            ancestor = parent_of(ancestor)
        except OSError:
            return False
    return False


def parent_of(pid: int) -> int:
    """The parent of a process; OSError where that cannot be told."""
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:  # noqa: PTH123 - a pseudo file
        return int(file.read().rpartition(")")[2].split()[1])
