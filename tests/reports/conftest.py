"""What tests of report files share: a copy of the sample, and the commands."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.reports.commanding import Here
from tests.reports.making import SAMPLE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A copy of the sample."""
    return Path(shutil.copyfile(SAMPLE, tmp_path / "2024.toml"))


@pytest.fixture
def here(capsys: pytest.CaptureFixture[str]) -> Here:
    """The commands without a process: quick."""
    return Here(capsys)
