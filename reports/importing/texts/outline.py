"""Chooses among everything that looks like a title the headings of a source: each once, in the form's order where possible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeAlias

from reports.importing.lines.headings import Heading, Rank, Titles, recognise
from reports.importing.lines.paragraphs import ENUMERATOR, Line

HAS_TEXT = 2
"""What a title gains by text or a table behind it: those of a table of contents have none."""

Found: TypeAlias = dict[int, Heading]
"""Lines, by their place, that are headings."""


class Chain(NamedTuple):
    """Headings in order, the last one first, and what they are worth together."""

    worth: int
    place: int
    heading: Heading
    before: Chain | None


def headings(lines: Sequence[Line], titles: Titles) -> Found:
    """The headings among lines. Those that the source marks come first; others only stand in for titles that none has."""
    seen = {
        place: heading
        for place, line in enumerate(lines)
        if line.text and not line.grid and (heading := recognised(line, titles))
    }
    marked = {place: heading for place, heading in seen.items() if lines[place].level}
    found = in_order(marked, lines, seen) if 2 * len({one.order for one in marked.values()}) > len(titles) else {}
    taken = {heading.order for heading in found.values()}
    others = {place: one for place, one in seen.items() if one.order not in taken and fits(place, one, found)}
    found |= in_order(others, lines, seen)
    return dict(sorted((found | out_of_order(seen, found)).items()))


def recognised(line: Line, titles: Titles) -> Heading | None:
    """The heading that a line is. One among the cells of a table must say a number and a title in its own or known words, alone."""
    heading = recognise(line.text, titles, marked=bool(line.level))
    if (
        heading
        and line.taken
        and (heading.rest or heading.rank < Rank.NAMED_ELSEWHERE or not ENUMERATOR.match(line.text))
    ):
        return None
    return heading


def fits(place: int, heading: Heading, found: Mapping[int, Heading]) -> bool:
    """Whether a heading stands in order among those found."""
    return all((place < other) == (heading.order < one.order) for other, one in found.items())


def in_order(candidates: Mapping[int, Heading], lines: Sequence[Line], seen: Mapping[int, Heading]) -> Found:
    """The chain of titles in the form's order that is worth most; of two equal ones that which stands later."""
    best: dict[int, Chain] = {}
    for place, heading in sorted(candidates.items()):
        before = max(
            (chain for order, chain in best.items() if order < heading.order),
            key=lambda chain: chain.worth,
            default=None,
        )
        worth = (before.worth if before else 0) + worth_of(place, heading, lines, seen)
        if heading.order not in best or worth >= best[heading.order].worth:
            best[heading.order] = Chain(worth, place, heading, before)
    chain = max(best.values(), key=lambda chain: (chain.worth, chain.place), default=None)
    found: Found = {}
    while chain:
        found[chain.place] = chain.heading
        chain = chain.before
    return found


def worth_of(place: int, heading: Heading, lines: Sequence[Line], seen: Mapping[int, Heading]) -> int:
    """What a candidate is worth in a chain."""
    text_follows = heading.rest or (place + 1 < len(lines) and place + 1 not in seen)
    return 1 if heading.page else heading.rank + (HAS_TEXT if text_follows else 0)


def out_of_order(seen: Mapping[int, Heading], found: Found) -> Found:
    """Titles that stand nowhere in order but once in the form's own words elsewhere: sections that changed places."""
    taken = {heading.order for heading in found.values()}
    rest: dict[int, list[int]] = {}
    for place, heading in seen.items():
        if heading.order not in taken and heading.rank >= Rank.OWN_WORDS and not heading.page and not heading.rest:
            rest.setdefault(heading.order, []).append(place)
    return {places[0]: seen[places[0]] for places in rest.values() if len(places) == 1}
