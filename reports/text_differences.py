"""What changed from one text to another: sentences side by side, what differs marked, years that only moved on told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal, NamedTuple

SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+[”’）》」』]*(?:\*\*)?|$|(?=\n))")
TOKEN = re.compile(
    r"(?P<year>(?<!\d)(?:19|20)\d\d(?=\s*年|[-/.]\d|〕))|\d+(?:[.,]\d+)*|[A-Za-z]+|.", re.DOTALL | re.ASCII
)

ANY_YEAR = "\N{BLACK SQUARE}"

ALIKE = 0.4
"""From this likeness on (0 to 1) a sentence counts as another one's new wording."""

LEAST_SHARED = 2
"""Characters that two changes must have between them to be two; Chinese texts share single ones by chance."""

MOST_COMPARED = 4000
"""Pairs of changed sentences that are compared with each other; larger blocks are paired in order."""

Kind = Literal["same", "changed", "year"]


class Piece(NamedTuple):
    """A stretch of one side of a pair, and whether the other side has it too. A year that moved on with the report is no change."""

    text: str
    kind: Kind


class Pair(NamedTuple):
    """A sentence and what became of it; a side is empty where only the other has it. ``after_at`` is its place in the later text."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    after_at: int
    opens: bool
    """Whether it begins a paragraph of the later text, or of the earlier one where only that has it."""

    @property
    def changed(self) -> bool:
        """Whether more than a year differs."""
        return any(piece.kind == "changed" for piece in (*self.before, *self.after))

    @property
    def first_change(self) -> int:
        """The place in the later text of what differs first."""
        at = self.after_at
        for piece in self.after:
            if piece.kind == "changed":
                return at
            at += len(piece.text)
        return self.after_at


class Sentence(NamedTuple):
    """One sentence without blanks around it, its place, and whether a paragraph begins with it."""

    text: str
    at: int
    opens: bool


def text_differences(before: str, after: str, years: int = 0) -> list[Pair]:
    """The sentences of two texts in pairs, in their order.

    ``years`` is how many lie between the texts: a number like 2023 that became that much more has only moved on.
    """
    pairs: list[Pair] = []
    at_new = 0
    for one, other in _aligned(sentences(before), sentences(after)):
        left, right = _compared(one.text if one else "", other.text if other else "", years)
        at_new = other.at if other else at_new
        shown = other or one
        pairs.append(Pair(left, right, at_new, shown is not None and shown.opens))
        at_new += len(other.text if other else "")
    return pairs


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text; each ends with its stop and closing marks, or with its paragraph."""
    found: list[Sentence] = []
    offset = 0
    for line in text.split("\n"):
        opens = True
        for match in SENTENCE.finditer(line):
            said = match.group().strip()
            if said:
                at = offset + match.start() + len(match.group()) - len(match.group().lstrip())
                found.append(Sentence(said, at, opens))
                opens = False
        offset += len(line) + 1
    return found


def _aligned(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    """Which sentence became which; None for one that only one side has."""
    left, right = ([tuple(_tokens(one.text)[1]) for one in side] for side in (old, new))
    for tag, first, last, begin, end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(old[first:last], new[begin:end], strict=True)
        else:
            yield from _best_pairs(old[first:last], new[begin:end])


def _best_pairs(old: Sequence[Sentence], new: Sequence[Sentence]) -> Iterator[tuple[Sentence | None, Sentence | None]]:
    """The pairs of changed sentences, in order, that are most alike in sum; of very many simply one beside the other."""
    if len(old) * len(new) > MOST_COMPARED:
        yield from zip_longest(old, new)
        return
    score = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    alike = _likeness(old, new)
    for row in range(len(old) - 1, -1, -1):
        for column in range(len(new) - 1, -1, -1):
            paired = score[row + 1][column + 1] + alike[row][column] if alike[row][column] >= ALIKE else 0.0
            score[row][column] = max(paired, score[row + 1][column], score[row][column + 1])
    row = column = 0
    while row < len(old) and column < len(new):
        if alike[row][column] >= ALIKE and score[row][column] == score[row + 1][column + 1] + alike[row][column]:
            yield old[row], new[column]
            row, column = row + 1, column + 1
        elif score[row][column] == score[row + 1][column]:
            yield old[row], None
            row += 1
        else:
            yield None, new[column]
            column += 1
    yield from ((one, None) for one in old[row:])
    yield from ((None, one) for one in new[column:])


def _likeness(old: Sequence[Sentence], new: Sequence[Sentence]) -> list[list[float]]:
    found = [[0.0] * len(new) for _ in old]
    matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
    for column, one in enumerate(new):
        matcher.set_seq2(_tokens(one.text)[1])
        for row, other in enumerate(old):
            matcher.set_seq1(_tokens(other.text)[1])
            if matcher.quick_ratio() >= ALIKE:
                found[row][column] = matcher.ratio()
    return found


def _compared(before: str, after: str, years: int) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Two wordings in pieces."""
    (old, old_keys), (new, new_keys) = _tokens(before), _tokens(after)
    left, right = list[Piece](), list[Piece]()
    blocks = [
        block for block in SequenceMatcher(None, old_keys, new_keys, autojunk=False).get_matching_blocks() if block.size
    ]
    kept = [block for block in blocks if _is_worth_keeping(block.a, block.b, block.size, old, new)]
    at_old = at_new = 0
    for first, begin, size in [*((b.a, b.b, b.size) for b in kept), (len(old), len(new), 0)]:
        _add(left, "".join(old[at_old:first]), "changed")
        _add(right, "".join(new[at_new:begin]), "changed")
        for one, other in zip(old[first : first + size], new[begin : begin + size], strict=True):
            kind = _kind(one, other, years)
            _add(left, one, kind)
            _add(right, other, kind)
        at_old, at_new = first + size, begin + size
    return tuple(left), tuple(right)


def _kind(one: str, other: str, years: int) -> Kind:
    """How two tokens that stand for each other differ: not, or as years."""
    if one == other:
        return "same"
    return "year" if int(other) - int(one) == years else "changed"


def _is_worth_keeping(first: int, begin: int, size: int, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether a stretch that both sides have is more than chance: long enough, at an end, a mark or a number."""
    at_an_end = (first == 0 and begin == 0) or (first + size == len(old) and begin + size == len(new))
    return size >= LEAST_SHARED or at_an_end or len(old[first]) > 1 or not old[first].isalnum()


def _add(pieces: list[Piece], text: str, kind: Kind) -> None:
    if text and pieces and pieces[-1].kind == kind:
        pieces[-1] = Piece(pieces[-1].text + text, kind)
    elif text:
        pieces.append(Piece(text, kind))


def _tokens(text: str) -> tuple[list[str], list[str]]:
    """A text in numbers, words and single characters, and what these are compared by: all years are alike."""
    found = list(TOKEN.finditer(text))
    return [token[0] for token in found], [ANY_YEAR if token["year"] else token[0] for token in found]
