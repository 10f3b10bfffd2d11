"""The terminal that tests look at: pyte, with what it lacks answered, noted or dropped before it sees it."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import NamedTuple
from unittest import mock

import pyte
from wcwidth import wcwidth

_SEQUENCE = re.compile(
    r"\x1b(?:\[(?P<arguments>[0-?]*)(?P<between>[ -/]*)(?P<final>[@-~])"
    r"|\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    r"|[PX^_](?P<string>[^\x1b]*)\x1b\\"
    r"|(?P<short>[ -/]*[0-OQ-WYZ\\`-~]))"
)


class Cell(NamedTuple):
    """One cell of the screen; colours as pyte names them (``default``, ``red``, ``1e1e1e``)."""

    text: str
    foreground: str
    background: str
    bold: bool
    reverse: bool
    underlined: bool


class Manner(NamedTuple):
    """How a terminal differs from the usual one."""

    ambiguous: int = 1
    """Cells that it takes for “ ” … — ① × and the like."""
    answers: bool = True
    """Whether it answers questions at all."""
    background: str = ""
    """What it answers to a question for its background (``rgb:ffff/ffff/ffff``), and with which end; empty: nothing."""
    encoding: str = "utf-8"
    """How it reads what is written to it."""


class Emulator:
    """pyte fed with what it understands; the rest is answered, noted or dropped here."""

    def __init__(self, size: tuple[int, int], manner: Manner | None = None) -> None:
        self.manner = manner or Manner()
        self.screen = pyte.Screen(*size)
        self.modes: set[str] = set()
        """Private modes that are set, as ``?`` numbers: 25 cursor shown, 1049 alternate screen, 1000 mouse …"""
        self.modes.add("25")
        self.cursor_shape = "0"
        self._stream = pyte.Stream(self.screen)
        self._decode = codecs.getincrementaldecoder(self.manner.encoding)("replace").decode
        self._incomplete = ""

    @property
    def lines(self) -> list[str]:
        """The rows of the screen as text; half of a wide character that was overwritten shows as a blank."""
        rows: list[str] = []
        for y in range(self.screen.lines):
            row = [self.screen.buffer[y][x].data for x in range(self.screen.columns)]
            kept = [data or " " for x, data in enumerate(row) if data or not x or self.width(row[x - 1]) < 2]
            rows.append("".join(kept))
        return rows

    def feed(self, data: bytes) -> bytes:
        """Take output of the program; what the terminal answers to its queries."""
        text = self._incomplete + self._decode(data)
        self._incomplete = ""
        answers = b""
        position = 0
        while (escape := text.find("\x1b", position)) >= 0:
            self._draw(text[position:escape])
            match = _SEQUENCE.match(text, escape)
            if match is None:
                self._incomplete = text[escape:]
                return answers if self.manner.answers else b""
            if match["final"]:
                answers += self._control(match["arguments"], match["between"], match["final"])
            elif match["osc"] == "11;?" and self.manner.background:
                answers += f"\x1b]11;{self.manner.background}".encode()
            elif match["short"]:
                self._draw(match[0])
            position = match.end()
        self._draw(text[position:])
        return answers if self.manner.answers else b""

    def width(self, text: str) -> int:
        """Cells that this terminal takes for a character with the marks on it."""
        if len(text) == 1 and unicodedata.east_asian_width(text) == "A" and wcwidth(text) == 1:
            return self.manner.ambiguous
        return max(map(wcwidth, text), default=0)

    def _draw(self, text: str) -> None:
        if text:
            with mock.patch("pyte.screens.wcwidth", self.width):
                self._stream.feed(text)

    def _control(self, arguments: str, between: str, final: str) -> bytes:
        if final == "q" and between == " ":
            self.cursor_shape = arguments
        elif final == "p" and between == "$":
            known = "2" if arguments == "?2026" else "0"
            return f"\x1b[{arguments};{known}$y".encode()
        elif final == "c" and arguments in ("", "0"):
            return b"\x1b[?62;22c"
        elif final == "n":
            cursor = self.screen.cursor
            return {"5": b"\x1b[0n", "6": f"\x1b[{cursor.y + 1};{cursor.x + 1}R".encode()}.get(arguments, b"")
        elif final in "hl" and arguments.startswith("?"):
            self._private_modes(arguments, final)
        elif not between and arguments[:1] not in tuple("<=>?") and final not in "cnptu":
            self._draw(f"\x1b[{arguments.replace(':', ';')}{final}")
        return b""

    def _private_modes(self, arguments: str, final: str) -> None:
        for mode in arguments[1:].split(";"):
            if final == "h":
                self.modes.add(mode)
            else:
                self.modes.discard(mode)
            if mode == "1049":  # both screens start empty
                self._draw("\x1b[m\x1b[2J\x1b[H")
        self._draw(f"\x1b[{arguments}{final}")
