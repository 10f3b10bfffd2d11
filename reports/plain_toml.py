"""A quick reader of plain TOML, the kind that report files are written in; what is not plain it leaves to the full parser.

Plain are bare and quoted names, tables opened after their parents, numbers, rows of them, and texts without escapes.
A statement is one match of a regular expression, and a row is read as JSON, which writes its numbers and blanks alike.
A value of another kind on one line goes to the full parser by itself: a date costs little.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from json import JSONDecoder
from typing import Any, TypeVar

V = TypeVar("V")

MOST_OTHERS = 40
"""Values that may go to the full parser one by one. Where there are more, it is quicker to give it the whole text."""

LONGEST_OTHER = 1000
"""Characters of such a value."""

CONTROL = bytes([*range(9), *range(11, 32), 127])
"""Bytes that TOML permits nowhere, once line ends are line feeds."""

GAP = r"[ \t\n]*+ (?:\#[^\n]*+ \n [ \t\n]*+)*+"
END = r"[ \t]*+ (?:\#[^\n]*+)?+ \n"
STATEMENT = re.compile(
    rf"""
    (?:
        ([A-Za-z0-9_-]++ | "[^"\\\n]*+") [ \t]*+ = [ \t]*+
        (?:
            (?:
                (?P<json> \[ [^][{{}}'\\\#A-Za-z]*+ \] | -?+ (?:0|[1-9][0-9]*+) (?:\.[0-9]++)?+ )
              | "(?P<basic>[^"\\\n]*+)"
              | '''\n?+ (?P<block> [^']*+ (?:'(?!'')[^']*+)*+ ) '''
              | '(?P<literal>[^'\n]*+)'
              | (?P<array> \[ [^][{{}}'\\]{{0,1000}}+ \] )
            ) {END}
          | (?P<other> [^\n{{]{{1,200}}+ ) \n
        )
      | \[ (?P<table> [A-Za-z0-9_-]++ (?:\.[A-Za-z0-9_-]++){{0,7}}+ ) \] {END}
      | \[\[ (?P<entry> [A-Za-z0-9_-]++ ) \]\] {END}
      | (?P<strange> . )
    ) {GAP}
    """,
    re.VERBOSE,
)
"""A statement with the blank lines and comments behind it. No part gives back what it took, so that time is linear."""

FIRST = re.compile(GAP, re.VERBOSE)
TEXTS = ("basic", "block", "literal")

read_json = JSONDecoder(parse_float=Decimal).raw_decode


def plain_values(text: str) -> dict[str, Any] | None:
    """What ``tomllib.loads(text, parse_float=Decimal)`` gives; None where the text is faulty or not plain."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if not text.endswith("\n"):
        text += "\n"
    data = text.encode("utf-8", "surrogatepass")
    if len(data.translate(None, CONTROL)) < len(data):
        return None
    try:
        return tables_of(text)
    except (ValueError, LookupError, ArithmeticError, RecursionError):
        return None


def tables_of(text: str) -> dict[str, Any]:
    """The values of text that ends its lines with line feeds; one of the caller's exceptions where it is not plain."""
    root: dict[str, Any] = {}
    table, tables, others = root, {"": root}, 0
    lists: dict[str, list[dict[str, Any]]] = {}
    gap = FIRST.match(text)
    for match in STATEMENT.finditer(text, gap.end() if gap else 0):
        kind = match.lastgroup or ""
        if kind == "table":
            path = match["table"]
            above, _, name = path.rpartition(".")
            table = tables[path] = put(tables[above], name, {})
        elif kind == "entry":
            name = match["entry"]
            entries = lists[name] if name in lists else lists.setdefault(name, put(root, name, []))
            entries.append(table := {})
        elif kind in TEXTS:
            put(table, match[1], match[kind])
        elif kind == "json" and (value := json_value(match["json"])) is not None:
            put(table, match[1], value)
        else:
            others += 1
            if kind == "strange" or others > MOST_OTHERS or len(match[kind]) > LONGEST_OTHER:
                raise ValueError(match)
            put(table, match[1], full_value(match[kind]))
    return root


def put(table: dict[str, Any], name: str, value: V) -> V:
    """Sets a new name of a table to a value, which is given back; ValueError where the name is not new."""
    if name[0] == '"':
        name = name[1:-1]
    if name in table:
        raise ValueError(name)
    table[name] = value
    return value


def json_value(text: str) -> object:
    """A number or a row; None where it is not written as JSON has it, with a comma at its end for one."""
    try:
        return read_json(text)[0]
    except ValueError:
        return None


def full_value(text: str) -> object:
    """A value as the full parser reads it."""
    return tomllib.loads(f"value = {text}\n", parse_float=Decimal)["value"]
