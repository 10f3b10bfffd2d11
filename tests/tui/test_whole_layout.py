"""A page is laid out whatever else happens while it comes."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from tests.tui.running import opened
from tui import whole_layout


@pytest.mark.parametrize("key", ["ctrl+l", "ctrl+w", "f1"])
def test_a_text_is_laid_out_when_a_dialog_opens_over_it_at_once(report: Path, key: str) -> None:
    with opened(report) as terminal:
        terminal.press("alt+1", key)
        terminal.wait_for("Esc 返回")
        terminal.press("esc")
        terminal.wait_for(r"（五）监督保障 +\|")
        terminal.wait_for(lambda screen: screen.cursor == (2, 4) and screen.cursor_visible)
        assert terminal.emulator.lines[5][:56].strip(), terminal.dump()


def test_textual_still_needs_it() -> None:
    """When a layout compares itself with the one before it, this module can go."""
    assert "old_map = self._full_map" in inspect.getsource(whole_layout.TEXTUALS)
