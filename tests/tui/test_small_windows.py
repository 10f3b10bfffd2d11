"""Down to 60x20 everything can be used; below that one message stands there, and nothing typed goes astray."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.terminal import Terminal
from tests.tui.running import data, opened
from tui.curtain import LEAST, drawn, is_too_small


def narrow(report: Path) -> Terminal:
    """The editor in the smallest window that it works in."""
    terminal = Terminal.start(
        ["-m", "tui", str(report)], LEAST, {"XDG_STATE_HOME": str(report.parent.parent.parent / "state")}
    )
    terminal.wait_for(lambda seen: "F1帮助" in seen.text and "问题2" in seen.text)
    terminal.quiet()
    return terminal


@given(st.integers(1, 70), st.integers(1, 25), st.booleans())
def test_the_message_fits_any_window(columns: int, rows: int, unsaved: bool) -> None:
    lines = drawn(columns, rows, unsaved).split("\x1b[2J")[1].split("H")[1:]
    assert len(lines) <= rows
    assert is_too_small(columns, rows) == (columns < 60 or rows < 20)


def test_at_60x20_table_text_basics_and_dialogs_can_be_used(report: Path) -> None:
    with narrow(report) as terminal:
        assert "6其他" in terminal.emulator.lines[0]
        terminal.press("5", "enter")
        terminal.wait_for("=5")
        assert terminal.emulator.lines[0].rstrip().endswith("未存 问题3")
        terminal.press("alt+1")
        terminal.wait_for("概述")
        terminal.quiet()
        terminal.type("甲")
        terminal.wait_for("甲2024 年")
        terminal.press("alt+0")
        terminal.wait_for("引言")
        terminal.quiet()
        terminal.press("end")
        terminal.type("（乡）")
        terminal.wait_for("人民政府（乡）")
        terminal.press("ctrl+q")
        terminal.wait_for("Esc 返回")
        assert all(word in terminal.text for word in ("保存", "回去继续编辑", "不保存"))
        terminal.press("enter")
        assert terminal.wait_exit() == 0
    saved = data(report)
    assert saved["requests"]["received"] == [5, 0, 0, 0, 0, 0]
    assert str(saved["overview"]["summary"]).startswith("甲")
    assert saved["agency"]["name"] == "海原县海城镇人民政府（乡）"


def test_a_window_that_becomes_too_small_says_so_and_keeps_what_was_being_typed(terminal: Terminal) -> None:
    terminal.press("down", "right", "1", "2")
    terminal.wait_for("少 ?12")
    at = terminal.cursor
    terminal.resize(50, 18)
    terminal.wait_for("窗口太小：现在 50×18，至少 60×20")
    assert not terminal.cursor_visible
    terminal.press("9", "enter", "down", "delete", "ctrl+s", "alt+2", "f7")
    terminal.paste("77")
    terminal.mark()
    terminal.press("ctrl+q")
    terminal.wait_for(lambda seen: seen.bytes_since_mark and "有没保存的修改，放大以后才能退出" in seen.text)
    terminal.resize(80, 24)
    terminal.wait_for(lambda seen: "=12" in seen.text and seen.cursor == at and seen.cursor_visible)
    terminal.press("3")
    terminal.wait_for("少 ?123")
    assert "有修改未保存" in terminal.text


def test_quitting_works_in_a_small_window_when_nothing_is_unsaved(terminal: Terminal) -> None:
    terminal.resize(20, 5)
    terminal.wait_for("窗口太小")
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0


def test_a_dialog_is_still_there_after_a_small_window(terminal: Terminal) -> None:
    terminal.press("7", "ctrl+q")
    terminal.wait_for("还没有保存")
    terminal.resize(40, 10)
    terminal.wait_for("窗口太小")
    terminal.mark()
    terminal.press("enter", "ctrl+q")
    terminal.wait_for(lambda seen: seen.bytes_since_mark)
    terminal.resize(80, 24)
    terminal.wait_for(lambda seen: "还没有保存" in seen.text and "F1帮助" in seen.text)
    terminal.press("esc")
    terminal.wait_for(lambda seen: "还没有保存" not in seen.text)


def test_a_storm_of_sizes_down_to_one_cell_ends_in_a_whole_screen(terminal: Terminal) -> None:
    for step in range(40):
        terminal.resize(1 + step * 37 % 200, 1 + step * 17 % 60)
        if step % 8 == 0:
            terminal.quiet(0.02)
    terminal.resize(1, 1)
    terminal.quiet()
    terminal.resize(80, 24)
    terminal.wait_for(lambda seen: "F1帮助" in seen.text and "海原县海城镇人民政府" in seen.text)
    terminal.press("4")
    terminal.wait_for("少 ?4")


def test_a_start_in_a_small_window_waits_for_a_larger_one(report: Path) -> None:
    with opened(report) as terminal:
        terminal.press("6")
        terminal.wait_for("少 ?6")
        terminal.hangup()
        terminal.wait_exit(reading=False)
    state = {"XDG_STATE_HOME": str(report.parent.parent.parent / "state")}
    with Terminal.start(["-m", "tui", str(report)], (50, 18), state) as terminal:
        terminal.wait_for("窗口太小")
        terminal.press("enter", "5")
        terminal.quiet(0.5)
        terminal.resize(80, 24)
        terminal.wait_for("有 1 处修改没有保存")
        terminal.press("enter")
        terminal.wait_for("少 ?6")


def test_a_window_pulled_small_and_back_in_no_time_shows_all_again(terminal: Terminal) -> None:
    """Of two signals close together Textual may tell the older size last; a dialog must stand again as well."""
    terminal.press("ctrl+l")
    terminal.wait_for("定位：")
    terminal.quiet(0.4)
    before = terminal.text
    for _ in range(12):
        terminal.resize(59, 24)
        terminal.resize(80, 24)
        terminal.wait_for(lambda seen: seen.text == before)
