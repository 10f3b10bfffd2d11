"""Export from the app marks a draft as the command does."""

from __future__ import annotations

from pathlib import Path

from reports.draft import without_stamp
from tests.terminal import Terminal


def test_a_report_with_open_points_is_exported_as_a_draft_and_said_so(terminal: Terminal, report: Path) -> None:
    terminal.press("ctrl+e")
    terminal.wait_for("已导出（还有待办 [0-9]+ 处，已标明是草稿）")
    document = report.with_suffix(".md").read_text("utf-8")
    assert document.startswith("> **草稿**：还有待办 ")
    assert without_stamp(document).startswith("# ")
