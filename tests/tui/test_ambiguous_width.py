"""Terminals that draw “ ” … — ① × two cells wide, terminals set to another encoding, and terminals that answer nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from rich.cells import cell_len
from textual.app import App

from tests.emulator import Emulator, Manner
from tests.terminal import Terminal
from tests.tui.running import data, opened
from tui.ambiguous import is_ambiguous, measure_narrow, measure_wide
from tui.styles import cut, fit
from tui.wrap import wrap_lines

WIDE = Manner(ambiguous=2)
QUOTED = "“三审三校”…—①×"
PANE = 57
"""Where the pane begins at 80 columns."""


@pytest.fixture
def wide() -> Iterator[None]:
    """Everything measured for a terminal that draws ambiguous characters wide."""
    measure_wide()
    yield
    measure_narrow()


def assert_aligned(terminal: Terminal) -> None:
    """The pane's edge stands in its column all the way down, so that nothing before it was measured wrongly."""
    edge = [terminal.cell(PANE, row).text for row in range(1, 21)]
    assert edge == ["|"] * 20, terminal.dump()


def test_measuring_again_forgets_widths_and_reads_no_settings_again() -> None:
    from reports.settings import settings
    from tui.pane_problems import clauses
    from tui.remeasuring import measure_again

    held = settings()
    clauses("甲，乙。", 10)
    measure_again(cast("App[None]", SimpleNamespace(screen_stack=[])))
    assert clauses.cache_info().currsize == 0
    assert settings() is held


@pytest.mark.usefixtures("wide")
def test_every_character_is_measured_as_a_wide_terminal_draws_it() -> None:
    emulator = Emulator((20, 3), WIDE)
    for place in (*range(0xA0, 0x3000), *range(0xFE10, 0xFFE0)):
        character = chr(place)
        if is_ambiguous(character) or character in QUOTED:
            assert cell_len(character) == emulator.width(character), hex(place)
    assert cell_len("a中e\u0301") == 4
    assert cell_len(QUOTED) == 20


@pytest.mark.usefixtures("wide")
def test_cutting_filling_and_wrapping_follow() -> None:
    assert cut(QUOTED, 8) == "“三审.."
    assert fit("…", 4) == "…  "
    assert wrap_lines("说“三审三校”", 8) == ["说“三审", "三校”"]


def test_back_to_narrow_is_as_before() -> None:
    before = cell_len(QUOTED)
    measure_wide()
    measure_narrow()
    assert cell_len(QUOTED) == before == 14


def test_a_wide_terminal_is_recognised_and_the_next_start_is_right_at_once(report: Path) -> None:
    with opened(report, manner=WIDE) as terminal:
        terminal.wait_for(lambda seen: "“三安全.." in seen.text)
        assert_aligned(terminal)
    with opened(report, manner=WIDE._replace(answers=False)) as again:
        assert "“三安全.." in again.text
        assert_aligned(again)


def test_grid_text_and_field_stay_aligned_in_a_wide_terminal(report: Path) -> None:
    with opened(report, manner=WIDE) as terminal:
        terminal.wait_for(lambda seen: "“三安全.." in seen.text)
        terminal.press("alt+1")
        terminal.wait_for("概述")
        terminal.quiet()
        terminal.type(QUOTED)
        terminal.wait_for(lambda seen: QUOTED in seen.text and seen.cursor == (22, 4))
        assert_aligned(terminal)
        terminal.press("left", "left", "backspace")
        terminal.wait_for(lambda seen: "三校”…①×2024" in seen.text and seen.cursor == (16, 4))
        terminal.press("alt+0")
        terminal.wait_for("公布网站")
        terminal.quiet()
        terminal.press("home")
        terminal.type("“甲”")
        terminal.wait_for(lambda seen: seen.cursor == (15, 1))
        assert_aligned(terminal)
        terminal.press("ctrl+s")
        terminal.wait_for("已保存 /")
    saved = data(report)
    assert str(saved["overview"]["summary"]).startswith("“三审三校”…①×"[:7])
    assert saved["agency"]["name"] == "“甲”海原县海城镇人民政府"


@pytest.mark.parametrize(("setting", "shown"), [("wide", "“三安全.."), ("narrow", "“三安全一..")])
def test_the_environment_decides_over_what_the_terminal_says(report: Path, setting: str, shown: str) -> None:
    says_otherwise = Manner(ambiguous=1 if setting == "wide" else 2)
    with opened(report, manner=says_otherwise, NIANBAO_AMBIGUOUS=setting) as terminal:
        terminal.quiet(0.3)
        assert shown in terminal.text


def test_a_terminal_that_answers_nothing_costs_nothing(report: Path) -> None:
    with opened(report, manner=Manner(answers=False)) as terminal:
        terminal.press("4")
        terminal.wait_for("少 ?4")
        assert_aligned(terminal)


def test_answers_are_no_keys_and_leave_no_trace_on_the_screen(report: Path) -> None:
    with opened(report) as terminal:
        assert not re.search(r"““|中中|\d+;\d+R", terminal.text)
        terminal.send(b"\x1b[2;9R\x1b[3;9R\x1b]11;rgb:ff/ff/ff\x07")
        terminal.press("4")
        terminal.wait_for("少 ?4")
        assert "有修改未保存" in terminal.text
        assert "R" not in terminal.emulator.lines[3]


def test_a_terminal_set_to_gbk_is_told_in_gbk_and_nothing_foreign_is_taken(report: Path) -> None:
    before = report.read_bytes()
    command, state = ["-m", "tui", str(report)], {"XDG_STATE_HOME": str(report.parent / "state")}
    with Terminal.start(command, env=state, manner=Manner(encoding="gbk")) as terminal:
        told = "终端软件的字符编码不是 UTF-8"
        terminal.wait_for(told)
        terminal.quiet(0.3)
        terminal.press("alt+1")
        terminal.quiet(0.3)
        for typed in ("通", "中文", "镕"):  # the first is UTF-8 by chance, the last has a letter for its second byte
            terminal.send(typed.encode("gbk"))
        terminal.send(b"\x1b[200~" + "联通".encode("gbk") + b"\x1b[201~")
        terminal.quiet(0.3)
        terminal.wait_for(told)
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
    assert report.read_bytes() == before
