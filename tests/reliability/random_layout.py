"""Entries of a report written down as people write TOML: aligned or not, in any order, with any line ends and quotes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from tests.reliability.random_report import Entry, Path

COMMENTS = ("", "", "  # 注", "\t#注", "  # [x] = ' \" ''' \"\"\" {", " # 一、“甲”，1", "#")
BETWEEN = (
    "\n",
    "# 列：自然人、商业企业\n",
    " \t\n",
    "  # received = [1, 2]\n",
    "# '''\n",
    '# """ [x]\n',
    "#\n",
    "\n\n\n",
)
EQUALS = (" = ", "=", "\t=\t", "   = ", " =")
CONTROLS = {chr(code) for code in (*range(9), *range(11, 32), 127)}


@dataclass(frozen=True)
class Stands:
    """Where a statement stands: its first and last line (from 0), the line of each cell of a row, its comment."""

    first: int
    last: int
    cells: tuple[int, ...] = ()
    comment: str = ""
    inline: bool = False


@dataclass
class Laid:
    """A text on its way: what is written of it, and where its statements stand."""

    rng: Random
    pieces: list[str] = field(default_factory=list)
    line: int = 0
    stands: dict[Path, Stands] = field(default_factory=dict)
    deviates: float = 0.0
    equals: str = " = "
    indent: str = ""
    width: int = 0

    def add(self, text: str) -> None:
        """Writes on."""
        self.pieces.append(text)
        self.line += text.count("\n")

    def odd(self) -> bool:
        """Whether to leave the file's own manner here."""
        return self.rng.random() < self.deviates

    def statement(self, key: str, entry: Entry) -> None:
        """Writes one entry under a key."""
        if self.odd():
            self.add(self.rng.choice(BETWEEN))
        comment = self.rng.choice(COMMENTS) if self.deviates else "  # 注"
        equals = self.rng.choice(EQUALS) if self.odd() else self.equals
        value, cells = written(entry, self)
        first = self.line
        self.add(f"{self.indent}{key.ljust(self.width)}{equals}{value}{comment}\n")
        self.stands[entry.path] = Stands(first, self.line - 1, tuple(first + cell for cell in cells), comment)


def laid_out(entries: list[Entry], rng: Random) -> tuple[str, dict[Path, Stands]]:
    """The text of a report file with line feeds, and where its statements stand."""
    laid = Laid(rng, deviates=rng.choice((0.0, 0.1, 0.5)))
    if laid.deviates:
        laid.equals, laid.indent = rng.choice(EQUALS), rng.choice(("", "", "  ", "\t"))
    tables: dict[Path, list[Entry]] = {}
    for entry in entries:
        tables.setdefault(entry.table, []).append(entry)
    root = tables.pop((), [])
    laid.add("# 政府信息公开工作年度报告。\n")
    for entry in root:
        laid.statement(key_text(entry.key, laid), entry)
    hands = hands_of(tables, laid)
    for table, hand in hands.items():
        if hand == "root" or (hand == "inline" and len(table) == 1):
            write_inside((), table, tables[table], "inline" if hand == "inline" else "dotted", laid)
    write_blocks(tables, hands, laid)
    laid.add(rng.choice(("", "", "\n\n", "# 末\n", "\t\n")))
    return "".join(laid.pieces), laid.stands


def hands_of(tables: dict[Path, list[Entry]], laid: Laid) -> dict[Path, str]:
    """How each table is written: under a header, inside the one above, or before all headers."""
    drawn = {table: laid.rng.choice(("inline", "dotted", "root")) if laid.odd() else "header" for table in tables}
    return {table: hand if may_be(hand, table, tables) else "header" for table, hand in drawn.items()}


def write_blocks(tables: dict[Path, list[Entry]], hands: dict[Path, str], laid: Laid) -> None:
    """The tables that have headers, in any order, and inside them those that have none."""
    blocks = [table for table, hand in hands.items() if hand == "header"]
    if laid.odd():
        laid.rng.shuffle(blocks)
    reviews = laid.rng.randint(0, len(blocks)) if laid.rng.random() < 0.2 else -1
    for place, table in enumerate(blocks):
        if place == reviews:
            add_reviews(laid)
        header(table, laid)
        for entry in tables[table]:
            laid.statement(key_text(entry.key, laid), entry)
        for inner, hand in hands.items():
            if inner[:-1] == table and hand in ("inline", "dotted"):
                write_inside(table, inner, tables[inner], hand, laid)
    if reviews == len(blocks):
        add_reviews(laid)


def may_be(hand: str, table: Path, tables: dict[Path, list[Entry]]) -> bool:
    """Whether TOML permits a table in this manner: without inner tables, and inside one that has a header."""
    if any(other != table and other[: len(table)] == table for other in tables):
        return False
    if hand == "inline" and len(table) == 1:
        return True
    return hand == "header" or (len(table) == 1 if hand == "root" else len(table) > 1 and table[:-1] in tables)


def header(table: Path, laid: Laid) -> None:
    """Opens a table."""
    names = [key_text(name, laid) for name in table]
    dot = laid.rng.choice((".", " . ", ".")) if laid.odd() else "."
    laid.add("" if laid.odd() else "\n")
    laid.add(f"{laid.indent}[{dot.join(names)}]{laid.rng.choice(COMMENTS)}\n")
    laid.width = max(0, laid.rng.choice((0, 12, 26)))


