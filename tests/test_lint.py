"""Lint, format and types are tests too, so that one command tells whether a change may land."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.project import ROOT

CHECKS = {
    "lint": ["ruff", "check", "--quiet", "--output-format=concise", "."],
    "format": ["ruff", "format", "--quiet", "--check", "."],
    "types": ["mypy"],
}
"""What each is called, and the module and arguments that run it; their settings are in pyproject.toml."""


@pytest.mark.parametrize("check", CHECKS)
def test_the_whole_tree_is_clean(check: str) -> None:
    """Every file, the tests included; what is found is what the failure shows."""
    found = subprocess.run(  # noqa: S603 - our own tools
        [sys.executable, "-m", *CHECKS[check]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert found.returncode == 0, found.stdout + found.stderr
