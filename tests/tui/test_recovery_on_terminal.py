"""What a session that was cut off has left is listed at the next opening: all, some or none of it is taken back."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from reports.presence import note_name
from tests.terminal import Terminal
from tests.tui.running import data, journals, opened, until

OFFERED = "没有保存，选中"


def filled_in(report: Path) -> None:
    """A session that is killed while three cells of a column and a text are not saved."""
    with opened(report) as terminal:
        terminal.press("alt+3", "ctrl+home")
        for digit in "345":
            terminal.press(digit, "enter")
            terminal.wait_for(rf"  {digit}!?  ")
        terminal.press("alt+5", "ctrl+end")
        terminal.wait_for("第 ?2 段|2 段")
        terminal.type("完。")
        terminal.wait_for("完。")
        until(terminal, lambda: any("完。" in file.read_text("utf-8", "replace") for file in journals(report)))
        os.kill(terminal.pid, signal.SIGKILL)
        assert terminal.wait_exit() == -9


def received(report: Path) -> list[object]:
    """The first column of the first rows."""
    requests = data(report)["requests"]
    outcomes = requests["outcomes"]
    assert isinstance(outcomes, dict)
    rows = (requests["received"], requests["brought_forward"], outcomes["disclosed"])
    return [row[0] for row in rows if isinstance(row, list)]


def saved_and_left(terminal: Terminal) -> None:
    """Saves and leaves."""
    terminal.press("ctrl+s")
    terminal.wait_for("年度 已保存")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0


def test_some_of_it_is_taken_back_and_one_key_undoes_that(report: Path) -> None:
    filled_in(report)
    before = report.read_bytes()
    with opened(report) as terminal:
        terminal.wait_for(OFFERED)
        terminal.wait_for(r"选中 5 处")  # a stated total has followed
        assert "> [x] 一、本年新收政府信息公开申请数量·自然人 0 → 3" in terminal.text
        assert "（无） → 完。（正在输入）" in terminal.text
        terminal.press("down", "space")
        terminal.wait_for(r"\[ \] 二、上年结转政府信息公开申请数量·自然人 0 → 4")
        assert "选中 4 处" in terminal.text
        terminal.press("enter")
        terminal.wait_for("已取回 4 处修改")
        assert report.read_bytes() == before
        terminal.press("ctrl+z")
        terminal.wait_for("已撤销：恢复上次未保存的修改")
        terminal.press("ctrl+y")
        terminal.wait_for("已重做")
        saved_and_left(terminal)
    assert received(report) == [3, 0, 5]
    assert str(data(report)["problems_and_improvements"]["text"]).endswith("完。\n")
    assert journals(report) == []


def test_later_asks_again_and_none_does_not(report: Path) -> None:
    filled_in(report)
    before = report.read_bytes()
    with opened(report) as terminal:
        terminal.wait_for(OFFERED)
        terminal.press("esc")
        terminal.wait_for("F1帮助")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    with opened(report) as terminal:
        terminal.wait_for(OFFERED)
        terminal.press("delete")
        terminal.wait_for("这些修改都不要了")
        terminal.press("down", "enter")
        terminal.wait_for("F1帮助")
        until(terminal, lambda: not journals(report))
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert report.read_bytes() == before


def test_a_cell_that_somebody_else_changed_meanwhile_is_not_taken_unasked(report: Path) -> None:
    filled_in(report)
    text = report.read_text("utf-8")
    report.write_text(text.replace("received        = [0,", "received        = [9,"), encoding="utf-8")
    with opened(report) as terminal:
        terminal.wait_for(OFFERED)
        terminal.wait_for("文件里现在是：9")
        assert "其中 1 处文件里后来又改过" in terminal.text
        assert "> [ ] 一、本年新收政府信息公开申请数量·自然人 0 → 3" in terminal.text
        terminal.press("ctrl+a")
        terminal.wait_for("选中 5 处")
        terminal.press("enter")
        terminal.wait_for("已取回 5 处修改")
        saved_and_left(terminal)
    assert received(report) == [3, 4, 5]


def test_a_kill_while_taking_back_loses_nothing(report: Path) -> None:
    filled_in(report)
    with opened(report) as terminal:
        terminal.wait_for(OFFERED)
        terminal.press("enter")
        terminal.wait_for("已取回")
        os.kill(terminal.pid, signal.SIGKILL)
        terminal.wait_exit()
    with opened(report) as terminal:
        terminal.wait_for("有 5 处修改没有保存")
        terminal.press("enter")
        terminal.wait_for("已取回 5 处修改")
        saved_and_left(terminal)
    assert received(report) == [3, 4, 5]


def test_a_window_that_is_left_over_is_ended_and_its_work_taken_over(report: Path) -> None:
    with opened(report) as first:
        first.press("alt+3", "ctrl+home", "3", "enter", "4")
        until(first, lambda: journals(report))
        with opened(report) as second:
            second.wait_for("有人正在编辑这份报告(.|\n)*一起编辑(.|\n)*退出(.|\n)*是我自己断了线的窗口")
            second.press("end", "enter")
            assert first.wait_exit() == 129
            second.wait_for(OFFERED)
            second.press("enter")
            second.wait_for("已取回 2 处修改")
            saved_and_left(second)
    assert received(report) == [3, 4, 0]


def test_work_that_goes_on_in_another_window_is_told_and_not_offered(report: Path) -> None:
    with opened(report) as first:
        first.press("alt+3", "ctrl+home", "3", "enter")
        until(first, lambda: journals(report))
        with opened(report) as second:
            second.wait_for("有人正在编辑这份报告")
            second.press("down", "enter")
            second.wait_for("可以修改了")
            second.quiet()
            assert OFFERED not in second.text
            assert "另一个窗口" not in second.text, "it has been asked already"
            second.press("ctrl+q")
            assert second.wait_exit() == 0
        report.with_name(note_name(report)).unlink()
        with opened(report) as third:
            third.wait_for("还在另一个窗口里开着")
            third.press("enter")
            third.wait_for("F1帮助")
            third.press("ctrl+q")
            assert third.wait_exit() == 0
        assert len(journals(report)) == 1
        saved_and_left(first)
    assert journals(report) == []
