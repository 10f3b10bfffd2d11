"""Keys that arrive in a burst: a pasted block is told from typing that a slow line held up, and typing is never lost."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from textual import events

from tui.paste_burst import LONG, Burst, BurstGate, keys_of, looks_pasted, may_be_pasted, meant
from tui.terminal_input import SturdyParser

ROOM = (10, 6)


def fed(*reads: str) -> list[events.Event]:
    """What reads of the terminal become."""
    parser = SturdyParser()
    return [event for read in reads for event in parser.feed(read) if isinstance(event, events.Event)]


@pytest.mark.parametrize("read", ["1\t2\r", "总计\t5\r\n", "5\r", "字" * LONG, "a\nb"])
def test_text_of_several_keys_in_one_read_stays_together(read: str) -> None:
    [burst] = fed(read)
    assert isinstance(burst, Burst)
    assert burst.text == read


@pytest.mark.parametrize(
    "read",
    ["1", "\r", "\t\t\t", "\r\r\r", "12", "政府信息公开", "1\x1b[B2", "\x13\t\x131", "1\x7f\t", "\x1b[B\x1b[B\r"],
)
def test_keys_that_no_clipboard_sends_stay_keys(read: str) -> None:
    assert not [event for event in fed(read) if isinstance(event, Burst)]


def test_a_block_right_behind_other_keys_in_one_read_stays_together() -> None:
    """Ctrl+Home, Ctrl+S, then a paste, all held up by the line."""
    *keys, burst = fed("\x1b[1;5H\x13重复申请\t1\r")
    assert [key.key for key in keys if isinstance(key, events.Key)] == ["ctrl+home", "ctrl+s"]
    assert isinstance(burst, Burst)
    assert burst.text == "重复申请\t1\r"
    *keys, burst = fed("\x1b\x1b[A重复申请\t1\r")
    assert [key.key for key in keys if isinstance(key, events.Key)] == ["escape", "up"]
    assert isinstance(burst, Burst)


def test_a_bracketed_paste_in_several_reads_is_no_burst() -> None:
    [paste] = fed("\x1b[200~1\t2\r", "3\t4\r5", "\t6\r", "\x1b[201~")
    assert isinstance(paste, events.Paste)
    assert not isinstance(paste, Burst)
    assert paste.text == "1\t2\r3\t4\r5\t6\r"
    whole, *_ = fed("\x1b[B\x1b[200~1\t2\r3\t4\x1b[201~5\r")[1:]
    assert type(whole) is events.Paste
    *_, key = fed("\x1b[200~1\x1b[201~", "2")
    assert isinstance(key, events.Key)


def test_a_key_code_cut_in_two_reads_is_no_burst() -> None:
    assert not [event for event in fed("\x1b[", "B\r1\t2") if isinstance(event, Burst)]


@pytest.mark.parametrize(
    "text",
    [
        "1\t2\r3\t4", "1\t2\r3\t4\r", "\t2\n3\t\n", "行政处罚\t5\r", "自然人\t其他\r1\t2\r", "=A1\t3", "#REF!\t1\r2\t3",
        "1\t2\t3\t4\t5\t6\t21", "0\t0\t0\t0\t0\t0\t0\t0\t0\t", "1\r2\r3\r4\r5\r6\r7\r8\r9\r", "1\t2\t3\t\r" * 3 + "4\t5\r" * 8,
        "1\r2\r3\r4\r5\r6\r7\r8\r9\r1\r2\r",
    ],
)  # fmt: skip
def test_what_a_spreadsheet_sends_is_pasted(text: str) -> None:
    assert looks_pasted(text, ROOM)


@pytest.mark.parametrize(
    "text",
    [
        "5\r", "12\t", "\t\t5\r", "1\t2", "12\t3\r", "0\r0\r0\r0\r", "12件\t3件\t", "1\t2\r3\r", "1\t\t2\r\r3", "1,234\t5\r",
        "1\t2\r\r3\t4",
    ],
)  # fmt: skip
def test_what_one_types_ahead_is_typed(text: str) -> None:
    """Digits with Tab or Enter, as a line that stalled for a second delivers them: as keys they reach the same cells."""
    assert not looks_pasted(text, ROOM)


def test_a_row_that_would_wrap_by_keys_is_pasted() -> None:
    assert looks_pasted("1\t2\t3", (10, 2))
    assert looks_pasted("1\r2\r3", (2, 6))


@pytest.mark.parametrize("text", ["12\t3\r4", "总计\t\r\n", "a b", "/—，"])
def test_a_burst_as_keys_is_what_was_sent(text: str) -> None:
    assert "".join(key.character or "" for key in keys_of(text)) == text


class Clock:
    """Timers that run when told to."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def wait(self, _seconds: float, then: Callable[[], None]) -> None:
        self.waiting.append(then)


def test_pieces_close_together_are_one_burst_and_another_key_ends_it() -> None:
    clock = Clock()
    seen: list[Burst] = []
    gate = BurstGate(clock.wait, seen.append)
    assert not gate.takes(events.Key("1", "1"))
    assert gate.takes(Burst("1\t2\r"))
    assert gate.takes(Burst("3\t4\r"))
    assert gate.takes(events.Key("5", "5"))
    clock.waiting[0]()
    assert not seen, "the line is not quiet yet"
    assert not gate.takes(events.Key("ctrl+s", "\x13"))
    assert [burst.text for burst in seen] == ["1\t2\r3\t4\r5"]
    assert not gate.takes(events.Key("6", "6"))


def test_a_long_burst_into_text_is_one_paste_a_short_one_keys() -> None:
    field = SimpleNamespace(takes_text=True)
    [paste] = meant(Burst("一段话。\r" * 10), SimpleNamespace(), field)
    assert isinstance(paste, events.Paste)
    keys = meant(Burst("好。\r"), SimpleNamespace(), field)
    assert [event.character for event in keys if isinstance(event, events.Key)] == ["好", "。", "\r"]
    assert meant(Burst("1\t2"), SimpleNamespace(takes_burst=lambda text: text == "1\t2"), field) == []


@pytest.mark.parametrize("read", ["", "5", "五"])
def test_a_single_key_is_never_looked_at(read: str) -> None:
    assert not may_be_pasted(read)
