"""What a file carries beside its content: owner, group, access list, attributes and mode, given to the file that replaces it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator

from reports.in_folder import READ, shut

TOLERATED = (errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.ENODATA)
"""A file system without owners, access lists or extended attributes must not stop a save."""


class Unlike(Exception):  # noqa: N818 - an answer, no error
    """The new file cannot be given the old one's group or mode: colleagues would be shut out, or strangers let in."""


def usual_mode() -> int:
    """The mode of a new file."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def take_after(descriptor: int, folder: int, name: str, current: os.stat_result) -> None:
    """Gives a new file the marks of the one it replaces, as far as the system lets us; Unlike where group or mode would differ.

    The owner is kept only by root: a clerk who saves a colleague's file becomes its owner.
    """
    owner = current.st_uid if os.geteuid() == 0 else -1
    with tolerated():
        os.fchown(descriptor, owner, current.st_gid)
    original = os.open(name, READ, dir_fd=folder)
    try:
        attributes: list[str] = []
        with tolerated():
            attributes = os.listxattr(original)
        for attribute in attributes:
            with tolerated():
                os.setxattr(descriptor, attribute, os.getxattr(original, attribute))
    finally:
        shut(original)
    os.fchmod(descriptor, stat.S_IMODE(current.st_mode))
    found = os.fstat(descriptor)
    if (found.st_gid, found.st_mode) != (current.st_gid, current.st_mode):
        raise Unlike


@contextlib.contextmanager
def tolerated() -> Iterator[None]:
    """Lets pass what a file system without owners or attributes answers; disk faults still count."""
    try:
        yield
    except OSError as error:
        if error.errno not in TOLERATED:
            raise
