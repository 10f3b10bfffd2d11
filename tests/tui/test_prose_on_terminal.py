"""Prose on a real pseudo-terminal: what is typed, where the hardware cursor stands, how many bytes a key costs."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from statistics import median

import pytest
from rich.cells import cell_len

from tests.terminal import Terminal
from tests.tui.running import data, lines, opened

LONGEST_MEDIAN = 500
"""Bytes that a typed character may cost at 80x24, as the median of a few."""

SEVEN_ROWS = "公开政府信息工作年度报告" * 15 + "。"
"""Without a mark at which rows could end unevenly: every key moves all that follows it."""


@pytest.fixture
def two_years(tmp_path: Path) -> Path:
    """A report of the practice library with last year's beside it."""
    folder = tmp_path / "library" / "示例县教育局"
    with as_file(files("reports").joinpath("samples", "示例县（练习）", "示例县教育局")) as sample:
        shutil.copytree(sample, folder)
    return folder / "2024.toml"


@pytest.fixture
def prose(report: Path) -> Iterator[Terminal]:
    """The part 三、存在的问题 of the sample at 80x24."""
    with opened(report) as running:
        running.press("alt+5")
        running.wait_for("2024 年我镇在政府信息公开工作中")
        running.quiet()
        yield running


def emptied(terminal: Terminal) -> None:
    """Takes the text of the part away."""
    terminal.press("ctrl+a", "delete")
    terminal.wait_for("全文 0 字 0 段")
    terminal.quiet()


def behind(terminal: Terminal, text: str) -> bool:
    """Whether the hardware cursor is shown in the cell right behind the last of this text on its row."""
    column, row = terminal.cursor
    before = lines(terminal)[row]
    cells = ""
    for character in before:
        if cell_len(cells) >= column:
            break
        cells += character
    return terminal.cursor_visible and cell_len(cells) == column and cells.endswith(text)


def test_the_hardware_cursor_follows_what_is_typed(prose: Terminal) -> None:
    """An input method shows its preview there: at an empty text, across wraps, after scrolling, resizing and undoing."""
    emptied(prose)
    prose.wait_for(lambda t: t.cursor == (2, 1) and t.cursor_visible)
    prose.type("公开")
    prose.wait_for(lambda t: t.cursor == (6, 1) and behind(t, "公开"))
    prose.type("政府信息" * 6)
    prose.wait_for(lambda t: t.cursor == (54, 1) and behind(t, "信息"))
    prose.type("年")
    prose.wait_for(lambda t: t.cursor == (56, 1) and behind(t, "年"))
    prose.type("报")
    prose.wait_for(lambda t: t.cursor == (4, 2) and behind(t, "报"))
    prose.press("left")
    prose.wait_for(lambda t: t.cursor == (2, 2))
    prose.press("left")
    prose.wait_for(lambda t: t.cursor == (54, 1))
    prose.press("ctrl+end")
    prose.send("\r第几段".encode() * 21)
    prose.wait_for(lambda t: behind(t, "段") and re.search(r"(?m)^22 第几段", t.text))
    prose.press("ctrl+home")
    prose.wait_for(lambda t: t.cursor == (3, 1) and lines(t)[1].startswith(" 1 公开"))
    prose.resize(60, 20)
    prose.wait_for(lambda t: "|" not in lines(t)[3])
    prose.press("end")
    prose.wait_for(lambda t: t.cursor == (59, 1) and behind(t, "年报"))
    prose.press(*["left"] * 4)
    prose.type("。甲乙")
    prose.wait_for(lambda t: behind(t, "政府。甲乙"))
    prose.press("ctrl+z")
    prose.wait_for(lambda t: "已撤销" in t.text and behind(t, "政府。"))


def test_the_hardware_cursor_in_basic_data_tables_and_questions(terminal: Terminal) -> None:
    terminal.press("alt+0")
    terminal.wait_for("填报机关|行政机关|机关名称|名称")
    terminal.press("end")
    terminal.type("甲乙")
    terminal.wait_for(lambda t: behind(t, "甲乙"))
    terminal.press("shift+tab")
    terminal.wait_for(lambda t: t.cursor == (2, t.cursor[1]) and t.cursor_visible)
    terminal.type("丙丁")
    terminal.wait_for(lambda t: behind(t, "丙丁"))
    terminal.press("alt+3")
    terminal.wait_for("一、本年新收")
    terminal.quiet()
    column, row = terminal.cursor
    terminal.press("down")
    terminal.wait_for(lambda t: t.cursor == (column, row + 1))
    terminal.type("1234")
    terminal.wait_for(lambda t: behind(t, "1234"))
    terminal.press("ctrl+z")
    terminal.wait_for(
        lambda t: "已撤销" in t.text and t.cursor == (column, row + 1) and t.cell(column, row + 1).text == "0"
    )
    terminal.press("f3", "ctrl+d")
    terminal.wait_for("Enter 确定")
    terminal.type("核对")
    terminal.wait_for(lambda t: behind(t, "核对"))


