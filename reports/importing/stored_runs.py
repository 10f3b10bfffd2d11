r"""Runs of plain text, bold or not, as one paragraph in stored form: ``**bold**``, and ``\*`` where stars would be a marker."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from reports.terminal_text import without

Run = tuple[str, bool]
"""A piece of plain text and whether it is bold."""

PAIR = re.compile(r"(?<!\*)\*\*(?!\*)|(?<=\\)\*+")
EDGE = re.compile(r"^\*+|\*+$")
BLANKS = re.compile(r"[\s\u3000]+")


def plain(text: str) -> str:
    """Text on one line without invisible characters; runs of blanks are one, none stands at the ends."""
    return BLANKS.sub(" ", without(text).replace("\n", " ")).strip()


def stored(runs: Iterable[Run]) -> str:
    """The paragraph; empty where the runs print nothing. Blanks at its ends and around a marker's inside are left out."""
    joined = [
        ("".join(text for text, _ in group), bold)
        for bold, group in groupby(_filled(runs), key=lambda run: run[1])
    ]
    if len(joined) == 1 and not joined[0][1]:
        return PAIR.sub(_escaped, plain(joined[0][0]))
    return BLANKS.sub(" ", "".join(_marked(text, bold) for text, bold in joined)).strip()


def _filled(runs: Iterable[Run]) -> list[Run]:
    """The runs with text; one of blanks only takes the weight of the one before it."""
    found: list[Run] = []
    for raw, bold in runs:
        text = without(raw).replace("\n", " ")
        if text.strip():
            found.append((text, bold))
        elif text and found:
            found.append((text, found[-1][1]))
    return found


def _marked(text: str, bold: bool) -> str:
    """A piece beside pieces of the other weight."""
    inner = EDGE.sub(_escaped, PAIR.sub(_escaped, text.strip()))
    before, after = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() else "")
    return f"{before}**{inner}**{after}" if bold else f"{before}{inner}{after}"


def _escaped(found: re.Match[str]) -> str:
    return found.group().replace("*", "\\*")
