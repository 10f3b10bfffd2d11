"""Documents made for tests of importing: paragraphs and tables by hand, and our own Markdown as its reader would give it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.importing.contents import Cell, Contents, Grid, Item, Paragraph

TABLE = Grid((Cell("表", 0, 0), Cell("0", 0, 1)))


def document(text: str, *, kind: str = "html", wrapped: bool = False, title: str = "") -> Contents:
    """A document from lines: ``#`` before a heading, ``|`` for a statutory table, blank lines are nothing."""
    return Contents(kind, tuple(item(line) for line in text.split("\n") if line.strip()), wrapped, title)


def item(line: str) -> Item:
    """One line of a document for tests."""
    if line.strip() == "|":
        return TABLE
    marks = len(line) - len(line.lstrip("#"))
    return Paragraph(line[marks:].strip(), marks)


def tables_of(contents: Contents) -> frozenset[int]:
    """The places of all tables: the statutory ones, as far as these tests go."""
    return frozenset(place for place, one in enumerate(contents.items) if isinstance(one, Grid))


def markdown_contents(text: str) -> Contents:
    """Our own Markdown as headings, paragraphs and tables."""
    items: list[Item] = []
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    inside = False
    for opening, token in pairwise(tokens):
        inside = (inside or opening.type == "table_open") and opening.type != "table_close"
        if opening.type == "table_open":
            items.append(TABLE)
        elif token.type == "inline" and not inside:
            level = int(opening.tag[1]) if opening.type == "heading_open" else 0
            items.append(Paragraph(stored(token.children or ()), level))
    return Contents("md", tuple(items))


def stored(tokens: Iterable[Token]) -> str:
    """Inline tokens as stored prose."""
    marks = {"strong_open": "**", "strong_close": "**", "softbreak": ""}
    return "".join(marks.get(token.type, token.content) for token in tokens)
