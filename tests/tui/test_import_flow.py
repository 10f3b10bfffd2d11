"""What the clerk is told of a document that has been brought in."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from reports.importing.worker import Answer, Request
from tui.app import NianbaoApp
from tui.import_flow import Import

LIBRARY = Path("/年报")
REPORT = LIBRARY / "某镇" / "2024.toml"


def test_a_report_that_the_disk_did_not_confirm_is_opened_and_that_is_said() -> None:
    shown = []

    def opened(path: Path, told: str, *, reviewing: bool) -> None:
        shown.append((path, told, reviewing))

    answer = Answer("written", REPORT, f"{REPORT} 已写入，但未能确认落盘。", tables=3, doubts=1)
    Import(cast("NianbaoApp", None), LIBRARY, str, opened).follow(Request(Path("/a.html"), LIBRARY), answer)
    [(path, told, reviewing)] = shown
    assert path == REPORT
    assert told == "已导入并保存，读到 3 张表；有 1 处疑点，请逐处看。某镇/2024.toml 已写入，但未能确认落盘。"
    assert reviewing
