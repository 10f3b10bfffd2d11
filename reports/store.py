"""Puts bytes on disk so that a reader sees the old file or the new one, never less, whatever fails in between."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from reports.faults import ChangedOnDisk, Unconfirmed, UnwritableReport, cannot, reason
from schema.language import _

LONGEST_TURN = 5.0
"""Seconds to wait for another process that is saving."""

TOLERATED = (errno.EPERM, errno.EACCES, errno.ENOTSUP, errno.ENODATA)
"""A file system without owners, ACLs or extended attributes must not stop a save."""


def replace_file(path: Path, data: bytes, expected: bytes | None = None, *, private: bool = False) -> None:
    """Replaces a file's content atomically, keeping mode, group, ACL and a symbolic link to it.

    With ``expected`` (the bytes it was read as) a file that changed meanwhile is left alone: ChangedOnDisk. Any other
    failure is an UnwritableReport and the old file is whole; Unconfirmed says that the new one is in place. A file that
    did not exist gets the usual mode, or 0600 when it is ``private``.
    """
    real = Path(os.path.realpath(path))
    try:
        with folder_of(real) as folder:
            current = status(folder, real.name)
            if current is not None and not stat.S_ISREG(current.st_mode):
                raise UnwritableReport(_("{path} 不是普通文件，不能写成报告或文档；请换一个文件名。").format(path=path))
            if current is not None and not os.access(real.name, os.W_OK, dir_fd=folder):
                raise UnwritableReport(_("{path} 是只读的，没有保存。确实要改，请先去掉只读属性。").format(path=path))
            temporary = filled(folder, real.name, data, current, 0o600 if private else usual_mode())
            with removed_on_failure(folder, temporary):
                take_turn(folder)
                if expected is not None and (current is None or content(folder, real.name) != expected):
                    raise ChangedOnDisk(_("{path} 打开之后被别人改过，没有覆盖；请重新打开后再改。").format(path=path))
                os.rename(temporary, real.name, src_dir_fd=folder, dst_dir_fd=folder)
            flush_folder(folder, path)
    except OSError as error:
        raise UnwritableReport(cannot(_("无法保存 {path}：{reason}。"), path, error) + _("原文件没有改动。")) from None


def create_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """A new file, complete from the moment it appears; UnwritableReport when the name is taken."""
    try:
        make_folder(path.parent)
        with folder_of(path) as folder:
            temporary = filled(folder, path.name, data, None, 0o600 if private else usual_mode())
            try:
                os.link(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            finally:
                remove(folder, temporary)
            flush_folder(folder, path)
    except FileExistsError:
        raise UnwritableReport(_("{path} 已经存在，没有覆盖。").format(path=path)) from None
    except OSError as error:
        raise UnwritableReport(cannot(_("无法新建 {path}：{reason}。"), path, error)) from None


def make_folder(folder: Path) -> None:
    """The folder and those above it, where they do not exist yet."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None


def take_turn(folder: int) -> None:
    """Waits until no other process is between comparing and renaming in this folder; held until the folder is closed.

    A file system without locks must not stop a save; neither must a process that hangs for more than `LONGEST_TURN`.
    """
    until = time.monotonic() + LONGEST_TURN
    while time.monotonic() < until:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.01)
        except OSError:
            return
        else:
            return


@contextlib.contextmanager
def folder_of(path: Path) -> Iterator[int]:
    """A descriptor of the file's folder, so that a folder moved meanwhile cannot misdirect the save."""
    descriptor = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        yield descriptor
    finally:
        with contextlib.suppress(OSError):  # nothing was written through it
            os.close(descriptor)


def status(folder: int, name: str) -> os.stat_result | None:
    """What is at a name now; None when nothing is."""
    try:
        return os.stat(name, dir_fd=folder, follow_symlinks=False)
    except FileNotFoundError:
        return None


def content(folder: int, name: str) -> bytes:
    """What is in a file now."""
    descriptor = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    with os.fdopen(descriptor, "rb") as file:
        return file.read()


def usual_mode() -> int:
    """The mode of a new file."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextlib.contextmanager
def removed_on_failure(folder: int, temporary: str) -> Iterator[None]:
    """Takes the temporary file away when what follows does not come to its end."""
    try:
        yield
    except BaseException:
        remove(folder, temporary)
        raise


def filled(folder: int, name: str, data: bytes, current: os.stat_result | None, mode: int) -> str:
    """The name of a flushed temporary file in the folder that holds the data and looks like the current one, or new."""
    temporary = f".{name[:40]}.{os.getpid()}.{os.urandom(4).hex()}.tmp"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor = os.open(temporary, flags, 0o600, dir_fd=folder)
    with removed_on_failure(folder, temporary):
        try:
            left = memoryview(data)
            while left:
                left = left[os.write(descriptor, left) :]
            if current is None:
                os.fchmod(descriptor, mode)
            else:
                take_after(descriptor, folder, name, current)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    return temporary


def take_after(descriptor: int, folder: int, name: str, current: os.stat_result) -> None:
    """Gives a new file the group, ACL, attributes and mode of the one it replaces, as far as the system lets us."""
    owner = current.st_uid if os.geteuid() == 0 else -1
    with tolerated():
        os.fchown(descriptor, owner, current.st_gid)
    original = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC, dir_fd=folder)
    try:
        attributes: list[str] = []
        with tolerated():
            attributes = os.listxattr(original)
        for attribute in attributes:
            with tolerated():
                os.setxattr(descriptor, attribute, os.getxattr(original, attribute))
    finally:
        os.close(original)
    os.fchmod(descriptor, stat.S_IMODE(current.st_mode))


@contextlib.contextmanager
def tolerated() -> Iterator[None]:
    """Lets pass what a file system without owners or attributes answers; disk faults still count."""
    try:
        yield
    except OSError as error:
        if error.errno not in TOLERATED:
            raise


def remove(folder: int, temporary: str) -> None:
    """Takes our own temporary file away again; what cannot be removed is left, it harms nothing."""
    with contextlib.suppress(OSError):
        os.unlink(temporary, dir_fd=folder)


def flush_folder(folder: int, path: Path) -> None:
    """Makes the new name itself durable."""
    try:
        os.fsync(folder)
    except OSError as error:
        if error.errno in (errno.EINVAL, errno.ENOTSUP):
            return
        raise Unconfirmed(
            _("{path} 已写入，但未能确认落盘（{reason}）。请再保存一次。").format(path=path, reason=reason(error))
        ) from None
