"""On a real pseudo-terminal: nothing is put right that the clerk has not read, and texts that are too long stay whole."""

from __future__ import annotations

import shutil
from importlib.resources import as_file, files
from pathlib import Path

from tests.tui.running import data, lines, opened
from tests.tui.test_problems_on_terminal import set_values

COUNTY, BUREAU = "示例县人民政府", "示例县教育局"


def practice(tmp_path: Path, office: str) -> Path:
    """A report of the practice library in a library of its own."""
    folder = tmp_path / "library" / office
    with as_file(files("reports").joinpath("samples", "示例县（练习）", office)) as sample:
        shutil.copytree(sample, folder)
    return folder / "2024.toml"


def test_a_doubled_key_puts_only_one_problem_right(tmp_path: Path) -> None:
    with opened(practice(tmp_path, COUNTY)) as screen:
        screen.press("f4", "f4")
        screen.wait_for("Ctrl[+]R 改正")
        screen.press("f3", "f3", "ctrl+r", "ctrl+r", "ctrl+r")
        screen.wait_for("刚改正了一个；请按 F3 看下一个")
        assert "错误1" in screen.text
        screen.press("ctrl+z")
        screen.wait_for("错误3")
        assert "已保存" in screen.text


def test_where_no_pane_tells_the_repair_the_key_asks_first(tmp_path: Path) -> None:
    report = practice(tmp_path, COUNTY)
    with opened(report, (60, 20)) as screen:
        screen.press("f3", "ctrl+r")
        screen.wait_for("请核对；确实如此再改")
        screen.wait_for("395 改为 359")
        assert "表内写 544" in screen.text
        screen.press("enter")
        screen.wait_for("已改正 自然·1.信访举报投诉类申请：395 改为 359")


def test_several_ways_after_a_changed_cell_are_asked_for_the_text_first(tmp_path: Path) -> None:
    report = practice(tmp_path, BUREAU)
    with opened(report) as screen:
        screen.press("alt+2", "down", "1", "3", "enter")
        screen.wait_for("正文有 1 处说到这个数，现在不符")
        screen.press("ctrl+r")
        screen.wait_for("有 2 种改法，请对照原件选一种")
        screen.press("enter", "down", "enter")
        screen.wait_for("已改正 正文“（一）主动公开”：12 改为 13")


def test_undoing_a_reason_leaves_the_clerk_where_he_is(tmp_path: Path) -> None:
    report = practice(tmp_path, COUNTY)
    with opened(report, NIANBAO_NAME=None) as screen:
        screen.press("f4", "ctrl+d")
        screen.wait_for("为什么这样是对的")
        screen.type("口径不同")
        screen.press("enter")
        screen.wait_for("由谁署名")
        screen.press("end", "ctrl+u")
        screen.type("王芳")
        screen.press("enter")
        screen.wait_for("记住“王芳”")
        screen.press("enter")
        screen.wait_for("已说明1")
        screen.press("alt+2")
        screen.wait_for("行政规范性文件")
        screen.press("ctrl+z")
        screen.wait_for("已撤销：说明")
        assert "行政规范性文件" in screen.text


def test_a_very_long_paragraph_is_shown_in_part_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    report = practice(tmp_path, COUNTY)
    long = "按时办结，" * 6_000 + "收到政府信息公开申请 9 件。"
    set_values(report, f"overview.summary={long}")
    with opened(report) as screen:
        screen.press("alt+1")
        screen.wait_for("太长，不能在这里改；请用文本编辑器把")
        screen.press("x")
        screen.wait_for(lambda t: "太长，不能在这里改" in lines(t)[22])
        screen.press("tab", "甲", "f3", "f3", "f3", "f3", "ctrl+s")
        screen.wait_for("已保存 /")
    prose = data(report)["overview"]
    assert str(prose["summary"]).strip() == long
    assert str(prose["proactive"]).strip().startswith("甲")
