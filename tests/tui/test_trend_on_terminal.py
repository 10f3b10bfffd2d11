"""Ctrl+T on a real terminal: the course of the figure in focus, the shares of its total, and the problems again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import Terminal
from tests.tui.running import lines, opened

RECEIVED = "received        = [0, 0, 0, 0, 0, 0]"


@pytest.fixture
def years(report: Path) -> Path:
    """The sample with the two years before it beside it, and a file that is no report."""
    text = report.read_text(encoding="utf-8")
    for year, received in ((2022, 131), (2023, 146)):
        earlier = text.replace("year = 2024", f"year = {year}").replace(RECEIVED, f"received = [{received},1,0,0,0,0]")
        report.with_name(f"{year}.toml").write_text(earlier, encoding="utf-8")
    report.with_name("2021.toml").write_text("a = [", encoding="utf-8")
    return report


@pytest.fixture
def charting(years: Path) -> Iterator[Terminal]:
    """The course of the first figure, 2024's being typed in as 14."""
    with opened(years) as terminal:
        assert "历年" not in terminal.text
        terminal.press("ctrl+t")
        terminal.wait_for("2021 +读不了")
        terminal.type("14")
        terminal.wait_for(r"2024 #+ +14 ")
        terminal.quiet()
        yield terminal


def pane(terminal: Terminal) -> list[str]:
    """What stands in the side pane."""
    return [line.rpartition("|")[2].rstrip() for line in lines(terminal)[1:21]]


def test_three_years_as_bars_and_every_problem_still_counted(charting: Terminal) -> None:
    shown = pane(charting)
    assert shown[2] == "历年（件）"
    assert shown[4:7] == ["2022 ======  131", "2023 ======= 146   +15", "2024 #        14  -132"]
    assert shown[7].startswith("2021.toml 第 1 行")
    assert shown[-3:] == ["问题 错误1 待办1 提醒1", "提示7", "^T 看各项占比"]


def test_the_bar_grows_with_a_digit_and_sends_little(charting: Terminal) -> None:
    charting.mark()
    charting.press("3")
    charting.wait_for("2024 #{7} 143")
    assert charting.bytes_since_mark < 200
    charting.press("esc")
    charting.wait_for("2024 +0")


def test_the_chart_follows_the_cursor_to_a_total_and_another_table(charting: Terminal) -> None:
    charting.press("enter", "up", "end")
    charting.wait_for("2022 =+ +132")
    charting.wait_for("2024 # +14  -133")
    charting.press("alt+2")
    charting.wait_for("2024 +0")
    charting.press("alt+1")
    charting.wait_for("之前的概括文字")
    charting.press("ctrl+t")
    charting.wait_for("走势要看表里的数")


def test_a_second_press_shows_shares_and_a_third_the_problems(charting: Terminal) -> None:
    charting.press("enter", "down")
    charting.type("9")
    charting.press("enter")
    charting.type("3")
    charting.press("ctrl+t")
    charting.wait_for("自然人 占比")
    charting.wait_for(r"（一）予以公开 *\n.*\|#+ +9 75%")
    charting.wait_for(r"（二）部分公开 *\n.*\|#+ +3 25%")
    charting.press("ctrl+t")
    charting.wait_for(">错误")


def test_f3_leads_back_to_the_problem_that_it_goes_to(charting: Terminal) -> None:
    charting.press("f3")
    charting.wait_for(">错误")
    assert "历年" not in charting.text


def test_a_repair_that_a_chart_hides_is_shown_before_it_is_made(charting: Terminal, years: Path) -> None:
    charting.press("enter", "up", "ctrl+r")
    charting.wait_for("请核对；确实如此再改|没有现成的改法|种改法，请对照原件")
    assert years.read_text(encoding="utf-8").count(RECEIVED) == 1


@pytest.mark.parametrize(("name", "setting"), [("NO_COLOR", "1"), ("TERM", "vt100"), ("TERM", "linux")])
def test_charts_need_neither_colours_nor_box_characters(years: Path, name: str, setting: str) -> None:
    settings: dict[str, Any] = {name: setting}
    with opened(years, (80, 24), **settings) as terminal:
        terminal.press("ctrl+t")
        terminal.wait_for(r"2023 =+ 146")
        terminal.quiet()
        assert all(line.isascii() for line in pane(terminal)[4:7])
        coloured = {terminal.cell(column, row).foreground for row in range(5, 8) for column in range(58, 80)}
        assert coloured <= {"default"}


def test_without_a_pane_the_charts_are_a_page_of_their_own(years: Path) -> None:
    with Terminal.start(["-m", "tui", str(years)], (66, 24), {"XDG_STATE_HOME": str(years.parent / "state")}) as narrow:
        narrow.wait_for("F1帮助")
        narrow.quiet()
        narrow.press("ctrl+t")
        narrow.wait_for(r"2023 =+ 146 +\+15")
        assert "自然人 占比" in narrow.text
        narrow.press("esc")
        narrow.wait_for("办理情形")
