"""Spreadsheet habits on a real pseudo-terminal of 80x24: editing in place, selecting, copying, clearing, filling, next blank."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import Terminal
from tests.tui.running import data, lines, opened

BYTES_PER_SHIFT_ARROW = 180
"""Along a row: two cells, and the status line that counts them."""


def row_of(terminal: Terminal, label: str) -> int:
    return next(y for y, line in enumerate(lines(terminal)) if line.lstrip().startswith(label))


def looks(terminal: Terminal, row: int) -> str:
    """A row of the grid: R reversed, _ underlined, blank otherwise; per column of 5 cells from the label's end."""
    cells = [terminal.cell(column, row) for column in range(25, 56, 5)]
    return "".join("R" if cell.reverse else "_" if cell.underlined else " " for cell in cells)


def offered(terminal: Terminal) -> list[str]:
    """What was handed to the client's clipboard, one text a time."""
    return [
        base64.b64decode(text).decode() for text in re.findall(rb"\x1b\]52;c;([^\x07]*)\x07", bytes(terminal.output))
    ]


@pytest.mark.parametrize("env", [{}, {"NO_COLOR": "1"}])
def test_shift_and_arrows_select_and_what_is_selected_is_copied(report: Path, env: dict[str, Any]) -> None:
    with opened(report, (80, 24), **env) as terminal:
        row = row_of(terminal, "一、本年新收")
        terminal.press("shift+down")
        terminal.wait_for("已选 2 格，合计 0")
        terminal.wait_for(lambda t: (looks(t, row), looks(t, row + 1)) == ("R      ", "_      "))
        for count in (4, 6, 8):
            terminal.quiet(0.2)
            terminal.mark()
            terminal.press("shift+right")
            terminal.wait_for(f"已选 {count} 格，合计 0")
            terminal.quiet(0.2)
            assert terminal.bytes_since_mark < BYTES_PER_SHIFT_ARROW
        assert (looks(terminal, row), looks(terminal, row + 1)) == ("RRRR   ", "RRR_   ")
        terminal.press("esc")
        terminal.wait_for("等于上一年报告")
        terminal.press("up", "4", "enter", "up", "v", "home", "down", "ctrl+c")
        terminal.wait_for("已复制 8 格，也交给了终端软件的剪贴板")
        assert offered(terminal) == ["0\t0\t0\t4\n0\t0\t0\t0\n"]
        terminal.press("alt+c")
        terminal.wait_for("已连同行名、列名复制 8 格")
        assert offered(terminal)[1].startswith("办理情形\t自然人\t商业企业\t科研机构\t社会公益组织\n一、本年新收")
        terminal.press("down")
        terminal.wait_for(lambda t: "R" not in looks(t, row) and "已选" not in t.text)


def test_a_selection_over_headings_reaches_the_corners_and_is_cleared_as_one_step(
    terminal: Terminal, report: Path
) -> None:
    terminal.press("down", "down", "shift+end", "ctrl+shift+end")
    terminal.wait_for("已选 161 格，合计 0，空 19 格")
    terminal.press("ctrl+shift+home")
    terminal.wait_for("已选 3 格，合计 0")
    terminal.press("shift+pagedown", "shift+pageup", "shift+end")
    terminal.wait_for("已选 21 格，合计 0")
    terminal.press("delete")
    terminal.wait_for("已清空 18 格；3 格总计由程序计算，没有动。Ctrl[+]Z 可以撤销。")
    terminal.wait_for("未填")
    terminal.press("ctrl+z")
    terminal.wait_for("已撤销：清空 18 格：一、本年新收政府信息公开申请数量·自然人 至")
    terminal.press("9", "ctrl+x")
    terminal.wait_for("已剪切 1 格")
    assert offered(terminal) == ["9"]
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 /")
    assert data(report)["requests"]["received"] == ["", 0, 0, 0, 0, 0]


