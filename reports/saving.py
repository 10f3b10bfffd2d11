"""The one way a report is saved, by whom it may be: file, what others have saved meanwhile, then the note of who did it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from reports.document import Document
from reports.faults import ChangedOnDisk, Unconfirmed
from schema.merge import Settled, Side
from schema.report import Edit

if TYPE_CHECKING:
    from reports.trace import Reason

Decided = Mapping[tuple[str, ...], Side]
"""Whose content stands, by `Conflict.key`."""

NOTHING: Decided = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Saving:
    """By which way a save comes, who makes it (empty: asked behind the save), and why."""

    via: Literal["app", "set", "restore", "merge", "import"]
    by: str = ""
    reason: Reason | None = None

    @property
    def insists(self) -> bool:
        """Whether what it writes was named by a command, so that it stands against a change made meanwhile."""
        return self.via in ("set", "restore", "import")


@dataclass(frozen=True, slots=True)
class SaveResult:
    """A save that was made: the document, the edits that were written, what went amiss though it is saved.

    ``taken`` are the addresses that others have changed meanwhile, ``conflicts`` those where one content gave way.
    """

    document: Document
    edits: Mapping[str, Edit]
    saving: Saving
    told: str = ""
    taken: tuple[str, ...] = ()
    conflicts: tuple[Settled, ...] = ()
    merged: bool = False
    """Whether the file was changed meanwhile, and the document's report is another one now."""

    @property
    def count(self) -> int:
        """How many addresses were changed."""
        return len(self.edits)


def save_edits(
    document: Document, edits: Mapping[str, Edit], saving: Saving, decided: Decided = NOTHING, *, recreate: bool = False
) -> SaveResult:
    """Writes net edits to a report's file, and who did that where it is known already.

    Where the file was changed meanwhile, both come together by cell and paragraph; the document is then the merged one.
    Conflicted where both changed the same thing and ``decided`` does not tell whose stands; Vanished where the file is
    gone and ``recreate`` is off; UnwritableReport otherwise. All of them leave the file as it was.
    """
    if recreate and not os.path.lexists(document.path):
        document.recreate(edits, saving.reason)
        result = SaveResult(document, dict(edits), saving)
    else:
        try:
            told = document.save(edits, saving.reason)
            result = SaveResult(document, dict(edits), saving, told)
        except Unconfirmed:
            if saving.by:  # a command comes once: nobody saves again
                signed_by(SaveResult(document, dict(edits), saving), saving.by)
            raise
        except ChangedOnDisk:
            from reports.meeting import save_onto_theirs  # few saves meet another

            result = save_onto_theirs(document, edits, saving, decided)
    if not saving.by:
        return result
    told = result.told + signed_by(result, saving.by)
    return SaveResult(document, result.edits, saving, told, result.taken, result.conflicts, result.merged)


def signed_by(result: SaveResult, by: str) -> str:
    """Writes down who made a save, and all that it changed; why that could not be done, as one sentence, else empty."""
    from reports.audit import Made, record  # an opening needs it not

    document, saving = result.document, result.saving
    if not result.edits and document.replaced in (b"", document.source.data):
        return ""
    made = Made(by, saving.via, saving.reason.reason if saving.reason else "")
    return record(document.path, made, result.edits.values(), document.replaced, document.source.data)
