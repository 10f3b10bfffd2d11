"""The file has another content than it was opened with, and nothing here is unsaved: the session goes on with that. No Textual."""

from __future__ import annotations

from reports.document import Document
from schema.report import Report
from tui.session import Session


def reload(session: Session, document: Document) -> frozenset[str]:
    """Takes a newly read document in place of the session's; the addresses that differ.

    What can be undone stays, unless somebody else has changed any of it.
    """
    session.close_step()
    before, version = session.report, session.watch.version
    session.document = document
    session.__post_init__()
    session.complete_checks()
    session.watch.version += version + 1
    session.net = {}
    session.journal.saved(document.source)
    changed = differing(before, session.report)
    if any(edit.address in changed for step in (*session.done, *session.undone) for edit in step.edits):
        for steps in (session.done, session.undone, session.saved):
            steps.clear()
    return changed


def differing(before: Report, now: Report) -> frozenset[str]:
    """What two reports on one form have differently: figures, texts, basic data, explanations, notes."""
    from reports.version_changes import differences  # few files change while they are open

    return frozenset(differences(before, now))
