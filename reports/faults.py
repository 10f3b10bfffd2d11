"""What goes wrong with files, in sentences a clerk understands."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import TYPE_CHECKING

from schema.language import _

if TYPE_CHECKING:
    from reports.last_save import Saved
    from schema.merge import Conflict

REASONS = {
    errno.ENOSPC: _("磁盘已满，请清理后重试"),
    errno.EDQUOT: _("磁盘配额已用完，请清理后重试"),
    errno.EACCES: _("没有权限，请联系管理员"),
    errno.EPERM: _("没有权限，请联系管理员"),
    errno.EROFS: _("所在磁盘是只读的，请换一个位置"),
    errno.ENOENT: _("找不到这个文件或文件夹，请核对路径"),
    errno.ENOTDIR: _("路径中间有一段不是文件夹，请核对路径"),
    errno.EISDIR: _("这是文件夹，不是文件"),
    errno.EEXIST: _("已经存在，没有覆盖"),
    errno.EIO: _("磁盘读写出错，请联系管理员"),
    errno.EBADF: _("输出或文件已经关闭"),
    errno.EPIPE: _("接收输出的程序已经退出"),
    errno.ELOOP: _("符号链接绕成了圈"),
    errno.ENAMETOOLONG: _("名称太长"),
    errno.EMFILE: _("打开的文件太多，请稍后重试"),
    errno.ENFILE: _("系统打开的文件太多，请稍后重试"),
}


class ReportFault(Exception):  # noqa: N818 - what goes wrong is mostly the file's fault, no error of ours
    """Anything that stops a command; its text is one sentence for the clerk."""


class UnreadableReport(ReportFault):
    """A file that is no report; it has not been touched."""


class UnwritableReport(ReportFault):
    """A report that could not be saved; the file on disk is as it was unless the text says otherwise."""


class Unconfirmed(UnwritableReport):
    """The new file is in place, but the disk did not confirm it."""


class ChangedOnDisk(UnwritableReport):
    """Somebody else wrote the file since it was opened."""


class Vanished(UnwritableReport):
    """The file is not there any more: somebody has deleted, renamed or moved it."""


class Conflicted(UnwritableReport):
    """Somebody else changed the same things, and differently; nothing was picked.

    ``last`` is the save that ours met, as far as it is known.
    """

    def __init__(self, sentence: str, conflicts: tuple[Conflict, ...], last: Saved | None) -> None:
        super().__init__(sentence)
        self.conflicts = conflicts
        self.last = last


def reason(error: OSError) -> str:
    """Why the system refused, as one Chinese clause."""
    return REASONS.get(error.errno or 0, _("系统报告：{strerror}").format(strerror=error.strerror or error))


def cannot(sentence: str, path: Path | str, error: OSError) -> str:
    """无法读取 X：没有权限，请联系管理员。 of a sentence with ``{path}`` and ``{reason}``."""
    return sentence.format(path=path, reason=reason(error))
