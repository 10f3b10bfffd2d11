"""A statutory table printed in several places of a source: which go on in one another, and which are another table."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reports.importing.tables.placing import Placed


class Chain(NamedTuple):
    """Places whose rows follow each other, by their numbers, and how many rows these have."""

    places: tuple[int, ...] = ()
    rows: int = 0


class Elsewhere(NamedTuple):
    """A row that only another place has: its number, and that of the last place of the table itself; they count from 1."""

    place: int
    table: int


class Pieces(NamedTuple):
    """The places in the document of the tables that a table consists of, and the rows that only some other table has."""

    items: tuple[int, ...]
    elsewhere: dict[int, Elsewhere]


def pieces_of(found: Sequence[Placed]) -> Pieces:
    """What a table consists of: it goes on from place to place in the form's order, and has most rows."""
    items = rows_by_place(found)
    pieces = list(items.values())
    chain = longest(pieces)
    own = {row for place in chain.places for row in pieces[place]} | {one.row for one in found if one.record.item < 0}
    elsewhere: dict[int, Elsewhere] = {}
    for number, rows in enumerate(pieces, 1):
        for row in rows - own:
            elsewhere.setdefault(row, Elsewhere(number, chain.places[-1] + 1))
    return Pieces(tuple(list(items)[place] for place in chain.places), dict(sorted(elsewhere.items())))


def rows_by_place(found: Sequence[Placed]) -> dict[int, set[int]]:
    """By the place of a table in the document the rows that stand in it, in the order of the source."""
    pieces: dict[int, set[int]] = {}
    for one in found:
        if one.row >= 0 and one.record.item >= 0:
            pieces.setdefault(one.record.item, set()).add(one.row)
    return pieces


def longest(pieces: Sequence[set[int]]) -> Chain:
    """Places in the order of the source, the rows of each behind those of the one before, that have most rows together."""
    best: dict[int, Chain] = {}  # last row → the longest chain that ends there
    for place, rows in enumerate(pieces):
        before = max(
            (chain for last, chain in best.items() if last < min(rows)), key=lambda one: one.rows, default=Chain()
        )
        chain = Chain((*before.places, place), before.rows + len(rows))
        if chain.rows > best.get(max(rows), Chain()).rows:
            best[max(rows)] = chain
    return max(best.values(), key=lambda one: one.rows, default=Chain())
