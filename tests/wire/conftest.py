"""A server to reach, and a report on it that may be changed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.tui.running import SAMPLE
from tests.wire.link import Link
from tests.wire.server import Server

RATE = 20_000
"""Bytes per second of a bad line."""

DELAY = 0.2
"""Seconds that each way takes on it."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One sshd for all of these tests."""
    with Server(tmp_path_factory.mktemp("sshd")) as running:
        yield running


@pytest.fixture
def link(server: Server) -> Iterator[Link]:
    """A bad line to it."""
    with Link(server.port, RATE, DELAY) as standing:
        yield standing


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A library with a copy of the sample."""
    folder = tmp_path / "library" / SAMPLE[1]
    folder.mkdir(parents=True)
    with as_file(files("reports").joinpath(*SAMPLE)) as sample:
        return Path(shutil.copy(sample, folder / "2024.toml"))
