"""A program in a pseudo-terminal, read with time stamps; the emulated screen is drawn only after the bytes were stamped."""

from __future__ import annotations

import fcntl
import os
import re
import select
import shutil
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Self

import psutil  # type: ignore[import-untyped]  # it has no stubs of its own

from tests.emulator import Emulator

SIZE = (80, 24)
REST = 0.45
"""Seconds without a byte after which nothing more comes of the last key."""
_ASKS_SYNCHRONIZED = b"\x1b[?2026$p"
_HAS_SYNCHRONIZED = b"\x1b[?2026;2$y"


class Seen(NamedTuple):
    """What followed a start or a key: ms until the wanted text stood on the screen, and bytes until quiet came."""

    milliseconds: float
    size: int


class TimedTerminal:
    """Starts a program in a terminal of 80x24; use as a context manager, which ends it."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str]) -> None:
        self.emulator = Emulator(SIZE)
        self._chunks: list[tuple[int, bytes]] = []
        self._ended = False
        master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        name = os.ttyname(slave)
        program = shutil.which(argv[0]) or argv[0]
        self._since = time.perf_counter_ns()
        self.pid = os.posix_spawn(
            program,
            list(argv),
            dict(env),
            setsid=True,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, name, os.O_RDWR, 0),
                (os.POSIX_SPAWN_DUP2, 0, 1),
                (os.POSIX_SPAWN_DUP2, 0, 2),
            ],
        )
        os.close(slave)
        self._master = master
        self._poll = select.poll()
        self._poll.register(master, select.POLLIN)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)

    def press(self, keys: bytes) -> None:
        """Sends keys; times and bytes count from here."""
        self._since = time.perf_counter_ns()
        os.write(self._master, keys)

    def shown(self, patterns: Sequence[str], quiet: float = 0.05, timeout: float = 20.0) -> Seen:
        """Waits until all patterns stand on the screen, no frame is open, and nothing has come for ``quiet`` seconds."""
        deadline = time.monotonic() + timeout
        hit, size = 0, 0
        while not hit:
            if self._ended or time.monotonic() > deadline:
                raise RuntimeError(f"not shown within {timeout} s: {patterns}\n" + "\n".join(self.emulator.lines))
            if self._chunks or self._read(deadline - time.monotonic()):
                while self._read(quiet):
                    pass
            for stamp, data in self._chunks:
                self.emulator.feed(data)
                size += len(data)
                if not hit and self._shows(patterns):
                    hit = stamp
            self._chunks.clear()
        return Seen((hit - self._since) / 1e6, size)

    def settle(self) -> None:
        """Waits until the program has written nothing for so long that the cursor counts as resting; none of it is counted."""
        while self._read(REST):
            pass
        self._drawn()

    def idle(self, seconds: float) -> int:
        """Bytes that come within so many seconds."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._ended:
            self._read(left)
        return sum(len(data) for _, data in self._chunks)

    def memory(self) -> float:
        """Resident memory of the process and its children, in MB."""
        process = psutil.Process(self.pid)
        sizes: list[int] = [one.memory_info().rss for one in (process, *process.children(recursive=True))]
        return sum(sizes) / 2**20

    def processor_time(self) -> float:
        """Milliseconds that the process has used of a processor so far, all its threads."""
        tasks = Path(f"/proc/{self.pid}/task")
        return sum(int((task / "schedstat").read_text("ascii").split()[0]) for task in tasks.iterdir()) / 1e6

    def last_of(self, keys: bytes, quiet: float = 0.25) -> float:
        """Sends keys in one write; milliseconds until the last byte of what they brought, then quiet."""
        self.press(keys)
        while self._read(quiet):
            pass
        last = self._chunks[-1][0] if self._chunks else self._since
        self._drawn()
        return (last - self._since) / 1e6

    def _drawn(self) -> None:
        for _, data in self._chunks:
            self.emulator.feed(data)
        self._chunks.clear()

    def _shows(self, patterns: Sequence[str]) -> bool:
        if "2026" in self.emulator.modes:
            return False
        text = "\n".join(self.emulator.lines)
        return all(re.search(pattern, text, re.MULTILINE) for pattern in patterns)

    def _read(self, timeout: float) -> bool:
        """Takes what has come, with the time at which it was there."""
        if self._ended or not self._poll.poll(max(0, timeout) * 1000):
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # EIO: the program has ended
            data = b""
        stamp = time.perf_counter_ns()
        self._ended = not data
        self._chunks.append((stamp, data))
        if _ASKS_SYNCHRONIZED in data:
            os.write(self._master, _HAS_SYNCHRONIZED)
        return bool(data)
