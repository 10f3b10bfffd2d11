"""Each defect of Textual that tui/workarounds.py lists stays mended, on a real terminal where only that can show it."""

from __future__ import annotations

import asyncio
import os
import signal
from pathlib import Path

import pytest
import textual._ansi_sequences
import textual.constants
import textual.content
import textual.document._wrapped_document
import textual.drivers.linux_driver
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.content import Content
from textual.geometry import Offset
from textual.screen import Screen
from textual.widgets import Input, Static, TextArea

from tests.terminal import Terminal
from tui.field_input import FieldInput
from tui.text_fields import LeanTextArea
from tui.workarounds import FastScreen, SturdyApp, install

install()

FIELD = (2, 1)
"""Where the text of the demo's field begins."""
HOSTILE = "甲\x1b]52;c;QUJD\x07\x9b31m\u202e\x1b[31m乙"

HOOKS = [
    (1, textual.drivers.linux_driver, "getincrementaldecoder"),
    (2, textual.constants, "DISABLE_KITTY_KEY"),
    (3, App, "_handle_exception"),
    (3, App, "_fatal_error"),
    (6, Screen, "focused"),
    (7, TextArea, "_render_line"),
    (7, TextArea, "_undo_batch"),
    (7, TextArea, "_redo_batch"),
    (7, TextArea, "_on_paste"),
    (8, textual.content, "divide_line"),
    (8, textual.document._wrapped_document, "compute_wrap_offsets"),  # noqa: SLF001  # a hook
    (9, App, "post_display_hook"),
    (9, Input, "_position_to_cell"),
    (12, Input, "_on_paste"),
    ("keys", textual.drivers.linux_driver, "XTermParser"),
    ("keys", XTermParser, "_sequence_to_key_events"),
    ("keys", textual._ansi_sequences, "ANSI_SEQUENCES_KEYS"),  # noqa: SLF001  # a hook
]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """The file that the demo's hooks write to."""
    return tmp_path / "report"


def start(report: Path, *, ignore_hangup: bool = False) -> Terminal:
    """The demo, ready."""
    terminal = Terminal.start(["-m", "tests.tui.sturdy_demo", str(report)], ignore_hangup=ignore_hangup)
    terminal.wait_for(lambda seen: "就绪" in seen.text and seen.cursor == FIELD)
    return terminal


@pytest.mark.parametrize(("defect", "owner", "name"), HOOKS)
def test_what_the_workarounds_hook_still_exists(defect: int | str, owner: object, name: str) -> None:
    assert hasattr(owner, name), f"the workaround of defect {defect} hooks {name}, which Textual no longer has"


def test_1_bytes_that_are_no_utf_8_are_refused_with_a_message(report: Path) -> None:
    with start(report) as terminal:
        terminal.send("中文".encode("gbk"))
        terminal.wait_for("UTF-8")
        terminal.type("ok")
        terminal.wait_for("ok")
        assert "\ufffd" not in terminal.text


def test_2_the_kitty_keyboard_protocol_stays_off(report: Path) -> None:
    with start(report) as terminal:
        assert b"\x1b[>" not in terminal.output
        terminal.type("政府信息公开")
        terminal.wait_for("政府信息公开")


def test_3_a_dropped_line_leaves_a_recovery_copy(report: Path) -> None:
    with start(report) as terminal:
        terminal.type("未存")
        terminal.wait_for("未存")
        terminal.hangup()
        assert terminal.wait_exit() == 129
    assert report.read_text(encoding="utf-8") == "signal 1: 未存"


def test_3_a_killed_program_leaves_a_recovery_copy_and_the_terminal_in_order(report: Path) -> None:
    with start(report) as terminal:
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_exit() == 143
        assert terminal.emulator.modes == {"7", "25"}
        assert terminal.emulator.cursor_shape == "0"
    assert report.read_text(encoding="utf-8") == "signal 15: "


def test_3_a_crash_leaves_a_recovery_copy_and_a_sentence(report: Path) -> None:
    with start(report) as terminal:
        terminal.press("f3")
        assert terminal.wait_exit() == 1
        assert "程序出错，已经存下恢复副本。" in terminal.text
        assert "Traceback" not in terminal.text
    assert report.read_text(encoding="utf-8") == "crash 故意: "


def test_4_a_dropped_line_ends_the_program_even_where_hangups_are_ignored(report: Path) -> None:
    with start(report, ignore_hangup=True) as terminal:
        terminal.hangup()
        assert terminal.wait_exit() == 129
    assert report.exists()


@pytest.mark.parametrize(("signum", "exit_code"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)])
def test_5_a_stalled_line_does_not_hold_up_the_recovery_copy(report: Path, signum: int, exit_code: int) -> None:
    with start(report) as terminal:
        terminal.quiet()
        terminal.press("f2")
        terminal.wait_stalled()
        os.kill(terminal.pid, signum)
        assert terminal.wait_exit(reading=False) == exit_code
    assert report.exists()


def test_6_a_change_of_focus_repaints_two_fields_and_not_the_screen(report: Path) -> None:
    with start(report) as terminal:
        terminal.quiet()
        terminal.mark()
        terminal.press("tab")
        terminal.wait_for(lambda seen: seen.cursor == (2, 3))
        terminal.quiet()
        assert 0 < terminal.bytes_since_mark < 1500


