"""Three-way merge of contents by address: what only one side changed is taken, where both did nothing is picked.

A side is a mapping of addresses to contents. An address that it does not have is missing there, which is neither blank nor 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from typing import Literal, NamedTuple

from schema.merge_text import joined, paragraphs, stretches
from schema.report import contents_differ

Side = Literal["mine", "theirs"]

Manner = Literal["whole", "paragraphs", "lines"]
"""How contents of an address merge: as one thing, as a text by paragraphs, or as a collection of lines."""

Contents = Mapping[str, object]


class Missing(Enum):
    """What stands at an address that a side does not have."""

    MISSING = "missing"


MISSING = Missing.MISSING


class Conflict(NamedTuple):
    """Both sides gave an address, or a paragraph of the text at it, a new content, and not the same one.

    ``paragraph`` counts from 1 in their text; 0 where the whole content is in conflict.
    """

    address: str
    base: object
    mine: object
    theirs: object
    paragraph: int = 0

    @property
    def key(self) -> tuple[str, ...]:
        """What a decision is about: these contents at this address, and no later ones."""
        return (self.address, str(self.paragraph), repr(self.base), repr(self.mine), repr(self.theirs))

    def content(self, side: Side) -> object:
        """What a side put there."""
        return self.mine if side == "mine" else self.theirs


Decide = Callable[[Conflict], Side | None]
"""Whose content stands at a conflict; None leaves it open."""


class Settled(NamedTuple):
    """A conflict, and the side that was decided for."""

    conflict: Conflict
    side: Side

    @property
    def lost(self) -> object:
        """The content that gives way."""
        return self.conflict.content("theirs" if self.side == "mine" else "mine")


class Merged(NamedTuple):
    """One mapping of both sides. An address with an ``open`` conflict is not in ``contents``."""

    contents: dict[str, object]
    open: tuple[Conflict, ...] = ()
    settled: tuple[Settled, ...] = ()


def undecided(_conflict: Conflict) -> Side | None:
    """Leaves every conflict open."""
    return None


def whole(_address: str) -> Manner:
    """Takes every content as one thing."""
    return "whole"


def merge(
    base: Contents,
    mine: Contents,
    theirs: Contents,
    manner: Callable[[str], Manner] = whole,
    decide: Decide = undecided,
) -> Merged:
    """Both sides' changes to ``base`` in one mapping, in the order of theirs, what only mine has behind it."""
    contents: dict[str, object] = {}
    open_: list[Conflict] = []
    settled: list[Settled] = []
    for address in dict.fromkeys((*theirs, *mine, *base)):
        three = Three(address, *[side.get(address, MISSING) for side in (base, mine, theirs)])
        if three.base is three.mine is three.theirs:  # nearly every address
            contents[address] = three.base
            continue
        content, found = three.merged(manner(address), decide)
        still = [conflict for conflict, side in found if side is None]
        open_ += still
        settled += [Settled(conflict, side) for conflict, side in found if side]
        if not still and content is not MISSING:
            contents[address] = content
    return Merged(contents, tuple(open_), tuple(settled))


Outcomes = list[tuple[Conflict, Side | None]]


class Three(NamedTuple):
    """One address in three versions."""

    address: str
    base: object
    mine: object
    theirs: object

    def merged(self, manner: Manner, decide: Decide) -> tuple[object, Outcomes]:
        """(its content, what was in conflict); the content means nothing where a conflict stays open."""
        if not contents_differ(self.mine, self.theirs) or not contents_differ(self.base, self.theirs):
            return self.mine, []
        if not contents_differ(self.base, self.mine):
            return self.theirs, []
        if manner == "lines":
            return self.by_lines(), []
        if manner == "paragraphs" and isinstance(self.mine, str) and isinstance(self.theirs, str):
            return self.by_paragraphs(decide)
        conflict = Conflict(*self)
        side = decide(conflict)
        return conflict.content(side or "mine"), [(conflict, side)]

    def by_paragraphs(self, decide: Decide) -> tuple[str, Outcomes]:
        """Both texts' changed paragraphs in one text."""
        text: list[str] = []
        found: Outcomes = []
        for stretch in stretches(as_text(self.base), as_text(self.mine), as_text(self.theirs)):
            taken = stretch.settled
            if taken is None:
                base, mine, theirs = (joined(side) for side in stretch[:3])
                conflict = Conflict(self.address, base, mine, theirs, stretch.at + 1)
                side = decide(conflict)
                found.append((conflict, side))
                taken = stretch.theirs if side == "theirs" else stretch.mine
            text += taken
        return joined(text), found

    def by_lines(self) -> str:
        """Each line is one's own or another's: what a side took away is gone, what either added is there."""
        base, mine, theirs = (paragraphs(as_text(side)) for side in self[1:])
        kept = [line for line in theirs if line in mine or line not in base]
        return joined([*kept, *(line for line in mine if line not in base and line not in kept)])


def as_text(content: object) -> str:
    """A text; the empty one for an address that is missing."""
    return content if isinstance(content, str) else ""


def added_entries(base: list[str], mine: list[str], theirs: list[str]) -> list[str]:
    """What mine has added to a list that only grows, and theirs does not have: to be put behind theirs."""
    known = {*base, *theirs}
    return [entry for entry in dict.fromkeys(mine) if entry not in known]
