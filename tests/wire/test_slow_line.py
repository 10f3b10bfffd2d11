"""20 kB/s and 0.2 s each way to a real sshd: keys take effect when the line allows, none is lost, nothing stands still.

``pytest tests/wire -s`` prints what was measured; ``-m long`` types more.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median

import pytest

from reports.reading import read_report
from tests.terminal import Terminal
from tests.tui.running import READY, data
from tests.wire.conftest import DELAY, RATE
from tests.wire.link import Link
from tests.wire.server import Server, cut_off, program, surroundings, until

WITHIN = 60.0

SLACK = 1.5
"""Seconds for the program, on a machine that may be busy with other tests."""

ROWS, COLUMNS = 20, 5
"""Cells of table three that are 0 in the sample: typed rows from the top, columns from the left."""

GRID = range(3, 21)
LAST_DIGIT = 25
"""Lines of the screen that show the table, and where the first column's numbers end."""

BETWEEN_KEYS = 0.06
"""Seconds; a very quick typist."""

HELD_UP = 8
"""Numbers that a line that stalled for a moment delivers at once; many more are taken for a paste, and asked about."""

PROSE = "我镇在政府信息公开工作中"
"""Words of the fifth section."""


@dataclass
class Stopwatch:
    """Times on one terminal behind a slow line."""

    terminal: Terminal
    link: Link

    def timed(self, what: str, act: Callable[[], object], seen: str, *, at_rest: bool = True) -> float:
        """Seconds from a key, or from several at once, to the effect on the screen, within what the line needs for it."""
        if at_rest:
            self.terminal.quiet(0.3)
        before, began = self.link.total, time.monotonic()
        self.terminal.mark()
        act()
        self.terminal.wait_for(seen, WITHIN)
        took, carried = time.monotonic() - began, self.link.total - before
        told(f"{what}: {took:.2f} s, {self.terminal.bytes_since_mark} B written, {carried} B on the line")
        assert took <= 2 * DELAY + carried / RATE + SLACK, what
        return took


@pytest.fixture
def watch(server: Server, link: Link, report: Path) -> Iterator[Stopwatch]:
    """The report opened over the slow line."""
    began = time.monotonic()
    with server.dial(program(report), surroundings(report), port=link.port) as terminal:
        terminal.wait_for(READY, WITHIN)
        took = time.monotonic() - began
        told(f"\nopened: {took:.2f} s, {len(terminal.output)} B written, {link.total} B on the line")
        terminal.quiet(1)
        yield Stopwatch(terminal, link)


def told(line: str) -> None:
    """A line of figures for whoever runs this with ``-s``."""
    sys.stdout.write(f"{line}\n")


def digits(count: int) -> list[str]:
    """Digits to type, none of them 0."""
    return [str(place % 9 + 1) for place in range(count)]


def keys_for(typed: list[str]) -> list[str]:
    """Keys that type digits down one column after the other."""
    keys: list[str] = []
    for column, first in enumerate(range(0, len(typed), ROWS)):
        keys += ["\x1b[1;5H", *["\x1b[C"] * column]
        keys += [key for digit in typed[first : first + ROWS] for key in (digit, "\r")]
    return keys


def type_quickly(terminal: Terminal, keys: list[str]) -> None:
    """Keys one after another, waiting for none of them to be answered."""
    for key in keys:
        terminal.type(key)
        terminal.watch(BETWEEN_KEYS)


def cells_of(report: Path) -> list[object]:
    """What the file holds in those cells, in the order in which they are typed."""
    read = read_report(report)
    cells = [figure for figure in read.form.figures if figure.section == "requests" and not figure.derived]
    columns = list(dict.fromkeys(figure.column.id for figure in cells))[:COLUMNS]
    down = {column: [read.ledger.values[f.index] for f in cells if f.column.id == column][:ROWS] for column in columns}
    return [value for column in columns for value in down[column]]


