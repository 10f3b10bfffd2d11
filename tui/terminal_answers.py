"""What a terminal answers to the question for its background, sifted out of its keys: Textual would type it as text."""

from __future__ import annotations

import re

from textual.message import Message

OPERATING = "\x1b]"
"""How such an answer begins; no key does."""

_ANSWER = re.compile(r"\x1b\](\d[^\x07\x1b]*)(?:\x07|\x1b\\)")
_BEGUN = re.compile(r"\x1b\]1(?:1(?:;[rgba:/0-9a-fA-F]*\x1b?)?)?\Z")
_COLOUR = re.compile(r"11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")


class BackgroundReport(Message):
    """The terminal's answer to a question about its background."""

    def __init__(self, *, light: bool) -> None:
        super().__init__()
        self.light = light


class AnswerSieve:
    """Takes answers out of what is read, also one that arrives in two pieces."""

    def __init__(self) -> None:
        self.waiting = ""
        """The beginning of an answer whose end has not arrived."""

    def sift(self, data: str) -> tuple[list[Message], str]:
        """The answers in what was read, and the rest of it."""
        text, self.waiting = self.waiting + data, ""
        lights = [is_light(answer[1]) for answer in _ANSWER.finditer(text)]
        text = _ANSWER.sub("", text)
        begun = _BEGUN.search(text)
        if begun:
            self.waiting, text = begun[0], text[: begun.start()]
        return [BackgroundReport(light=light) for light in lights if light is not None], text


def is_light(answer: str) -> bool | None:
    """Whether ``11;rgb:ffff/ffff/ffff`` names a light background; None for an answer to something else."""
    found = _COLOUR.match(answer)
    if found is None:
        return None
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in found.groups())
    brightness: float = 0.299 * red + 0.587 * green + 0.114 * blue
    return brightness > 0.5
