"""What tests of importing share: the commands in this process, and stand-ins for the readers of sources."""

from __future__ import annotations

import errno
import os

import pytest

from tests.importing.found import Readers
from tests.reports.commanding import Here


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Here:
    """The commands without a process."""
    return Here(capsys)


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> Readers:
    """Stand-ins for the readers: tests say what these find."""
    return Readers(monkeypatch)


@pytest.fixture
def unconfirming(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that does not confirm what a folder holds."""
    fsync = os.fsync

    def failing(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112 - a descriptor, no path of ours
            raise OSError(errno.EIO, "I/O error")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", failing)
