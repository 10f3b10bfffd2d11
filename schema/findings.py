"""What a check found: how grave, what about, what to do, and how it could be put right."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Literal, NamedTuple

from schema.language import _
from schema.report import Edit

Verdict = Literal["violated", "undecided", "broken"]
"""``broken`` is a fault of a rule, that is ours, and its message says so. A check that holds leaves no finding."""


class Level(IntEnum):
    """Worst first. error: arithmetic or form; settle: before publishing; warning: plausibility; hint."""

    ERROR = 0
    SETTLE = 1
    WARNING = 2
    HINT = 3

    @property
    def word(self) -> str:
        """The name used in the command line's output."""
        return self.name.lower()

    @property
    def label(self) -> str:
        """The name that a clerk reads."""
        return (_("错误"), _("待办"), _("提醒"), _("提示"))[self]


class Repair(NamedTuple):
    """One way to put a finding right: edits that belong together, and why. Applied only when the clerk says so.

    ``unique``: no other explanation of equal weight exists. An edit of prose holds the whole old and new text.
    """

    edits: tuple[Edit, ...]
    unique: bool
    because: str


class Dismissal(NamedTuple):
    """A finding knowingly accepted: why, by whom, when (ISO time; empty where a hand-written entry does not say)."""

    reason: str
    by: str = ""
    at: str = ""


class Finding(NamedTuple):
    """One problem. ``figures`` are the addresses involved; ``section`` is a section id or a prose address.

    ``span`` (start, end) points into the text at a prose address; ``evidence`` is what was read there, so that a
    dismissal knows when it changed.
    """

    level: Level
    outcome: Verdict
    code: str
    section: str
    message: str
    figures: tuple[str, ...] = ()
    span: tuple[int, int] | None = None
    evidence: str = ""
    repairs: tuple[Repair, ...] = ()
    dismissed: Dismissal | None = None

    @property
    def open(self) -> bool:
        """Whether it stands in the way of publishing: an error, or a settle that nobody dismissed."""
        return self.level is Level.ERROR or (self.level is Level.SETTLE and self.dismissed is None)


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """Worst first; within a level in the order given."""
    return sorted(findings, key=lambda finding: finding.level)


def counted(findings: Iterable[Finding]) -> dict[Level, int]:
    """How many findings there are of each level that nobody dismissed."""
    counts = dict.fromkeys(Level, 0)
    for finding in findings:
        counts[finding.level] += finding.dismissed is None
    return counts
