"""5,000 reports: the names are there at once, keys are answered while states come in, leaving stops the work."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from reports.folder_listing import listed
from tests.reports.libraries import many
from tests.terminal import Terminal
from tests.tui.libraries import HEADS, library_on
from tests.tui.running import READY

AGENCIES, YEARS = 834, range(2019, 2025)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """834 agencies of six years."""
    folder = tmp_path_factory.mktemp("大") / "库"
    folder.mkdir()
    assert many(folder, AGENCIES, YEARS) > 5000
    return folder


def seconds_to(terminal: Terminal, *keys: str, shown: str) -> float:
    """How long it takes from keys to what they show."""
    began = time.monotonic()
    terminal.press(*keys)
    terminal.wait_for(shown)
    return time.monotonic() - began


def checking_processes(pid: int) -> list[str]:
    """The processes that a process has started."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()


def test_listing_takes_less_than_a_second(library: Path) -> None:
    def taken() -> float:
        began = time.perf_counter()
        assert len(listed(library).entries) == AGENCIES * len(YEARS)
        return time.perf_counter() - began

    assert min(taken() for _ in range(3)) < 1


def test_names_at_once_states_in_the_background_and_keys_in_between(library: Path) -> None:
    with library_on(library) as terminal:
        terminal.wait_for("报告库")
        began = time.monotonic()
        terminal.wait_for(HEADS)
        assert time.monotonic() - began < 3, "1 s on a machine that does nothing else"
        assert "已核对 " in terminal.text
        terminal.wait_for(lambda now: " .. " not in now.text.split("\n")[5], timeout=30)
        waits = [seconds_to(terminal, "down", shown=f"第{number:04d}镇人民政府 2024：") for number in range(1, 12)]
        assert sorted(waits)[len(waits) // 2] < 0.3, waits
        terminal.press("end")
        terminal.wait_for("第0833镇人民政府 2024：(?!待核对)", timeout=30)
        assert "/5004" in terminal.text, "rows in sight come first, long before everything is checked"
        terminal.type("0400")
        terminal.wait_for("1 / 834 行")
        terminal.press("enter")
        terminal.wait_for(READY)
        terminal.wait_for(lambda now: not checking_processes(now.pid), timeout=20)
        terminal.press("ctrl+o")
        terminal.wait_for("1 / 834 行")
        terminal.press("esc")
        terminal.wait_for("第0400镇人民政府 2024：(?!待核对)")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0


def test_an_unchanged_library_is_not_checked_again(tmp_path: Path) -> None:
    """At the latest the opening after files have lain still for two seconds knows everything before it asks a process."""
    folder = tmp_path / "库"
    folder.mkdir()
    many(folder, 20, (2023, 2024))
    known = False
    for _opening in range(6):
        with library_on(folder) as terminal:
            terminal.wait_for(HEADS)
            known = " .. " not in terminal.text and "已核对" not in terminal.text
            if known:
                assert not checking_processes(terminal.pid)
                break
            terminal.wait_for(lambda now: "已核对" not in now.text and " .. " not in now.text, timeout=30)
            terminal.press("ctrl+q")
            assert terminal.wait_exit() == 0
    assert known


def test_a_process_that_is_killed_loses_one_report_at_most_and_another_goes_on(library: Path) -> None:
    with library_on(library) as terminal:
        terminal.wait_for("已核对 [1-9]", timeout=20)
        os.kill(int(checking_processes(terminal.pid)[0]), signal.SIGKILL)
        terminal.wait_for(lambda now: "已核对" not in now.text, timeout=120)
        terminal.type("读不了")
        terminal.wait_for(f"1 / {AGENCIES} 行|没有符合的报告")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
