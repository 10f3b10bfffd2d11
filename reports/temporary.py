"""Temporary files beside the file they are to replace: filled and flushed before they get its name, taken away when that fails."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import socket
import stat
from collections.abc import Callable, Iterator
from functools import cache

from reports.in_folder import remove

LONGEST_STEM = 40
"""Characters of a file's name that its temporary file is called by."""

NO_FILE_BESIDE = (errno.EACCES, errno.EPERM, errno.EROFS)
"""What a folder answers that takes no new file."""

ORPHANED = 3600.0
"""Seconds after which the temporary file of a dead process is nobody's."""

NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class ClosedFolder(OSError):  # noqa: N818 - an answer, no error
    """The folder takes no new file; one that is in it can still be writable."""


@cache
def host() -> str:
    """The machine's name as it stands in names of files: up to the first dot, letters, digits, - and _."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", socket.gethostname().partition(".")[0])[:24] or "_"


def temporary_name(name: str) -> str:
    """A name that no other process takes: host, process, chance."""
    return f".{name[:LONGEST_STEM]}.{host()}.{os.getpid()}.{os.urandom(4).hex()}.tmp"


@contextlib.contextmanager
def removed_on_failure(folder: int, temporary: str | None) -> Iterator[None]:
    """Takes the temporary file away when what follows does not come to its end; a signal between two lines counts too."""
    try:
        yield
    except FileExistsError:
        raise  # never ours
    except BaseException:
        if temporary:
            remove(folder, temporary)
        raise


def filled(folder: int, name: str, data: bytes, marks: Callable[[int], None]) -> str:
    """The name of a flushed temporary file in the folder that holds the data; ``marks`` gives its descriptor the rest.

    After a failed flush the system may call the same bytes clean: nothing is tried again on this file, a next save fills another.
    """
    temporary = temporary_name(name)
    with removed_on_failure(folder, temporary):
        descriptor = opened(folder, temporary)
        try:
            write_all(descriptor, data)
            marks(descriptor)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    return temporary


def opened(folder: int, temporary: str) -> int:
    """A new file of the folder; ClosedFolder where it takes none."""
    try:
        return os.open(temporary, NEW, 0o600, dir_fd=folder)
    except OSError as error:
        if error.errno in NO_FILE_BESIDE:
            raise ClosedFolder(error.errno, error.strerror) from None
        raise


def write_all(descriptor: int, data: bytes) -> None:
    """Writes on until everything is written."""
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


def remove_orphans(folder: int, name: str, now: float) -> None:
    """Takes away what processes of ours that were killed have left of this file; ``now`` is the file server's time."""
    pattern = re.compile(
        rf"\.{re.escape(name[:LONGEST_STEM])}\.{re.escape(host())}\.(\d+)\.[0-9a-f]{{8}}\.tmp", re.ASCII
    )
    for match in filter(None, map(pattern.fullmatch, os.listdir(folder))):
        with contextlib.suppress(OSError):
            found = os.stat(match[0], dir_fd=folder, follow_symlinks=False)
            ours = stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid()
            if ours and found.st_mtime + ORPHANED < now and not runs(int(match[1])):
                os.unlink(match[0], dir_fd=folder)


def runs(pid: int) -> bool:
    """Whether a process of this number runs on this machine."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
