"""What a paste would do: each cell old and new, what is refused and why, printed totals held against the sums.

A plan changes nothing; `Plan.contents` is what the session is given when the clerk agrees.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple, cast

from schema.clip_placement import Placement
from schema.clip_text import unwrapped
from schema.entry import Refusal, read_entry
from schema.form import Figure
from schema.language import _
from schema.ledger import Ledger
from schema.report import Report
from schema.values import MARKS, Mark, Value, is_number, same, show

Verdict = Literal["agrees", "differs", "undecided"]


class Write(NamedTuple):
    """A cell that would change."""

    figure: Figure
    text: str
    old: Value
    new: Value


class Refused(NamedTuple):
    """A cell that is not taken: where it stood or what it is called, its text, and why."""

    where: str
    text: str
    reason: str


class Compared(NamedTuple):
    """A printed total beside the sum that the table would have; totals are not stored."""

    figure: Figure
    printed: Value
    computed: Value

    @property
    def verdict(self) -> Verdict:
        """Whether they are equal; undecided while a part of the sum is blank."""
        if not (is_number(self.printed) and is_number(self.computed)):
            return "undecided"
        return "agrees" if self.printed == self.computed else "differs"


@dataclass
class Plan:
    """Everything a paste in one manner would do to a report."""

    placement: Placement
    writes: list[Write] = field(default_factory=list)
    unchanged: int = 0
    blanks: int = 0
    """Blank cells of the block that stay without effect."""
    refused: list[Refused] = field(default_factory=list)
    totals: list[Compared] = field(default_factory=list)

    @property
    def contents(self) -> list[tuple[str, object]]:
        """(address, new content) of every cell that changes."""
        return [(write.figure.address, write.new) for write in self.writes]

    def count(self, verdict: Verdict) -> int:
        """How many printed totals compare so."""
        return sum(total.verdict == verdict for total in self.totals)


def plan(report: Report, placement: Placement, *, clear: bool = False) -> Plan:
    """What pasting would do. A blank cell leaves what is there, with ``clear`` it empties the cell."""
    found = Plan(placement)
    found.refused += [Refused(*left) for left in placement.left_out]
    printed: list[tuple[Figure, Value]] = []
    for figure, text in placement.landings:
        content = read_pasted(text, figure)
        old = report.ledger.values[figure.index]
        if isinstance(content, Refusal):
            found.refused.append(Refused(figure.name, text, content.reason))
        elif figure.derived:
            printed += [(figure, content)] if content is not None else []
        elif content is None and not clear:
            found.blanks += 1
        elif same(old, content):
            found.unchanged += 1
        else:
            found.writes.append(Write(figure, text, old, content))
    if printed:
        after = sums_after(report, found.writes)
        found.totals += [Compared(figure, value, after.values[figure.index]) for figure, value in printed]
    return found


def sums_after(report: Report, writes: list[Write]) -> Ledger:
    """The report's figures as they would be."""
    values = report.ledger.values
    typed = {figure.index: values[figure.index] for figure in report.form.figures if not figure.derived}
    typed |= {write.figure.index: write.new for write in writes}
    return Ledger(report.form, typed, {})


def read_pasted(text: str, figure: Figure) -> Value | Refusal:
    """What a pasted cell means: by the rule of typing, without quotes around it; a lone hyphen is a mark."""
    plain = unwrapped(text)
    if plain in MARKS:
        return Mark(plain)
    if plain.startswith(("=", "＝")):
        return Refusal(text, _("这是公式，请在表格软件里复制算好的数"))
    if plain.startswith(("#", "＃")):
        return Refusal(text, _("这是表格软件的出错值，请先在那里改正"))
    found = read_entry(plain, figure.kind, figure.largest)
    return Refusal(text, found.reason) if isinstance(found, Refusal) else found


def difference(total: Compared) -> str:
    """How a printed total stands to the sum, in words."""
    if total.verdict == "agrees":
        return _("相符")
    if total.verdict == "undecided":
        return _("还有空格，不能核对") if total.computed is None else _("不能核对")
    assert is_number(total.printed)
    assert is_number(total.computed)
    by = cast("int", total.printed) - cast("int", total.computed)
    said = _("印的多 {n}") if by > 0 else _("印的少 {n}")
    return said.format(n=show(abs(by)))
