"""A real pseudo-terminal for tests: a program runs in it, keys go in, and pyte shows what a clerk would see.

Nothing is read in the background: a test that neither waits nor asks is a terminal whose line has stalled.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Self

from tests.emulator import Cell, Emulator, Manner
from tests.terminal_keys import sequence_of

CLERK = "测试员"
"""Who works in these terminals, so that no save asks; a test of the question leaves NIANBAO_NAME out."""

ROOT = Path(__file__).resolve().parent.parent
"""The repository, which the program imports from."""

IDLE = 5_000_000
"""Nanoseconds of work between two looks that are no work: a screen that is waited for may look around by itself."""


class Terminal:
    """A program in a pseudo-terminal of its own session; use as a context manager, which ends the program."""

    def __init__(self, pid: int, master: int, size: tuple[int, int], manner: Manner | None = None) -> None:
        self.pid = pid
        self.size = size
        self.output = bytearray()
        """All bytes the program has written so far, as far as they were read."""
        self.emulator = Emulator(size, manner)
        self._master = master
        self._mark = 0
        self._exit: int | None = None
        self._ended = False

    @classmethod
    def start(
        cls,
        argv: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        *,
        ignore_hangup: bool = False,
        manner: Manner | None = None,
    ) -> Self:
        """Run ``python ARGV…`` (as in ``["-m", "tui", path]``) in a fresh terminal of ``size`` columns, rows.

        A variable of ``env`` that is None is left out.
        """
        command = [sys.executable, *argv]
        if ignore_hangup:
            command = ["/bin/sh", "-c", 'trap "" HUP; exec "$@"', "sh", *command]
        return cls.run(command, size, {"PYTHONPATH": str(ROOT), **(env or {})}, manner)

    @classmethod
    def run(
        cls, command: Sequence[str], size: tuple[int, int], env: Mapping[str, str | None], manner: Manner | None = None
    ) -> Self:
        """Run a program, given by its path, in a fresh terminal, with these settings and little else around it."""
        keep = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "XDG_CONFIG_HOME") if name in os.environ}
        fixed = {"TERM": "xterm-256color", "LANG": "C.UTF-8", "NIANBAO_NAME": CLERK}
        master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        pid = os.posix_spawn(
            command[0],
            list(command),
            {name: value for name, value in {**keep, **fixed, **env}.items() if value is not None},
            setsid=True,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, os.ttyname(slave), os.O_RDWR, 0),
                (os.POSIX_SPAWN_DUP2, 0, 1),
                (os.POSIX_SPAWN_DUP2, 0, 2),
            ],
            setsigdef=[signal.SIGHUP, signal.SIGTERM],
        )
        os.close(slave)
        os.set_blocking(master, False)
        return cls(pid, master, size, manner)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._exit is None:
            os.kill(self.pid, signal.SIGKILL)
            self._exit = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        self.hangup()

    # What goes in.

    def press(self, *keys: str) -> None:
        """Press keys by name: ``down``, ``f3``, ``ctrl+s``, ``alt+3``, ``shift+tab``, ``esc``, or one character."""
        self.send("".join(sequence_of(key) for key in keys).encode())

    def type(self, text: str) -> None:
        """Type text, in one burst."""
        self.send(text.encode())

    def paste(self, text: str) -> None:
        """Paste as terminals do that know bracketed paste."""
        self.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def send(self, data: bytes) -> None:
        """Send raw bytes."""
        view = memoryview(data)
        while view:
            select.select([], [self._master], [], 5)
            view = view[os.write(self._master, view) :]

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window."""
        self.size = (columns, rows)
        self.emulator.screen.resize(rows, columns)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hangup(self) -> None:
        """Close the terminal, as a dropped SSH line does."""
        if self._master >= 0:
            os.close(self._master)
            self._master = -1
            self._ended = True

    # What comes out.

    @property
    def text(self) -> str:
        """The screen, one line per row."""
        return "\n".join(self.emulator.lines)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the hardware cursor."""
        return self.emulator.screen.cursor.x, self.emulator.screen.cursor.y

    @property
    def cursor_visible(self) -> bool:
        """Whether the hardware cursor is shown."""
        return "25" in self.emulator.modes

    def cell(self, column: int, row: int) -> Cell:
        """Text and attributes of one cell; the right half of a wide character has no text."""
        seen = self.emulator.screen.buffer[row][column]
        return Cell(seen.data, seen.fg, seen.bg, seen.bold, seen.reverse, seen.underscore)

    @property
    def bytes_since_mark(self) -> int:
        """How many bytes the program wrote since ``mark``."""
        return len(self.output) - self._mark

    def mark(self) -> None:
        """Start counting bytes anew."""
        self._mark = len(self.output)

    def wait_for(self, condition: str | Callable[[Terminal], object], timeout: float = 30.0) -> None:
        """Wait until a regular expression is on the screen, or a predicate holds; never in the middle of a frame."""
        deadline = time.monotonic() + timeout
        while not self._holds(condition):
            if (not self._read(deadline - time.monotonic()) and self._ended) or time.monotonic() > deadline:
                raise AssertionError(f"not seen within {timeout} s: {condition}\n{self.dump()}")

    def quiet(self, seconds: float = 0.1, timeout: float = 30.0) -> None:
        """Wait until the program has written nothing for that long, nor done anything: a slow machine is no quiet one."""
        deadline = time.monotonic() + timeout
        done = self._work_done()
        while True:
            wrote = self._read(seconds)
            before, done = done, self._work_done()
            if not wrote and done - before < IDLE and not self._has_work():
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"still at work after {timeout} s\n{self.dump()}")

    def watch(self, seconds: float) -> None:
        """Read whatever is written for so long, as a clerk does between two keys."""
        deadline = time.monotonic() + seconds
        while not self._ended and (left := deadline - time.monotonic()) > 0:
            self._read(left)

    def wait_exit(self, timeout: float = 30.0, *, reading: bool = True) -> int:
        """Wait for the end of the program; its exit code, or minus the signal that killed it."""
        self._wait(lambda status: not os.WIFSTOPPED(status), 0, timeout, reading=reading)
        while self._read(0):
            pass
        assert self._exit is not None
        return self._exit

    def wait_stopped(self, timeout: float = 30.0) -> None:
        """Wait until the program is suspended, as after Ctrl-Z."""
        self._wait(os.WIFSTOPPED, os.WUNTRACED, timeout, reading=True)

    def wait_stalled(self, timeout: float = 30.0) -> None:
        """Wait, reading nothing, until the program has filled the line and waits for it to be read."""
        deadline = time.monotonic() + timeout
        used = -1
        while True:
            select.select([], [], [], 0.1)
            before, used = used, self._work_done()
            (unread,) = struct.unpack("i", fcntl.ioctl(self._master, termios.FIONREAD, bytes(4)))
            if used == before and unread:
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"the line has not stalled within {timeout} s\n{self.dump()}")

    def dump(self) -> str:
        """The screen in a frame, with cursor and exit code, for messages of failed tests."""
        columns, _ = self.size
        rows = "\n".join(f"|{row}|" for row in self.emulator.lines)
        state = "ended" if self._ended else "running"
        return f"+{'-' * columns}+\n{rows}\n+{'-' * columns}+ cursor {self.cursor}, {state}, exit {self._exit}"

    def _holds(self, condition: str | Callable[[Terminal], object]) -> bool:
        if "2026" in self.emulator.modes:
            return False
        return bool(re.search(condition, self.text) if isinstance(condition, str) else condition(self))

    def _read(self, timeout: float) -> bool:
        """Take what has been written, waiting at most ``timeout`` seconds for it; whether there was any."""
        if self._ended or not select.select([self._master], [], [], max(0.0, timeout))[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # EIO: the last process has closed the terminal
            data = b""
        self._ended = not data
        self.output += data
        answer = self.emulator.feed(data)
        if answer:
            self.send(answer)
        return bool(data)

    def _work_done(self) -> int:
        """Nanoseconds that the program's main thread has been running so far; 0 once it has ended."""
        try:
            return int(Path(f"/proc/{self.pid}/schedstat").read_text(encoding="ascii").split()[0])
        except OSError:
            return 0

    def _has_work(self) -> bool:
        """Whether the main thread waits for a processor, or for a disk, instead of for its next key."""
        try:
            state = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(") ")[2][0]
        except OSError:
            return False
        return state in "RD"

    def _wait(self, reached: Callable[[int], bool], options: int, timeout: float, *, reading: bool) -> None:
        deadline = time.monotonic() + timeout
        while self._exit is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG | options)
            if pid and not os.WIFSTOPPED(status):
                self._exit = os.waitstatus_to_exitcode(status)
            if pid and reached(status):
                return
            if time.monotonic() > deadline:
                raise AssertionError(f"no end within {timeout} s\n{self.dump()}")
            if not (reading and self._read(0.01)):
                select.select([], [], [], 0.01)
