"""The start stays fast: what is not needed for the first screen is not loaded for it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.terminal import ROOT


@pytest.mark.parametrize(
    ("statement", "unwanted"),
    [
        ("import tui", "textual"),
        ("import tui.terminal_environment", "textual"),
        ("import tui.wrap", "textual"),
        ("import tui.workarounds", "textual.widgets._text_area"),
        ("import tui.editor", "tui.grid_ranges"),
        ("import tui.editor", "tui.grid_selection"),
        ("import tui.app", "tui.clipboard"),
        ("import tui.app", "schema.clip_text"),
    ],
)
def test_an_import_does_not_load(statement: str, unwanted: str) -> None:
    program = f"import sys; {statement}; assert {unwanted!r} not in sys.modules"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603  # our own program
