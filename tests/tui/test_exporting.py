"""Export from the app marks a draft as the command does."""

from __future__ import annotations

import os
from pathlib import Path

from reports.draft import without_stamp
from tests.terminal import Terminal


def test_a_report_with_open_points_is_exported_as_a_draft_and_said_so(terminal: Terminal, report: Path) -> None:
    terminal.press("ctrl+e")
    terminal.wait_for("已导出（还有待办 [0-9]+ 处，已标明是草稿）")
    document = report.with_suffix(".md").read_text("utf-8")
    assert document.startswith("> **草稿**：还有待办 ")
    assert without_stamp(document).startswith("# ")


def test_what_is_no_file_in_the_place_of_the_document_is_asked_about_and_left(terminal: Terminal, report: Path) -> None:
    """A pipe is not waited for, and not written into."""
    os.mkfifo(report.with_suffix(".md"))
    terminal.press("ctrl+e")
    terminal.wait_for("2024.md 已经有了")
    terminal.press("enter")
    terminal.wait_for("已导出（")
    assert report.with_name("2024-2.md").read_text("utf-8").startswith("> **草稿**")
    assert report.with_suffix(".md").is_fifo()
