"""Puts bytes on disk so that a reader sees the old file or the new one, never less, whatever fails in between."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from reports.commit_lock import LONGEST_TURN, Busy
from reports.faults import ChangedOnDisk, Unconfirmed, UnreadableReport, UnwritableReport, cannot, reason
from reports.file_marks import Unlike, take_after, usual_mode
from reports.history import Beside, History
from reports.in_folder import content, flush, folder_of, make_folder, remove, status
from reports.in_place import finish, write_over
from reports.temporary import ClosedFolder, filled, removed_on_failure
from schema.language import _

NOT_RENAMED = (errno.EPERM, errno.EACCES, errno.EBUSY, errno.EXDEV)
"""What a sticky folder answers to other people's files, and one where the file itself is mounted."""


@dataclass(frozen=True, slots=True)
class Target:
    """A file that is to hold other bytes: as the clerk named it, its real name, its open folder, what is there now."""

    path: Path
    real: Path
    folder: int
    current: os.stat_result | None
    private: bool = False

    @property
    def name(self) -> str:
        """Its name in its folder."""
        return self.real.name

    def marks(self, descriptor: int) -> None:
        """Makes a new file look like this one; one that was not there gets the usual mode."""
        if self.current is None:
            os.fchmod(descriptor, 0o600 if self.private else usual_mode())
        else:
            take_after(descriptor, self.folder, self.name, self.current)


def replace_file(path: Path, data: bytes, expected: bytes | None = None, *, private: bool = False) -> None:
    """Replaces a file's content atomically, keeping mode, group, ACL and a symbolic link to it.

    With ``expected`` (the bytes it was read as) a file that changed meanwhile is left alone: ChangedOnDisk. Any other
    failure is an UnwritableReport and the old file is whole; Unconfirmed says that the new one is in place. A file that
    did not exist gets the usual mode, or 0600 when it is ``private``.
    """
    replaced(path, data, expected, Beside(), private=private)


def replace_report(path: Path, data: bytes, expected: bytes | None, by: str) -> str:
    """As `replace_file`, for a report: what it held, saved ``by`` whom, is kept in the history beside it.

    A sentence where that was not possible, else empty: it stops no save.
    """
    history = History(by)
    replaced(path, data, expected, history)
    return history.told


def create_file(path: Path, data: bytes, *, private: bool = False) -> None:
    """A new file, complete from the moment it appears; UnwritableReport when the name is taken."""
    try:
        make_folder(path.parent)
        with folder_of(path) as folder:
            target = Target(path, path, folder, None, private)
            temporary = filled(folder, path.name, data, target.marks)
            try:
                os.link(temporary, path.name, src_dir_fd=folder, dst_dir_fd=folder)
            finally:
                remove(folder, temporary)
            confirmed(target, data)
    except FileExistsError:
        raise UnwritableReport(_("{path} 已经存在，没有覆盖。").format(path=path)) from None
    except OSError as error:
        raise UnwritableReport(cannot(_("无法新建 {path}：{reason}。"), path, error)) from None


def created(path: Path, data: bytes) -> str:
    """As `create_file`; a sentence where the file is in place but the disk did not confirm it, else empty."""
    try:
        create_file(path, data)
    except Unconfirmed as fault:
        return str(fault)
    return ""


def replaced(path: Path, data: bytes, expected: bytes | None, kept: Beside, *, private: bool = False) -> None:
    """The steps of `replace_file`, with what is to be kept of the file."""
    real = Path(os.path.realpath(path))
    try:
        finish(real)
        with folder_of(real) as folder:
            target = Target(path, real, folder, status(folder, real.name), private)
            refuse(target)
            with kept.of(folder, real.name, target.current):
                put(target, data, expected, kept)
                kept.tidy()
    except UnreadableReport as fault:
        raise UnwritableReport(str(fault)) from None
    except Busy:
        raise UnwritableReport(
            _("{path} 正由另一个程序保存，等了 {n:g} 秒还没有完，请过一会儿再保存。").format(path=path, n=LONGEST_TURN)
            + _("原文件没有改动。")
        ) from None
    except OSError as error:
        if expected is not None and not os.path.lexists(real.parent):
            raise UnwritableReport(
                _("{path} 所在的文件夹不见了，可能改了名、移走了，或者网络盘断开了；没有保存。等它回来再保存。").format(
                    path=path
                )
            ) from None
        raise UnwritableReport(cannot(_("无法保存 {path}：{reason}。"), path, error) + _("原文件没有改动。")) from None


def refuse(target: Target) -> None:
    """Stops where the file is none that can be written, in a sentence that says why."""
    if target.current is None:
        return
    if not stat.S_ISREG(target.current.st_mode):
        raise UnwritableReport(_("{path} 不是普通文件，不能写成报告或文档；请换一个文件名。").format(path=target.path))
    if not os.access(target.name, os.W_OK, dir_fd=target.folder):
        if os.statvfs(target.real).f_flag & os.ST_RDONLY:
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        if target.current.st_uid != os.geteuid():  # somebody else's: its mode is not the clerk's to change
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        raise UnwritableReport(_("{path} 是只读的，没有保存。确实要改，请先去掉只读属性。").format(path=target.path))


def put(target: Target, data: bytes, expected: bytes | None, kept: Beside) -> None:
    """Compares, keeps what is there, and gives the new bytes its name; in place where the file cannot be replaced."""
    temporary = None if kept.has_other_names() else beside(target, data)
    with removed_on_failure(target.folder, temporary), kept.turn():
        old = compared(target, expected, needed=kept.wants_old or temporary is None)
        if temporary:
            kept.keep(old)
            if renamed(target, temporary):
                confirmed(target, data)
                return
        old = content(target.folder, target.name) if old is None else old
        kept.keep_copy(old)
        write_over(target.folder, target.real, old, data)
    if temporary:
        remove(target.folder, temporary)


def beside(target: Target, data: bytes) -> str | None:
    """The name of a filled file beside the target that can take its place; None where there can be none."""
    try:
        return filled(target.folder, target.name, data, target.marks)
    except Unlike:
        return None
    except ClosedFolder:
        if target.current is None:
            raise
        return None


def compared(target: Target, expected: bytes | None, *, needed: bool) -> bytes | None:
    """What is in the file at this moment, where that is needed; ChangedOnDisk when it is not what was expected."""
    found: bytes | None = None
    if expected is not None or needed:
        with contextlib.suppress(FileNotFoundError):
            found = content(target.folder, target.name)
    if expected is not None and found != expected:
        raise ChangedOnDisk(_("{path} 打开之后被别人改过，没有覆盖；请重新打开后再改。").format(path=target.path))
    return found


def renamed(target: Target, temporary: str) -> bool:
    """Whether the temporary file has taken the target's name; False where the folder forbids it."""
    try:
        os.rename(temporary, target.name, src_dir_fd=target.folder, dst_dir_fd=target.folder)
    except OSError as error:
        if target.current is None or error.errno not in NOT_RENAMED:
            raise
        return False
    return True


def confirmed(target: Target, data: bytes) -> None:
    """Makes the new name durable and reads the file back; Unconfirmed where either goes wrong."""
    try:
        flush(target.folder)
        same = content(target.folder, target.name) == data
    except OSError as error:
        raise Unconfirmed(
            _("{path} 已写入，但未能确认落盘（{reason}）。请再保存一次。").format(
                path=target.path, reason=reason(error)
            )
        ) from None
    if not same:
        raise Unconfirmed(
            _("{path} 已写入，但读回来不一样，可能刚被别的程序改过。请重新打开核对。").format(path=target.path)
        )
