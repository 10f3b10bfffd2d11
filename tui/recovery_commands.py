"""Work of sessions that were cut off, offered at the next opening, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.language import _
from tui.editor_part import EditorPart
from tui.keymap import key_of

if TYPE_CHECKING:
    from reports.journal_reading import LostWork
    from tui.recovery_screen import Choice


class RecoveryCommands(EditorPart):
    """Offers what was not saved; mixed into the editor screen."""

    def offer_recovery(self, *, met: bool = False) -> None:
        """What is in no file yet can be taken back; a session that still has some is told of, and can be ended.

        ``met``: those that are at work have been told of already.
        """
        from reports.journal_places import journals_of  # not for the first screen

        session = self._editor.session
        if not any(journals_of(session.path)):
            return
        from reports.journal_reading import find_lost  # most openings find nothing

        found = find_lost(session.path, session.report)
        if found.lost:
            self._offer(found.lost[0])
        elif found.working and not met:
            from tui.other_window import ask_about

            ask_about(self._editor, found.working[0])

    def forget_restored(self) -> None:
        """What was taken back while no journal could be written is in the file now."""
        from reports.journal_places import set_aside

        while self._editor.restored:
            set_aside(self._editor.restored.pop().file)

    def _offer(self, work: LostWork) -> None:
        from tui.recovery_screen import RecoveryScreen

        editor = self._editor

        def answered(choice: Choice | None) -> None:
            if choice is None or choice.what == "later":
                return
            if choice.what == "take":
                self._take(work, choice.places)
            else:
                from reports.journal_places import set_aside

                set_aside(work.file)
                self.offer_recovery()

        editor.app.push_screen(RecoveryScreen(work, editor.session.report.form), answered)

    def _take(self, work: LostWork, places: tuple[int, ...]) -> None:
        """Takes changes back as one undo step; the journal they come from goes once they stand in ours."""
        from reports.faults import ReportFault
        from reports.journal_places import set_aside

        editor = self._editor
        contents = [(work.changes[place].address, work.changes[place].new) for place in places]
        change = editor.session.enter_many(contents, _("恢复上次未保存的修改"))
        try:
            editor.session.journal.flush()
            set_aside(work.file)
        except ReportFault:
            editor.restored.append(work)
        editor.show_result(
            change,
            _("已取回 {count} 处修改，请核对后保存；{undo} 可以撤销。").format(
                count=len(contents), undo=key_of("undo")
            ),
        )
