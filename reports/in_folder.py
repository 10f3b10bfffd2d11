"""Files by name in an open folder, so that a folder moved meanwhile cannot misdirect a save."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from schema.language import _

READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
LARGEST = 2**26
"""Bytes. Nothing that is read whole comes near; whoever may write in a folder may put anything there."""

NOT_FLUSHED = (errno.EINVAL, errno.ENOTSUP)
"""What a file system answers that cannot flush a folder."""


@contextlib.contextmanager
def folder_at(path: Path) -> Iterator[int]:
    """A descriptor of a folder."""
    descriptor = os.open(path, FOLDER)
    try:
        yield descriptor
    finally:
        shut(descriptor)


def folder_of(path: Path) -> contextlib.AbstractContextManager[int]:
    """A descriptor of the folder that a file is in."""
    return folder_at(path.parent)


def shut(descriptor: int) -> None:
    """Closes what nothing was written through."""
    with contextlib.suppress(OSError):
        os.close(descriptor)


def status(folder: int, name: str) -> os.stat_result | None:
    """What is at a name now; None when nothing is."""
    try:
        return os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None


def content(folder: int, name: str, most: int = LARGEST) -> bytes:
    """What is in a regular file now; OSError for anything else, and for one of more than ``most`` bytes. Never blocks on a pipe."""
    with os.fdopen(os.open(name, READ, dir_fd=folder), "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, _("{name} 不是普通文件").format(name=name))
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, _("{name} 太大").format(name=name))
    return data


def remove(folder: int, name: str) -> None:
    """Takes a file of ours away; what cannot be removed is left, it harms nothing."""
    with contextlib.suppress(OSError):
        os.unlink(name, dir_fd=folder)


def flush(folder: int) -> None:
    """Makes the names in a folder durable, where its file system can do that."""
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno not in NOT_FLUSHED:
            raise


def make_folder(folder: Path) -> None:
    """The folder and those above it, where they do not exist yet."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None


def opened_inside(folder: int, name: str) -> int:
    """A descriptor of a folder inside another; a symbolic link in its place is refused."""
    return os.open(name, FOLDER | os.O_NOFOLLOW, dir_fd=folder)


def made_inside(folder: int, name: str) -> int:
    """As `opened_inside`, of a folder that is made where there is none, with the group and mode of the one that it is in.

    Whoever may save a file may so keep what belongs to it.
    """
    try:
        os.mkdir(name, 0o700, dir_fd=folder)
    except FileExistsError:
        return opened_inside(folder, name)
    descriptor = opened_inside(folder, name)
    share(descriptor, folder, stat.S_IMODE(os.fstat(folder).st_mode))
    return descriptor


def share(descriptor: int, folder: int, mode: int) -> None:
    """Gives what we have just made in a folder the folder's group, and a mode, as far as the system lets us."""
    with contextlib.suppress(OSError):
        os.fchown(descriptor, -1, os.fstat(folder).st_gid)
    with contextlib.suppress(OSError):
        os.fchmod(descriptor, mode)
