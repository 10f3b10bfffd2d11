"""An app whose unsaved work outlives its process, however that ends."""

from __future__ import annotations

import contextlib

from reports.faults import ReportFault
from schema.language import _
from tui.editor import Editor
from tui.protection import Protection
from tui.session import Session
from tui.terminal_app import TerminalApp
from tui.terminal_fit import TerminalFit


class ProtectedApp(TerminalApp[None]):
    """Has the journals brought up to date whenever the process may end, and says so when nothing can be kept."""

    def __init__(self, fit: TerminalFit) -> None:
        super().__init__(fit)
        self.protection = Protection(self._tell_protection)

    @property
    def editors(self) -> list[Editor]:
        """The screens of open reports."""
        return [screen for screen in self.screen_stack if isinstance(screen, Editor)]

    @property
    def sessions(self) -> list[Session]:
        """Every open report."""
        return [editor.session for editor in self.editors]

    @property
    def unsaved(self) -> bool:
        """Whether any open report has changes that are not in its file."""
        return any(session.dirty for session in self.sessions)

    def on_hangup(self, _signum: int) -> None:
        """The line has dropped, or the process is told to go: what is not saved is in its journal, up to the last key."""
        self._sign_saves()
        self.protection.flush(self.sessions, "cut off")

    def _sign_saves(self) -> None:
        for editor in self.editors:
            editor.sign()

    def keep_unsaved(self) -> None:
        """Brings every journal up to date; that one cannot be has been told when it began."""
        with contextlib.suppress(ReportFault):
            self.protection.flush(self.sessions)

    def before_output(self) -> None:
        """What the screen is about to show as finished is on the disk first."""
        self.protection.settle()

    def keep(self, session: Session) -> None:
        """From now on whatever is not saved outlives the process."""
        self.protection.begin(session)

    def _tell_protection(self, session: Session, told: str, failing: bool) -> None:
        with contextlib.suppress(RuntimeError):  # the app has ended meanwhile
            self._event_loop.call_soon_threadsafe(self._show_protection, session, told, failing)

    def _show_protection(self, session: Session, told: str, failing: bool) -> None:
        session.unprotected = failing
        for editor in self.editors:
            if editor.session is session:
                editor.call_later(editor.tell_news, "protection", lambda: told)

    def on_crash(self, error: Exception) -> str | None:
        """A fault of ours: what is not saved is in its journal, and the clerk is told."""
        self._sign_saves()
        found = (
            _("没有保存的修改已经记下，下次打开这份报告时可以取回。")
            if self.protection.flush(self.sessions, "crash")
            else _("没有未保存的修改。")
        )
        return _("程序出错，已退出：{name}: {error}。{found}").format(
            name=type(error).__name__, error=error, found=found
        )
