"""A published report is changed in the app: the reason is asked for, the record shows it, and a correction is written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.audit_reading import read_log
from tests.reports.libraries import put
from tests.terminal import CLERK, Terminal
from tests.tui.running import data, opened


@pytest.fixture
def settled(tmp_path: Path) -> Path:
    """A report with nothing left to settle."""
    return put(tmp_path / "library", "海原县海城镇人民政府", 2024)


@pytest.fixture
def published(settled: Path) -> Iterator[Terminal]:
    """The editor on it, a final version exported, then the first figure of a table changed."""
    with opened(settled) as terminal:
        terminal.press("ctrl+e")
        terminal.wait_for("已导出 ")
        terminal.press("alt+2")
        terminal.wait_for("规章 ")
        terminal.quiet()
        terminal.type("9")
        terminal.press("enter")
        terminal.wait_for("有修改未保存")
        yield terminal


def ask_for_log(terminal: Terminal) -> None:
    """The record, by the palette."""
    terminal.press("ctrl+p")
    terminal.wait_for("输入命令名")
    terminal.type("修改日志")
    terminal.wait_for("以前每次保存")
    terminal.press("down", "enter")
    terminal.wait_for("修改日志：每次保存")


def save_again(terminal: Terminal, number: str) -> None:
    """Types a number and saves; nothing is asked."""
    terminal.type(number)
    terminal.press("enter")
    terminal.wait_for("有修改未保存")
    terminal.press("ctrl+s")
    terminal.wait_for("年度 已保存")


def test_changed_after_publication_with_a_reason_and_corrected(published: Terminal, settled: Path) -> None:
    published.press("ctrl+s")
    published.wait_for("这次为什么改")
    published.press("enter")
    published.wait_for("或者按 Esc 不写")
    published.type("核对案卷")
    published.press("enter")
    published.wait_for("已保存 ")
    issue, saved = read_log(settled, settled.read_bytes()).items
    assert getattr(issue, "event", "") == "published"
    assert (getattr(saved, "by", ""), getattr(saved, "reason", "")) == (CLERK, "核对案卷")
    reviews: Any = data(settled)["review"]
    assert [(one["reason"], one["changes"]) for one in reviews] == [("核对案卷", ["proactive.rules.issued: 0 -> 9"])]
    published.press("up")
    ask_for_log(published)
    published.wait_for("【主动公开·规章·本年制发件数】")
    assert published.text.count("主动公开·规章·本年制发件数：0 改为 9") == 2, "that of the cell in focus comes first"
    assert published.text.count("原因：核对案卷") == 2
    published.press("esc")
    published.wait_for("规章 ")
    published.quiet()
    save_again(published, "8")
    published.press("ctrl+e")
    published.wait_for("和上次发布的定稿有 1 处不同")
    published.press("enter")
    published.wait_for("更正说明在 2024.更正说明.md。")
    notice = settled.with_name("2024.更正说明.md").read_text("utf-8")
    assert "| 二、主动公开政府信息情况，第二十条第（一）项 | 规章 | 本年制发件数 | 0 | 8 |" in notice
    assert "- 核对案卷\n" in notice
    assert settled.with_name("2024.md").exists()


def test_a_reason_may_be_left_out_and_the_record_says_so(published: Terminal, settled: Path) -> None:
    """The save is made all the same, and later ones ask no more."""
    published.press("ctrl+s")
    published.wait_for("这次为什么改")
    published.press("esc")
    published.wait_for("已保存 ")
    published.quiet()
    save_again(published, "7")
    assert [entry.changed for entry in read_log(settled).entries] == [0, 1, 1]
    assert "review" not in data(settled)
    ask_for_log(published)
    published.wait_for("整份报告|原因：未说明")
    assert published.text.count("原因：未说明") == 2
