"""Processes that do not outlive the one that started them, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress

GUARD = ("/bin/sh", "-c", "read -r _; kill -s KILL 0")
"""Waits for the end of its input, which is the end of whoever started it, and ends its whole group."""


@contextmanager
def guarded() -> Iterator[int]:
    """A process group to start programs in. All that is in it ends with the context, or with this process, even by kill -9.

    The group exists as long as its guard, which nobody else waits for: its number cannot have become that of another.
    """
    guard = subprocess.Popen(  # noqa: S603 - constant words
        GUARD, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, process_group=0
    )
    with guard:
        try:
            yield guard.pid
        finally:
            with suppress(ProcessLookupError):
                os.killpg(guard.pid, signal.SIGKILL)