def test_7_a_text_area_sends_little_for_a_key_and_nothing_when_idle(report: Path) -> None:
    with start(report) as terminal:
        terminal.press("tab")
        terminal.wait_for(lambda seen: seen.cursor == (2, 3))
        terminal.paste("全年主动公开政府信息，" * 20)
        terminal.wait_for("政府信息，")
        terminal.quiet()
        for key, limit in (("left", 150), ("up", 150), ("7", 300)):
            terminal.mark()
            terminal.press(key)
            terminal.wait_for(lambda seen: seen.bytes_since_mark)
            terminal.quiet()
            assert terminal.bytes_since_mark < limit, key
        terminal.mark()
        terminal.quiet(0.7)
        assert terminal.bytes_since_mark == 0


class Own(Static, can_focus=True):
    """A widget that keeps its cursor itself, as the grid does."""

    cursor_screen_offset = Offset(0, 0)


class Sheet(SturdyApp[None]):
    """The widgets that the pilot can judge."""

    CSS = "Static { width: 10; } LeanTextArea { width: 11; height: 6; padding: 0; } #side { width: 30; }"

    def compose(self) -> ComposeResult:
        yield Static(Content("2024 年，海城镇在县委领导下"), id="prose")
        yield LeanTextArea("2024 年，海城镇在县委领导下")
        yield FieldInput("[/bad] [b]", placeholder="[/bad]")
        yield Own(id="side")


def test_8_chinese_wraps_by_its_own_rules_in_texts_and_text_areas() -> None:
    async def look() -> None:
        app = Sheet()
        async with app.run_test():
            lines = ["2024 年，", "海城镇在县", "委领导下"]
            prose = app.query_one("#prose", Static)
            assert [prose.render_line(y).text.rstrip() for y in range(prose.size.height)] == lines
            area = app.query_one(LeanTextArea)
            assert area.wrapped_document.lines == [lines]

    asyncio.run(look())


def test_9_the_hardware_cursor_stands_where_the_next_character_goes(report: Path) -> None:
    with start(report) as terminal:
        assert terminal.cursor_visible
        assert terminal.emulator.cursor_shape == "6"
        terminal.type("abc中文")
        terminal.wait_for(lambda seen: seen.cursor == (FIELD[0] + 7, FIELD[1]))
        terminal.press("home")
        terminal.wait_for(lambda seen: seen.cursor == FIELD)
        terminal.press("tab", "中", "文")  # in one burst, as over a slow line
        terminal.wait_for(lambda seen: seen.cursor == (6, 3))
        terminal.press("f4")
        terminal.wait_for(lambda seen: not seen.cursor_visible)
        terminal.press("shift+tab")
        terminal.wait_for(lambda seen: seen.cursor_visible and seen.cursor == (6, 3))


def test_9_a_widget_of_our_own_says_where_the_cursor_stands() -> None:
    async def look() -> None:
        app = Sheet()
        async with app.run_test() as pilot:
            own = app.query_one(Own)
            for place in (Offset(2, 0), Offset(5, 0)):
                own.cursor_screen_offset = own.region.offset + place
                own.focus()
                await pilot.pause()
                assert app.cursor_position == own.region.offset + place

    asyncio.run(look())


def test_10_the_screen_is_whole_again_after_a_suspension(report: Path) -> None:
    with start(report) as terminal:
        terminal.type("未存")
        terminal.wait_for("未存")
        os.kill(terminal.pid, signal.SIGTSTP)
        terminal.wait_stopped()
        terminal.quiet()
        assert "未存" not in terminal.text
        assert terminal.cursor_visible
        os.kill(terminal.pid, signal.SIGCONT)
        terminal.wait_for(lambda seen: "未存" in seen.text and "就绪" in seen.text and seen.cursor_visible)
        assert terminal.emulator.cursor_shape == "6"


def test_11_brackets_in_a_field_are_text() -> None:
    async def look() -> None:
        app = Sheet()
        async with app.run_test():
            field = app.query_one(FieldInput)
            assert field.render_line(0).text.startswith("[/bad] [b]")
            field.value = ""
            assert field.render_line(0).text.startswith("[/bad]")

    asyncio.run(look())


def test_12_control_characters_of_a_paste_do_not_reach_the_terminal(report: Path) -> None:
    with start(report) as terminal:
        for row in (1, 3):
            terminal.mark()
            terminal.send(b"\x1b[200~" + HOSTILE.replace("\x1b", "").encode() + b"\x1b[201~")
            terminal.wait_for(lambda seen, row=row: "乙" in seen.emulator.lines[row])  # type: ignore[misc]  # its row
            sent = bytes(terminal.output[-terminal.bytes_since_mark :]).decode()
            assert not {"\x07", "\x9b", "\u202e"} & set(sent)
            terminal.press("tab")


def test_12_a_field_takes_no_control_character_from_a_paste() -> None:
    async def look() -> None:
        app = Sheet()
        async with app.run_test() as pilot:
            field, area = app.query_one(FieldInput), app.query_one(LeanTextArea)
            for widget in (field, area):
                widget.focus()
                await pilot.press("ctrl+a", "ctrl+k")
                app.post_message(events.Paste(HOSTILE + "\r\n丙"))
                await pilot.pause()
            assert field.value == "甲]52;c;QUJD31m[31m乙 丙"
            assert area.text.startswith("甲]52;c;QUJD31m[31m乙\n丙")

    asyncio.run(look())


def test_13_the_css_of_the_app_reaches_the_first_screen() -> None:
    async def look() -> None:
        app = Sheet()
        async with app.run_test():
            assert isinstance(app.screen, FastScreen)
            assert not FastScreen.CSS
            assert app.query_one("#side").size.width == 30

    asyncio.run(look())
