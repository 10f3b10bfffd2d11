"""Two editors on one report, on real terminals: what both did comes together, and nobody overwrites anybody unasked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.document import open_document
from tests.terminal import Terminal
from tests.tui.running import lines, opened

PENALTIES = "proactive.administrative_penalties"
RECEIVED = "requests.received.natural_person"
TEXT_PART = "other_matters.text"


@pytest.fixture
def desks(report: Path) -> Iterator[tuple[Terminal, Terminal]]:
    """Two clerks with the same report open, of whom the tests look at the first."""
    with opened(report, NIANBAO_NAME="甲") as mine, opened(report, NIANBAO_NAME="乙") as other:
        yield mine, other


def enter(terminal: Terminal, address: str, content: str) -> None:
    """Goes to a cell and fills it in."""
    terminal.press("ctrl+l")
    terminal.wait_for("定位：")
    terminal.type(address)
    terminal.wait_for(rf"{address}(.|\n)*\|  > ")
    terminal.press("enter")
    terminal.wait_for(lambda t: "定位：" not in t.text)
    terminal.quiet()
    terminal.type(content)
    terminal.press("enter")
    terminal.quiet()


def saved(terminal: Terminal) -> None:
    terminal.press("ctrl+s")
    terminal.wait_for("已保存")


def now(report: Path, *addresses: str) -> list[object]:
    found = open_document(report).report
    return [found.get(address) for address in addresses]


def test_different_cells_come_together_and_that_is_said(desks: tuple[Terminal, Terminal], report: Path) -> None:
    mine, other = desks
    enter(mine, RECEIVED, "5")
    enter(other, PENALTIES, "9")
    saved(other)
    mine.press("ctrl+s")
    mine.wait_for("别人改的 1 处也合并进来了：主动公开 行政处罚")
    assert now(report, PENALTIES, RECEIVED) == [9, 5]
    mine.press("alt+2")
    mine.wait_for(r"行政处罚 +9")


def test_the_same_cell_is_asked_about_and_the_pick_is_saved(desks: tuple[Terminal, Terminal], report: Path) -> None:
    mine, other = desks
    enter(mine, RECEIVED, "5")
    enter(mine, PENALTIES, "6")
    enter(other, RECEIVED, "7")
    enter(other, PENALTIES, "9")
    saved(other)
    theirs = report.read_bytes()
    mine.press("ctrl+s")
    mine.wait_for("乙 .* 也改了这份报告，有 2 处和这里改得不一样，还有 2 处没选")
    assert any("行政处罚" in line and [*line.split()][-4:] == ["8", "6", "9", "没选"] for line in lines(mine))
    mine.press("enter")
    mine.wait_for("还有 2 处没选：m 留我的")
    mine.press("esc")
    mine.wait_for("有修改未保存(.|\n)*(没有保存，修改都还在|文件刚被 乙 改过)")
    assert report.read_bytes() == theirs, "looking changes nothing"
    mine.press("ctrl+s")
    mine.wait_for("还有 2 处没选")
    mine.press("t", "left")
    mine.wait_for("都选好了")
    mine.press("ctrl+s")
    mine.wait_for("已保存")
    assert now(report, PENALTIES, RECEIVED) == [9, 5]
    log = report.parent / ".history" / "2024.conflicts.jsonl"
    kept = {line["address"]: line for line in map(json.loads, log.read_text("utf-8").splitlines())}
    assert [kept[PENALTIES][key] for key in ("base", "mine", "theirs", "taken", "by", "other")] == [
        8, 6, 9, "theirs", "甲", "乙",
    ]  # fmt: skip
    assert (kept[RECEIVED]["theirs"], kept[RECEIVED]["taken"]) == (7, "mine")


def test_a_paragraph_that_both_changed_is_shown_in_both_versions(terminal: Terminal, report: Path) -> None:
    terminal.press("alt+6")
    terminal.wait_for("全面贯彻落实")
    terminal.press("ctrl+end")
    terminal.type("我写的。")
    terminal.wait_for("我写的。")
    document = open_document(report)
    text = str(document.report.get(TEXT_PART))
    document.save({TEXT_PART: document.report.edit(TEXT_PART, f"对方的新段。\n{text}对方写的。").edits[0]})
    terminal.press("ctrl+s")
    terminal.wait_for("原来：本年度")
    assert "第 3 段" in terminal.text
    assert "我的：本年度没有产生信息处理费。我写的。" in terminal.text
    assert "对方的：本年度没有产生信息处理费。对方写的。" in terminal.text
    assert "2024 年，海城镇全面贯彻" not in terminal.text, "the first paragraph is no conflict"
    terminal.press("m", "ctrl+s")
    terminal.wait_for("已保存")
    assert now(report, TEXT_PART) == [f"对方的新段。\n{text}我写的。"]
    terminal.wait_for("1 对方的新段。")


def test_a_report_that_has_gone_is_set_up_again_when_the_clerk_says_so(terminal: Terminal, report: Path) -> None:
    enter(terminal, RECEIVED, "5")
    report.rename(report.with_name("2024-旧.toml"))
    terminal.press("ctrl+s")
    terminal.wait_for("已经不在了")
    terminal.press("enter")
    terminal.wait_for("已保存")
    assert now(report, RECEIVED) == [5]
