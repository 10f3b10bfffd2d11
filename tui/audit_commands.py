"""The record of the open report: shown, a reason asked for once a report is published, a correction offered on the next final export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from reports.faults import ReportFault
from schema.language import _
from tui.editor_part import EditorPart

if TYPE_CHECKING:
    from reports.correction import Correction


class AuditCommands(EditorPart):
    """What the editor does with the record of changes; mixed into the editor screen."""

    def action_log(self) -> None:
        """Who changed what when and why: what is in focus first, then the whole report, the latest first."""
        from tui.dialogs import TextDialog
        from tui.log_text import log_text

        editor = self._editor
        refused = editor.leave_page()
        try:
            text = log_text(editor.session, editor.page.address, editor.app.size.width)
        except ReportFault as fault:
            editor.show_focus(refused + str(fault))
            return
        editor.show_focus(refused)
        editor.app.push_screen(TextDialog(text))

    def asks_why(self, then: Callable[[], object]) -> bool:
        """Whether it has to be asked first why a published report is changed; ``then`` follows the answer.

        That is once per session: an answer holds for its later saves too, and so does none (Esc).
        """
        from reports.publications import is_last_published, is_published  # a save needs them, a start does not

        editor = self._editor
        session = editor.session
        try:
            if session.why is not None or not is_published(session.path):
                return False
            if is_last_published(session.path, session.document.encoded(session.net)):
                return False  # it was exported before it was saved
        except ReportFault:  # the save will tell
            return False
        from tui.prompt import PromptDialog
        from tui.signing import with_name

        def answered(why: str | None) -> None:
            session.why = why or ""
            then()

        def ask(*_told: str) -> None:
            question = _(
                "这份报告已经发布过定稿。这次为什么改？写一句，记入修改日志和报告文件。不写就按 Esc，照样保存，日志里是“未说明”。"
            )
            editor.app.push_screen(PromptDialog(question, "", _("请写一句原因，或者按 Esc 不写。")), answered)

        with_name(editor.app, ask, unnamed=ask)
        return True

    def record_final(self, output: Path, said: str) -> None:
        """A final version was exported: it is kept, and where the last one said something else a correction is offered."""
        from reports.correction import changed_since_published  # most exports are drafts
        from reports.publications import publish

        editor = self._editor
        session = editor.session
        correction = changed_since_published(session.report, session.path)
        try:
            told = publish(session.path, session.document.encoded(session.net), "md", str(output.absolute()))
        except ReportFault as fault:
            told = str(fault)
        session.why = None  # what is changed from now on is another matter
        editor.show_focus(said + (_("，") + told if told else ""))
        if correction:
            self.offer_correction(correction, said)

    def offer_correction(self, correction: Correction, said: str) -> None:
        """Asks whether a notice of what was corrected is to be written beside the export."""
        from reports.correction_markdown import SUFFIX
        from tui.exporting import free_name

        editor = self._editor
        place = editor.session.path.with_suffix(SUFFIX)
        output = free_name(place) if place.exists() else place

        def answered(answer: str | None) -> None:
            if answer == "write":
                editor.show_focus(said + _("，") + written_correction(correction, output, editor.session.path))

        question = _("已导出。和上次发布的定稿有 {n} 处不同，要不要写一份更正说明？").format(
            n=len(correction.addresses)
        )
        choices = [("write", _("写入 {name}").format(name=output.name)), ("", _("不写"))]
        editor.ask(question, choices, answered)


def written_correction(correction: Correction, output: Path, report: Path) -> str:
    """Writes the notice; what to say of that."""
    from datetime import datetime

    from reports.correction_markdown import correction_markdown
    from reports.publishing import write_document

    today = datetime.now().astimezone().date()
    try:
        write_document(output, report, correction_markdown(correction, today))
    except ReportFault as fault:
        return _("没有写更正说明：{fault}").format(fault=fault)
    untold = "" if correction.reasons else _("没有记下原因，请补写。")
    return _("更正说明在 {name}。{untold}").format(name=output.name, untold=untold)
