"""What is about to be written over a file in place, kept whole in the user's state folder until it is written.

A file that cannot be replaced (`in_place`) may be cut off half-way: whoever reads it next finds the intent and finishes it.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.in_folder import READ, flush, folder_of, make_folder, shut
from reports.own_folders import state_folder

ENDING = ".intent"
ASIDE = ".aside"
LONGEST_WAIT = 5.0


@dataclass(frozen=True, slots=True)
class Intent:
    """A file, what it held and what it is to hold; ``kept`` is where that stands, ``descriptor`` holds its lock."""

    kept: Path
    descriptor: int
    path: str
    old: bytes
    new: bytes


def intents_folder() -> Path:
    """Where intents live: private to the user, as a report may hold personal data."""
    return state_folder() / "intents"


@contextlib.contextmanager
def intended(real: Path, old: bytes, new: bytes) -> Iterator[Intent]:
    """Keeps an intent, durable before the block begins; gone when the block ends, still there when it fails.

    OSError when it cannot be kept.
    """
    import hashlib
    import json  # few files are written in place

    header = {"path": str(real), "old": len(old), "new": len(new), "sha": hashlib.sha256(old + new).hexdigest()}
    folder = intents_folder()
    make_folder(folder.parent)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    kept = folder / f"{os.getpid()}-{os.urandom(8).hex()}{ENDING}"
    descriptor = os.open(kept, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    try:
        try:
            with contextlib.suppress(OSError):  # without locks two would write the same bytes
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            left = memoryview(json.dumps(header).encode("ascii") + b"\n" + old + new)
            while left:
                left = left[os.write(descriptor, left) :]
            os.fsync(descriptor)
            with folder_of(kept) as above:
                flush(above)
        except BaseException:
            kept.unlink(missing_ok=True)
            raise
        yield Intent(kept, descriptor, str(real), old, new)
        with contextlib.suppress(OSError), folder_of(kept) as above:
            kept.unlink()
            flush(above)  # an old intent that comes back after a power cut could be taken for a new one
    finally:
        shut(descriptor)


def waiting() -> list[Path]:
    """The intents that are kept now; hardly ever one, and then nothing more is loaded."""
    try:
        names = os.listdir(intents_folder())  # noqa: PTH208 - one system call before every reading
    except OSError:
        return []
    return [intents_folder() / name for name in names if name.endswith(ENDING)]


@contextlib.contextmanager
def unfinished(path: Path) -> Iterator[list[Intent]]:
    """The intents for a file that no living process is about to carry out, held until the block ends."""
    real = os.path.realpath(path)
    found: list[Intent] = []
    try:
        for kept in waiting():
            with contextlib.suppress(OSError):
                intent = taken(kept, real)
                if intent:
                    found.append(intent)
        yield found
    finally:
        for intent in found:
            shut(intent.descriptor)


def taken(kept: Path, real: str) -> Intent | None:
    """An intent for this file, once its writer has ended; None where it is another file's, or gone by then.

    One that is cut off is taken away: what it was for has not begun.
    """
    descriptor = os.open(kept, READ)
    intent: Intent | None = None
    try:
        header = header_of(descriptor)
        if header is not None and header["path"] != real:
            return None
        if ended(descriptor) and os.path.lexists(kept):
            intent = read(kept, descriptor)
            if intent is None:
                kept.unlink()
        return intent
    finally:
        if intent is None:
            shut(descriptor)


def ended(descriptor: int) -> bool:
    """Whether the writer of an intent has ended, waiting for that a while."""
    until = time.monotonic() + LONGEST_WAIT
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(0.01)
        except OSError:
            return True  # no locks here
        else:
            return True


def header_of(descriptor: int) -> dict[str, Any] | None:
    """The first line of an intent; None where it is cut off."""
    import json

    try:
        header = json.loads(os.pread(descriptor, 2**16, 0).partition(b"\n")[0])
        return {"path": str(header["path"]), **{name: header[name] for name in ("old", "new", "sha")}}
    except (ValueError, KeyError, TypeError):
        return None


def read(kept: Path, descriptor: int) -> Intent | None:
    """A whole intent; None where a byte of it is missing or wrong."""
    import hashlib

    header = header_of(descriptor)
    if header is None:
        return None
    data = kept.read_bytes().partition(b"\n")[2]
    if hashlib.sha256(data).hexdigest() != header["sha"]:
        return None
    return Intent(kept, descriptor, header["path"], data[: header["old"]], data[header["old"] :])


def set_aside(intent: Intent) -> None:
    """Keeps an intent that does not fit any more under another name, for whoever looks for it."""
    with contextlib.suppress(OSError):
        intent.kept.rename(intent.kept.with_suffix(ASIDE))
