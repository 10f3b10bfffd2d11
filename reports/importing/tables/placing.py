"""Which record is which row: by the name in its line first, by order and count where names are lost or garbled.

A name alone decides only where it stands in the line of its figures, or by itself above them. Where as many records as rows
lie between two that are certain, their order decides; everything else is told and left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from reports.importing.tables.records import Record
from reports.importing.tables.table_names import EXACT, PIECE, Named, Naming

MOST_JOINED = 4
"""Lines over which a name may be broken."""


class Placed(NamedTuple):
    """A record and the row (or heading over rows) that it is; ``by`` says what decided, "" where nothing did."""

    record: Record
    row: int = -1
    group: int = -1
    by: str = ""
    likeness: float = EXACT
    printed: str = ""


class Reading(NamedTuple):
    """What the names around a record say; ``strong`` that they can be nobody else's."""

    named: Named | None
    strong: bool = False
    printed: str = ""


def placed(records: Sequence[Record], naming: Naming) -> list[Placed]:
    """Every record with its row, in the order of the source."""
    readings = _certain_beside(records, [reading_of(record, naming) for record in records], naming)
    readings = _in_their_groups(records, readings, naming)
    firsts = [_position(reading, naming) for reading in readings]
    certain = _longest_rising([(place, at) for place, at in enumerate(firsts) if at is not None])
    found = [
        Placed(record, one.named.row, one.named.group, "name", one.named.likeness, one.printed)
        if one.strong and one.named
        else Placed(record, record.row, by="order" if record.row >= 0 else "", printed=one.printed)
        for record, one in zip(records, readings, strict=True)
    ]
    taken = {row for one in found for row in _rows_of(one, naming)}
    fences = [(-1, -1), *certain, (len(records), len(naming.rows))]
    for (before, low), (after, high) in pairwise(fences):
        loose = [place for place in range(before + 1, after) if not found[place].by]
        rows = [row for row in range(low + 1, high) if row not in taken]
        _fill(found, loose, rows, [readings[place] for place in loose])
    return found


def reading_of(record: Record, naming: Naming) -> Reading:
    """What the names around a record say of its row."""
    own = names_beside(record, naming)
    if not own:
        return _above(record, naming)
    near = list(_beside(record, own))
    for text in near:
        named = naming.find(text)
        if named and named.likeness == EXACT and (named.row >= 0 or text == own[-1]):
            return Reading(named, strong=True, printed=text)
    guesses = [(named, text) for text in near if (named := naming.find(text)) and named.row >= 0]
    best = max(guesses, key=lambda guess: guess[0].likeness, default=None)
    return Reading(best[0], printed=own[-1]) if best else Reading(None, printed=own[-1])


def names_beside(record: Record, naming: Naming) -> list[str]:
    """The names in a record's line, without the pieces that a heading printed over several lines leaves in them."""
    return [name for name in record.own if naming.is_row(name) or not naming.is_neutral(name)]


def _certain_beside(records: Sequence[Record], readings: list[Reading], naming: Naming) -> list[Reading]:
    """Where names stand in the line of their figures, one above a line may as well be that of the row before or after."""
    beside = [bool(names_beside(record, naming)) for record in records]
    if not any(beside):
        return readings
    return [
        one if record.alone or named else one._replace(strong=False)
        for record, one, named in zip(records, readings, beside, strict=True)
    ]


def _in_their_groups(records: Sequence[Record], readings: list[Reading], naming: Naming) -> list[Reading]:
    """A name that may stand in several groups is certain only in its group: behind a row under the same heading, or below that."""
    found: list[Reading] = []
    over: set[int] = set()
    for record, one in zip(records, readings, strict=True):
        named = [naming.find(text) for text in (*record.above, *record.own)]
        headings = {each.group for each in named if each and each.group >= 0 and each.likeness == EXACT}
        over = headings.union(*map(naming.groups_around, headings)) or over
        groups = naming.groups_over(one.named.row) if one.named and one.named.row >= 0 else []
        if one.strong and groups and naming.is_common(one.printed) and groups[-1] not in over:
            found.append(one._replace(strong=False))
            continue
        found.append(one)
        if one.strong and one.named:
            over = set(groups) if one.named.row >= 0 else over | {one.named.group}
    return found