@pytest.mark.parametrize("count", [3, pytest.param(9, marks=pytest.mark.long)])
def test_single_keys_answer_within_a_round_trip(watch: Stopwatch, count: int) -> None:
    terminal, typed = watch.terminal, "".join(digits(count))
    took = [
        watch.timed(f"digit {digit}", partial(terminal.press, digit), rf"少{typed[: place + 1]}(?!\d)")
        for place, digit in enumerate(typed)
    ]
    watch.timed("down", partial(terminal.press, "down"), "二、上年结转政府信息公开申请数量·自然人")
    watch.timed("page down", partial(terminal.press, "pagedown"), "1.信访举报投诉")
    watch.timed("page up", partial(terminal.press, "pageup"), "二、上年结转政府信息公开申请数量·自然人")
    watch.timed("to prose", partial(terminal.press, "alt+5"), PROSE)
    terminal.press("ctrl+end")
    took += [watch.timed(f"prose {ch}", partial(terminal.type, ch), ch) for ch in "甲乙丙丁戊己庚辛壬"[:count]]
    told(f"median of single keys: {median(took):.2f} s")


@pytest.mark.parametrize("count", [25, pytest.param(100, marks=pytest.mark.long)])
def test_a_save_behind_many_keys_holds_them_all(watch: Stopwatch, report: Path, count: int) -> None:
    terminal, typed = watch.terminal, digits(count)
    began, before = time.monotonic(), len(terminal.output)
    type_quickly(terminal, keys_for(typed))
    told(
        f"{count} digits, Enter each: typed in {time.monotonic() - began:.2f} s, {len(terminal.output) - before} B written"
    )
    watch.timed("Ctrl+S behind them", partial(terminal.press, "ctrl+s"), "已保存 /", at_rest=False)
    kept = cells_of(report)
    assert kept[:count] == list(map(int, typed))
    assert not any(kept[count:])


def test_keys_that_come_at_once_are_carried_out_in_order_though_nobody_reads(watch: Stopwatch, report: Path) -> None:
    terminal, typed, text = watch.terminal, digits(HELD_UP), "本机关按照要求逐项核对，确认没有遗漏。" * 2

    def type_and_save(burst: str) -> None:
        before = report.read_bytes()
        terminal.type(f"{burst}\x13")
        until(lambda: report.read_bytes() != before, "the file is saved")

    numbers = "".join(f"{digit}\r" for digit in typed)
    watch.timed(f"{HELD_UP} digits, Enter each, and Ctrl+S at once", partial(type_and_save, numbers), "已保存 /")
    assert cells_of(report)[: HELD_UP + 1] == [*map(int, typed), 0]
    terminal.press("alt+5")
    terminal.wait_for(PROSE, WITHIN)
    terminal.press("ctrl+end")
    watch.timed(f"{len(text)} characters and Ctrl+S at once", partial(type_and_save, text), "已保存 /")
    assert str(data(report)["problems_and_improvements"]["text"]).rstrip("\n").endswith(text)


def test_what_was_on_the_screen_is_kept_when_the_line_breaks_among_keys(
    watch: Stopwatch, server: Server, report: Path
) -> None:
    terminal, typed = watch.terminal, digits(15)
    type_quickly(terminal, keys_for(typed))
    watch.link.cut()
    shown = sum(terminal.cell(LAST_DIGIT, row).text in set(typed) for row in GRID)
    until(lambda: cut_off(report), "an ended journal")
    with server.dial(program(report), surroundings(report)) as again:
        again.wait_for("处修改没有保存", WITHIN)
        again.press("enter")
        again.wait_for("已取回", WITHIN)
        again.press("ctrl+s")
        again.wait_for("已保存 /", WITHIN)
    kept = cells_of(report)
    count = sum(map(bool, kept))
    told(f"{len(typed)} digits typed, {shown} seen, {count} kept")
    assert kept[:count] == list(map(int, typed[:count]))
    assert len(typed) >= count >= shown > 0
