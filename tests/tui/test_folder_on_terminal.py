"""The library on a real pseudo-terminal: what it says of reports, and what can be done with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.layout import new_report
from reports.presence import OwnNote
from reports.process_identity import this_process
from reports.reading import read_report
from tests.reports.libraries import FILLED, FORM, put, text_of
from tests.reports.making import TEXT
from tests.terminal import Terminal
from tests.tui.libraries import HEADS, library_on, row
from tests.tui.running import READY, lines


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """甲镇 is settled in 2023 and being filled in in 2024, 乙局 has errors in 2023 and nothing of 2024, 丙办 cannot be read."""
    folder = tmp_path / "库"
    put(folder, "甲镇", 2023, text_of("甲镇", 2023).replace("carried_forward = [0,", "carried_forward = [7,"))
    put(folder, "甲镇", 2024, text_of("甲镇", 2024, TEXT))
    put(folder, "乙局", 2023, text_of("乙局", 2023).replace("received        = [0,", "received        = [5,"))
    put(folder, "丙办", 2024, "a = [")
    return folder


@pytest.fixture
def terminal(library: Path) -> Iterator[Terminal]:
    """The library screen, everything checked."""
    with library_on(library) as running:
        running.wait_for("填写中")
        running.wait_for(lambda now: "已核对" not in now.text and ".." not in row(now, "乙局"))
        yield running


def test_agencies_and_years_with_the_state_of_each_report(terminal: Terminal) -> None:
    assert row(terminal, "丙办").split()[-1] == "读不了"
    assert row(terminal, "乙局").split()[-2:] == ["未交", "有错误1"]
    assert row(terminal, "甲镇").split()[-2:] == ["填写中!1", "有错误1"], "what 2023 carried forward is missing in 2024"
    assert "2024 年度：未交 1  读不了 1  填写中 1" in lines(terminal)[2]
    assert "第 1 行" in lines(terminal)[22]
    assert "Enter打开" in lines(terminal)[23]
    terminal.press("down", "down")
    terminal.wait_for("甲镇 2024：填写中，错误 1，待办 1")
    assert "空格 19" in lines(terminal)[21]


def test_moving_draws_two_rows_and_the_report_in_focus(terminal: Terminal) -> None:
    terminal.press("down")
    terminal.wait_for("乙局：没有 2024 年度的报告")
    terminal.quiet()
    terminal.mark()
    terminal.press("right")
    terminal.wait_for("乙局 2023：有错误")
    terminal.quiet()
    assert terminal.bytes_since_mark <= 700
    terminal.mark()
    terminal.press("up")
    terminal.wait_for("丙办：没有 2023 年度")
    terminal.quiet()
    assert terminal.bytes_since_mark <= 500
    terminal.mark()
    terminal.quiet(1.0)
    assert terminal.bytes_since_mark == 0


def test_a_report_that_is_being_edited_says_so(terminal: Terminal, library: Path) -> None:
    report = library / "甲镇" / "2024.toml"
    note = OwnNote(report, this_process()._replace(machine_id="another", host="fenju"))
    note.write()
    terminal.press("down", "down")
    terminal.wait_for("正在编辑")
    note.remove()
    terminal.press("right", "left")
    terminal.wait_for(lambda now: "甲镇 2024" in now.text and "正在编辑" not in now.text)
    assert [one.name for one in report.parent.iterdir() if "editing" in one.name] == []


def test_typing_filters_and_escape_takes_the_filter_off(terminal: Terminal) -> None:
    terminal.type("未交")
    terminal.wait_for("1 / 3 行")
    assert "乙局" in terminal.text
    assert "甲镇" not in terminal.text
    assert terminal.cursor_visible
    assert terminal.cursor == (10, 1), "behind what was typed, where an input method writes"
    terminal.press("esc")
    terminal.wait_for("甲镇")
    terminal.type("镇 2023")
    terminal.wait_for("1 / 3 行")
    terminal.wait_for(lambda now: "2024 " not in lines(now)[3])


def test_a_report_begun_from_last_years_brings_what_is_carried_and_marks_its_texts(
    terminal: Terminal, library: Path
) -> None:
    (library / "甲镇" / "2024.toml").unlink()
    terminal.press("f5", "down", "down")
    terminal.wait_for("甲镇：没有 2024 年度的报告")
    terminal.press("enter")
    terminal.wait_for("照 2023 年的报告新建 2024 年度")
    terminal.press("enter")
    terminal.wait_for("请逐段核对；结转数已带入")
    report = read_report(library / "甲镇" / "2024.toml")
    assert report.get("requests.brought_forward.natural_person") == 7
    assert report.get("requests.received.natural_person") is None
    assert len(report.carried) == sum(bool(text) for text in report.prose.values())
    terminal.press("alt+6")
    terminal.wait_for("照搬 2023")
    terminal.press("ctrl+end")
    terminal.type("新写一句。")
    terminal.press("ctrl+s")
    terminal.wait_for("已保存")
    terminal.press("ctrl+o")
    terminal.wait_for(HEADS)
    terminal.wait_for("甲镇 2024：填写中")
    log = (library / "甲镇" / ".history" / "2024.saves.jsonl").read_text("utf-8")
    assert json.loads(log)["count"] == 1
    assert f"{json.loads(log)['by']} {json.loads(log)['at'][:10]}" in lines(terminal)[22]


def test_a_blank_report_for_another_agency_is_asked_for(terminal: Terminal, library: Path) -> None:
    terminal.press("ctrl+n")
    terminal.wait_for("为别的机关")
    terminal.press("end", "enter")
    terminal.wait_for("行政机关全称")
    terminal.type("丁/县")
    terminal.press("enter")
    terminal.wait_for("“丁/县”不能用作文件夹名")
    terminal.press("ctrl+u")
    terminal.type("丁县人民政府")
    terminal.press("enter")
    terminal.wait_for("丁县人民政府：哪个年度")
    terminal.type("24")
    terminal.press("enter")
    terminal.wait_for("年度 24 不对，应为四位年份")
    terminal.press("ctrl+u")
    terminal.type("2024")
    terminal.press("enter")
    terminal.wait_for("2024 年度 已保存")
    assert (library / "丁县人民政府" / "2024.toml").read_text("utf-8") == new_report(FORM, 2024, "丁县人民政府")


def test_leaving_right_after_a_dialog_says_nothing(terminal: Terminal) -> None:
    """The folder is about to be looked at again then; Python tells of a coroutine that never started."""
    terminal.press("ctrl+n")
    terminal.wait_for("为别的机关")
    terminal.press("esc")
    terminal.wait_for(lambda screen: "为别的机关" not in screen.text)
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert b"Warning" not in terminal.output


def test_to_the_trash_and_back(terminal: Terminal, library: Path) -> None:
    path = library / "甲镇" / "2024.toml"
    before = path.read_bytes()
    terminal.press("down", "down", "delete")
    terminal.wait_for("删除 甲镇 的 2024.toml？")
    terminal.press("enter")
    terminal.wait_for(lambda now: "删除 甲镇" not in now.text)
    assert path.exists(), "Enter alone deletes nothing"
    terminal.press("delete")
    terminal.wait_for("删除 甲镇 的 2024.toml？")
    terminal.press("down", "enter")
    terminal.wait_for("Ctrl\\+Z 恢复")
    assert not path.exists()
    terminal.wait_for(lambda now: "读不了" in row(now, "丙办") and "2 份" not in lines(now)[0])
    terminal.press("ctrl+z")
    terminal.wait_for("已恢复 甲镇/2024.toml")
    assert path.read_bytes() == before
    terminal.wait_for("甲镇 2024：填写中")


def test_this_year_beside_last_year(terminal: Terminal, library: Path) -> None:
    terminal.press("down", "down", "ctrl+u")
    terminal.wait_for("甲镇 2023 与 2024")
    terminal.press("end")
    terminal.wait_for("新写")
    carried = next(line for line in lines(terminal) if " -7 " in line)
    assert carried.split()[-3:] == ["7", "0", "-7"]
    terminal.press("enter")
    terminal.wait_for("2023 年：")
    terminal.press("esc")
    terminal.wait_for("增减")
    terminal.press("tab")
    terminal.wait_for("全部   ")
    terminal.press("esc")
    terminal.wait_for(HEADS)
    terminal.press("enter")
    terminal.wait_for(READY)
    terminal.press("ctrl+u")
    terminal.wait_for("甲镇 2023 与 2024")
    terminal.press("esc")
    terminal.wait_for("F6下一节")
    assert library.exists()


def test_a_folder_without_reports_says_how_to_begin(tmp_path: Path) -> None:
    (tmp_path / "空库").mkdir()
    with library_on(tmp_path / "空库") as terminal:
        terminal.wait_for("这里还没有报告")
        terminal.press("ctrl+n")
        terminal.wait_for("行政机关全称")
        terminal.press("esc")
        terminal.wait_for("这里还没有报告")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_a_settled_report_is_ready_to_publish(tmp_path: Path) -> None:
    put(tmp_path / "库", "甲镇", 2024, text_of("甲镇", 2024, FILLED))
    with library_on(tmp_path / "库") as terminal:
        terminal.wait_for("待发布")