def _beside(record: Record, own: Sequence[str]) -> Iterator[str]:
    """The names that may stand in a record's own line, whole or broken over the lines around it."""
    yield from reversed(own)
    if own:
        yield "".join(own)
        for lines in range(1, min(MOST_JOINED, len(record.above)) + 1):
            yield "".join(record.above[-lines:]) + own[-1]
        for lines in range(1, min(MOST_JOINED, len(record.below)) + 1):
            yield own[-1] + "".join(record.below[:lines])
            if record.above:
                yield record.above[-1] + own[-1] + "".join(record.below[:lines])


def _above(record: Record, naming: Naming) -> Reading:
    """What names above a record without one in its line say: strong where there is one row's name and nothing strange."""
    above = record.above[-12:]
    rows: list[tuple[Named, str]] = []
    strange = False
    place = 0
    while place < len(above):
        for lines in range(min(MOST_JOINED, len(above) - place), 0, -1):
            text = "".join(above[place : place + lines])
            named = naming.find(text)
            if named and named.likeness == EXACT:
                rows.append((named, text))
                place += lines
                break
        else:
            strange = strange or not naming.is_neutral(above[place])
            place += 1
    for lines in range(1, min(MOST_JOINED, len(record.below)) + 1) if above and not rows else ():
        text = above[-1] + "".join(record.below[:lines])
        named = naming.find(text)
        if named and named.likeness == EXACT:
            return Reading(named, strong=all(map(naming.is_neutral, above[:-1])), printed=text)
    last = rows[-1] if rows else None
    named_rows = [one for one, _text in rows if one.row >= 0]
    if last and not strange and len(named_rows) == (last[0].row >= 0):
        return Reading(last[0], strong=True, printed=last[1])
    if last:
        return Reading(last[0], printed=last[1])
    guess = naming.find(above[-1]) if above else None
    return Reading(guess, printed=above[-1] if above else "")


def _position(reading: Reading, naming: Naming) -> int | None:
    """The row at which a certain record stands."""
    if not reading.strong or reading.named is None:
        return None
    if reading.named.row >= 0:
        return reading.named.row
    return naming.rows_under(reading.named.group)[0]


def _rows_of(one: Placed, naming: Naming) -> list[int]:
    """The rows that a record takes up: its own, or all under the heading that it is."""
    if one.group >= 0:
        return naming.rows_under(one.group)
    return [one.row] if one.row >= 0 else []


def _longest_rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of (record, row) in which both rise: what stands between two of them lies between their rows."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_record, row) in enumerate(places):
        at = bisect_left(tails, row)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [row]
        ends[at : at + 1] = [number]
    chain: list[tuple[int, int]] = []
    number = ends[-1] if ends else -1
    while number >= 0:
        chain.append(places[number])
        number = before[number]
    return chain[::-1]


def _fill(found: list[Placed], loose: list[int], rows: list[int], readings: list[Reading]) -> None:
    """Gives the records between two certain ones their rows."""
    if len(loose) == len(rows):
        for place, row, reading in zip(loose, rows, readings, strict=True):
            agrees = reading.named is not None and reading.named.row == row
            likeness = reading.named.likeness if agrees and reading.named else 0.0
            found[place] = found[place]._replace(row=row, by="name" if agrees else "order", likeness=likeness)
        return
    alike = Counter(one.named.row for one in readings if one.named)
    for place, reading in zip(loose, readings, strict=True):
        named = reading.named
        only = named is not None and alike[named.row] == 1
        if named and only and named.row in rows and named.likeness >= PIECE and found[place].record.own:
            found[place] = found[place]._replace(row=named.row, by="name", likeness=named.likeness)
