"""The mouse is the terminal's own until Alt+M; then it points, and the wheel turns."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.terminal import Terminal
from tests.tui.running import opened

MODES = {"9", "1000", "1001", "1002", "1003", "1005", "1006", "1015", "1016"}


def click(terminal: Terminal, column: int, row: int) -> None:
    """Press and release of the left button."""
    terminal.send(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m".encode())


def wheel(terminal: Terminal, column: int, row: int, *, down: bool = True) -> None:
    """A notch of the wheel."""
    terminal.send(f"\x1b[<{65 if down else 64};{column + 1};{row + 1}M".encode())


@pytest.fixture
def pointing(terminal: Terminal) -> Terminal:
    """The editor with the mouse on."""
    terminal.press("alt+m")
    terminal.wait_for("鼠标已打开.*Alt\\+M")
    return terminal


def test_with_the_mouse_off_nothing_is_said_of_it(terminal: Terminal, report: Path) -> None:
    terminal.press("alt+0", "alt+1", "ctrl+p", "esc", "ctrl+q")
    assert terminal.wait_exit() == 0
    assert not [mode for mode in MODES if f"\x1b[?{mode}".encode() in terminal.output]
    assert report.exists()


def test_a_key_turns_it_on_and_off_without_reports_of_moves(pointing: Terminal) -> None:
    assert pointing.emulator.modes & MODES == {"1000", "1006"}
    pointing.press("alt+m")
    pointing.wait_for("鼠标已关上")
    assert not pointing.emulator.modes & MODES
    pointing.press("alt+m")
    pointing.wait_for("鼠标已打开")
    pointing.press("ctrl+q")
    assert pointing.wait_exit() == 0
    assert not pointing.emulator.modes & MODES
    assert b"\x1b[?1003" not in pointing.output


def test_a_click_in_the_table_goes_to_the_cell_and_settles_the_one_before(pointing: Terminal) -> None:
    pointing.press("5")
    pointing.wait_for("少 ?5")
    click(pointing, 36, 9)
    pointing.wait_for(lambda seen: "属于国家秘密·科研" in seen.text and seen.cursor == (35, 9))
    pointing.press("7")
    pointing.wait_for("多 ?7")
    assert "5" in pointing.emulator.lines[3]
    wheel(pointing, 30, 9)
    pointing.wait_for("保护第三方合法权益·科研")
    click(pointing, 5, 8)  # a heading
    click(pointing, 25, 3)
    pointing.wait_for("一、本年新收政府信息公开申请数量·自然人")


def test_clicks_choose_a_section_a_problem_and_a_place_in_a_text(pointing: Terminal) -> None:
    click(pointing, 14, 0)
    pointing.wait_for("概括文字")
    pointing.quiet()
    click(pointing, 10, 5)
    pointing.wait_for(lambda seen: seen.cursor == (10, 5))
    pointing.type("甲")
    pointing.wait_for("实《中华甲人民")
    row = next(y for y, line in enumerate(pointing.emulator.lines) if "|>待办" in line)
    click(pointing, 65, row)
    pointing.wait_for("第 1 个问题")
    assert "办理情形" in pointing.text


def test_clicks_choose_in_a_dialog_and_keys_typed_before_a_click_stay_before_it(pointing: Terminal) -> None:
    pointing.type("12")
    click(pointing, 36, 9)
    pointing.type("3")
    pointing.wait_for("属于国家秘密·科研")
    pointing.wait_for("少 ?12")
    pointing.press("ctrl+q")
    pointing.wait_for("不保存")
    row = next(y for y, line in enumerate(pointing.emulator.lines) if "不保存，放弃" in line)
    click(pointing, 20, row)
    pointing.wait_for("> 不保存")
    click(pointing, 20, row)
    assert pointing.wait_exit() == 0


def test_clicks_choose_a_report_of_a_folder(report: Path) -> None:
    other = report.with_name("2023.toml")
    other.write_bytes(report.read_bytes())
    with opened(report) as terminal:
        terminal.press("alt+m", "ctrl+o")
        terminal.wait_for("1 个机关 2 份")
        x, y = next((line.index("2023"), y) for y, line in enumerate(terminal.emulator.lines) if "2023  " in line)
        click(terminal, x, y + 1)
        terminal.wait_for(lambda seen: seen.cell(x, y + 1).reverse)
        click(terminal, x, y + 1)
        terminal.wait_for("F1帮助")
