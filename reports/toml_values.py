"""Contents of a report as TOML text: numbers with their digits, marks, and prose in the style of what it replaces."""

from __future__ import annotations

import re
from decimal import Decimal

import tomlkit
from tomlkit.items import Float, Item, Trivia

from schema.values import Mark, Unreadable

BLOCK = "'''\n'''"
"""An empty prose block, as a new report has it."""

TO_ESCAPE = re.compile(r'\\|"(?="")|"\Z|[\x00-\x08\x0b-\x1f\x7f]')
"""What a basic block cannot hold as it is: controls (a lone CR too), backslashes, and quotes that would close it."""


def toml_item(content: object) -> Item:
    """A content as tomlkit writes it; a blank cell is the empty string, decimals keep their digits."""
    if isinstance(content, Unreadable):
        return toml_item(content.raw)
    if isinstance(content, Mark):
        return tomlkit.string(content.text)
    if isinstance(content, Decimal):
        return Float(float(content), Trivia(), decimal_text(content))
    if isinstance(content, (tuple, list)):
        array = tomlkit.array()
        for item in content:
            array.append(toml_item(item))
        return array
    return tomlkit.item("" if content is None else content)


def decimal_text(number: Decimal) -> str:
    """A decimal as a TOML float; ``nan``, ``inf`` and absurd exponents only come from a file that already had them."""
    if not number.is_finite():
        return str(number).lower().replace("infinity", "inf")
    if abs(number.adjusted()) > 30:
        return f"{number:e}"
    plain = f"{number:f}"
    return plain if "." in plain else f"{plain}.0"


def prose(content: str, old: str, line_end: str) -> str:
    """Text in the style of the value that it replaces: a ''' block stays one, its final line end with it."""
    quotes = old[:3] if old[:3] in ("'''", '"""') else ""
    if not quotes and "\n" not in content:
        return tomlkit.item(content).as_string()
    inner = old[3:-3].replace("\r\n", "\n")
    opening = "\n" if not quotes or inner.startswith("\n") or content.startswith("\n") else ""
    closes_alone = not quotes or inner.endswith("\n")
    body = content + ("\n" if closes_alone and content else "")
    if quotes != '"""' and fits_literal(body):
        block = f"'''{opening}{body}'''"
    else:
        block = f'"""{opening}{TO_ESCAPE.sub(escaped, body)}"""'
    return block.replace("\n", line_end)


def fits_literal(text: str) -> bool:
    """Whether a literal block may hold the text: it does not close early, no control characters but tab and line end."""
    return (
        "'''" not in text
        and not text.endswith("'")
        and all((ch >= " " and ch != "\x7f") or ch in "\t\n" for ch in text)
    )


def escaped(found: re.Match[str]) -> str:
    """One character as its TOML escape."""
    return f"\\{ch}" if (ch := found.group()) in '\\"' else f"\\u{ord(ch):04X}"
