"""What the terminal sends, made safe: bytes that are no UTF-8, key codes that Textual names wrongly or not at all."""

from __future__ import annotations

import codecs
import os
import re
import signal
import string
from collections.abc import Iterable, Iterator
from inspect import getgeneratorlocals
from typing import Any, NamedTuple

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

from tui.paste_burst import Burst, is_text, may_be_pasted
from tui.terminal_answers import OPERATING, AnswerSieve

_KEY_CODE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-LN-Z\\-ln-~]")
"""A whole control sequence, but for those that end in M or m (mouse) or begin with ESC [ [ (Linux console)."""

_CODE = re.compile(r"(\x1b(?:\[[0-?]*[ -/]*[@-~]|O[ -~]|[^\[O\x1b])?|[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\x7f])")
"""The code of a key that is no text."""

CONTROL_Z = "\x1a"
PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"
_ESCAPE = "\x1b"


class _KeyName(NamedTuple):
    """Stands in Textual's key table for names that its enumeration lacks."""

    value: str


def no_utf8(error: UnicodeError) -> tuple[str, int]:
    """U+FFFD for a byte that is no UTF-8, and for its second one: in GBK that may be a letter, which nobody typed."""
    assert isinstance(error, UnicodeDecodeError)
    data, behind = error.object, error.start + 1
    if data[error.start] > 0x80 and behind < len(data) and 0x40 <= data[behind] != 0x7F:
        behind += 1
    return "\ufffd", behind


codecs.register_error("nianbao-gbk", no_utf8)


class TerminalDecoder:
    """UTF-8 from the terminal: what is none becomes U+FFFD, and the end of input is a hang-up."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")("nianbao-gbk")

    def decode(self, data: bytes, final: bool = False) -> str:
        """As an incremental decoder does; no data before the end means that the terminal has gone."""
        if not data and not final:
            os.kill(os.getpid(), signal.SIGHUP)
        return self._decoder.decode(data, final)


class SturdyParser(XTermParser):
    """Drops key codes that nobody knows, gives alt+letter no character that a field would insert, and keeps bursts whole."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._answers = AnswerSieve()
        self._pasted: str | None = None
        """What a bracketed paste has brought so far; None outside of one."""

    def feed(self, data: str) -> Iterable[Message]:
        """What one read brought as messages; text of several keys that may be pasted as one (`tui.paste_burst`)."""
        if self._pasted is not None:
            return self._feed_paste(data)
        if data and (self._answers.waiting or OPERATING in data):
            answers, data = self._answers.sift(data)
            return [*answers, *(self._feed_keys(data) if data else ())]
        return self._feed_keys(data)

    def _feed_keys(self, data: str) -> Iterable[Message]:
        begun = self._sequence_begun()
        at = (begun + data).find(PASTE_BEGINS)
        if at >= 0:
            return self._feed_up_to_paste(data, at - len(begun))
        if len(data) == 1 or not may_be_pasted(data):
            return super().feed(data)
        return self._feed_pieces(data)

    def _feed_pieces(self, data: str) -> Iterator[Message]:
        """A read with text in it, perhaps behind the codes of keys that came just before."""
        for piece in _CODE.split(data):
            if len(piece) > 1 and is_text(piece) and may_be_pasted(piece) and not self._inside_sequence():
                yield Burst(piece)
            elif piece:
                yield from super().feed(piece)

    def keys_of(self, character: str) -> list[events.Key]:
        """The keys that one character of text is when typed."""
        return list(self._sequence_to_key_events(character))

    def _feed_up_to_paste(self, data: str, at: int) -> Iterator[Message]:
        """Keys, and behind them a paste; it begins at that place of the read, or before it, in the one before."""
        if at > 0:
            yield from self._feed_keys(data[:at])
        if begun := self._sequence_begun():  # Textual's parser has to leave it: it takes an empty paste
            rest = PASTE_BEGINS[len(begun) if at < 0 else 0 :] + PASTE_ENDS
            yield from (message for message in super().feed(rest) if not isinstance(message, events.Paste))
        self._pasted = ""
        if behind := data[at + len(PASTE_BEGINS) :]:
            yield from self._feed_paste(behind)

    def _feed_paste(self, data: str) -> Iterator[Message]:
        """All of a paste is text up to its end, an Escape in it as well: Textual would run what follows that as keys."""
        held, self._pasted = (self._pasted or "") + data, None
        text, end, behind = held.partition(PASTE_ENDS)
        if not end and data:
            self._pasted = held
            return
        if text:
            yield events.Paste(text.replace("\x00", ""))
        if behind or not data:
            yield from self.feed(behind)

    def _sequence_begun(self) -> str:
        """The part of a key code with which the read before ended."""
        return getgeneratorlocals(self._gen).get("sequence", "") if self._awaiting.timeout is not None else ""

    def _inside_sequence(self) -> bool:
        """Whether the read before ended within a key code."""
        return self._awaiting.timeout is not None

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if len(sequence) == 2 and sequence[0] == _ESCAPE and not sequence.isascii():
            return [events.Key("escape", _ESCAPE), *self.keys_of(sequence[1])]  # no Alt types that: Esc, then a commit
        keys = list(super()._sequence_to_key_events(sequence, alt))
        if not keys and _KEY_CODE.fullmatch(sequence) and not sequence.endswith("$y"):
            return [events.Key(Keys.Ignore, sequence)]
        if alt:
            return [events.Key(key.key, None) if key.key.startswith("alt+") else key for key in keys]
        return keys


def correct_keys(table: dict[str, Any]) -> None:
    """Name in Textual's key table the alt keys, and the rxvt keys that it has mixed up."""
    for code, keys in list(table.items()):
        burst = len(code) == 2 and code[1] <= CONTROL_Z
        if isinstance(keys, tuple) and len(keys) == 2 and keys[0] is Keys.Escape and not burst:
            table[code] = (_KeyName(f"alt+{keys[1].value}"),)
    letters = set(string.ascii_lowercase) - {"b", "f"}  # ESC b and ESC f are ctrl+left and ctrl+right of some terminals
    for character in (*string.digits, *sorted(letters)):
        table[f"\x1b{character}"] = (_KeyName(f"alt+{character}"),)
    for code in map(chr, range(1, 27)):
        keys = table.get(code)
        if isinstance(keys, tuple) and f"\x1b{code}" not in table:
            table[f"\x1b{code}"] = (Keys.Escape, *keys)  # Esc and then a Ctrl key in one burst; Textual types a ^
    for number, letter in enumerate("TUVWXYZ[", 5):
        table[f"\x1bO{letter}"] = (_KeyName(f"f{number}"),)  # PuTTY set to VT100+
    table["\x1b-"] = (_KeyName("alt+minus"),)
    table["\x1b="] = (_KeyName("alt+equals_sign"),)
    table["\x1b\x7f"] = table["\x1b\x08"] = (_KeyName("alt+backspace"),)
    table["\x1b[7^"] = (Keys.ControlHome,)
    table["\x1b[8^"] = (Keys.ControlEnd,)
    table["\x1bOb"] = (Keys.ControlDown,)
