"""A check that is code, not data: its place in the catalogue, and how it makes a finding."""

from __future__ import annotations

from typing import Any, NamedTuple

from schema.findings import Finding, Level


class Check(NamedTuple):
    """One entry of the catalogue. ``number`` is its number there, ``basis`` the clause or practice it rests on.

    ``example`` is a made-up sentence or cell that it finds, for the list of checks.
    """

    number: int
    code: str
    level: Level
    title: str
    basis: str
    example: str

    def finding(self, section: str, message: str, **more: Any) -> Finding:
        """A violation of this check at its level; ``more`` sets further fields of the finding."""
        return Finding(self.level, "violated", self.code, section, message)._replace(**more)
