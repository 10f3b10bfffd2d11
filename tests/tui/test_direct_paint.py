"""Changed cells go straight to the terminal: what stands there is what a whole repaint would show, in few bytes."""

from __future__ import annotations

import os
import random
import signal
from statistics import median

from tests.emulator import Cell
from tests.terminal import Terminal

MOVES = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab", "enter")
EDITS = ("1", "0", "7", "x", "f2", "backspace", "delete", "esc", "ctrl+z", "ctrl+y", "f3", "f8", "f7")
RANGES = (
    "shift+down",
    "shift+right",
    "shift+up",
    "shift+left",
    "shift+end",
    "ctrl+a",
    "v",
    "e",
    "z",
    "ctrl+x",
    "ctrl+c",
)


def picture(terminal: Terminal) -> list[list[Cell]]:
    """Every cell of the screen with its attributes."""
    columns, rows = terminal.size
    return [[terminal.cell(x, y) for x in range(columns)] for y in range(rows)]


def whole(terminal: Terminal) -> None:
    """Has everything drawn anew."""
    os.kill(terminal.pid, signal.SIGWINCH)
    terminal.wait_for(lambda seen: seen.bytes_since_mark > 2000)
    terminal.quiet(0.4)


def test_the_screen_is_what_a_whole_repaint_shows(terminal: Terminal) -> None:
    """Whatever is typed, no cell is left as it was before, none is drawn in another style."""
    keys = random.Random(4)  # noqa: S311 - not a secret
    for _ in range(6):
        for _ in range(25):
            terminal.press(keys.choice(MOVES + EDITS + RANGES))
        terminal.quiet(0.5)
        before, cursor = picture(terminal), terminal.cursor
        terminal.mark()
        whole(terminal)
        assert picture(terminal) == before
        assert terminal.cursor == cursor


def sizes(terminal: Terminal, keys: list[str]) -> float:
    """Bytes of a key, the median."""
    found = []
    for key in keys:
        terminal.mark()
        terminal.press(key)
        terminal.wait_for(lambda seen: seen.bytes_since_mark)
        terminal.quiet(0.05)
        found.append(terminal.bytes_since_mark)
    return median(found)


def test_a_digit_and_a_move_cost_few_bytes(terminal: Terminal) -> None:
    """180 for a figure with its totals and problem, 120 for a move: a slow line keeps up with the fingers."""
    assert sizes(terminal, ["down", "right", "down", "left", "up", "right", "down", "down"] * 2) <= 120
    assert sizes(terminal, ["1", "2", "3", "down", "up"] * 4) <= 180
