"""Two clerks on one report, each in a terminal of their own."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.presence import OwnNote, note_name
from reports.process_identity import this_process
from tests.terminal import Terminal
from tests.tui.running import READY, data, lines, opened

LOOK, TOGETHER, LEAVE = (), ("down",), ("down", "down")
"""How the choices of the question are reached."""


def note_of(report: Path) -> Path:
    return report.with_name(note_name(report))


def wait_for(terminal: Terminal, holds: Callable[[], object]) -> None:
    """Waits for something outside the screen, which goes on being read."""

    def looked(terminal: Terminal) -> object:
        terminal.watch(0.05)
        return holds()

    terminal.wait_for(looked)


def second(report: Path, choice: tuple[str, ...], name: str = "李强") -> Terminal:
    """Another clerk who opens a report that is being edited, and answers the question."""
    terminal = Terminal.start(["-m", "tui", str(report)], env=state(report) | {"NIANBAO_NAME": name})
    terminal.wait_for("有人正在编辑这份报告：")
    terminal.quiet()
    terminal.press(*choice, "enter")
    return terminal


def state(report: Path) -> dict[str, str]:
    return {"XDG_STATE_HOME": str(report.parent.parent.parent / "state")}


def editing(terminal: Terminal, report: Path) -> None:
    """The clerk has changed a cell, and the note is there."""
    terminal.press("5", "enter")
    terminal.wait_for("有修改未保存")
    wait_for(terminal, note_of(report).exists)


def test_the_second_clerk_is_asked_and_looks_on(report: Path) -> None:
    """Who, where, since when; only looking, which follows the file, says why keys do nothing, and ends from the palette."""
    with opened(report, NIANBAO_NAME="王芳") as first:
        assert not note_of(report).exists()
        editing(first, report)
        assert json.loads(note_of(report).read_text("utf-8"))["user"] == "王芳"
        with second(report, LOOK) as looking:
            looking.wait_for("2024 年度 只看")
            looking.wait_for("现在只看，跟着文件更新")
            for key in ("7", "f7", "z", "delete", "e", "ctrl+x", "ctrl+z", "ctrl+s", "ctrl+v", "alt+r", "ctrl+r"):
                looking.press("down")
                looking.wait_for(lambda t: "现在只看，没有改动" not in t.text)
                looking.press(key)
                looking.wait_for("现在只看，没有改动。要修改，按 Ctrl\\+P，选“只看或编辑”")
            looking.press("up")
            looking.wait_for(lambda t: "现在只看" not in t.text)
            before = looking.cursor
            first.press("ctrl+s")
            first.wait_for("已保存 /")
            looking.wait_for("文件刚被 王芳 改过，已换成新的内容，1 处不同")
            looking.wait_for(lambda t: "=5" in lines(t)[3])
            assert looking.cursor == before
            looking.press("ctrl+p")
            looking.wait_for("输入命令名")
            looking.type("只看")
            looking.wait_for("改成只看：不能修改")
            looking.press("enter")
            looking.wait_for("可以修改了。王芳 也在编辑，保存时会合并")
            looking.press("alt+3")
            editing(looking, report)
            first.wait_for("李强 开始编辑这份报告；保存时会合并")
            assert len(list(report.parent.glob(f"{note_name(report)}*"))) == 2


def test_texts_and_basic_data_are_closed_too(report: Path) -> None:
    other = OwnNote(report, this_process()._replace(machine_id="another", host="fenju"))
    other.write()
    with second(report, LOOK) as looking:
        for section, keys in (("alt+5", ("字", "\x7f", "\r", "\x02")), ("alt+0", ("x",))):
            for key in keys:
                looking.press("alt+4", section)
                looking.wait_for(lambda t: "现在只看" not in t.text)
                looking.type(key)
                looking.wait_for("现在只看，没有改动")
        looking.press("alt+4", "alt+5")
        looking.wait_for(lambda t: "现在只看" not in t.text)
        looking.paste("一段文字")
        looking.wait_for("现在只看，没有改动")
        looking.press("ctrl+q")
        assert looking.wait_exit() == 0
    assert note_of(report).exists()


def test_both_edit_and_both_notes_go(report: Path) -> None:
    with opened(report, NIANBAO_NAME="王芳") as first:
        editing(first, report)
        with second(report, TOGETHER) as together:
            together.wait_for("可以修改了。王芳 也在编辑")
            together.press("down", "right", "6", "enter")
            first.wait_for("李强 开始编辑这份报告；保存时会合并")
            together.press("ctrl+s")
            together.wait_for("已保存 /")
            first.wait_for("文件刚被 李强 改过；这里没有保存的修改都在，保存时会合并")
            together.press("ctrl+q")
            assert together.wait_exit() == 0
        assert "有修改未保存" in first.text
        first.wait_for("现在没有别人在编辑")
        assert [one.name for one in report.parent.glob(".*.editing*")] == [note_name(report)]
        first.press("ctrl+z", "ctrl+q")
        assert first.wait_exit() == 0
    assert list(report.parent.glob(".*.editing*")) == []


def test_whoever_does_not_want_to_wait_leaves(report: Path) -> None:
    with opened(report) as first:
        editing(first, report)
        with second(report, LEAVE) as leaving:
            assert leaving.wait_exit() == 0


@pytest.mark.parametrize("signum", [0, signal.SIGHUP, signal.SIGTERM])
def test_the_note_goes_with_a_line_that_drops(report: Path, signum: int) -> None:
    """0 is no signal: the terminal is closed."""
    with opened(report) as terminal:
        editing(terminal, report)
        if signum:
            os.kill(terminal.pid, signum)
        else:
            terminal.hangup()
        terminal.wait_exit()
    assert not note_of(report).exists()


CRASH = """
import sys
from tui import grid
from tui.launch import launch
take = grid.Grid.take
def fall(self, event):
    if event.character == "q":
        raise RuntimeError("a fault of ours")
    return take(self, event)
