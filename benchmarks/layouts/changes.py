"""What happens to tables on their way into a document: columns lost, rows moved, labels misspelt, numbers run together."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

from benchmarks.layouts.sheets import Entry, Head, Line, Piece, Sheet

Sheets = list[Sheet]
Change = Callable[[Sheets, Random], Sheets]

FULL_WIDTH = str.maketrans("0123456789.-", "０１２３４５６７８９．－")
LOOK_ALIKE = "曰己未夭千士土末日入人大天犬王玉目且白自"
"""Characters that a clumsy hand or a reading machine puts in place of others."""


def pieces_changed(sheets: Sheets, change: Callable[[Piece], Piece], layout: str = "") -> Sheets:
    """Every piece of the sheets of a layout changed; of all sheets where none is named."""
    return [
        sheet._replace(pieces=tuple(map(change, sheet.pieces))) if layout in ("", sheet.layout) else sheet
        for sheet in sheets
    ]


def texts_changed(sheets: Sheets, change: Callable[[str], str], layout: str = "") -> Sheets:
    """The text of every entry changed."""

    def line(one: Line) -> Line:
        return one._replace(entries=tuple(entry._replace(text=change(entry.text)) for entry in one.entries))

    return pieces_changed(sheets, lambda piece: piece._replace(lines=tuple(map(line, piece.lines))), layout)


def full_width(sheets: Sheets, _: Random) -> Sheets:
    """Digits as wide as Chinese characters."""
    return texts_changed(sheets, lambda text: text.translate(FULL_WIDTH) if text[-1:].isdigit() else text)


def no_break_blanks(sheets: Sheets, random: Random) -> Sheets:
    """Blanks that do not break, and other invisible ones, around the numbers."""
    around = ("\u00a0", "\u00a0\u00a0", "\u3000", "\u2002", "\u200b", " ", "")
    return texts_changed(sheets, lambda text: f"{random.choice(around)}{text}{random.choice(around)}")


def thousands(sheets: Sheets, _: Random) -> Sheets:
    """Long numbers in groups of three."""
    return texts_changed(sheets, lambda text: re.sub(r"(?<![\d.])\d+", lambda found: f"{int(found[0]):,}", text))


def without_totals(sheets: Sheets, _: Random) -> Sheets:
    """No column of totals."""
    return pieces_changed(sheets, lambda piece: columns_kept(piece, [not one.derived for one in piece.heads]), "stub")


def columns_kept(piece: Piece, kept: Sequence[bool]) -> Piece:
    """Only these columns."""
    return columns_picked(piece, [place for place, keep in enumerate(kept) if keep])


def columns_picked(piece: Piece, places: Sequence[int]) -> Piece:
    """These columns in this order."""
    return piece._replace(
        heads=tuple(piece.heads[place] for place in places),
        lines=tuple(line._replace(entries=tuple(line.entries[place] for place in places)) for line in piece.lines),
    )


def columns_moved(sheets: Sheets, random: Random) -> Sheets:
    """Two columns with different names have changed places, and so have their heads."""

    def change(piece: Piece) -> Piece:
        order = list(range(len(piece.heads)))
        if len(order) > 1:
            one, other = random.sample(order, 2)
            order[one], order[other] = other, one
        return columns_picked(piece, order)

    return pieces_changed(sheets, change)


def lines_changed(sheets: Sheets, change: Callable[[list[Line]], list[Line]]) -> Sheets:
    """The lines of the table that has labels beside its rows."""
    return pieces_changed(sheets, lambda piece: piece._replace(lines=tuple(change(list(piece.lines)))), "stub")


def row_missing(sheets: Sheets, random: Random) -> Sheets:
    """A row is not there."""

    def change(lines: list[Line]) -> list[Line]:
        del lines[random.randrange(len(lines))]
        return lines

    return lines_changed(sheets, change)


def rows_swapped(sheets: Sheets, random: Random) -> Sheets:
    """Two neighbours under the same heading have changed places."""

    def change(lines: list[Line]) -> list[Line]:
        pairs = [at for at in range(1, len(lines)) if lines[at - 1].labels[:-1] == lines[at].labels[:-1]]
        at = random.choice(pairs)
        lines[at - 1], lines[at] = lines[at], lines[at - 1]
        return lines

    return lines_changed(sheets, change)


def row_twice(sheets: Sheets, random: Random) -> Sheets:
    """A row is printed twice, alike."""

    def change(lines: list[Line]) -> list[Line]:
        at = random.randrange(len(lines))
        return [*lines[: at + 1], *lines[at:]]

    return lines_changed(sheets, change)


def row_twice_differing(sheets: Sheets, random: Random) -> Sheets:
    """A row is printed again with other figures: which is right is not known."""

    def change(lines: list[Line]) -> list[Line]:
        at = random.randrange(len(lines))
        first = lines[at]._replace(entries=tuple(guessed(entry) for entry in lines[at].entries))
        other = Line(first.labels, tuple(Entry(str(random.randint(20_000, 30_000))) for _ in first.entries))
        return [*lines[:at], *random.sample([first, other], 2), *lines[at + 1 :]]

    return lines_changed(sheets, change)


def guessed(entry: Entry) -> Entry:
    """The entry where its text no longer says plainly which figures it shows."""
    return entry._replace(shows=(), hints=(*entry.shows, *entry.hints))


def labels_garbled(sheets: Sheets, random: Random) -> Sheets:
    """One or two characters of every fourth long label are others."""

    def label(text: str) -> str:
        if len(text) < 6 or random.randrange(4):
            return text
        at = random.sample([place for place, one in enumerate(text) if one.isalpha()], 2 if len(text) > 10 else 1)
        return "".join(random.choice(LOOK_ALIKE) if place in at else one for place, one in enumerate(text))

    def change(piece: Piece) -> Piece:
        lines = [line._replace(labels=(*line.labels[:-1], label(line.labels[-1]))) for line in piece.lines]
        return piece._replace(lines=tuple(lines))

    return pieces_changed(sheets, change)


def laid_in_rows(sheets: Sheets, _: Random) -> Sheets:
    """The table that is printed in one line stands in rows below each other."""
    return [sheet._replace(layout="stub") if sheet.layout == "across" else sheet for sheet in sheets]


def transposed(sheets: Sheets, _: Random) -> Sheets:
    """The same with rows as columns."""

    def change(piece: Piece) -> Piece:
        return piece._replace(
            heads=tuple(Head(line.labels) for line in piece.lines),
            lines=tuple(
                Line(one.path, tuple(line.entries[place] for line in piece.lines))
                for place, one in enumerate(piece.heads)
            ),
        )

    return laid_in_rows(pieces_changed(sheets, change, "across"), Random(0))  # noqa: S311 - nothing is drawn from it
