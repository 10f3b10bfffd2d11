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
        ("import tui.app", "reports.importing"),
        ("import tui.app", "tui.import_review"),
        ("import tui.folder_screen", "reports.importing"),
        ("import tui.folder_screen", "tui.import_flow"),
        ("import reports.beginning", "reports.importing"),
        ("import reports.importing.readers.source", "reports.folder_cache"),
        ("import reports.importing.readers.source", "schema.checks"),
    ],
)
def test_an_import_does_not_load(statement: str, unwanted: str) -> None:
    program = f"import sys; {statement}; assert {unwanted!r} not in sys.modules"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603  # our own program


@pytest.mark.parametrize(
    "unwanted", ["ssl", "textual.widgets._input", "reports.journal", "reports.presence", "tomlkit", "pypinyin"]
)
def test_a_start_does_not_load(unwanted: str) -> None:
    """As `launch` does it, up to the app."""
    program = f"""
import sys
from tui.late_palette import leave_out
from tui.terminal_environment import prepare_environment
prepare_environment()
leave_out()
import tui.app
assert not sys.modules.get({unwanted!r}), "loaded"
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603  # our own program


def test_textuals_palette_takes_its_place_when_one_opens() -> None:
    """What stood for it had its names; Textual still takes them from that module and needs no other for its start."""
    program = """
from tui.late_palette import STOOD_FOR, bring_in, leave_out
leave_out()
import textual.app
stood = textual.app.CommandPalette
bring_in()
import textual.command
assert all(hasattr(textual.command, name) for name in STOOD_FOR)
assert textual.app.CommandPalette is textual.command.CommandPalette is not stood
bring_in()
import tui.palette
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603  # our own program
