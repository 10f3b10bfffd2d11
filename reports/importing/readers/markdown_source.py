"""Markdown as paragraphs and tables: made a page as its writer means it, and read like any page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from reports.importing.contents import Contents
from reports.importing.lines.line_signs import STOPS
from reports.importing.readers.html_source import read_html
from reports.importing.readers.markdown_bold import bold_markers, pair
from reports.importing.readers.markdown_pipes import pipe_tables
from reports.text_width import cells

WIDE: Final = 60
"""Columns that a line fills at least if it was broken by width and goes on in the next one."""

_FRONT: Final = re.compile(r"\A\ufeff?---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_TITLE: Final = re.compile(r"(?m)^title[ \t]*:(.*)$")
_ENDS: Final = frozenset(f"{STOPS}.!?;:）)”》")
"""More than ends a line of a PDF: nobody breaks a line of Markdown between a bracket and what follows, a printed page does."""

_NUMBERED: Final = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十百\d]{1,4}[）)、.．]|第[一二三四五六七八九十]+|[-*+•·])"
)
"""What begins a paragraph; a bullet as well, other than in a cell or behind a title, where it is a dash or a point."""

_AS_TYPED: Final = ("style", "white-space:pre-wrap")


def read_markdown(text: str) -> Contents:
    """Everything that the document shows. Raises ReportFault as `read_html` does."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT.match(text)
    title = _TITLE.search(front[1]) if front else None
    parser = _parser()
    tokens = parser.parse(text[front.end() :] if front else text)
    _prepare(tokens)
    page = parser.renderer.render(tokens, parser.options, {})
    return read_html(page)._replace(kind="md", title=title[1].strip(" \t\"'") if title else "")


@cache
def _parser() -> MarkdownIt:
    """CommonMark and ``~~``, without code by indentation: there an indented line is a paragraph, or a row of HTML."""
    parser = MarkdownIt("commonmark").enable("strikethrough").disable(["code", "reference"])
    pipe_tables(parser)
    bold_markers(parser)
    return parser


def _prepare(tokens: Sequence[Token]) -> None:
    """Blanks of paragraphs count, numbers of lists are text, lines end where their writer ended them, bold is paired."""
    number = ""
    for token in tokens:
        if token.type in ("paragraph_open", "heading_open", "list_item_open"):
            token.attrSet(*_AS_TYPED)
        if token.type == "list_item_open":
            number = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "list_item_close":
            number = ""  # of an item with nothing in it
        elif token.type == "inline" and token.children is not None:
            pair(token.children)
            token.children = list(_broken(token.children))
            if number:
                token.children.insert(0, Token("text", "", 0, content=number))
                number = ""


def _broken(children: Sequence[Token]) -> Iterator[Token]:
    """The tokens of a paragraph in which a line break ends the line, or is none where the line goes on."""
    lines = "".join("\n" if child.type in ("softbreak", "hardbreak") else child.content for child in children).split(
        "\n"
    )
    number = 0
    for child in children:
        if child.type == "softbreak":
            before, behind = lines[number], lines[number + 1]
            if _goes_on(before, behind):
                joined = cells(before[-1] + behind[0]) == 4
                yield Token("text", "", 0, content="" if joined else " ")
            else:
                yield Token("hardbreak", "br", 0)
        else:
            yield child
        number += child.type in ("softbreak", "hardbreak")


def _goes_on(line: str, behind: str) -> bool:
    """Whether a line was broken by width and goes on in the one behind it."""
    return behind != "" and cells(line) >= WIDE and line.rstrip()[-1:] not in _ENDS and _NUMBERED.match(behind) is None