def test_v_selects_with_plain_arrows_where_shift_is_not_sent(terminal: Terminal) -> None:
    row = row_of(terminal, "（三）不予公开") + 1
    terminal.press("f8", "v", "down", "left", "V")
    terminal.wait_for(lambda t: "已选" not in t.text and t.cursor[1] == row + 1)
    terminal.press("right", "v", "up")
    terminal.wait_for("已选 2 格，合计 0，空 2 格；方向键扩大")
    terminal.press("f7")
    terminal.wait_for("已把 2 个空格填为 0")
    terminal.press("esc")
    terminal.wait_for(lambda t: "R" not in looks(t, row + 1))
    terminal.press("down", "down", "z")
    terminal.wait_for("已把这一行的 1 个空格填为 0。Ctrl[+]Z 可以撤销")
    terminal.press("z")
    terminal.wait_for("这一行没有空格。")
    terminal.press("ctrl+a", "1")
    terminal.wait_for(lambda t: "已选" not in t.text)
    terminal.press("esc", "v", "enter")
    terminal.wait_for(lambda t: "R" not in looks(t, row + 2) and looks(t, row + 3) == "     R ")


def test_e_edits_in_place_and_letters_in_a_cell_are_text(terminal: Terminal, report: Path) -> None:
    terminal.type("12")
    terminal.press(
        "enter", "up", "e", "home", "right", "backspace", "3", "end", "backspace", "4", "left", "delete", "5"
    )
    terminal.wait_for(r"一、本年新收政府信.. >\s+35 ")
    terminal.press("e")
    terminal.wait_for("未采用“35e”：应为数字")
    terminal.press("esc")
    terminal.wait_for(r"一、本年新收政府信.. >\s+12!")
    terminal.type("ｅ")
    terminal.wait_for("未采用“ｅ”：应为数字")
    terminal.press("ctrl+a")
    terminal.wait_for("未采用“ｅ”，保留原来的内容")
    terminal.press("ctrl+home", "7", "f2", "left", "8", "tab", "　", "ctrl+s")
    terminal.wait_for("已保存 /")
    assert data(report)["requests"]["received"] == [87, 0, 0, 0, 0, 0]


def test_next_blank_goes_on_in_the_next_table(terminal: Terminal) -> None:
    terminal.press("alt+2")
    terminal.wait_for("行政许可")
    terminal.press("delete", "f8")
    terminal.wait_for("这张表后面没有空格了；已到“三、收到和处理政府信息公开申请情况”的空格。")
    terminal.press("ctrl+end", "f8")
    terminal.wait_for("这张表后面没有空格了；已到“二、主动公开政府信息情况”的空格。")
    terminal.press("ctrl+z", "alt+5")
    terminal.wait_for("2024 年我镇")
    terminal.press("f8")
    terminal.wait_for("^(?s:.*)已到“三、收到和处理政府信息公开申请情况”的空格。")
    terminal.press("f7", "f8")
    terminal.wait_for("各表都没有空格了。")


def test_a_client_without_osc_52_is_sent_none_and_told_so(report: Path) -> None:
    with opened(report, TERM="linux") as terminal:
        terminal.press("ctrl+a", "ctrl+c")
        terminal.wait_for("已复制 175 格，可以粘贴在本程序里；这种终端不能交给剪贴板。")
        assert not offered(terminal)
        terminal.press("f8", "ctrl+c")
        terminal.wait_for("这一格是空的，没有复制；退出请按 Ctrl[+]Q。")


def test_enter_after_a_row_typed_with_tab_goes_below_its_beginning(terminal: Terminal, report: Path) -> None:
    """As in Excel and WPS; where arrows brought the cursor, or Tab with nothing typed, Enter goes straight down."""
    row = row_of(terminal, "一、本年新收")
    columns = [25, 30, 35]
    terminal.press("right")
    for keys, at in (
        (("1", "tab"), (columns[2], row)),
        (("2", "enter"), (columns[1], row + 1)),
        (("3", "tab"), (columns[2], row + 1)),
        (("4", "left", "right", "enter"), (columns[2], row + 3)),
        (("left", "tab", "enter"), (columns[2], row + 4)),
    ):
        for key in keys:
            terminal.press(key)
            terminal.quiet()
        assert terminal.cursor == at, keys
    terminal.press("ctrl+s")
    terminal.wait_for("已保存 ")
    requests = data(report)["requests"]
    assert (requests["received"], requests["brought_forward"]) == ([0, 1, 2, 0, 0, 0], [0, 3, 4, 0, 0, 0])
