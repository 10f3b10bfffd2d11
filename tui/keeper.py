"""What a session tells of its changes, and who listens before there is a journal. No Textual."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from reports.source import Source
from schema.report import Edit


class Keeper(Protocol):
    """Keeps what is not saved: `reports.journal.Journal`."""

    def changed(self, net: dict[str, Edit], addresses: Collection[str], *, typing: bool = False) -> None:
        """Addresses have other contents; ``net`` is all that is not saved. Keys of one entry are ``typing``."""

    def refused(self, address: str, text: str) -> None:
        """Something was typed that could not be taken."""

    def closed(self) -> None:
        """What was being typed is finished."""

    def saved(self, source: Source) -> None:
        """Everything is in the file, which holds this now."""

    def discarded(self) -> None:
        """Nobody wants what is not saved."""

    def flush(self, why: str = "") -> None:
        """Everything up to now is kept; UnwritableReport where it is not."""


class Unkept:
    """Keeps nothing: until the first screen stands, and where a session is used without a screen."""

    def changed(self, _net: object, _addresses: object, *, typing: bool = False) -> None:
        """Nobody listens."""

    def ignore(self, *_told: object) -> None:
        """As above."""

    refused = closed = saved = discarded = flush = ignore


UNKEPT = Unkept()
