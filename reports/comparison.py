"""Two reports of one agency side by side: figures that differ and by how much, texts and how much of them is new."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from difflib import SequenceMatcher
from typing import NamedTuple

from schema.form import Figure
from schema.report import Report
from schema.values import Number, Value, is_number, same

WORTH_NAMING = 10
"""From so many times more (or less) the factor is told."""

LONGEST_COMPARED = 4000
"""Characters of both texts together that are compared one by one; of longer ones whole lines."""


class FigureChange(NamedTuple):
    """One figure in both reports, as printed. ``difference`` is None where one of them is no number.

    ``factor`` is how many times the larger is the smaller, from `WORTH_NAMING` on; else None.
    """

    figure: Figure
    before: Value
    now: Value
    difference: Number | None
    factor: int | None

    @property
    def differs(self) -> bool:
        """Whether the two reports say different things here; a blank is not 0."""
        return self.difference != 0 if self.difference is not None else not same(self.before, self.now)


class TextChange(NamedTuple):
    """One prose part in both reports. ``kept`` is the share of this year's text that stands in last year's, 0 to 1."""

    address: str
    label: str
    before: str
    now: str
    kept: float

    @property
    def differs(self) -> bool:
        """Whether a character differs, blanks aside."""
        return "".join(self.before.split()) != "".join(self.now.split())


class Comparison(NamedTuple):
    """All that two reports have in common, in this one's printed order. ``left_out`` counts figures that only one has."""

    before: Report
    now: Report
    figures: tuple[FigureChange, ...]
    texts: tuple[TextChange, ...]
    left_out: int

    @property
    def same_form(self) -> bool:
        """Whether both follow one edition of the form."""
        return self.before.form is self.now.form


def compared(before: Report, now: Report) -> Comparison:
    """Two reports side by side. Of two editions only what both have is compared."""
    known = before.form.by_address
    figures = tuple(
        figure_change(before, now, known[figure.address], figure)
        for figure in now.form.figures
        if figure.address in known
    )
    only_one = len(now.form.figures) + len(before.form.figures) - 2 * len(figures)
    return Comparison(before, now, figures, tuple(text_changes(before, now)), only_one)


def figure_change(before: Report, now: Report, earlier: Figure, figure: Figure) -> FigureChange:
    """One figure in both reports."""
    old, new = before.ledger.printed(earlier.index), now.ledger.printed(figure.index)
    if not (is_number(old) and is_number(new)):
        return FigureChange(figure, old, new, None, None)
    assert isinstance(old, (int, Decimal))
    assert isinstance(new, (int, Decimal))
    return FigureChange(figure, old, new, difference(old, new), factor(old, new))


def difference(old: Number, new: Number) -> Number:
    """How much more this year is, exactly."""
    return new - old if isinstance(new, int) and isinstance(old, int) else Decimal(new) - Decimal(old)


def factor(old: Number, new: Number) -> int | None:
    """How many whole times the larger is the smaller; None below `WORTH_NAMING` and over nothing."""
    small, large = sorted((abs(Decimal(old)), abs(Decimal(new))))
    times = int(large / small) if small else 0
    return times if times >= WORTH_NAMING else None


def text_changes(before: Report, now: Report) -> Iterator[TextChange]:
    """The prose parts that either report has something in."""
    earlier = {part.address for part in before.form.parts()}
    for section in now.form.sections:
        for part in section.parts:
            if part.address not in earlier:
                continue
            old, new = before.prose.get(part.address, ""), now.prose.get(part.address, "")
            if old or new:
                label = part.label if part.printed else section.title
                yield TextChange(part.address, label, old, new, kept(old, new))


def kept(old: str, new: str) -> float:
    """The share of the new text that stands in the old one in the same order: 1 where nothing is new, 0 of no text."""
    if not new:
        return 0.0
    if len(old) + len(new) > LONGEST_COMPARED:
        lines = new.splitlines()
        found = SequenceMatcher(None, old.splitlines(), lines, autojunk=False).get_matching_blocks()
        alike = sum(len(lines[at]) for _a, first, size in found for at in range(first, first + size))
        return alike / max(1, sum(map(len, lines)))
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / len(new)
