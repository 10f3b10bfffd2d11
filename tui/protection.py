"""The journals of all open reports: begun when the first screen stands, brought up to date when the process may end."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from reports.faults import ReportFault
from schema.language import _
from tui.keeper import UNKEPT
from tui.session import Session

if TYPE_CHECKING:
    from reports.journal import Journal


class Protection:
    """Keeps the work of each session; ``tell`` is called in another thread with a session and what has become of its protection."""

    def __init__(self, tell: Callable[[Session, str, bool], None]) -> None:
        self._tell = tell
        self._journals: list[tuple[Session, Journal]] = []

    def begin(self, session: Session) -> None:
        """From now on; what was typed before is written down at once."""
        if session.journal is not UNKEPT:
            return
        from reports.journal import Journal  # the first screen needs none

        def tell(told: str, failing: bool) -> None:
            self._tell(session, told, failing)

        session.journal = journal = Journal(session.document.source, tell)
        self._journals.append((session, journal))
        if session.net:
            journal.changed(session.net, session.net.keys())

    def settle(self) -> None:
        """Before the screen shows anything: what was finished is on the disk, unless the disk is slow."""
        for _session, journal in self._journals:
            journal.settle()

    def flush(self, sessions: Iterable[Session], why: str = "") -> int:
        """Everything up to the last key is on the disk; how many sessions have something unsaved. One that fails stops no other."""
        unsaved, faults = 0, []
        for session in sessions:
            self.begin(session)
            try:
                session.journal.flush(why)
            except ReportFault as fault:
                faults.append(str(fault))
            unsaved += session.dirty
        if faults:
            raise ReportFault(_("；").join(faults))
        return unsaved

    def end(self, session: Session | None = None) -> None:
        """A session, or every one, is left; where nothing is unsaved no journal stays."""
        for one, journal in list(self._journals):
            if session in (None, one):
                journal.close()
                one.journal = UNKEPT
                self._journals.remove((one, journal))
