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


def wrap_offsets(text: str, width: int, tab_size: int = 4) -> list[int]:
    """Indices of ``text`` at which a new line begins, so that no line is wider than ``width`` cells.

    A break stands between any two wide characters, but not inside a word or number that fits a line, and not where it
    would leave a mark of ``NO_LINE_START`` first or of ``NO_LINE_END`` last. A line without such a place is cut where
    it is full. Blanks stay at the end of their line. A width of 0 or less does not wrap. Tab stops are those of the
    unwrapped line.
    """
    if width <= 0 or ("\t" not in text and cell_len(text) <= width):
        return []
    offsets: list[int] = []
    start = start_cells = cells_before = 0
    between_words = inside_word = (0, 0)
    previous = ""
    for index, cells in _clusters(text, tab_size):
        first = text[index]
        if index and first not in NO_LINE_START and first not in _BLANKS and previous not in NO_LINE_END:
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


def _clusters(text: str, tab_size: int) -> Iterator[tuple[int, int]]:
    """Index and cells of each character together with the marks that join it."""
    index = column = 0
    for part in text.split("\t"):
        spans, cells = split_graphemes(part)
        for begin, _, width in spans:
            yield index + begin, width
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
    return _is_in_word(previous) and _is_in_word(following)


def _is_in_word(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in _IN_WORDS
    return character.isalpha() and cell_len(character) == 1
