"""Page numbers and running heads of a PDF: what stands at the edge of pages and says nothing of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reports.importing.lines.line_signs import DASH

if TYPE_CHECKING:
    from reports.importing.readers.pdf_lines import TextLine

PAGE_NUMBER = re.compile(rf"第?{DASH}*(\d{{1,3}}){DASH}*页?(?:\s*(?:[,，/]|[,，/]?\s*共)\s*\d{{1,3}}\s*页?)?")
"""Looser than the page numbers of other documents: a bare number at the edge of a page is one if it counts with the pages."""

SAYS_PAGE = re.compile(rf"[第页]|^{DASH}.*{DASH}$")
"""What a page number has that no figure has."""

NUMBER = re.compile(r"\d+")


class _Said(NamedTuple):
    """A line and what it says: its text without digits, and the numbers in it."""

    line: TextLine
    text: str
    shape: str
    numbers: tuple[str, ...]


def without_margins(lines: Iterable[TextLine]) -> list[TextLine]:
    """The lines without page numbers, and without repetitions of a head or foot; what may be a figure of a table stays."""
    lines = list(lines)
    groups: dict[tuple[int, str], list[_Said]] = {}
    for line in lines:
        if line.at_edge:
            text = line.text
            said = _Said(line, text, NUMBER.sub("0", text), tuple(NUMBER.findall(text)))
            groups.setdefault((round(line.top), said.shape), []).append(said)
    outermost = _outermost(lines)
    dropped: set[int] = set()
    for group in groups.values():
        if PAGE_NUMBER.fullmatch(group[0].text):
            counts = len(group) > 1 and _runs_with_pages([int(one.numbers[0]) for one in group], group)
            dropped |= {id(one.line) for one in group if counts or _is_page_number(one, outermost)}
        elif _is_head(group):
            dropped |= {id(one.line) for one in group[1:]}
    return [line for line in lines if id(line) not in dropped]


def _outermost(lines: Iterable[TextLine]) -> set[int]:
    """The first and the last line of every page."""
    first: dict[int, TextLine] = {}
    last: dict[int, TextLine] = {}
    for line in lines:
        first.setdefault(line.page, line)
        last[line.page] = line
    return {id(line) for line in (*first.values(), *last.values())}


def _is_page_number(said: _Said, outermost: set[int]) -> bool:
    """Whether a line alone is the number of its page."""
    if SAYS_PAGE.search(said.text):
        return True
    return int(said.numbers[0]) == said.line.page and id(said.line) in outermost


def _runs_with_pages(numbers: Sequence[int], group: Sequence[_Said]) -> bool:
    """Whether the numbers of lines differ as their pages do."""
    return len({number - one.line.page for number, one in zip(numbers, group, strict=True)}) == 1


def _is_head(group: Sequence[_Said]) -> bool:
    """Whether lines at the same place are one that is repeated: numbers in it are the same, or go on with the pages."""
    if len({one.line.page for one in group}) < len(group):
        return False
    moving = 0
    for numbers in zip(*(one.numbers for one in group), strict=True):
        if len(set(numbers)) == 1:
            if any(cell == numbers[0] for cell in group[0].line.cells):
                return False  # a figure
        elif _runs_with_pages(list(map(int, numbers)), group):
            moving += 1
        else:
            return False
    return moving <= 1
