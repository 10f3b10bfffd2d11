"""Reports that are not wanted go to ``LIBRARY/.trash/AGENCY/YEAR.TIMESTAMP.toml`` and come back from there; none is deleted."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from reports.faults import ReportFault, reason
from schema.language import _

TRASH = ".trash"
KEPT = re.compile(r"(?P<stem>.+)\.(?P<stamp>\d{8}-\d{6}-\d{6})\.toml", re.ASCII | re.DOTALL)
"""How a report in the trash is called."""


class Trashed(NamedTuple):
    """A report in the trash, and where it came from."""

    kept: Path
    path: Path


def to_trash(library: Path, path: Path) -> Trashed:
    """Moves a report to the trash of its library; ReportFault where it cannot be moved, and it then stays."""
    agency = path.parent.relative_to(library)
    now = datetime.now().astimezone()
    try:
        folder = library
        for name in (TRASH, *agency.parts):
            make_like(folder / name, folder)
            folder /= name
        kept = folder / f"{path.stem}.{now:%Y%m%d-%H%M%S-%f}.toml"
        moved(path, kept)
    except OSError as error:
        raise ReportFault(_("没有删除 {name}：{reason}。").format(name=path.name, reason=why(error))) from None
    return Trashed(kept, path)


def make_like(folder: Path, parent: Path) -> None:
    """A folder with the mode of its parent, so that whoever may write there may write here too; nothing where it exists."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir()
        folder.chmod(stat.S_IMODE(parent.stat().st_mode))


def restore(one: Trashed) -> None:
    """Moves a report back; ReportFault where that is not possible, for one because another report stands there by now."""
    try:
        one.path.parent.mkdir(parents=True, exist_ok=True)
        moved(one.kept, one.path)
    except OSError as error:
        raise ReportFault(_("没有恢复 {name}：{reason}。").format(name=one.path.name, reason=why(error))) from None


def moved(source: Path, target: Path) -> None:
    """Gives a file another name in the same file system, never over another file."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EMLINK, errno.ENOSYS):
            raise
        # A file system without links: between the look and the move another program could take the name.
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        source.rename(target)
        return
    try:
        source.unlink()
    except OSError:
        target.unlink()
        raise


def why(error: OSError) -> str:
    """Why a file could not be moved."""
    return _("回收站在另一个磁盘上，请联系管理员") if error.errno == errno.EXDEV else reason(error)


def latest(library: Path) -> Trashed | None:
    """The report that went to the trash last; None where there is none, or the trash cannot be looked into."""
    trash = library / TRASH
    found = [
        (name["stamp"], Path(parent, name[0]), name["stem"])
        for parent, _folders, names in os.walk(trash)
        for name in map(KEPT.fullmatch, names)
        if name
    ]
    if not found:
        return None
    _stamp, kept, stem = max(found)
    return Trashed(kept, library / kept.parent.relative_to(trash) / f"{stem}.toml")
