"""The doubts of an import on a real pseudo-terminal: told at the opening, gone through, settled, kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reports.importing.doubt_file import doubts_of, read_doubts, write_doubts
from reports.importing.findings import Doubt
from reports.reading import read_report
from tests.terminal import Terminal
from tests.tui.libraries import HEADS
from tests.tui.running import lines, opened

OPENS = "alt+i"


def doubts(report: Path) -> list[Doubt]:
    """About the first cell of table three, the row after it, a text, and the whole."""
    figures = [one for one in read_report(report).form.figures if one.section == "requests"]
    first, row = figures[0], figures[7].address.rpartition(".")[0]
    return [
        Doubt("heading", "这一部分的标题与规定的不同。", "五、存在的不足", "problems_and_improvements.text"),
        Doubt("cell", "数字后面有说明，只采用数字。", "0\x1b]0;owned\x07（其中重复 3 件）", first.address, "0"),
        Doubt("row_cells", "这一行少 1 格。", "结转 | 0", row),
        Doubt("source", "第 2 页只有图片，读不出文字。"),
    ]


@pytest.fixture
def imported(report: Path) -> Path:
    write_doubts(report, doubts(report))
    return report


def in_review(terminal: Terminal, place: int, left: int) -> None:
    terminal.wait_for(rf"疑点 {place}/4，还有 {left} 处没看")


def test_a_report_with_open_doubts_says_so_and_one_without_is_silent(report: Path) -> None:
    with opened(report) as terminal:
        assert "疑点" not in terminal.text
        terminal.press(OPENS)
        terminal.wait_for("没有导入时留下的疑点")
    write_doubts(report, doubts(report))
    with opened(report) as terminal:
        terminal.wait_for("导入时还有 4 处疑点没看；Alt\\+I 逐处看")


def test_each_doubt_is_accepted_or_its_cell_changed_and_nothing_asks_again(imported: Path) -> None:
    with opened(imported) as terminal:
        terminal.press(OPENS)
        in_review(terminal, 1, 4)
        assert "第 2 页只有图片" in terminal.text
        terminal.press("a")
        in_review(terminal, 2, 3)
        assert "<U+001B>]0;owned<U+0007>（其中重复" in terminal.text
        assert b"\x1b]0;owned" not in terminal.output
        terminal.press("1", "2")
        terminal.wait_for("改为：12")
        terminal.wait_for("核对：错误 自然人列：新收 12")
        terminal.press("enter")
        in_review(terminal, 3, 2)
        terminal.press("space")
        in_review(terminal, 4, 1)
        terminal.press("space")
        terminal.wait_for("疑点都看过了")
        terminal.press("ctrl+s")
        terminal.wait_for("年度 已保存")
    assert all(one.accepted for one in read_doubts(imported))
    assert re.search(r"received +=? ?\[12,", imported.read_text("utf-8"))
    with opened(imported) as terminal:
        terminal.press("down")
        terminal.quiet(1.0)
        assert "疑点" not in terminal.text
        terminal.press(OPENS)
        in_review(terminal, 1, 0)


def test_undo_brings_a_doubt_back_and_escape_the_number(imported: Path) -> None:
    with opened(imported) as terminal:
        terminal.press(OPENS)
        in_review(terminal, 1, 4)
        terminal.press("down", "e", "backspace", "7")
        terminal.wait_for("改为：7")
        assert terminal.cursor_visible
        assert lines(terminal)[terminal.cursor[1]].startswith("改为：7")
        assert terminal.cursor[0] == len("改为：") * 2 + 1
        terminal.press("esc")
        terminal.wait_for(lambda now: "改为" not in now.text)
        in_review(terminal, 2, 4)
        terminal.press("7", "enter")
        in_review(terminal, 3, 3)
        terminal.press("ctrl+z")
        terminal.wait_for("已撤销：修改")
        in_review(terminal, 3, 4)
        terminal.press("ctrl+y")
        in_review(terminal, 3, 3)
        terminal.press("esc")
        terminal.wait_for("有修改未保存")
    assert not any(one.accepted for one in read_doubts(imported)), "what was not saved settles nothing"


def test_enter_goes_to_the_place_and_one_key_comes_back(imported: Path) -> None:
    with opened(imported) as terminal:
        terminal.press(OPENS)
        in_review(terminal, 1, 4)
        terminal.press("enter")
        terminal.wait_for("说的是整份文件")
        terminal.press("down", "enter")
        terminal.wait_for(r"疑点 2/4（Alt\+I 回去）：来源写的是“0<U\+001B>")
        terminal.press("4", "enter", OPENS)
        in_review(terminal, 2, 3)
        terminal.press("end", "enter")
        terminal.wait_for("疑点 4/4")
        terminal.press("ctrl+end")
        terminal.type("补一句。")
        terminal.wait_for("补一句。")
        terminal.press(OPENS)
        in_review(terminal, 4, 3)
        assert "已改" not in lines(terminal)[5]


def test_a_repair_is_at_hand(imported: Path) -> None:
    """A stated total that does not agree is put right from here."""
    text = imported.read_text("utf-8")
    text = re.sub(r"(?m)^received( +)= \[0, 0, 0, 0, 0, 0\]", r"received\1= [0, 0, 0, 0, 0, 0, 9]", text)
    imported.write_text(text, "utf-8")
    with opened(imported) as terminal:
        terminal.press(OPENS)
        in_review(terminal, 1, 4)
        terminal.press("down")
        terminal.wait_for(r"改法：(.|\n)*\^?R|改法：(.|\n)*Ctrl\+R")
        terminal.press("ctrl+r")
        terminal.wait_for("请对照来源；确实如此再改(.|\n)*总计·新收：9 改为 0")
        terminal.press("enter")
        terminal.quiet()
        assert "已改正" not in terminal.text, "an uncertain repair is not taken beforehand"
        terminal.press("down", "enter")
        terminal.wait_for("已改正 总计·新收：9 改为 0")
        terminal.wait_for(lambda now: "改法" not in now.text)
        terminal.press("esc")
        terminal.wait_for("有修改未保存")


def test_twenty_rows_with_the_same_doubt_are_accepted_at_once_but_not_unasked(report: Path) -> None:
    figures = [one for one in read_report(report).form.figures if one.section == "requests" and one.derived]
    rows = [one.address.rpartition(".")[0] for one in figures[:20]]
    write_doubts(report, [*(Doubt("row_cells", "这一行少 1 格。", "", row) for row in rows), Doubt("source", "缺页。")])
    with opened(report) as terminal:
        terminal.press(OPENS)
        terminal.wait_for("还有 21 处没看")
        terminal.press("t")
        terminal.wait_for("没有别的同样的疑点")
        terminal.press("down", "t")
        terminal.wait_for("有 20 处没看的疑点是同样的：这一行少 1 格")
        terminal.press("enter")
        terminal.wait_for(lambda now: "同样的：" not in now.text)
        assert "还有 21 处没看" in terminal.text
        terminal.press("t", "down", "enter")
        terminal.wait_for("还有 1 处没看")


def test_a_damaged_list_is_told_and_the_report_opens(imported: Path) -> None:
    doubts_of(imported).write_text("{", "utf-8")
    with opened(imported) as terminal:
        terminal.wait_for("已损坏，看不出有哪些疑点")
        terminal.press(OPENS)
        terminal.wait_for("已损坏，看不出有哪些疑点")


def test_without_colours_in_a_small_window_everything_is_told(imported: Path) -> None:
    with opened(imported, (60, 20), NO_COLOR="1", TERM="vt100") as terminal:
        terminal.press(OPENS)
        in_review(terminal, 1, 4)
        terminal.press("f1")
        terminal.wait_for("疑点是导入时拿不准的地方")
        terminal.press("esc")
        in_review(terminal, 1, 4)
        assert "> 整份文件" in terminal.text
        assert "没看" in terminal.text
        assert lines(terminal)[-1].rstrip().endswith("Esc 关上")
        assert not set(terminal.text) & set("─│┌┐└┘═║█")
        terminal.press("down", "a")
        in_review(terminal, 3, 3)
        assert "看过" in terminal.text


def test_the_key_of_the_doubts_is_nowhere_mute(imported: Path) -> None:
    with opened(imported) as terminal:
        terminal.press(OPENS)
        in_review(terminal, 1, 4)
        terminal.press(OPENS)
        terminal.wait_for("疑点就列在这里；Esc 回到报告")
        terminal.press("down", "7", OPENS)
        terminal.wait_for("先按 Enter 确定，或按 Esc 恢复原数")
        assert "改为：7" in terminal.text
        terminal.press("esc", "esc", "ctrl+o")
        terminal.wait_for(HEADS)
        terminal.press(OPENS)
        terminal.wait_for(r"Enter 打开选中的报告，再按 Alt\+I")
        terminal.press("enter")
        terminal.wait_for(r"导入时还有 4 处疑点没看；Alt\+I 逐处看")


def test_the_table_shows_where_doubts_are_open(imported: Path) -> None:
    with opened(imported) as terminal:
        terminal.press("alt+3")
        terminal.wait_for("0[?]")
        marked = [line.count("0?") for line in lines(terminal) if "0?" in line]
        assert marked == [1, 6], "the cell, and those of the row, whose total the source does not state"
        terminal.press(OPENS)
        in_review(terminal, 1, 4)
        terminal.press("down", "a", "esc")
        terminal.wait_for("还有 3 处疑点没看")
        assert [line.count("0?") for line in lines(terminal) if "0?" in line] == [6]


def test_a_mark_that_could_not_be_written_is_told_behind_the_save(imported: Path) -> None:
    with opened(imported) as terminal:
        terminal.press(OPENS)
        in_review(terminal, 1, 4)
        terminal.press("down", "7", "enter")
        in_review(terminal, 3, 3)
        doubts_of(imported).unlink()
        terminal.press("ctrl+s")
        terminal.wait_for("疑点清单刚换过")
        said = "".join(line.rstrip() for line in lines(terminal))
        assert "2024.toml，疑点清单刚换过" in said
