"""What the editor does with the cells of a table: filling blanks, going to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from schema.language import _
from schema.values import Mark
from tui.grid import Grid
from tui.keymap import key_of

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
            editor.show_focus(editor.leave_page() + _("这一节是文字，没有要填数字的格。"))
            return
        refused = editor.leave_page()
        change, count = editor.session.fill_zero(editor.section.id)
        spoken_of = {address for finding in editor.session.findings for address in finding.figures}
        marks = sum(isinstance(editor.session.report.get(address), Mark) for address in spoken_of)
        left = _("；{marks} 格是“/”一类的记号，请自行核实").format(marks=marks) if marks else ""
        said = (
            _("已把 {count} 个空格填为 0{left}。{undo} 可以撤销。").format(count=count, left=left, undo=key_of("undo"))
            if count
            else _("这张表没有空格{left}。").format(left=left)
        )
        editor.refresh_page()
        if change.findings_changed:
            editor.bar.repaint()
        editor.show_focus(refused + said)

    def action_next_blank(self) -> None:
        """To the next cell that is not filled in."""
        page = self._editor.page
        if not isinstance(page, Grid):
            self._editor.show_focus(_("这一节是文字，没有要填数字的格。"))
            return
        refused = self._editor.leave_page()
        address = page.next_blank()
        if address:
            page.turn_to(address)
        self._editor.show_focus(refused or ("" if address else _("这张表没有空格。")))
