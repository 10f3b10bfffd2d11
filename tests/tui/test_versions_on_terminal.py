"""Previous versions on a real pseudo-terminal: listed, compared, taken back as one step, never over unsaved work."""

from __future__ import annotations

from pathlib import Path

from reports.document import open_document
from tests.reports.making import SAMPLE
from tests.terminal import Terminal
from tests.tui.running import data, lines, opened

PENALTIES = "proactive.administrative_penalties"


def saved(report: Path, *values: int) -> None:
    """Saves these numbers one after the other."""
    for value in values:
        document = open_document(report)
        document.save({edit.address: edit for edit in document.report.edit(PENALTIES, value).edits})


def versions(terminal: Terminal) -> None:
    terminal.press("ctrl+p")
    terminal.wait_for("输入命令名")
    terminal.type("以前的版本")
    terminal.wait_for("每次保存前的内容都留着")
    terminal.press("enter")


def test_without_a_save_there_is_none(terminal: Terminal) -> None:
    versions(terminal)
    terminal.wait_for("还没有以前的版本")


def test_a_version_is_compared_and_taken_back_in_one_step(report: Path) -> None:
    saved(report, 9, 10)
    (report.parent / ".history" / f"2024.toml.20000101T000000000000Z.坏.{'0' * 8}").write_bytes(b"x")
    with opened(report) as terminal:
        terminal.press("alt+5")
        terminal.type("3")
        versions(terminal)
        terminal.wait_for("共 3 版，最新的在前")
        assert sum("1 个数、1 处文字与现在不同" in line for line in lines(terminal)) == 2
        terminal.wait_for("坏 +读不出来")
        terminal.press("down", "enter")
        terminal.wait_for("那时 → 现在")
        terminal.wait_for("行政处罚 8 → 10")
        terminal.press("enter")
        terminal.wait_for("只恢复这一处")
        assert "行政处罚 10 → 8" in terminal.text, "what will happen, not what did"
        terminal.press("enter")
        terminal.wait_for("已恢复 1 处，请核对后保存；Ctrl\\+Z 可以撤销")
        terminal.wait_for(lambda t: lines(t)[21].startswith("行政处罚"))
        versions(terminal)
        terminal.wait_for("共 3 版")
        terminal.press("down", "enter")
        terminal.wait_for("共 1 处不同")
        terminal.press("enter")
        terminal.wait_for("全部 1 处都恢复")
        terminal.press("down", "enter")
        terminal.wait_for("已恢复 1 处")
        terminal.press("ctrl+z")
        terminal.wait_for("已撤销：恢复")
        terminal.press("ctrl+s")
        terminal.wait_for("已保存")
    assert data(report)["proactive"]["administrative_penalties"] == 8
    assert len([one for one in (report.parent / ".history").iterdir() if one.name.startswith("2024.toml.2")]) == 4


def test_a_report_that_cannot_be_opened_tells_of_the_versions_that_it_has(report: Path) -> None:
    """From the command line and in the library; where there are none it does not."""
    library = str(report.parent.parent)
    report.write_text("<<<<<<< broken\n", encoding="utf-8")
    with Terminal.start(["-m", "tui", str(report)]) as terminal:
        assert terminal.wait_exit() == 2
        assert "以前的版本" not in terminal.text
    report.write_bytes(SAMPLE.read_bytes())
    saved(report, 9)
    report.write_text("<<<<<<< broken\n", encoding="utf-8")
    with Terminal.start(["-m", "tui", str(report)]) as terminal:
        assert terminal.wait_exit() == 2
        assert "nianbao restore" in terminal.text.replace("\n", "")
    with Terminal.start(["-m", "tui", library]) as terminal:
        terminal.wait_for("读不了")
        terminal.press("enter")
        terminal.wait_for("以前的版本还在")
