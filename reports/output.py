"""What the commands write: data on stdout, narration on stderr."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from types import TracebackType

from reports.terminal_text import safe

UNWRITTEN = 2


def emit(text: str, *, whole_file: bool = False) -> None:
    """Data to stdout, at once, nothing in it acting on a terminal; OSError when it cannot be written (a full disk, a closed pipe).

    A ``whole_file`` that goes anywhere but to a terminal is left as it is.
    """
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if not whole_file or sys.stdout.isatty():
        text = safe(text)
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def narrate(text: str) -> None:
    """A sentence to stderr, with control characters of file content made visible."""
    with contextlib.suppress(OSError, AttributeError):  # closed or full: there is nobody left to tell
        sys.stderr.write(safe(text) + "\n")


def narrate_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What `sys.excepthook` does, but a fault of ours shows no control characters of file content either."""
    import traceback

    narrate("".join(traceback.format_exception(kind, error, trace)).rstrip("\n"))


def finished(code: int) -> int:
    """The exit code once all output is out; 2 when it cannot be written. Python's own flush at exit then finds nothing."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        code = code or UNWRITTEN
        abandon_stdout()
    return code


def abandon_stdout() -> None:
    """What is left in the buffer goes nowhere, so that it raises no second error."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        sys.stdout.flush()
