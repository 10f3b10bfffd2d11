"""What is worked out only when somebody asks, and kept until the next change: repairs, and the numbers in prose."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from schema.findings import Finding, Repair

if TYPE_CHECKING:
    from schema.prose.claims import Claim
    from tui.prose_numbers import Mark
    from tui.watch import Watch

LONGEST_SEARCH = 0.05
"""Seconds that a search for repairs may take."""

Key = tuple[str, str, tuple[str, ...], tuple[int, int] | None]
"""By what a finding is known between two changes."""


class Lookup:
    """Answers about the present state of a report, each worked out once."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._version = -1
        self._repairs: dict[Key, tuple[Repair, ...]] | None = None
        self._earlier: dict[Key, tuple[Repair, ...]] = {}
        self._claims: dict[str, list[Claim]] = {}
        self._marks: dict[str, list[Mark]] = {}
        self._read: set[str] = set()

    def _forget_the_past(self) -> None:
        if self._version != self._watch.version:
            self._version = self._watch.version
            self._earlier = self._repairs if self._repairs is not None else self._earlier
            self._repairs = None
            self._claims.clear()
            self._read.clear()

    @property
    def complete(self) -> bool:
        """Whether everything is checked by now, prose and last year's report too."""
        return self._watch.context is not None

    def known_repairs(self, finding: Finding) -> tuple[Repair, ...] | None:
        """The repairs of a finding as far as they are known without a search; None where one is still to be made."""
        self._forget_the_past()
        if finding.repairs or not searched(finding):
            return finding.repairs
        return None if self._repairs is None else self._repairs.get(key_of(finding), ())

    def earlier_repairs(self, finding: Finding) -> tuple[Repair, ...] | None:
        """The repairs of a finding before the latest change: to go on showing while a text is typed, never to carry out."""
        return self._earlier.get(key_of(finding))

    def repairs(self, finding: Finding) -> tuple[Repair, ...]:
        """The ways to put a finding right, a unique one first; the search for all findings is made once per change."""
        known = self.known_repairs(finding)
        if known is None:
            self._repairs = self._search()
            known = self._repairs.get(key_of(finding), ())
        return tuple(sorted(known, key=lambda repair: not repair.unique))

    def _search(self) -> dict[Key, tuple[Repair, ...]]:
        from schema.repair import with_repairs  # a report without errors never needs it

        context = self._watch.context
        if context is None:
            return {}
        from schema.checks.evidence import evidence_of

        findings = [finding for finding in self._watch.findings if searched(finding) and not finding.repairs]
        found = with_repairs(context.report, findings, evidence_of(context), LONGEST_SEARCH)
        return {key_of(finding): finding.repairs for finding in found if finding.repairs}

    def claims(self, address: str) -> list[Claim]:
        """The numbers of a prose part held against the tables, by place; none before the watch is complete."""
        self._forget_the_past()
        context = self._watch.context
        if context is None:
            return []
        if address not in self._claims:
            from schema.levels import level_of
            from schema.prose.claims import claims

            report = context.report
            part = next(part for part in report.form.parts() if part.address == address)
            level = level_of(report)
            self._claims[address] = claims(report, part, context.previous, level.id if level else "")
        return self._claims[address]

    def marks(self, address: str) -> list[Mark]:
        """The numbers of a prose part that are marked, and how."""
        self._forget_the_past()
        if address not in self._read:
            from tui.prose_numbers import marks_of

            self._read.add(address)
            self._marks[address] = marks_of(self.claims(address), self.text(address))
        return self._marks[address]

    def last_marks(self, address: str) -> list[Mark]:
        """The marks as they were when they were read last, perhaps before the latest keys."""
        return self._marks.get(address, [])

    def text(self, address: str) -> str:
        """The text of a prose part."""
        return self._watch.report.prose.get(address, "")

    def bound_to(self, figures: Collection[str]) -> list[Claim]:
        """The numbers in prose, in printed order, that are compared with any of these figures."""
        context = self._watch.context
        parts = context.report.form.parts() if context else ()
        return [one for part in parts for one in self.claims(part.address) if not set(figures).isdisjoint(one.figures)]

    def contradicting(self, figures: Collection[str]) -> list[Finding]:
        """The open findings of numbers in prose that these figures contradict."""
        return [
            finding
            for finding in self._watch.findings
            if finding.span and not finding.dismissed and not set(figures).isdisjoint(finding.figures)
        ]


def searched(finding: Finding) -> bool:
    """Whether a search could find repairs of a finding: figures that contradict each other."""
    return finding.outcome == "violated" and bool(finding.figures) and finding.span is None


def key_of(finding: Finding) -> Key:
    """By what a finding is known until the next change."""
    return finding.code, finding.section, finding.figures, finding.span
