"""Line breaking for Chinese text with figures and foreign words in it (禁则), measured in terminal cells."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len, split_graphemes

NO_LINE_START = frozenset("，。、；：？！）》〉」』】〕〗］｝”’…—·～％‰℃°々ー,.;:?!)]}%")
"""No line begins with one of these."""

NO_LINE_END = frozenset("（《〈「『【〔〖［｛“‘￥№([{")
"""No line ends with one of these."""

_IN_WORDS = frozenset("_@#$&-+/.:%<>~=")
_BLANKS = frozenset(" \t")
_PAIRS = frozenset({"……", "——", "**"})


def wrap_offsets(text: str, width: int, tab_size: int = 4) -> list[int]:
    """Indices of ``text`` at which a new line begins, so that no line is wider than ``width`` cells.

    A break stands between any two wide characters, but not inside a word or number that fits a line, nor between a
    number and its unit, and not where it would leave a mark of ``NO_LINE_START`` first, one of ``NO_LINE_END`` last, or
    a bold marker apart from its text. A line without such a place is cut where it is full, but ``……``, ``——`` and
    ``**`` stay whole. Blanks stay at the end of their line. A width of 0 or less does not wrap. Tab stops are those of
    the unwrapped line.
    """
    if width <= 0 or ("\t" not in text and cell_len(text) <= width):
        return []
    bound = _bound_by_markers(text)
    offsets: list[int] = []
    start = start_cells = cells_before = 0
    between_words = inside_word = (0, 0)
    previous = ""
    for index, cells in _clusters(text, tab_size):
        first = text[index]
        if (
            index
            and index not in bound
            and first not in NO_LINE_START
            and first not in _BLANKS
            and previous not in NO_LINE_END
        ):
            inside_word = (index, cells_before)
            if not _is_one_word(text, index, previous):
                between_words = inside_word
        while index > start and cells_before + cells - start_cells > width:
            if between_words[0] > start:
                start, start_cells = between_words
            elif inside_word[0] > start and (first not in _BLANKS or previous in NO_LINE_END):
                start, start_cells = inside_word
            else:
                start, start_cells = index, cells_before
            offsets.append(start)
        cells_before += cells
        previous = first
    return offsets


def wrap_lines(text: str, width: int) -> list[str]:
    """The lines of ``text`` within ``width`` cells; a newline ends a line and is not part of it."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        edges = [0, *wrap_offsets(paragraph, width), len(paragraph)]
        lines += [paragraph[begin:end] for begin, end in pairwise(edges)]
    return lines


def _bound_by_markers(text: str) -> frozenset[int]:
    """Where a line would end with the marker that opens a bold text, or begin with the one that closes it."""
    if "**" not in text:
        return frozenset()
    from schema.bold import strong  # few lines have bold text

    return frozenset(place for one in strong(text) for place in one)


def _clusters(text: str, tab_size: int) -> Iterator[tuple[int, int]]:
    """Index and cells of each character together with the marks that join it; of two marks that are one, of both."""
    index = column = 0
    for part in text.split("\t"):
        spans, cells = split_graphemes(part)
        kept: tuple[int, int] | None = None
        for begin, end, width in spans:
            if kept and part[kept[0] : end] in _PAIRS:
                yield index + kept[0], kept[1] + width
                kept = None
                continue
            if kept:
                yield index + kept[0], kept[1]
            kept = begin, width
        if kept:
            yield index + kept[0], kept[1]
        index += len(part)
        column += cells
        if index < len(text):
            tab = tab_size - column % tab_size
            yield index, tab
            index += 1
            column += tab


def _is_one_word(text: str, index: int, previous: str) -> bool:
    """Whether the characters on both sides of ``index`` belong to one word or number."""
    following = text[index]
    if previous == "," and following.isdigit():
        return index > 1 and text[index - 2].isdigit()
    if following.isalnum() and not following.isascii():  # the unit of a number: 12件, 2024 年
        before = text[index - 2] if previous == " " and index > 1 else previous
        if before.isdigit():
            return True
    return _is_in_word(previous) and _is_in_word(following)


def _is_in_word(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in _IN_WORDS
    return character.isalpha() and cell_len(character) == 1
