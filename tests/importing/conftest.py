"""What tests of importing share: the commands in this process, and stand-ins for the readers of sources."""

from __future__ import annotations

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