def add_reviews(laid: Laid) -> None:
    """Entries of changes, as an array of tables."""
    for _ in range(laid.rng.randint(1, 2)):
        laid.add('\n[[review]]\nat = "2025-01-20T10:22:00+08:00"\nby = "王"\nchanges = ["a: 0 → 1", "b: \\"x\\""]\n')


def write_inside(outer: Path, table: Path, entries: list[Entry], hand: str, laid: Laid) -> None:
    """A table's entries in the table around it: as one inline table, or under dotted keys."""
    names = [key_text(name, laid) for name in table[len(outer) :]]
    if hand == "dotted":
        for entry in entries:
            laid.statement(".".join([*names, key_text(entry.key, laid)]), entry)
        return
    inner = ", ".join(f"{key_text(one.key, laid)} = {one_line(one.value)}" for one in entries)
    comment = laid.rng.choice(COMMENTS)
    laid.stands[table] = Stands(laid.line, laid.line, (), comment, inline=True)
    for entry in entries:
        laid.stands[entry.path] = laid.stands[table]
    laid.add(f"{laid.indent}{'.'.join(names)} = {{ {inner} }}{comment}\n")


def key_text(name: str, laid: Laid) -> str:
    """A name as a key: bare where it may be."""
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    if bare and not laid.odd():
        return name
    return f"'{name}'" if "'" not in name and laid.rng.random() < 0.5 else basic(name)


def basic(text: str) -> str:
    """Text as a one-line TOML string."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")


def one_line(value: Any) -> str:
    """A value as TOML without line ends."""
    if isinstance(value, list):
        return "[" + ", ".join(map(one_line, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return str(value) if "E" in str(value) or "." in str(value) else f"{value}.0"
    return basic(value) if isinstance(value, str) else str(value)


def written(entry: Entry, laid: Laid) -> tuple[str, Iterable[int]]:
    """An entry's value in some manner, and on which of its lines each cell stands."""
    value = entry.value
    if entry.kind == "row" and isinstance(value, list):
        return row_text(value, laid)
    if entry.kind == "prose":
        return prose_text(value, laid), ()
    return scalar(value, laid), (0,)


def scalar(value: Any, laid: Laid) -> str:
    """One value, a number at times in another notation, a text at times in apostrophes."""
    if laid.odd():
        if type(value) is int and value >= 0:
            return laid.rng.choice((f"+{value}", f"{value:#x}", f"{value:#o}", f"{value:#b}", f"{value:_}"))
        if isinstance(value, str) and "'" not in value and not CONTROLS & set(value) and "\n" not in value:
            return f"'{value}'"
    return one_line(value)


def row_text(row: list[Any], laid: Laid) -> tuple[str, Iterable[int]]:
    """A row as an array: on one line, close or wide, or over several with comments."""
    rng, cells = laid.rng, [scalar(cell, laid) for cell in row]
    if not laid.odd() or not cells:
        return f"[{', '.join(cells)}]", [0] * len(cells)
    style = rng.randrange(5)
    if style < 3:
        inner = (",", " , ", ",\t")[style].join(cells) + rng.choice(("", ",", " , "))
        return (f"[ {inner} ]" if rng.random() < 0.5 else f"[{inner}]"), [0] * len(cells)
    text, lines, line = "[" + rng.choice(("\n", "  # 列\n", "\n\n")), [], 0
    line = text.count("\n")
    for place, cell in enumerate(cells):
        last = place == len(cells) - 1
        lines.append(line)
        comma = "" if last and rng.random() < 0.5 else ","
        end = rng.choice((" ", "\n", "  # [注] '\n", "\n\n")) if style == 3 else "\n"
        piece = f"  {cell}{comma}{end}"
        text += piece
        line += piece.count("\n")
    return text + "]", lines


def prose_text(body: str, laid: Laid) -> str:
    """Prose in one of the quotes that may hold it."""
    rng = laid.rng
    literal = "'''" not in body and not body.endswith("'") and not CONTROLS & set(body)
    if not laid.odd():
        return f"'''\n{body}\n'''" if literal and body else f'"""\n{escaped(body)}\n"""' if body else "'''\n'''"
    style = rng.randrange(6)
    if style == 0 and literal and not body.startswith("\n"):
        return f"'''{body}'''"
    if style == 1:
        return basic(body)
    if style == 2 and body[1:2].strip():
        return f'"""\n{escaped(body[:1])}\\\n   {escaped(body[1:])}"""'
    if style == 3 and "'" not in body and "\n" not in body and not CONTROLS & set(body):
        return f"'{body}'"
    return f'"""\n{escaped(body)}"""' if style == 4 else f'"""\n{escaped(body)}\n\n"""'


def escaped(body: str) -> str:
    """Text inside a basic block."""
    return "\n".join(basic(line)[1:-1] for line in body.split("\n"))


def with_line_ends(text: str, rng: Random) -> str:
    """The text with line feeds, with CRLF, or with both; without its last line end at times."""
    text = text.rstrip("\n") if rng.random() < 0.1 else text
    style = rng.choice(("\n", "\n", "\r\n", "mixed"))
    if style != "mixed":
        return text.replace("\n", style)
    lines = text.split("\n")
    return "".join(line + rng.choice(("\n", "\r\n")) for line in lines[:-1]) + lines[-1]
