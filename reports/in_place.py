"""Writes over a file that cannot be replaced: one with a second name, in a folder that takes no new file, or mounted by itself.

The whole new text is kept as an intent first. Whatever cuts the writing off, the next reading finishes it.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from reports.commit_lock import turn
from reports.faults import UnreadableReport, UnwritableReport, reason
from reports.in_folder import content, folder_of, shut
from reports.intents import Intent, intended, set_aside, unfinished, waiting
from reports.temporary import write_all
from schema.language import _

WRITE = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC


def write_over(folder: int, real: Path, old: bytes, new: bytes) -> None:
    """Puts new bytes into a file of the folder, the old ones back where that fails; OSError leaves it as it was.

    UnwritableReport says where the whole new text is when neither could be done.
    """
    descriptor = os.open(real.name, WRITE, dir_fd=folder)
    try:
        with intended(real, old, new) as intent:
            try:
                put(descriptor, new)
            except OSError as error:
                if put_back(descriptor, old):
                    intent.kept.unlink(missing_ok=True)
                    raise
                raise half_written(real, intent, error) from None
    finally:
        shut(descriptor)


def half_written(real: Path, intent: Intent, error: OSError) -> UnwritableReport:
    """What is to be said of a file that holds neither the old nor the new text."""
    return UnwritableReport(
        _("{path} 只写进了一部分（{reason}）。完整的新内容在 {kept}，问题解决后再打开这份报告就会自动写完。").format(
            path=real, reason=reason(error), kept=intent.kept
        )
    )


def put(descriptor: int, data: bytes) -> None:
    """The file holds exactly these bytes, on disk. Room is taken first, so that a full disk is found out before it hurts."""
    if len(data) > os.fstat(descriptor).st_size:
        os.posix_fallocate(descriptor, 0, len(data))
    os.lseek(descriptor, 0, os.SEEK_SET)
    write_all(descriptor, data)
    os.ftruncate(descriptor, len(data))
    os.fsync(descriptor)


def put_back(descriptor: int, old: bytes) -> bool:
    """Whether the file holds what it held before: its blocks are still its own."""
    try:
        if os.pread(descriptor, len(old) + 1, 0)[: len(old)] != old:
            os.lseek(descriptor, 0, os.SEEK_SET)
            write_all(descriptor, old)
        os.ftruncate(descriptor, len(old))
        os.fsync(descriptor)
        os.lseek(descriptor, 0, os.SEEK_SET)
        return os.pread(descriptor, len(old) + 1, 0) == old
    except OSError:
        return False


def finish(path: Path) -> None:
    """Ends what was cut off while it was written into this file; UnreadableReport where that cannot be done now.

    What somebody else has written since is not touched: the intent is then set aside.
    """
    if not waiting():
        return
    with unfinished(path) as intents:
        for intent in intents:
            carry_out(intent)


def carry_out(intent: Intent) -> None:
    """Writes what an intent says where the file is still what was being written over."""
    real = Path(intent.path)
    present = b""
    try:
        # No save compares and renames meanwhile: what it puts there would be written over.
        with folder_of(real) as folder, turn(folder, None, "", 0):
            present = content(folder, real.name)
            if present != intent.new and not is_between(present, intent.old, intent.new):
                set_aside(intent)
                return
            if present != intent.new:
                descriptor = os.open(real.name, WRITE, dir_fd=folder)
                try:
                    put(descriptor, intent.new)
                finally:
                    shut(descriptor)
    except FileNotFoundError:
        set_aside(intent)
        return
    except OSError as error:
        if present == intent.old:
            return  # whole, and nobody was told that it is saved
        raise UnreadableReport(str(half_written(real, intent, error))) from None
    with contextlib.suppress(OSError):
        intent.kept.unlink()


def is_between(present: bytes, old: bytes, new: bytes) -> bool:
    """Whether a file is on the way from old to new: at every place the byte of one of them, or one not written yet."""
    least, most = sorted((len(old), len(new)))
    before, after = old.ljust(most, b"\0"), new.ljust(most, b"\0")
    return least <= len(present) <= most and all(
        byte in (one, other, 0) for byte, one, other in zip(present, before, after, strict=False)
    )
