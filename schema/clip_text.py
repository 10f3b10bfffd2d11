"""What a clipboard brings as text becomes rows of cells: as Excel, WPS, a web page or a Markdown table copies them."""

from __future__ import annotations

import re
from typing import NamedTuple

MOST_LINES = 2_000
MOST_CHARACTERS = 400_000
"""More of a text than this is not looked at; no table of the form has so much. `Clip.cut` tells."""

_LINE_ENDS = re.compile("\r\n?|[\x0c\x85\u2029]")
_IN_CELL = re.compile("[\x0b\u2028\u00a0\u2000-\u200a\u202f\u205f]")
"""Line breaks inside a cell, and blanks of other widths: each becomes a plain blank."""

_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
)

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
_PLAIN = re.compile(r"[^\t\n]*")
_GAP = re.compile(r"[ \u3000]{2,}")
_PIPE = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"[\s:-]*-[\s:-]*")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

_WRAPPED = "\"'“”‘’ \u3000\t\n"

Row = tuple[str, ...]


class Clip(NamedTuple):
    """Rows of cells, blank cells kept, as long as each line was. ``cut`` counts the lines not looked at."""

    rows: tuple[Row, ...]
    cut: int = 0

    @property
    def filled(self) -> int:
        """How many cells hold something."""
        return sum(bool(cell.strip()) for row in self.rows for cell in row)

    @property
    def only(self) -> str | None:
        """The text of the one cell, when there is no more than one."""
        return self.rows[0][0] if len(self.rows) == 1 and len(self.rows[0]) == 1 else None


def read_clip(text: str) -> Clip:
    """The cells of a clipboard's text. Columns stand between tabs, in a Markdown table, or (else) wide gaps."""
    looked_at, rest = text[:MOST_CHARACTERS], text[MOST_CHARACTERS:]
    if rest:  # not half a line, and so not half a number
        end = max(looked_at.rfind("\n"), looked_at.rfind("\r")) + 1
        looked_at, rest = looked_at[:end], looked_at[end:] + rest
    rows = _rows(_tidied(looked_at))
    beyond = _tidied(rest).rstrip("\n").count("\n") + 1 if rest else 0
    return Clip(tuple(rows[:MOST_LINES]), max(0, len(rows) - MOST_LINES) + beyond)


def _tidied(text: str) -> str:
    return _UNSEEN.sub("", _IN_CELL.sub(" ", _LINE_ENDS.sub("\n", text)))


def unwrapped(cell: str) -> str:
    """A cell without the quotes and blanks around it."""
    return cell.strip(_WRAPPED)


_PARAGRAPH_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\u00a0\u2000-\u200a\u202f\u205f]")


def read_paragraphs(text: str) -> tuple[str, int]:
    """A pasted text as prose, and how many characters were taken out of it because they act or cannot be seen.

    Every kind of line end is a new paragraph, Word's line breaks too; tabs and blanks of other widths are plain blanks.
    """
    plain = _BLANKS.sub(" ", _PARAGRAPH_ENDS.sub("\n", text))
    return _UNSEEN.subn("", plain)


def _rows(text: str) -> list[Row]:
    if "\t" not in text:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) > 1 and all(line.lstrip().startswith("|") for line in lines):
            return _pipe_rows(lines)
        split = [tuple(_GAP.split(line.strip(" \u3000"))) for line in lines]
        if split and len(split[0]) > 1 and all(len(row) == len(split[0]) for row in split):
            return split
    return _tab_rows(text)


def _pipe_rows(lines: list[str]) -> list[Row]:
    """A Markdown table without its rule and the blanks around cells."""
    found = []
    for line in lines:
        cells = [_BREAK.sub(" ", cell).strip() for cell in pipe_cells(line)]
        if not all(_RULE.fullmatch(cell) for cell in cells) or not any(cells):
            found.append(tuple(cells))
    return found


def pipe_cells(line: str) -> tuple[str, ...]:
    r"""The cells of a row of a Markdown table without the blanks around them; ``\|`` is a pipe."""
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(cell.strip().replace("\\|", "|") for cell in _PIPE.split(inner))


def _tab_rows(text: str) -> list[Row]:
    """Tab-separated lines; a cell with tabs, line ends or quotes in it stands in quotes, its own quotes doubled.

    A cell that begins with a quote and does not end with one is taken as it stands. One line end at the end of all ends
    the last line and begins no other.
    """
    rows: list[Row] = []
    cells: list[str] = []
    at = 0
    while True:
        quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
        if quoted:
            cells.append(quoted[1].replace('""', '"'))
            at = quoted.end()
        else:
            plain = _PLAIN.match(text, at)
            assert plain is not None
            cells.append(plain[0])
            at = plain.end()
        if at >= len(text):
            break
        if text[at] == "\n":
            rows.append(tuple(cells))
            cells = []
            if at + 1 == len(text):
                return rows
            if len(rows) > MOST_LINES:
                return rows + [()] * (text.count("\n", at + 1) + (not text.endswith("\n")))
        at += 1
    return [*rows, tuple(cells)]
