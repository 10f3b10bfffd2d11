"""Three versions of a report become one; a stated total that merely followed its cells follows again.

One that agrees with its cells on both sides follows. One that only one side has brought to agree goes on doing so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import cast

from schema.form import Equation, Figure, Form
from schema.ledger import Ledger
from schema.merge import Decide, Manner, Merged, merge, undecided
from schema.report import DISMISSED, NOTES, Report, contents_differ
from schema.values import Value, is_number


def contents_of(report: Report) -> dict[str, object]:
    """Everything that has an address in a report; text as a file gives it back, without line ends at its end."""
    form, ledger = report.form, report.ledger
    contents: dict[str, object] = {
        one.address: ledger.stated.get(one.index) if one.derived else ledger.values[one.index] for one in form.figures
    }
    contents |= {part.address: report.prose.get(part.address, "").rstrip("\n") for part in form.parts()}
    contents |= {entry.id: report.get(entry.id) for entry in form.fields()}
    contents |= {f"{DISMISSED}.{key}": text.rstrip("\n") for key, text in report.dismissed.items()}
    return contents | {f"{NOTES}.{key}": text.rstrip("\n") for key, text in report.notes.items()}


def merge_reports(base: Report, mine: Report, theirs: Report, decide: Decide = undecided) -> Merged:
    """Both sides' changes to ``base`` by address; all three have the same form. ValueError where they have not."""
    form = base.form
    if not form.id == mine.form.id == theirs.form.id:
        raise ValueError(f"{form.id}, {mine.form.id}, {theirs.form.id}")
    versions = base, mine, theirs
    three = [contents_of(report) for report in versions]
    following, begun = [], []
    for total in (figure for figure in form.figures if figure.derived):
        agreeing = [agrees(report, total) for report in versions]
        if agreeing[1] and agreeing[2]:
            following.append(total)
            for contents in three:
                del contents[total.address]
        elif agreeing[1] or agreeing[2]:
            follower = 1 if agreeing[1] else 2
            if agreeing[0]:
                set_aside(total.address, three, follower)
            elif changed_only_by(follower, total.address, three):
                begun.append(total)
    merged = merge(three[0], three[1], three[2], manner_of(base), decide)
    merged.contents.update(sums_of(form, merged, following))
    complete = sums_of(form, merged, begun).items()
    merged.contents.update((address, value) for address, value in complete if is_number(value))
    return merged


def agrees(report: Report, total: Figure) -> bool:
    """Whether a total is stated and equals its complete sum."""
    ledger = report.ledger
    return is_number(ledger.values[total.index]) and ledger.stated.get(total.index) == ledger.values[total.index]


def set_aside(address: str, three: list[dict[str, object]], follower: int) -> None:
    """Where one side's stated total only followed its cells, and the other side states another, that one is meant."""
    base, followed, other = three[0], three[follower], three[3 - follower]
    if contents_differ(base[address], other[address]):
        followed[address] = base[address]


def changed_only_by(side: int, address: str, three: list[dict[str, object]]) -> bool:
    """Whether this side states another total than the version before, and the other side does not."""
    before = three[0][address]
    return contents_differ(before, three[side][address]) and not contents_differ(before, three[3 - side][address])


def sums_of(form: Form, merged: Merged, totals: Iterable[Figure]) -> dict[str, object]:
    """Totals over the merged cells, by address; those over a cell whose conflict is open are left out."""
    cells = {one.index: merged.contents.get(one.address) for one in form.figures if not one.derived}
    values = Ledger(form, cast("dict[int, Value]", cells), {}).values
    unsure: set[int] = set()
    for conflict in merged.open:
        figure = form.figure(conflict.address)
        unsure.update(form.reach[figure.index].totals if figure else ())
    return {one.address: values[one.index] for one in totals if one.index not in unsure}


def manner_of(report: Report) -> Callable[[str], Manner]:
    """How each address of a report's form merges."""
    parts = {part.address for part in report.form.parts()}

    def manner(address: str) -> Manner:
        group = address.partition(".")[0]
        if group == DISMISSED:
            return "lines"
        return "paragraphs" if group == NOTES or address in parts else "whole"

    return manner


def no_longer_balanced(merged: Report, sides: Iterable[Report]) -> list[Equation]:
    """Equations that the merged report violates, and none of the versions that it was made of did."""
    earlier = [side.ledger.residuals for side in sides]
    return [
        equation
        for equation, residual in zip(merged.form.equations, merged.ledger.residuals, strict=True)
        if residual and not any(residuals[equation.index] for residuals in earlier)
    ]