def typed(terminal: Terminal, text: str) -> float:
    """The median cost of these characters, each typed after a moment."""
    costs = []
    for character in text:
        terminal.mark()
        terminal.type(character)
        terminal.wait_for(lambda t: t.bytes_since_mark)
        terminal.quiet(0.03)
        costs.append(terminal.bytes_since_mark)
        terminal.quiet(0.2)
    return median(costs)


def test_a_typed_character_costs_few_bytes(prose: Terminal) -> None:
    """At the end, in the middle of a paragraph of seven rows, in bold, and where the numbers are marked."""
    emptied(prose)
    prose.paste(SEVEN_ROWS)
    prose.wait_for("全文 181 字 1 段")
    prose.quiet(0.3)
    assert typed(prose, "公开工作情况") <= 120
    prose.press("ctrl+home", "down", "down", "down", *["right"] * 10)
    prose.quiet(0.3)
    assert typed(prose, "公开工作情况") <= LONGEST_MEDIAN
    prose.press("ctrl+b")
    prose.quiet(0.3)
    assert typed(prose, "公开工作情况") <= LONGEST_MEDIAN
    prose.press("alt+1", "tab")
    prose.wait_for("主动公开政府信息 425")
    prose.press(*["down"] * 4)
    prose.quiet(0.3)
    assert typed(prose, "公开工作情况") <= LONGEST_MEDIAN


def test_bold_by_one_key_is_shown_saved_and_undone_in_one_step(prose: Terminal, report: Path) -> None:
    emptied(prose)
    prose.type("一是加强领导。全年公开。")
    prose.press("ctrl+home", "ctrl+b")
    prose.wait_for(r"(?m)^1 \*\*一是加强领导\*\*。全年")
    assert prose.cell(4, 1).bold
    assert not prose.cell(17, 1).bold
    assert "第 1 段 12 字" in prose.text
    prose.press("ctrl+s")
    prose.wait_for("已保存 /")
    assert data(report)["problems_and_improvements"]["text"] == "**一是加强领导**。全年公开。\n"
    prose.press("ctrl+z")
    prose.wait_for(r"(?m)^1 一是加强领导。全年公开。")
    prose.press("ctrl+end")
    prose.type("**")
    prose.wait_for(r"第 1 段有一个 \*\* 没有配对")


def test_a_copy_reaches_the_terminal_without_the_numbers_of_the_paragraphs(prose: Terminal) -> None:
    emptied(prose)
    prose.type("公开\r年报")
    prose.wait_for("(?m)^2 年报")
    prose.press("ctrl+a", "ctrl+c")
    prose.wait_for("已复制 4 字。")
    sent = re.search(rb"\x1b\]52;c;([^\x07\x1b]*)", bytes(prose.output))
    assert sent is not None
    assert base64.b64decode(sent[1]).decode() == "公开\n年报"


def test_the_pane_follows_the_cursor_from_paragraph_to_paragraph(prose: Terminal) -> None:
    emptied(prose)
    prose.type("公开 12 件。\r年报")
    prose.wait_for("全文 7 字 2 段")
    prose.wait_for("第 2 段 2 字")
    prose.press("up")
    prose.wait_for("第 1 段 5 字")


def test_last_years_text_stands_beside_this_years(two_years: Path) -> None:
    with opened(two_years, NO_COLOR="1") as terminal:
        terminal.press("alt+1", "tab", "ctrl+u")
        terminal.wait_for("第 1 处，共 3 处")
        shown = lines(terminal)
        assert shown[0].startswith("2023 年：（一）主动公开")
        assert "2024 年：（一）主动公开" in shown[0]
        assert "（没有这一句）" in terminal.text
        row = next(y for y, line in enumerate(shown) if line.startswith("2023 年，"))
        year, figure = terminal.cell(41, row), terminal.cell(41 + cell_len("2024 年，我局主动公开政府信息 "), row)
        assert (year.text, year.underlined, year.reverse) == ("2", True, False)
        assert (figure.text, figure.reverse) == ("9", True)
        terminal.press("tab", "tab", "shift+tab", "enter")
        terminal.wait_for("F1帮助")
        terminal.wait_for(lambda t: "全年制发" in lines(t)[t.cursor[1]] and t.cell(*t.cursor).text == "全")
        terminal.press("alt+3", "ctrl+u")
        terminal.wait_for("2023 与 2024")


def test_without_a_report_of_last_year_that_is_said(prose: Terminal) -> None:
    prose.press("ctrl+u")
    prose.wait_for("没有上年的报告.*2023.toml")
