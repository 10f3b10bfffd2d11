"""What the editor does with the cells of a table: filling blanks, going to them."""

from __future__ import annotations

from schema.language import _
from tui.grid import Grid
from tui.keymap import key_of
from tui.paste_commands import PasteCommands
from tui.read_only import changes_report


class TableCommands(PasteCommands):
    """Actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    @changes_report
    def action_fill_zero(self) -> None:
        """Blanks among the selected cells, or of the whole table in focus, become 0."""
        editor = self._editor
        page = editor.page
        if not isinstance(page, Grid):
            editor.show_focus(editor.leave_page() + _("这一节是文字，没有要填数字的格。"))
            return
        from tui.blanks import fill_zero
        from tui.grid_ranges import marks_left
        from tui.grid_selection import span_name

        refused = editor.leave_page()
        selected = page.selected
        page.finish_selecting()
        figures = selected or [figure for line in page.model.lines for figure in line.figures]
        filled = fill_zero(editor.session, figures, span_name(selected) if selected else editor.section.title)
        left = marks_left(filled.marks)
        if filled.cells:
            done = _("已把 {count} 个空格填为 0{left}。{undo} 可以撤销。")
            said = done.format(count=filled.cells, left=left, undo=key_of("undo"))
        else:
            where = _("选中的格里") if selected else _("这张表")
            said = _("{where}没有空格{left}。").format(where=where, left=left)
        editor.refresh_page()
        if filled.change.findings_changed:
            editor.bar.repaint()
        editor.show_focus(refused + said)

    def action_next_blank(self) -> None:
        """To the next cell that is not filled in, of this table or the next one that has any."""
        from tui.blanks import next_blank
        from tui.pane import section_of

        editor = self._editor
        refused = editor.leave_page()
        page = editor.page
        table = page if isinstance(page, Grid) else None
        after = table.figure.index if table else -1
        found = next_blank(editor.session.report, editor.section.id, after)
        if found is None:
            editor.show_focus(refused + _("各表都没有空格了。"))
            return
        place, section = section_of(editor.session, found.section)
        said = ""
        if place != editor.place:
            over = _("这张表后面没有空格了；") if table else ""
            said = over + _("已到“{title}”的空格。").format(title=section.title)
        elif found.index == after:
            said = _("只剩这一个空格了。")
        elif found.index < after:
            said = _("后面没有空格了，回到这张表的第一个空格。")
        editor.show_place(place, found.address, refused + said)
