"""Which process this is, so that another one can tell later whether it still runs: machine, boot, namespaces, pid, start."""

from __future__ import annotations

import functools
import os
from pathlib import Path
from typing import NamedTuple

MACHINE_FILES = ("/etc/machine-id", "/var/lib/dbus/machine-id")
BOOT_FILE = "/proc/sys/kernel/random/boot_id"

DEAD = ("Z", "X", "x")
"""States of a process that has ended, but has not been waited for."""


class Identity(NamedTuple):
    """A process among all machines. What the system does not tell is empty or 0; ``start`` is in clock ticks since the boot.

    ``pid`` means something in the pid namespace ``pid_ns`` only, ``start`` in the time namespace ``time_ns`` only.
    """

    host: str
    machine_id: str
    boot_id: str
    pid: int
    start: int
    pid_ns: int
    time_ns: int

    def same_machine(self, other: Identity) -> bool:
        """Whether both ran on one machine, as far as that can be known: a cloned disk has the machine id of another."""
        if self.machine_id != other.machine_id:
            return False
        return self.same_boot(other) or (bool(self.machine_id) and self.host == other.host)

    def same_boot(self, other: Identity) -> bool:
        """Whether both began since the same boot of the same machine."""
        return bool(self.boot_id) and (self.machine_id, self.boot_id) == (other.machine_id, other.boot_id)


class Running(NamedTuple):
    """A process that is there. ``start`` is 0 where it cannot be read, as with /proc mounted hidepid."""

    start: int


@functools.cache
def this_process() -> Identity:
    """The process that asks; worked out once."""
    pid = os.getpid()
    running = running_process(pid)
    return Identity(
        os.uname().nodename,
        first_line(*MACHINE_FILES),
        first_line(BOOT_FILE),
        pid,
        running.start if running else 0,
        namespace("pid"),
        namespace("time"),
    )


def running_process(pid: int) -> Running | None:
    """The process of this pid in our namespace; None when there is none."""
    try:
        os.kill(pid, 0)
    except PermissionError:
        pass  # another user's
    except (OSError, OverflowError):
        return None
    try:
        # The name of the program stands in brackets and may hold anything, brackets too.
        state, *fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        return None if state in DEAD else Running(int(fields[18]))
    except (OSError, ValueError, IndexError):
        return Running(0)


def namespace(kind: str) -> int:
    """The inode that stands for a namespace of this process; 0 where that is not told."""
    try:
        return Path(f"/proc/self/ns/{kind}").stat().st_ino
    except OSError:
        return 0


def first_line(*files: str) -> str:
    """What the first of these files that can be read says; empty where none can."""
    for file in files:
        try:
            return Path(file).read_text("ascii", "replace").strip()
        except OSError:
            continue
    return ""
