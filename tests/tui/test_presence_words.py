"""What the opening says of a report, without a screen."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tui.presence_words import unwritable_words


def test_that_nothing_can_be_saved_is_told_before_anything_is_filled_in(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert unwritable_words(report) == ""
    monkeypatch.setattr(os, "access", lambda *_given: False)
    assert "保存不了" in unwritable_words(report)
    assert unwritable_words(report.with_name("2042.toml")) == ""
