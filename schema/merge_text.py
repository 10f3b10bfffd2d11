"""Two changed versions of one text become one, paragraph by paragraph (diff3 over lines)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

MOST_COMPARED = 4_000_000
"""Pairs of paragraphs that are compared; of longer texts only what they begin and end with alike is told apart."""

Paragraphs = Sequence[str]


class Stretch(NamedTuple):
    """Neighbouring paragraphs in three versions; ``at`` is the place of the first in theirs."""

    base: Paragraphs
    mine: Paragraphs
    theirs: Paragraphs
    at: int

    @property
    def settled(self) -> Paragraphs | None:
        """What the paragraphs become; None where both sides changed them, and differently."""
        if self.theirs in (self.base, self.mine):
            return self.mine
        return self.theirs if self.mine == self.base else None


def stretches(base: str, mine: str, theirs: str) -> Iterator[Stretch]:
    """The texts in stretches that belong together, in order; each version of the text is its stretches in a row.

    Neighbouring paragraphs that were changed in place, each by one side, are stretches of their own.
    """
    one, two, three = (paragraphs(text) for text in (base, mine, theirs))
    in_mine, in_theirs = kept(one, two), kept(one, three)
    b = m = t = 0
    for place in sorted(in_mine.keys() & in_theirs.keys()):
        mine_at, theirs_at = in_mine[place], in_theirs[place]
        yield from split(Stretch(one[b:place], two[m:mine_at], three[t:theirs_at], t))
        b, m, t = place + 1, mine_at + 1, theirs_at + 1
        same = one[place:b]
        yield Stretch(same, same, same, theirs_at)
    yield from split(Stretch(one[b:], two[m:], three[t:], t))


def split(stretch: Stretch) -> Iterator[Stretch]:
    """A stretch, one by one where all three versions have as many paragraphs; nothing of an empty one."""
    if len(stretch.base) == len(stretch.mine) == len(stretch.theirs):
        for place, (one, two, three) in enumerate(zip(stretch.base, stretch.mine, stretch.theirs, strict=True)):
            yield Stretch([one], [two], [three], stretch.at + place)
    else:
        yield stretch


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; an empty one has none."""
    return text.split("\n") if text else []


def joined(found: Paragraphs) -> str:
    """Paragraphs as one text."""
    return "\n".join(found)


def kept(before: Paragraphs, after: Paragraphs) -> dict[int, int]:
    """Where each paragraph that a change has left alone stands now: place before to place after."""
    shorter = min(len(before), len(after))
    head = next((place for place in range(shorter) if before[place] != after[place]), shorter)
    tail = next((place for place in range(shorter - head) if before[-1 - place] != after[-1 - place]), shorter - head)
    found = {place: place for place in range(head)}
    found |= {len(before) - place: len(after) - place for place in range(1, tail + 1)}
    inner, other = before[head : len(before) - tail], after[head : len(after) - tail]
    if len(inner) * len(other) <= MOST_COMPARED:
        for first, second, size in SequenceMatcher(None, inner, other, autojunk=False).get_matching_blocks():
            found |= {head + first + place: head + second + place for place in range(size)}
    return found
