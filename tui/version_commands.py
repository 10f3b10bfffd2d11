"""Previous versions in the editor: the list, what one differs in, and what is taken back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.faults import ReportFault
from schema.language import _
from tui.editor_part import EditorPart
from tui.keymap import key_of
from tui.read_only import why_unchanged

if TYPE_CHECKING:
    from reports.versions import Version
    from schema.report import Edit
    from tui.live_dialog import Taken
    from tui.version_lines import VersionLines


class VersionCommands(EditorPart):
    """Looks at previous versions, and takes contents back; mixed into the editor screen."""

    def action_versions(self) -> None:
        """Every content that a save has replaced; Enter shows what differs."""
        from reports.versions import versions_of
        from tui.live_dialog import Answer, LiveDialog  # few sessions look back
        from tui.version_lines import VersionLines

        editor = self._editor
        refused = editor.leave_page()
        session = editor.session
        try:
            found = versions_of(session.path)
        except ReportFault as fault:
            editor.show_focus(refused + str(fault))
            return
        if not found:
            editor.show_focus(refused + _("还没有以前的版本：每次保存，保存前的内容会留作一版。"))
            return
        lines = VersionLines(session.path, session.report, found)

        def answer(text: str) -> Answer:
            lines.narrow(text)
            return Answer(lines, 0, _("没有这样的版本。"))

        def taken(choice: Taken | None) -> None:
            if choice is not None:
                self._show_version(lines, lines.versions[choice.place])

        editor.show_focus(refused)
        title = _("以前的版本：什么时候、谁保存的；打字只列出有这些字的")
        foot = _("↑↓ 选择  Enter 看哪里不同  Esc 返回")
        said = _("共 {n} 版，最新的在前").format(n=len(found))
        editor.app.push_screen(LiveDialog(title, "", answer, lambda *_given: said, foot), taken)

    def _show_version(self, lines: VersionLines, version: Version) -> None:
        """What a version held and what stands there now, line by line; Enter asks what is to be taken back."""
        from tui.live_dialog import Answer, LiveDialog
        from tui.result_list import Result
        from tui.version_lines import change_words, when

        editor = self._editor
        form = editor.session.report.form
        try:
            changes = lines.changes(version)
        except ReportFault as fault:
            editor.show_focus(str(fault))
            return
        if not changes:
            editor.show_focus(_("{when} 的那一版与现在相同。").format(when=when(version)))
            return
        told = [(edit, change_words(form, edit)) for edit in changes]
        shown = list(told)

        def answer(text: str) -> Answer:
            shown[:] = [one for one in told if text.strip().casefold() in one[1].casefold()]
            return Answer([Result("", words) for _edit, words in shown], 0, _("没有这样的不同。"))

        def taken(choice: Taken | None) -> None:
            if choice is not None and editor.session.read_only:
                editor.show_focus(why_unchanged())
            elif choice is not None:
                self._ask_back(changes, shown[choice.place][0], when(version))

        title = _("{when} {by}：那时 → 现在").format(when=when(version), by=version.by)
        foot = _("↑↓ 选择  Enter 恢复…  Esc 返回")
        said = _("共 {n} 处不同").format(n=len(changes))
        editor.app.push_screen(LiveDialog(title, "", answer, lambda *_given: said, foot), taken)

    def _ask_back(self, changes: tuple[Edit, ...], chosen: Edit, at: str) -> None:
        """One place or all of them; it is one undo step, and in the file only once it is saved."""
        from tui.version_lines import change_words

        editor = self._editor
        back = change_words(editor.session.report.form, chosen.reversed())

        def answered(answer: str | None) -> None:
            if not answer:
                return
            edits = [edit.reversed() for edit in (changes if answer == "all" else (chosen,))]
            change = editor.session.put(edits, _("恢复 {when} 的版本").format(when=at))
            said = _("已恢复 {n} 处，请核对后保存；{undo} 可以撤销。")
            editor.show_result(change, said.format(n=len(edits), undo=key_of("undo")))

        choices = [
            ("one", _("只恢复这一处：\n{words}").format(words=back)),
            ("all", _("全部 {n} 处都恢复成那时的内容").format(n=len(changes))),
            ("", _("不恢复")),
        ]
        editor.ask(_("恢复成 {when} 的内容？").format(when=at), choices, answered)
