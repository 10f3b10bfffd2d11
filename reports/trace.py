"""Who changed what and why: the ``[[review]]`` entries at the end of a report file."""

from __future__ import annotations

from dataclasses import dataclass

import tomlkit


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a change was made. ``at`` is an ISO time, ``changes`` one line per address."""

    at: str
    by: str
    reason: str
    changes: tuple[str, ...]

    def entry(self) -> str:
        """The entry as TOML text, a blank line before it."""
        lines = [
            f"{key} = {tomlkit.item(value).as_string()}"
            for key, value in (("at", self.at), ("by", self.by), ("reason", self.reason))
        ]
        return "\n".join(["", "[[review]]", *lines, f"changes = {tomlkit.item(list(self.changes)).as_string()}", ""])
