"""What the editor does with prose: bold, and last year's text beside this year's; in a table all of both years."""

from __future__ import annotations

from schema.language import _
from tui.editor_part import EditorPart
from tui.read_only import changes_report


class TextCommands(EditorPart):
    """Actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    @changes_report
    def action_bold(self) -> None:
        """Bold on or off, as Ctrl+B in the text does."""
        from tui.prose_editing import ProseEditing  # a table never needs it

        stop = self._editor.page.stop
        if isinstance(stop, ProseEditing):
            stop.action_bold()
        else:
            self._editor.show_focus(_("加粗只用在文字里，先到要加粗的文字。"))

    def action_last_year(self) -> None:
        """The part in focus beside last year's, in a table all that differs; Enter there leads to the place in this year's text."""
        editor = self._editor
        section = editor.section
        if section.table:
            self.compare_reports()
            return
        refused = editor.leave_page()
        address = editor.page.address
        part = next((one for one in section.parts if one.address == address), section.parts[0])
        report, context = editor.session.report, editor.session.watch.context
        previous = context.previous if context else None
        before = previous.prose.get(part.address, "") if previous else ""
        if previous is None or not before:
            editor.show_focus(
                refused + (self._no_last_year() if previous is None else _("上年的报告里这一部分没有文字。"))
            )
            return
        from tui.side_by_side import SideBySide, Titled  # few sessions need it

        def answered(at: int | None) -> None:
            if at is not None:
                editor.show_place(editor.place, part.address, at=at)

        title = _("{year} 年：{part}")
        earlier = Titled(title.format(year=previous.year, part=part.label), before)
        later = Titled(title.format(year=report.year, part=part.label), report.prose.get(part.address, ""))
        editor.app.push_screen(SideBySide(earlier, later, report.year - previous.year), answered)

    def compare_reports(self) -> None:
        """Figures and texts of the whole report beside last year's, those that differ."""
        from reports.comparison import compared
        from tui.comparison_screen import ComparisonScreen

        editor = self._editor
        refused = editor.leave_page()
        context = editor.session.watch.context
        if context is None or context.previous is None:
            editor.show_focus(refused + self._no_last_year())
            return
        editor.app.push_screen(ComparisonScreen(compared(context.previous, editor.session.report)))

    def _no_last_year(self) -> str:
        """Why there is no report of last year to look at."""
        session = self._editor.session
        context = session.watch.context
        if context is None:
            return _("还在核对，请稍后再按一次。")
        if context.unreadable:
            return _("上年的报告不能用来对照：{why}").format(why=context.unreadable)
        return _("没有上年的报告：把它放进同一文件夹，取名 {name}，就能对照。").format(
            name=f"{session.report.year - 1}.toml"
        )
