"""Going to a place, finding, replacing and the history on a real pseudo-terminal, as a clerk uses them."""

from __future__ import annotations

import re
from pathlib import Path

from rich.cells import cell_len

from tests.terminal import Terminal
from tests.tui.running import data, lines, opened


def test_going_to_a_row_by_number_initials_and_address(terminal: Terminal) -> None:
    terminal.press("ctrl+l")
    terminal.wait_for("定位：")
    terminal.type("三（三）5")
    terminal.wait_for("> （三）不予公开5.属于三类内部事务信息")
    column, row = terminal.cursor
    assert lines(terminal)[row][:column].endswith("三（三）5") or cell_len(lines(terminal)[row].rstrip(" |")) == column
    terminal.press("enter")
    terminal.wait_for(lambda t: "（三）不予公开5.属于三类内部事务信息·自然人" in lines(t)[21])
    terminal.press("ctrl+l")
    terminal.type("xzcf\r")
    terminal.wait_for(lambda t: lines(t)[21].startswith("行政处罚"))
    terminal.press("ctrl+l")
    terminal.type("requests.received.t\r")
    terminal.wait_for(lambda t: "新收政府信息公开申请数量·总计" in lines(t)[21])
    terminal.press("ctrl+l")
    terminal.wait_for("例如 三（三）5")
    terminal.type("xzcf")
    terminal.wait_for("第 1 个，共 1 个")
    terminal.press("home", "ctrl+k")  # the line keeps its own keys
    terminal.wait_for("例如 三（三）5")
    terminal.type("四")
    terminal.wait_for("> 四、政府信息公开行政复议")
    terminal.press("esc")
    terminal.wait_for(lambda t: "定位：" not in t.text)
    assert "新收政府信息公开申请数量·总计" in lines(terminal)[21]


def before_cursor(terminal: Terminal, cells: int) -> str:
    """What stands in so many cells before the cursor."""
    column, row = terminal.cursor
    return "".join(terminal.cell(x, row).text for x in range(max(0, column - cells), column))


def test_finding_leads_through_tables_texts_and_basic_data(terminal: Terminal) -> None:
    terminal.press("ctrl+f")
    terminal.wait_for("查找：")
    terminal.type("７５５２００")
    terminal.wait_for("第 1 处，共 2 处")
    terminal.press("down", "enter")
    terminal.wait_for("“７５５２００”第 2 处，共 2 处")
    terminal.wait_for(lambda t: t.cursor_visible and before_cursor(t, 6) == "755200")
    column, row = terminal.cursor
    assert all(terminal.cell(column - 6 + n, row).reverse for n in range(6)), "what was found is marked"
    terminal.press("ctrl+k")
    terminal.wait_for("后面没有了，从头再找。“７５５２００”第 1 处，共 2 处")
    terminal.wait_for(lambda t: lines(t)[21].startswith("邮编"))
    terminal.press("ctrl+f")
    terminal.wait_for("查找：")
    terminal.type("第二十条第（六）项\r")
    terminal.wait_for(lambda t: lines(t)[21].startswith("行政处罚"))


def test_no_hit_is_passed_over(terminal: Terminal) -> None:
    """Labels, cells and texts follow each other, across parts and sections."""
    terminal.press("alt+1")
    terminal.press("ctrl+f")
    terminal.wait_for("查找：")
    terminal.type("平台")
    terminal.wait_for("第 1 处，共 [0-9]+ 处")
    count = int(re.findall("共 ([0-9]+) 处", terminal.text)[0])
    assert count > 5
    terminal.press("enter")
    for number in [*range(1, count + 1), 1]:
        terminal.wait_for(f"“平台”第 {number} 处，共 {count} 处")
        terminal.press("ctrl+k")


def test_replacing_one_by_one_then_all_and_undoing_it(terminal: Terminal, report: Path) -> None:
    before = str(data(report)["problems_and_improvements"]["text"])
    count = before.count("政务")
    terminal.press("alt+5")
    terminal.wait_for("2024 年我镇在政府信息公开工作中")
    terminal.press("alt+r")
    terminal.wait_for("换成")
    terminal.type("政务\r公务")
    terminal.wait_for(f"第 1 处，共 {count} 处")
    terminal.wait_for(r"换后 .*公务新媒体")
    terminal.press("down", "enter")
    terminal.wait_for(f"已换 1 处。第 2 处，共 {count - 1} 处")
    terminal.press("ctrl+r")
    terminal.wait_for(f"已把 {count} 处“政务”换成“公务”；Ctrl\\+Z 一步一步撤销。")
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 ")
    saved = str(data(report)["problems_and_improvements"]["text"])
    assert saved == before.replace("政务", "公务")
    terminal.press("ctrl+z", "ctrl+z")
    terminal.wait_for("已撤销：替换“政务”为“公务”")
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 ")
    assert str(data(report)["problems_and_improvements"]["text"]) == before


def test_the_history_leads_back_and_forth(terminal: Terminal) -> None:
    terminal.press("ctrl+l")
    terminal.type("xzcf\r9\r")
    terminal.wait_for("行政处罚[ >]+9")
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 ")
    terminal.press("5", "enter")
    terminal.press("ctrl+w")
    terminal.wait_for("修改记录")
    terminal.wait_for(r"> \d\d:\d\d:\d\d 现在 +行政强制 0 → 5")
    assert any("已保存" in line and "行政处罚 8 → 9" in line for line in lines(terminal))
    terminal.press("end", "down", "down", "enter")
    terminal.wait_for("已撤销 2 步；Ctrl\\+Y 重做。")
    terminal.wait_for("行政处罚[ >]+8")
    terminal.press("ctrl+w")
    terminal.wait_for("已撤销.*行政强制 0 → 5")
    terminal.press("up", "enter")
    terminal.wait_for("已重做 1 步")
    terminal.wait_for("行政处罚[ >]+9")


def test_the_dialogs_fit_a_small_window(report: Path) -> None:
    with opened(report, (60, 20)) as terminal:
        for key, last in (("ctrl+l", "前往"), ("ctrl+f", "前往"), ("alt+r", "下一栏"), ("ctrl+w", "这一步")):
            terminal.press(key)
            terminal.wait_for(rf"{last}.*Esc 返回")
            assert sum(line.count("+--") for line in lines(terminal)) == 2, "the frame is whole"
            terminal.press("esc")
            terminal.wait_for(lambda t: "Esc 返回" not in t.text)
