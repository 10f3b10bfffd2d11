"""The files of journals: where they stand, how they are called, how one is begun, and where those go that nobody wants."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import time
from collections.abc import Iterator
from pathlib import Path

from reports.history_folder import HISTORY, make_history
from reports.in_folder import FOLDER, flush, folder_at, shut
from reports.own_folders import state_folder

SUFFIX = ".journal"
TRASH = "trash"
THROWN_AWAY = re.compile(r"[0-9a-f]{24}\..+\.journal\.(?:[0-9]+|broken)", re.DOTALL)
"""How a journal in the trash is called."""

KEPT_SECONDS = 30 * 86400
"""How long what went to the trash stays there."""

MOST_OF_ONE_PROCESS = 1000
"""Numbers to try for a name; each save ends one journal, so that few are ever taken."""


def journal_folder() -> Path:
    """The user's own folder of journals."""
    return state_folder() / "journal"


def folders_for(report: Path) -> tuple[Path, Path]:
    """Where the journals of a report may stand, the better place first: the user's own folder, or beside the report."""
    return journal_folder(), Path(os.path.realpath(report)).parent / HISTORY


def mark_of(report: Path) -> str:
    """What the names of a report's journals begin with: the same for a file and a link to it."""
    import hashlib  # 2 ms that a start does not need

    return hashlib.sha256(os.fsencode(os.path.realpath(report))).hexdigest()[:24]


def journals_of(report: Path) -> Iterator[Path]:
    """Every journal of a report that there is, whoever it belongs to."""
    mark = mark_of(report)
    for folder in folders_for(report):
        try:
            names = os.listdir(folder)  # noqa: PTH208 - a name, not a path, is looked at
        except OSError:
            continue
        yield from (folder / name for name in sorted(names) if name.startswith(mark) and name.endswith(SUFFIX))


def new_journal(folder: Path, report: Path) -> tuple[Path, int]:
    """A new file, open for appending, that nobody else can read; OSError where there can be none."""
    if folder.name == HISTORY:
        make_history(report)
    else:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    host = re.sub(r"[^\w.-]", "_", os.uname().nodename, flags=re.ASCII)[:64]
    name = f"{mark_of(report)}.{host}.{os.getpid()}"
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    for number in range(MOST_OF_ONE_PROCESS):
        path = folder / f"{name}.{number}{SUFFIX}"
        with contextlib.suppress(FileExistsError):
            return path, os.open(path, flags, 0o600)
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))


def flush_names(folder: Path) -> None:
    """Makes the names in a folder durable, where its file system can."""
    with folder_at(folder) as descriptor:
        flush(descriptor)


def set_aside(journal: Path) -> None:
    """Moves a journal that is not wanted to the trash beside it, where it stays for a while; one that cannot be moved stays."""
    with contextlib.suppress(OSError):
        target = trash_of(journal) / f"{journal.name}.{time.time_ns()}"
        journal.rename(target)
        os.utime(target)
        flush_names(target.parent)
    empty_trash(journal.parent)


def keep_torn(journal: Path, rest: bytes) -> None:
    """Copies what could not be read of a journal to the trash, once; without room for it, it stays where it is only."""
    with contextlib.suppress(OSError):
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(trash_of(journal) / f"{journal.name}.broken", flags, 0o600)
        try:
            os.write(descriptor, rest)
        finally:
            os.close(descriptor)


def trash_of(journal: Path) -> Path:
    """The user's own trash beside a journal, made where it does not exist; OSError where it cannot be, or leads elsewhere."""
    trash = own_trash(journal.parent)
    with contextlib.suppress(FileExistsError):
        trash.mkdir(mode=0o700)
    shut(os.open(trash, FOLDER | os.O_NOFOLLOW))
    return trash


def own_trash(folder: Path) -> Path:
    """Where the trash of a folder of journals is; in the history folder each user has one."""
    return folder / (f"{TRASH}-{os.geteuid()}" if folder.name == HISTORY else TRASH)


def empty_trash(folder: Path) -> None:
    """Takes away for good what has been in the trash for long enough."""
    latest = time.time() - KEPT_SECONDS
    try:
        trash = os.open(own_trash(folder), FOLDER | os.O_NOFOLLOW)
    except OSError:
        return
    try:
        for name in filter(THROWN_AWAY.fullmatch, os.listdir(trash)):  # noqa: PTH208 - an open folder
            with contextlib.suppress(OSError):
                if os.stat(name, dir_fd=trash, follow_symlinks=False).st_mtime < latest:
                    os.unlink(name, dir_fd=trash)
    finally:
        shut(trash)
