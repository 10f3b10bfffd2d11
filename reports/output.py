"""What the commands write: data on stdout, narration on stderr."""

from __future__ import annotations

import sys

from reports.terminal_text import safe


def emit(text: str) -> None:
    """Data to stdout, at once; OSError when it cannot be written (a full disk, a closed pipe)."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def narrate(text: str) -> None:
    """A sentence to stderr, with control characters of file content made visible."""
    sys.stderr.write(safe(text) + "\n")
