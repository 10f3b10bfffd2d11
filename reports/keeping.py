"""Keeps what a save is about to replace: another link to the file, so that no byte has to be written a second time."""

from __future__ import annotations

import contextlib
import os
import re
import stat
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from reports.file_marks import tolerated
from reports.in_folder import content, flush, remove
from reports.temporary import filled, removed_on_failure
from reports.version_names import VersionName, parsed, version_name

SKEW = timedelta(days=1)
"""How far the clocks of two machines, or of one before and after it was set, may be apart."""


def names_of(history: int, report: str) -> list[VersionName]:
    """The versions of a report file, the newest first; one of a day to come was named by a wrong clock, and is older."""
    found = filter(None, (parsed(report, name) for name in os.listdir(history)))
    until = datetime.now(UTC) + SKEW
    return sorted(found, key=lambda one: (one.at <= until, one.at, one.name), reverse=True)


def later_than(versions: Sequence[VersionName]) -> datetime:
    """Now, or right behind the newest of these versions: a clock that was put back does not make a new one old."""
    now = datetime.now(UTC)
    newest = versions[0].at if versions else now
    return max(now, newest + timedelta(microseconds=1)) if newest <= now + SKEW else now


def own_links(history: int | None, report: str, current: os.stat_result) -> list[str]:
    """Names of versions that are the present file itself: a save was cut off after it had linked it."""
    if history is None or current.st_nlink == 1:
        return []
    found = []
    for version in names_of(history, report):
        with contextlib.suppress(OSError):
            one = os.stat(version.name, dir_fd=history, follow_symlinks=False)
            if (one.st_dev, one.st_ino) == (current.st_dev, current.st_ino):
                found.append(version.name)
    return found


def keep(folder: int, history: int, report: str, old: bytes, by: str) -> bool:
    """Links the present file into the history; a copy where that cannot be done: then True. OSError where neither can."""
    current = os.stat(report, dir_fd=folder, follow_symlinks=False)
    if own_links(history, report, current):
        return False
    name = version_name(report, later_than(names_of(history, report)), by, old)
    linked = True
    try:
        os.link(report, name, src_dir_fd=folder, dst_dir_fd=history, follow_symlinks=False)
    except OSError:
        linked = False
        copied(history, report, name, old, current)
    flush(history)
    return not linked


def keep_copy(folder: int, history: int, report: str, old: bytes, by: str) -> None:
    """Keeps the present file as a copy, as its own bytes are about to change; what is a link to it becomes one."""
    current = os.stat(report, dir_fd=folder, follow_symlinks=False)
    at = later_than(names_of(history, report))
    for name in own_links(history, report, current) or [version_name(report, at, by, old)]:
        copied(history, report, name, old, current)
    flush(history)


def copied(history: int, report: str, name: str, data: bytes, current: os.stat_result) -> None:
    """Writes a version with mode and time of the file it is a copy of; it has its name only when it is whole."""

    def marks(descriptor: int) -> None:
        with tolerated():
            os.fchown(descriptor, -1, current.st_gid)
        foreign = os.fstat(descriptor).st_gid != current.st_gid
        os.fchmod(descriptor, stat.S_IMODE(current.st_mode) & ~(0o070 if foreign else 0))
        os.utime(descriptor, ns=(current.st_atime_ns, current.st_mtime_ns))

    temporary = filled(history, report, data, marks)
    with removed_on_failure(history, temporary):
        os.rename(temporary, name, src_dir_fd=history, dst_dir_fd=history)


def published(history: int, report: str) -> Callable[[str], bool]:
    """Whether a version's name or SHA-256 stands in ``YEAR.published``: what the public has seen is never taken away.

    A list that cannot be read keeps everything.
    """
    try:
        words = content(history, f"{report.removesuffix('.toml')}.published").decode("utf-8", "replace")
    except FileNotFoundError:
        return lambda _name: False
    except OSError:
        return lambda _name: True
    known = set(re.findall(r"[^\s\",]+", words))
    beginnings = {word[:8] for word in known if re.fullmatch("[0-9a-f]{64}", word)}
    return lambda name: name in known or name.rpartition(".")[2] in beginnings


def prune(history: int, report: str, most: int, exempt: Callable[[str], bool]) -> None:
    """Takes away all but the newest ``most`` versions; an exempt one stays and counts for nothing."""
    counted = [one.name for one in names_of(history, report) if not exempt(one.name)]
    for name in counted[most:]:
        remove(history, name)
