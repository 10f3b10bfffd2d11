"""What the editor does with the cells of a table: filling blanks, going to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from schema.language import _
from schema.values import Mark
from tui.grid import Grid

if TYPE_CHECKING:
    from tui.editor import Editor


class TableCommands:
    """Actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    @property
    def _editor(self) -> Editor:
        return cast("Editor", self)

    def action_fill_zero(self) -> None:
        """Blanks of the table in focus become 0."""
        editor = self._editor
        if editor.section.table is None:
            editor.show_focus(editor.leave_page() + "这一节是文字，没有要填数字的格。")
            return
        refused = editor.leave_page()
        change, count = editor.session.fill_zero(editor.section.id)
        spoken_of = {address for finding in editor.session.findings for address in finding.figures}
        marks = sum(isinstance(editor.session.report.get(address), Mark) for address in spoken_of)
        left = f"；{marks} 格是“/”一类的记号，请自行核实" if marks else ""
        said = f"已把 {count} 个空格填为 0{left}。Ctrl+Z 可以撤销。" if count else f"这张表没有空格{left}。"
        editor.refresh_page()
        if change.findings_changed:
            editor.bar.repaint()
        editor.show_focus(refused + said)

    def action_last_year_figures(self) -> None:
        """Figures and texts beside last year's."""
        from reports.comparison import compared
        from reports.last_year import Readings, last_year
        from tui.comparison_screen import ComparisonScreen

        editor = self._editor
        refused = editor.leave_page()
        before = last_year(editor.session.report, editor.session.path, Readings())
        if before.report is None:
            name = f"{editor.session.report.year - 1}.toml"
            missing = _("同一文件夹里没有 {name}，没有上年可比。").format(name=name)
            editor.show_focus(refused + (before.unreadable or missing))
            return
        editor.app.push_screen(ComparisonScreen(compared(before.report, editor.session.report)))

    def action_next_blank(self) -> None:
        """To the next cell that is not filled in."""
        page = self._editor.page
        if not isinstance(page, Grid):
            self._editor.show_focus("这一节是文字，没有要填数字的格。")
            return
        refused = self._editor.leave_page()
        address = page.next_blank()
        if address:
            page.turn_to(address)
        self._editor.show_focus(refused or ("" if address else "这张表没有空格。"))
