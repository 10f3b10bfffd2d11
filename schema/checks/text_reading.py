"""What the checks of prose share: where a sentence begins and ends, what stands in a title, how a finding is made."""

from __future__ import annotations

from collections.abc import Iterator

from schema.checks.check import Check
from schema.checks.context import Paragraph
from schema.findings import Finding
from schema.prose.plain import Plain

MOST = 20
"""Findings of one check in one paragraph: a paragraph with more is not prose, and one finding says as much."""

REACH = 160
"""Characters looked at on either side of a place; bounds the work on text without any full stop."""

LONGEST_QUOTE = 30
LONGEST_RUN = 9
DIGITS = "0123456789"
STOPS = "。；;！？!?"


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the sentence around ``text[start:end]``, without its stop, at most `REACH` to either side."""
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    first = max(text.rfind(stop, low, start) for stop in STOPS) + 1
    stops = [place for stop in STOPS if (place := text.find(stop, end, high)) >= 0]
    return max(first, low), min(stops, default=high)


def places(text: str, words: str) -> Iterator[int]:
    """Where words stand in a text; the search of a string is many times faster than that of an expression."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def digits_before(text: str, at: int) -> str:
    """The digits that end just before a place, at most `LONGEST_RUN` of them."""
    first = at
    while first > 0 and at - first < LONGEST_RUN and text[first - 1] in DIGITS:
        first -= 1
    return text[first:at]


def inside(before: str, opening: str, closing: str) -> bool:
    """Whether text that ends here leaves a bracket or quotation open."""
    return before.rfind(opening) > before.rfind(closing)


def quote(words: str) -> str:
    """Words of the report as a message shows them."""
    return f"“{words}”" if len(words) <= LONGEST_QUOTE else f"“{words[:LONGEST_QUOTE]}…”"


def found(check: Check, paragraph: Paragraph, place: tuple[int, int], message: str) -> Finding:
    """A finding about ``plain.text[start:end]`` of a paragraph; its span points into the paragraph as typed."""
    plain: Plain = paragraph.plain
    start, end = place
    return check.finding(paragraph.address, message, span=plain.span(start, end), evidence=plain.text[start:end])
