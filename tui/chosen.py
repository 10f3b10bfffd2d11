"""Which problem is the chosen one: it stays the same problem while others come and go. No Textual."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import TypeAlias

from schema.findings import Finding, Level

Identity: TypeAlias = tuple[str, str, tuple[str, ...], int]
"""Code, section, figures (none for cells to be filled in, which get fewer), and which one of several such."""


class Chosen:
    """The place of one finding in a list that changes; the worst one until the clerk has chosen another."""

    def __init__(self) -> None:
        self.place = 0
        self.visited = False
        """Whether the clerk has chosen one."""
        self.seen = False
        """Whether the cursor was put on the chosen one."""
        self._identity: Identity | None = None
        self._known: frozenset[Identity] = frozenset()

    def choose(self, place: int, findings: Sequence[Finding]) -> None:
        """Takes the finding at a place."""
        self.place, self.visited, self.seen = place, True, False
        self._identity = identities(findings)[place]

    def step(self, by: int, findings: Sequence[Finding]) -> Finding:
        """The next or the previous finding to go to, round and round; one that is chosen but not seen yet comes first."""
        unseen = by > 0 and not self.seen
        self.choose(self.place if unseen else (self.place + by) % len(findings), findings)
        self.seen = True
        return findings[self.place]

    def settle(self, findings: Sequence[Finding], touched: Collection[str] = ()) -> None:
        """Finds the chosen problem again. An error that the figures just ``touched`` have brought up takes its place."""
        names = identities(findings)
        before, self._known = self._known, frozenset(names)
        if not self.visited or not findings:
            self.place = 0
            return
        fresh = [place for place, name in enumerate(names) if name not in before and is_about(findings[place], touched)]
        if fresh:
            self.choose(fresh[0], findings)
        elif self._identity in names:
            self.place = names.index(self._identity)
        else:
            self.choose(min(self.place, len(findings) - 1), findings)

    def of(self, findings: Sequence[Finding]) -> Finding | None:
        """The chosen finding; None where there is none."""
        return findings[self.place] if self.place < len(findings) else None


def is_about(finding: Finding, touched: Collection[str]) -> bool:
    """Whether a finding is an error of one of these figures."""
    return finding.level is Level.ERROR and not set(touched).isdisjoint(finding.figures)


def identities(findings: Sequence[Finding]) -> list[Identity]:
    """What tells each finding from the others, whatever its words and numbers are by now."""
    seen: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    names: list[Identity] = []
    for finding in findings:
        name = (finding.code, finding.section, finding.figures if finding.outcome == "violated" else ())
        names.append((*name, seen[name]))
        seen[name] += 1
    return names
