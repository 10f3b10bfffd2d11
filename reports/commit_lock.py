"""One save at a time: between comparing a file with what it was opened from and renaming, no other process of ours does either.

The kernel frees a lock when its process dies, so it cannot be left over; the lock file is never deleted, as two processes
could then hold two files of one name.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from contextvars import ContextVar

from reports.in_folder import share, shut

LONGEST_TURN = 5.0
"""Seconds to wait for another process that is saving."""

PAUSE = 0.005
LOCK = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


Held = frozenset[tuple[int, int]]

HELD: ContextVar[Held] = ContextVar("HELD", default=frozenset())
"""(device, inode) of what this thread has locked already: a turn within a turn waits for nobody."""


class Busy(Exception):  # noqa: N818 - an answer, no error
    """Another process has held the lock for longer than a save takes."""


@contextlib.contextmanager
def turn(folder: int, beside: int | None, name: str, mode: int) -> Iterator[None]:
    """Holds the lock of a folder and, where it can be had, of the file ``name`` (made with ``mode``) in ``beside``.

    The folder's serves whoever may not open the file, the file's serves network file systems, which lock no folders.
    Without either a save goes on. Busy where the file's is not free within `LONGEST_TURN`.
    """
    until = time.monotonic() + LONGEST_TURN
    held = HELD.get()
    with contextlib.suppress(OSError):  # TimeoutError: whoever hangs there may be no save
        held = locked(folder, until, held)
    descriptor = lock_file(beside, name, mode) if beside is not None else None
    try:
        if descriptor is not None:
            try:
                held = locked(descriptor, until, held)
            except TimeoutError:
                raise Busy from None
            except OSError:
                pass  # no locks here
        before = HELD.set(held)
        try:
            yield
        finally:
            HELD.reset(before)
    finally:
        if descriptor is not None:
            shut(descriptor)


def lock_file(folder: int, name: str, mode: int) -> int | None:
    """The lock file opened; None where it cannot be had. Whoever may only read it can still lock it."""
    for flags in (LOCK, LOCK & ~os.O_CREAT, os.O_RDONLY | (LOCK & ~(os.O_CREAT | os.O_RDWR))):
        try:
            descriptor = os.open(name, flags, 0o600, dir_fd=folder)
        except OSError:
            continue
        found = os.fstat(descriptor)
        if stat.S_ISREG(found.st_mode):
            # One with a second name may be anything that somebody has given this one.
            if found.st_uid == os.geteuid() and found.st_nlink == 1 and stat.S_IMODE(found.st_mode) != mode:
                share(descriptor, folder, mode)
            return descriptor
        shut(descriptor)
    return None


def locked(descriptor: int, until: float, held: Held) -> Held:
    """What is held once this is locked as well; errors as in `wait_for`."""
    found = os.fstat(descriptor)
    one = found.st_dev, found.st_ino
    if one in held:
        return held
    wait_for(descriptor, until)
    return held | {one}


def wait_for(descriptor: int, until: float) -> None:
    """Locks an open file, or a folder; TimeoutError where somebody keeps it, other OSErrors where it cannot be locked."""
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                raise TimeoutError from None
            time.sleep(PAUSE)
        else:
            return
