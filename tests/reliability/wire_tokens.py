"""What may stand in the bytes that the program sends to a terminal: its own few sequences and text that only shows."""

from __future__ import annotations

import re
import unicodedata

ATTRIBUTE = r"(?:0|1|4|7|3[1-6]|9[1-6]|38;5;24[17])"
OWN = re.compile(
    rf"""(?x)
    \x1b\[\d{{0,3}}(?:;\d{{1,3}})?H                           # the cursor to a place
  | \x1b\[(?:{ATTRIBUTE}(?:;{ATTRIBUTE}){{0,5}})?m             # attributes, of those that we use
  | \x1b\[K                                                  # erased to the end of the line
  | \x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026|2048)[hl]
  | \x1b\[\?20(?:26|48)\$p | \x1b\[6n                         # questions
  | \x1b\[<u | \x1b\[>\d{{1,2}}u | \x1b\[[06]\ q | \x1b[78]
  | \x1b\]11;\?(?:\x07|\x1b\\) | \x1b\]22;[a-z]{{4,10}}\x07    # background, shape of the mouse pointer
  | \x1b\]52;c;[A-Za-z0-9+/=]*\x07                             # the clipboard, which is base64
  | \r?\n
    """
)
MOST_QUESTIONS = 3
"""A text that holds a question would have it asked again and again."""


def foreign(output: bytes) -> list[str]:
    """Everything in recorded output that is neither a sequence of ours nor text; each with what stands around it."""
    text = output.decode("utf-8", "surrogateescape")
    found = [around(text, match.start()) for match in re.finditer("[^ -~\x1b]|\x1b", text) if acts(text, match)]
    asked = text.count("\x1b[6n")
    return found + ([f"{asked} questions for the cursor"] if asked > MOST_QUESTIONS else [])


def acts(text: str, match: re.Match[str]) -> bool:
    """Whether a character begins anything but a sequence of ours, or would not show."""
    character, at = match.group(), match.start()
    if character == "\x07":
        return not re.search(r"\x1b\](?:11;\?|22;[a-z]{4,10}|52;c;[A-Za-z0-9+/=]*)\Z", text[max(0, at - 100_000) : at])
    if character in "\x1b\r\n":
        return not OWN.match(text, at) and not (character == "\x1b" and text.startswith("\x1b\\", at))
    return hidden(character)


def hidden(character: str) -> bool:
    """Whether a character acts, turns, hides or is none: by the Unicode tables, not by the program's own list."""
    code = ord(character)
    never = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return never or unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")


def around(text: str, at: int) -> str:
    """A place in the output, for the message of a failed test."""
    return repr(text[max(0, at - 20) : at + 20])
