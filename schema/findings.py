"""What a check found: how grave, what about, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import Literal, NamedTuple

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
        return ("错误", "待办", "提醒", "提示")[self]


class Finding(NamedTuple):
    """One problem. ``figures`` are the addresses involved; ``section`` is a section id or a prose address."""

    level: Level
    outcome: Verdict
    code: str
    section: str
    message: str
    figures: tuple[str, ...] = ()


def by_gravity(findings: Iterable[Finding]) -> list[Finding]:
    """Worst first; within a level in the order given."""
    return sorted(findings, key=lambda finding: finding.level)
