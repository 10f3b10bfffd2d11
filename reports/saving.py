"""The one way a report is saved, by whom it may be: file, then the note of who did it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from reports.document import Document
from schema.report import Edit

if TYPE_CHECKING:
    from reports.trace import Reason


@dataclass(frozen=True, slots=True)
class Saving:
    """By which way a save comes, who makes it (empty: asked behind the save), and why."""

    via: Literal["app", "set", "restore", "merge"]
    by: str = ""
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class SaveResult:
    """A save that was made: the document, the edits that were written, what went amiss though it is saved."""

    document: Document
    edits: Mapping[str, Edit]
    saving: Saving
    told: str = ""

    @property
    def count(self) -> int:
        """How many addresses were changed."""
        return len(self.edits)


def save_edits(document: Document, edits: Mapping[str, Edit], saving: Saving) -> SaveResult:
    """Writes net edits to a report's file, and who did that where it is known already.

    UnwritableReport leaves the file as it was, ChangedOnDisk too.
    """
    told = document.save(edits, saving.reason)
    result = SaveResult(document, dict(edits), saving, told)
    if not saving.by:
        return result
    return SaveResult(document, result.edits, saving, told + signed_by(result, saving.by))


def signed_by(result: SaveResult, by: str) -> str:
    """Writes down who made a save; why that could not be done, as one sentence, else empty."""
    from reports.save_log import record_save

    return record_save(result.document.path, by, result.count) if result.count else ""
