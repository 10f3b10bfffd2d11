"""Where each statement of TOML text stands: its span, its value's span, its line. It locates, it does not interpret."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

KEY = re.compile(r"""[ \t]*+(?=[^ \t])((?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^="'\n#\[])+?)[ \t]*=[ \t]*""")
HEADER = re.compile(r"""[ \t]*\[{1,2}((?:"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^"'\n\]])+)\]{1,2}[^\n]*""")
PIECE = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}(?!")'
    r"|'''.*?'{3,5}(?!')"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|(?P<comment>#[^\n]*)"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<end>\n)|(?P<space>[ \t\r]+)|[^\"'#\[\]{}\n \t\r]+",
    re.DOTALL,
)
BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Statement:
    """``path`` names what is set, headers included; offsets are into the text, ``line`` counts from 1.

    A header has an empty value span. ``end`` is behind the line end.
    """

    path: tuple[str, ...]
    table: tuple[str, ...]
    start: int
    value_start: int
    value_end: int
    end: int
    line: int

    @property
    def is_header(self) -> bool:
        """Whether it opens a table instead of setting a key."""
        return self.value_start == self.value_end


def statements(text: str) -> Iterator[Statement]:
    """All statements of valid TOML text in order; blank lines and comments between them are left out."""
    place, line, table = 0, 1, tuple[str, ...]()
    while place < len(text):
        newline = text.find("\n", place)
        line_end = len(text) if newline < 0 else newline + 1
        header = HEADER.match(text, place)
        key = None if header else KEY.match(text, place)
        if header:
            table = names(header[1])
            end = line_end
            yield Statement(table, table, place, header.end(), header.end(), end, line)
        elif key:
            value_end, end = value_span(text, key.end())
            yield Statement((*table, *names(key[1])), table, place, key.end(), value_end, end, line)
        else:
            end = line_end
        line += text.count("\n", place, end)
        place = end


def value_span(text: str, start: int) -> tuple[int, int]:
    """(end of the value, end of its statement) for a value that begins at ``start``."""
    depth, place, value_end = 0, start, start
    while place < len(text):
        piece = PIECE.match(text, place)
        if piece is None:
            return len(text), len(text)
        place = piece.end()
        kind = piece.lastgroup
        depth += (kind == "open") - (kind == "close")
        if kind == "end" and depth == 0:
            break
        if kind not in ("end", "space", "comment"):
            value_end = place
    return value_end, place


def names(key: str) -> tuple[str, ...]:
    """The parts of a bare, quoted or dotted key."""
    if BARE.fullmatch(key.strip()):
        return (key.strip(),)
    found = []
    node: object = tomllib.loads(f"{key} = 0")
    while isinstance(node, dict):
        [(name, node)] = node.items()
        found.append(name)
    return tuple(found)


def line_of(found: Iterable[Statement], address: str) -> int | None:
    """The line on which an address (dotted path) is set, or its row, or its table opened; None when it is nowhere."""
    path = tuple(address.split("."))
    best: Statement | None = None
    for statement in found:
        if statement.path == path:
            return statement.line
        if statement.path == path[: len(statement.path)] and (best is None or len(statement.path) > len(best.path)):
            best = statement
    return best.line if best else None
