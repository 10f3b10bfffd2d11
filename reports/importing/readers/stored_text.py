r"""What a source shows, as text of ours: a paragraph in stored form (``**bold**``, ``\*``), a cell on one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby

from reports.markdown_text import spans
from reports.terminal_text import without
from reports.text_width import cells

Run = tuple[str, bool]
"""A piece of plain text, and whether it is bold."""

WIDTHS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
BLANKS = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029\u00a0\u2000-\u200a\u202f\u205f]+")
STARS = re.compile(r"\*+")
WEIGHTS = re.compile(b"\x00+|\x01+")


def stored(runs: Iterable[Run]) -> str:
    """The paragraph that the runs make, empty where they show nothing.

    Blanks stand outside of bold and not at the ends; what a marker cannot enclose (a backslash at its end) is not bold.
    """
    pieces = _joined(_peeled(_joined((_shown(text), bold) for text, bold in runs)))
    if not pieces:
        return ""
    pieces[0] = (pieces[0][0].lstrip(), pieces[0][1])
    pieces[-1] = (pieces[-1][0].rstrip(), pieces[-1][1])
    pieces = [piece for piece in pieces if piece[0]]
    written = _written(pieces)
    return written if spans(written) == pieces else _written([("".join(text for text, _ in pieces), False)])


def plain(runs: Iterable[Run]) -> str:
    """The runs as the text of a cell: one line, no markers, runs of blanks are one."""
    return BLANKS.sub(" ", "".join(_shown(text) for text, _ in collapsed(runs))).strip()


def collapsed(runs: Iterable[Run]) -> list[Run]:
    """Runs as a page shows them: blanks in a row are one, and a line of the source that ends between Chinese is none."""
    runs = [(without(text.replace("\r", "\n")) if "\r" in text else without(text), bold) for text, bold in runs]
    text = "".join(text for text, _ in runs)
    weights = b"".join((b"\x01" if bold else b"\x00") * len(text) for text, bold in runs)
    kept, heavy, at = [], [], 0
    for found in BLANKS.finditer(text):
        start, end = found.span()
        wraps = "\n" in found[0] and found[0].isascii()
        blank = "" if wraps and _wide(text[start - 1 : start]) and _wide(text[end : end + 1]) else " "
        kept += [text[at:start], blank]
        heavy += [weights[at:start], weights[start : start + len(blank)]]
        at = end
    text, weights = "".join([*kept, text[at:]]), b"".join([*heavy, weights[at:]])
    return [(text[found.start() : found.end()], found[0][0] == 1) for found in WEIGHTS.finditer(weights)]


def _wide(character: str) -> bool:
    return cells(character) == 2


def _shown(text: str) -> str:
    return without(WIDTHS.sub(" ", text)).replace("\n", " ")


def _joined(runs: Iterable[Run]) -> list[Run]:
    """The runs that hold something, neighbours of the same weight as one."""
    filled = (run for run in runs if run[0])
    return [("".join(text for text, _ in group), bold) for bold, group in groupby(filled, key=lambda run: run[1])]


def _peeled(runs: Iterable[Run]) -> Iterable[Run]:
    """The runs, blanks at the ends of bold ones no longer bold."""
    for text, bold in runs:
        inner = text.strip()
        if not bold or inner == text:
            yield text, bold
            continue
        start = text.index(inner)
        yield from ((text[:start], False), (inner, bool(inner)), (text[start + len(inner) :], False))


def _written(pieces: list[Run]) -> str:
    last = len(pieces) - 1
    return "".join(
        f"**{_literal(text, marker_before=True, marker_behind=True)}**"
        if bold
        else _literal(text, marker_before=place > 0, marker_behind=place < last)
        for place, (text, bold) in enumerate(pieces)
    )


def _literal(text: str, *, marker_before: bool, marker_behind: bool) -> str:
    """Text whose own stars are no markers and stay out of those beside it."""

    def star(found: re.Match[str]) -> str:
        start, end = found.span()
        touching = (start == 0 and marker_before) or (end == len(text) and marker_behind)
        read_otherwise = end - start == 2 or text[start - 1 : start] == "\\" or touching
        return "\\*" * (end - start) if read_otherwise else found[0]

    return STARS.sub(star, text) if "*" in text else text