grid.Grid.take = fall
sys.exit(launch(sys.argv[1:]))
"""


def test_the_note_goes_when_the_program_falls(report: Path) -> None:
    with Terminal.start(["-c", CRASH, str(report)], env=state(report)) as terminal:
        terminal.wait_for(READY)
        terminal.quiet()
        editing(terminal, report)
        terminal.press("q")
        terminal.wait_exit()
        assert "程序出错，已退出" in terminal.output.decode()
    assert not note_of(report).exists()


def test_the_note_of_a_killed_program_is_taken_away_at_the_next_opening(report: Path) -> None:
    with opened(report) as terminal:
        editing(terminal, report)
    assert note_of(report).exists()  # the terminal's end was a kill -9
    with opened(report) as terminal:
        assert "正在编辑" not in terminal.text
        wait_for(terminal, lambda: not note_of(report).exists())


def test_a_note_that_is_probably_left_over_is_asked_about(report: Path) -> None:
    other = OwnNote(report, this_process()._replace(machine_id="another", host="fenju"))
    other.write()
    os.utime(note_of(report), (0, 0))
    with Terminal.start(["-m", "tui", str(report)], env=state(report)) as terminal:
        terminal.wait_for("分钟没有动静")
        terminal.quiet()
        assert "可能是遗留的" in terminal.text
        assert note_of(report).exists()
        terminal.press("down", "down", "enter")
        terminal.wait_for("可以修改了")
        assert not note_of(report).exists()


def test_a_file_changed_underneath_is_told_and_nothing_is_lost(terminal: Terminal, report: Path) -> None:
    text = report.read_text("utf-8")
    terminal.press("f6")
    terminal.wait_for("行政复议")
    report.write_text(text.replace("administrative_penalties = 8", "administrative_penalties = 9"), encoding="utf-8")
    terminal.wait_for("已换成新的内容，1 处不同")
    assert "行政复议" in terminal.text
    report.write_text("[[[", encoding="utf-8")
    terminal.wait_for("现在读不出来；这里的内容不变")
    report.unlink()
    terminal.wait_for("文件不见了")
    report.write_text(text, encoding="utf-8")
    terminal.wait_for("已换成新的内容，1 处不同")
    terminal.press("alt+3", "7", "enter")
    terminal.wait_for("有修改未保存")
    report.write_text(text.replace("administrative_penalties = 8", "administrative_penalties = 9"), encoding="utf-8")
    terminal.wait_for("没有保存的修改都在")
    terminal.press("down")
    terminal.wait_for(lambda t: "没有保存的修改都在" not in t.text)
    terminal.watch(4.5)  # two more looks: it is told once
    assert "没有保存的修改都在" not in terminal.text
    assert "有修改未保存" in terminal.text


def test_looking_costs_no_byte_while_nothing_happens(terminal: Terminal, report: Path) -> None:
    editing(terminal, report)
    terminal.quiet(1.0)
    terminal.mark()
    terminal.watch(4.5)
    assert terminal.bytes_since_mark == 0
    report.touch()
    terminal.watch(3.0)
    assert terminal.bytes_since_mark == 0
    assert data(report)["requests"]


def test_from_the_library_one_goes_back_to_it(report: Path) -> None:
    other = OwnNote(report, this_process()._replace(machine_id="another", host="fenju"))
    other.write()
    with Terminal.start(["-m", "tui", str(report.parent.parent)], env=state(report)) as terminal:
        terminal.wait_for("正在编辑")
        terminal.press("enter")
        terminal.wait_for("有人正在编辑这份报告：")
        terminal.quiet()
        assert "@fenju" in terminal.text
        terminal.press(*LEAVE, "enter")
        terminal.wait_for("Enter打开")
