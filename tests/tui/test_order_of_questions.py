"""Several things to say at once: one after the other, in the order in which they matter, and none over another."""

from __future__ import annotations

from pathlib import Path

from reports.presence import note_name
from tests.terminal import Terminal
from tests.tui.running import opened


def test_settings_presence_and_lost_work_are_told_one_after_the_other(report: Path, tmp_path: Path) -> None:
    """What is wrong with the settings first, then who is there, then what was lost; "退出" then leaves."""
    with opened(report, NIANBAO_NAME="甲") as lost:
        lost.press("5", "enter")
        lost.wait_for("有修改未保存")
        lost.hangup()
    settings = tmp_path / "config" / "nianbao" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('versions = "many"\n', "utf-8")
    wrong = str(settings.parent.parent)
    with opened(report, NIANBAO_NAME="乙") as there:
        there.press("esc")
        there.wait_for(lambda t: "Del 全都不要" not in t.text)
        there.press("down", "6", "enter")
        there.wait_for(lambda _t: report.with_name(note_name(report)).exists())
        with opened(report, NIANBAO_NAME="丙", XDG_CONFIG_HOME=wrong) as third:
            assert "versions 应写成" in third.text
            assert "有人正在编辑" not in third.text
            third.press("esc")
            third.wait_for("有人正在编辑这份报告(.|\n)*乙(.|\n)*> 只看(.|\n)*退出")
            third.press("down", "enter")
            third.wait_for("甲 有 1 处修改没有保存")
        with opened(report, NIANBAO_NAME="丁", XDG_CONFIG_HOME=wrong) as fourth:
            fourth.press("esc")
            fourth.wait_for("有人正在编辑这份报告")
            fourth.press("down", "down", "enter")
            assert fourth.wait_exit() == 0


def test_what_a_save_led_to_can_be_read_before_there_is_news(report: Path) -> None:
    """Somebody opens the report while a name is asked for: that this was saved is said first."""
    with opened(report, NIANBAO_NAME=None) as mine:
        mine.press("5", "enter", "ctrl+s")
        mine.wait_for("由谁署名")
        with opened(report, NIANBAO_NAME="乙") as other:
            beginning(other, report)
            mine.watch(3)
            mine.type("王芳")
            mine.press("enter")
            mine.wait_for("记住“王芳”")
            mine.press("enter")
            mine.wait_for("已保存 /")
            mine.watch(1)
            assert "已保存 /" in mine.text
            mine.wait_for("乙 开始编辑这份报告")


def beginning(terminal: Terminal, report: Path) -> None:
    """The second clerk edits together with the first, and that can be seen."""
    terminal.wait_for("有人正在编辑")
    terminal.press("down", "enter", "down", "7", "enter")
    terminal.wait_for("有修改未保存")
    terminal.wait_for(lambda _t: any("乙" in note.read_text("utf-8") for note in report.parent.glob(".*.editing*")))


def test_what_could_not_be_kept_of_a_save_is_told_in_one_sentence(report: Path) -> None:
    (report.parent / ".history").write_bytes(b"")
    with opened(report, NIANBAO_NAME="王芳") as terminal:
        terminal.press("5", "enter", "ctrl+s")
        terminal.wait_for("已保存 (.|\n)*没能留下(.|\n)*，但没能记下")
        assert "。，" not in terminal.text
