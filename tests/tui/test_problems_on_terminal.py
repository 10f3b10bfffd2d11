"""Problems on a real pseudo-terminal of 80x24: finding, repairing, accepting them, and going between prose and cells."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from tests.terminal import ROOT, Terminal
from tests.tui.running import data, lines, opened

COUNTY = "示例县人民政府"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    """A county's report of the practice library in a library of its own, last year's beside it."""
    folder = tmp_path / "library" / COUNTY
    with as_file(files("reports").joinpath("samples", "示例县（练习）", COUNTY)) as sample:
        shutil.copytree(sample, folder)
    return folder / "2024.toml"


@pytest.fixture
def screen(county: Path) -> Iterator[Terminal]:
    """The editor on it."""
    with opened(county) as running:
        yield running


def place_of(terminal: Terminal, text: str) -> tuple[int, int]:
    """Column and row of the first cell of a text; every character before it counts as wide as it is shown."""
    for row in range(terminal.size[1]):
        cells = [(column, terminal.cell(column, row).text) for column in range(terminal.size[0])]
        shown = [(column, character) for column, character in cells if character]
        at = "".join(character for _, character in shown).find(text)
        if at >= 0:
            return shown[at][0], row
    raise AssertionError(f"{text}\n{terminal.dump()}")


def set_values(report: Path, *changes: str) -> None:
    """Changes a file as the command does."""
    command = [sys.executable, "-m", "tui", "set", str(report), *changes]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)  # noqa: S603 - our own program


def test_turned_digits_are_put_right_by_one_key(screen: Terminal) -> None:
    assert "错误3" in screen.text
    screen.press("f3")
    screen.wait_for("第 1 个问题.*Ctrl[+]R 改正")
    screen.wait_for(r" 395[*]")
    screen.wait_for("信访举报投诉类申请·自然人")
    screen.press("ctrl+r")
    screen.wait_for("已改正 自然·1.信访举报投诉类申请：395 改为 359")
    screen.wait_for("错误1")
    assert "=544" in screen.text
    screen.press("ctrl+z")
    screen.wait_for("已撤销：改正：自然·1.信访举报投诉类申请：395 改为 359")
    screen.wait_for("错误3")
    screen.wait_for("已保存")


def test_where_there_are_several_ways_the_clerk_takes_one(county: Path) -> None:
    turned = "requests.outcomes.not_processed.petition_or_complaint.natural_person=359"
    set_values(county, "overview.on_request=", turned)
    with opened(county) as screen:
        screen.wait_for("有 2 种改法")
        screen.press("ctrl+r")
        screen.wait_for("请对照原件选一种")
        screen.press("enter")
        screen.quiet()
        assert "请对照原件选一种" in screen.text, "nothing is preselected"
        screen.press("down", "enter")
        screen.wait_for("已改正 其他·结转下年：37 改为 32")
        screen.press("ctrl+z")
        screen.wait_for("已撤销：改正")
        screen.wait_for("有 2 种改法")


def test_a_key_that_cannot_act_says_why(screen: Terminal, report: Path) -> None:
    screen.press("ctrl+d")
    screen.wait_for("这是错误，不能用说明代替改正")
    with opened(report) as blanks:
        blanks.press("f3", "ctrl+r")
        blanks.wait_for("没有现成的改法")
        blanks.press("alt+6", "ctrl+g")
        blanks.wait_for("光标后面没有说到表里某一格的数")


def test_an_accepted_problem_is_kept_in_the_file_and_comes_back_when_its_figure_changes(county: Path) -> None:
    with opened(county, NIANBAO_NAME=None) as screen:
        screen.press("f4")
        screen.wait_for("Ctrl[+]R 改正")
        screen.press("ctrl+d")
        screen.wait_for("为什么这样是对的")
        screen.press("enter")
        screen.wait_for("请写明理由")
        screen.type("统计口径不同")
        screen.press("enter")
        screen.wait_for("由谁署名")
        screen.press("end", "ctrl+u")
        screen.type("王芳")
        screen.press("enter")
        screen.wait_for("记住“王芳”")
        screen.press("enter")
        screen.wait_for("已记下说明")
        screen.wait_for("已说明1")
        screen.press("ctrl+s")
        screen.wait_for("已保存 /")
    [(key, text)] = data(county)["dismissed"].items()
    assert key == "requests.carried_forward.total"
    assert str(text).startswith("统计口径不同（王芳；")
    with opened(county) as screen:
        screen.wait_for("已说明1")
        screen.press("alt+3", "ctrl+end", "1", "enter")
        screen.wait_for(lambda t: "已说明" not in t.text)
        screen.press("ctrl+z")
        screen.wait_for("已说明1")
        screen.press("f4")
        screen.wait_for("理由：统计口径不同")
        screen.press("ctrl+d")
        screen.wait_for("说明已收回")
        screen.wait_for(lambda t: "已说明" not in t.text)


def test_numbers_in_prose_are_marked_and_lead_to_their_cells_and_back(screen: Terminal) -> None:
    screen.press("alt+1", "tab", "tab")
    screen.wait_for("与表不符 2")
    screen.wait_for("500 件")
    screen.quiet()
    wrong, right = place_of(screen, "8147"), place_of(screen, "500 件")
    assert screen.cell(*wrong).reverse
    assert screen.cell(*right).underlined
    assert not screen.cell(*place_of(screen, "上年结转")).underlined
    screen.press("down", *["right"] * 8)
    screen.wait_for("500 件：与“二、上年结转政府信息公开申请数量·总计” 500 一致")
    screen.press("ctrl+g")
    screen.wait_for(lambda t: "二、上年结转政府信息公开申请数量·总计" in lines(t)[21])
    screen.press("ctrl+g")
    screen.wait_for("500 件：与|回到正文")
    screen.wait_for(lambda t: t.cursor == place_of(t, "500 件"))


def test_f3_puts_the_cursor_on_the_number_in_the_text(screen: Terminal) -> None:
    screen.press("f4")
    screen.wait_for(lambda t: "个问题，共" in t.text and t.cursor == place_of(t, "588"))


def test_after_a_cell_has_changed_the_text_follows_number_by_number(report: Path) -> None:
    said = "2024 年我镇收到政府信息公开申请 0 件。"
    set_values(report, f"overview.summary={said}", f"overview.on_request={said}")
    with opened(report) as screen:
        screen.press("f7", "ctrl+home", "3", "enter")
        screen.wait_for("正文有 2 处说到这个数，现在不符；表里先对上")
        screen.press("down", "3", "enter")
        screen.wait_for("正文有 2 处说到这个数，现在不符；Ctrl[+]R 逐处改")
        screen.press("ctrl+r")
        screen.wait_for("正文有 1 处说到这个数，现在不符；F3 去看。")
        screen.wait_for("申请 3 件")
        screen.press("f3", "ctrl+r")
        screen.wait_for("0 改为 3。Ctrl[+]Z 可以撤销")
        screen.press("ctrl+z")
        screen.wait_for("已撤销：改正：正文")
        screen.press("ctrl+s")
        screen.wait_for("已保存 /")
    prose = data(report)["overview"]
    assert [str(prose[part]).strip()[-5:] for part in ("summary", "on_request")] == [" 3 件。", " 0 件。"]


def test_the_dialog_and_the_pane_are_reached_from_the_palette(screen: Terminal) -> None:
    screen.press("ctrl+p")
    screen.wait_for("输入命令名")
    screen.type("改正")
    screen.wait_for("按右边写的办法改正选中的问题")
    screen.press("enter")
    screen.wait_for("已改正 自然·1.信访举报投诉类申请：395 改为 359")
