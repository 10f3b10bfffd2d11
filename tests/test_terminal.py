"""The terminal that other tests look through shows what a program writes, and says what it saw when they fail."""

from __future__ import annotations

import pytest

from tests.emulator import Emulator
from tests.terminal import Terminal

ECHO = ["-c", "import os, tty; tty.setraw(0); os.write(1, b'go'); [os.write(1, os.read(0, 99)) for _ in range(9)]"]


def test_keys_go_in_and_text_with_its_attributes_comes_out() -> None:
    with Terminal.start(ECHO, size=(20, 3)) as terminal:
        terminal.wait_for("go")
        terminal.send(b"\x1b[2J\x1b[2;3H\x1b[7m\xe4\xb8\xad\x1b[m")
        terminal.wait_for("中")
        assert terminal.cell(2, 1).reverse
        assert terminal.cell(2, 1).text == "中"
        assert terminal.cursor == (4, 1)
        terminal.mark()
        terminal.press("f3", "ctrl+s", "alt+3", "esc")
        terminal.wait_for(lambda seen: bytes(seen.output).endswith(b"\x1bOR\x13\x1b3\x1b"))
        assert terminal.bytes_since_mark == 7


def test_a_program_learns_the_size_and_its_changes() -> None:
    program = "import os, sys; print(os.get_terminal_size()); input(); print(os.get_terminal_size()); input()"
    with Terminal.start(["-c", program], size=(100, 30)) as terminal:
        terminal.wait_for("columns=100, lines=30")
        terminal.resize(60, 20)
        terminal.press("enter")
        terminal.wait_for("columns=60, lines=20")


def test_what_is_not_seen_is_reported_with_the_screen() -> None:
    with Terminal.start(["-c", "print('甲'); raise SystemExit(3)"], size=(20, 3)) as terminal:
        assert terminal.wait_exit() == 3
        with pytest.raises(AssertionError, match=r"(?s)乙.*甲.*ended, exit 3"):
            terminal.wait_for("乙")


def test_an_unknown_key_is_an_error() -> None:
    with Terminal.start(["-c", ""]) as terminal, pytest.raises(ValueError, match="no such key: hyper"):
        terminal.press("hyper")


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (b"\x1b[c", b"\x1b[?62;22c"),
        (b"\x1b[5n", b"\x1b[0n"),
        (b"ab\x1b[6n", b"\x1b[1;3R"),
        (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
        (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
        (b"\x1b[>c", b""),
    ],
)
def test_queries_are_answered(query: bytes, answer: bytes) -> None:
    assert Emulator((20, 3)).feed(query) == answer


def test_what_pyte_does_not_know_does_not_reach_the_screen() -> None:
    emulator = Emulator((20, 3))
    for piece in (
        b"\x1b]2;title\x07",
        b"\x1bP+q\x1b\\",
        b"\x1b[>4;1m",
        b"\x1b[6 q",
        b"\x1b[38:5:1mA",
        b"\x1b[?20",
        b"26hB",
    ):
        emulator.feed(piece)
    assert emulator.lines[0].rstrip() == "AB"
    assert emulator.cursor_shape == "6"
    assert "2026" in emulator.modes
