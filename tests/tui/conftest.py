"""A report that may be changed, and the editor open on it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.tui.running import SAMPLE, opened


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A library with a copy of the sample."""
    folder = tmp_path / "library" / "海原县海城镇人民政府"
    folder.mkdir(parents=True)
    with as_file(files("reports").joinpath(*SAMPLE)) as sample:
        return Path(shutil.copy(sample, folder / "2024.toml"))


@pytest.fixture
def terminal(report: Path) -> Iterator[Terminal]:
    """The editor on it at 80x24."""
    with opened(report) as running:
        yield running
