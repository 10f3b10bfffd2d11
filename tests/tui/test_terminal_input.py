"""Which keys the bytes of the terminals in use arrive as."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest
import textual.drivers.linux_driver
from textual import events
from textual._xterm_parser import XTermParser

from tests.terminal import ROOT
from tui.terminal_input import TerminalDecoder
from tui.workarounds import install

install()

ARRIVES = {
    "\x1b1": "alt+1",
    "\x1b0": "alt+0",
    "\x1b-": "alt+minus",
    "\x1ba": "alt+a",
    "\x1bz": "alt+z",
    "\x1b[1;3A": "alt+up",
    "\x1b[1;3D": "alt+left",
    "\x1b[1;4B": "alt+shift+down",
    "\x1b[3;3~": "alt+delete",
    # PuTTY, rxvt
    **{f"\x1b[{10 + number}~": f"f{number}" for number in range(1, 6)},
    "\x1b[7~": "home",
    "\x1b[8~": "end",
    "\x1b[7^": "ctrl+home",
    "\x1b[8^": "ctrl+end",
    "\x1bOb": "ctrl+down",
    **{f"\x1bO{letter}": f"f{number}" for number, letter in enumerate("TUVWXYZ[", 5)},
    "\x1bOM": "enter",
    # Linux console
    **{f"\x1b[[{letter}": f"f{number}" for number, letter in enumerate("ABCDE", 1)},
    "\x1b\t": "shift+tab",
    # xterm and what follows it
    **{f"\x1bO{letter}": f"f{number}" for number, letter in enumerate("PQRS", 1)},
    "\x1b[24~": "f12",
    "\x1b[1~": "home",
    "\x1b[4~": "end",
    "\x1bOH": "home",
    "\x1bOF": "end",
    "\x1b[H": "home",
    "\x1b[F": "end",
    "\x1b[1;5H": "ctrl+home",
    "\x1b[Z": "shift+tab",
    "\x08": "backspace",
    "\x7f": "backspace",
    "\x11": "ctrl+q",
    "\x13": "ctrl+s",
    "\x19": "ctrl+y",
    "\x1a": "ctrl+z",
}

UNKNOWN = {
    "modified Enter": "\x1b[27;5;13~",
    "a key of the kitty protocol": "\x1b[97;5u",
    "a late answer about the terminal": "\x1b[?62;22c",
}


def messages_from(data: str) -> list[events.Event]:
    """What the driver's parser makes of the data, the waiting for a lone Escape not included."""
    parser: XTermParser = vars(textual.drivers.linux_driver)["XTermParser"]()
    return [message for message in parser.feed(data) if isinstance(message, events.Event)]


def test_esc_and_a_commit_of_an_input_method_in_one_read_are_both_kept() -> None:
    for data, keys in (("\x1b中", ["escape", "中"]), ("\x1b中文\x1b[A", ["escape", "中", "文", "up"])):
        found = [event for event in messages_from(data) if isinstance(event, events.Key)]
        assert [event.character if event.is_printable else event.key for event in found] == keys


def test_a_bracketed_paste_is_one_text_wherever_its_reads_are_cut() -> None:
    """Textual runs what stands behind an Escape in it as keys, in front of the paste."""
    inside = "年报\x1b[31m\x1b\x1b中\x1b[21~\x1bz1\t2\r\x1b[20\x03"
    data = f"7\x1b[200~{inside}\x1b[201~8\x1b[200~9\x1b[201~"
    for cut in range(len(data) + 1):
        parser: XTermParser = vars(textual.drivers.linux_driver)["XTermParser"]()
        found = [message for part in (data[:cut], data[cut:]) if part for message in parser.feed(part)]
        told = [
            message.text if isinstance(message, events.Paste) else message.character
            for message in found
            if isinstance(message, events.Paste | events.Key)
        ]
        assert told == ["7", inside, "8", "9"]


@pytest.mark.parametrize(("data", "key"), ARRIVES.items(), ids=repr)
def test_a_key_arrives_under_its_name_and_types_nothing(data: str, key: str) -> None:
    (message,) = messages_from(data)
    assert isinstance(message, events.Key)
    assert message.key == key
    assert not message.is_printable


def test_unknown_key_codes_are_not_typed_into_the_report() -> None:
    """In a process of its own, because Textual reads at import that the kitty protocol is off."""
    program = (
        "from tui.terminal_environment import prepare_environment; prepare_environment();"
        "from tests.tui.test_terminal_input import UNKNOWN, messages_from;"
        "assert [messages_from(data) for data in UNKNOWN.values()] == [[], [], []]"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)  # noqa: S603  # our own program


def test_what_follows_an_unknown_key_code_is_read() -> None:
    assert [message.key for message in messages_from("\x1b[?62;22c7") if isinstance(message, events.Key)] == ["7"]


def test_the_mouse_and_pastes_still_arrive() -> None:
    assert isinstance(messages_from("\x1b[<0;5;5M")[0], events.MouseDown)
    assert isinstance(messages_from("\x1b[<0;5;5m")[0], events.MouseUp)
    (paste,) = messages_from("\x1b[200~甲\t1\x1b[201~")
    assert isinstance(paste, events.Paste)
    assert paste.text == "甲\t1"


def test_the_decoder_goes_on_after_bytes_that_are_no_utf_8() -> None:
    decoder = TerminalDecoder()
    assert decoder.decode("年".encode()[:2]) == ""
    assert decoder.decode("年".encode()[2:]) == "年"
    assert decoder.decode(b"\xd6\xd0ok").endswith("ok")


def test_the_end_of_input_is_a_hangup(monkeypatch: pytest.MonkeyPatch) -> None:
    signals: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, signum: signals.append((pid, signum)))
    decoder = TerminalDecoder()
    decoder.decode(b"", final=True)
    assert not signals
    decoder.decode(b"")
    assert signals == [(os.getpid(), signal.SIGHUP)]


@pytest.mark.parametrize(("data", "key"), [("\x1b\x04", "ctrl+d"), ("\x1b\x12", "ctrl+r"), ("\x1b\x07", "ctrl+g")])
def test_escape_and_a_control_key_in_one_burst_are_both_and_type_nothing(data: str, key: str) -> None:
    arrived = [message for message in messages_from(f"{data}x") if isinstance(message, events.Key)]
    assert [one.key for one in arrived] == ["escape", key, "x"]
    assert [one.character for one in arrived if one.is_printable] == ["x"]
