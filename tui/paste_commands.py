"""What the editor does with pasted blocks: previews them, and carries out what the clerk agrees to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.language import _
from tui.editor_part import EditorPart
from tui.grid import Grid
from tui.read_only import changes_report
from tui.roles import Holder, TakesPaste

if TYPE_CHECKING:
    from tui.paste_preview import Answer


class PasteCommands(EditorPart):
    """Actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    @changes_report
    def action_paste(self) -> None:
        """The program's own register into the table or the text; the paste area where there is nothing in it."""
        editor = self._editor
        text = editor.app.clipboard
        page = editor.page
        if isinstance(page, Grid):
            page.take_paste(text) if text else self.action_paste_area()
        elif not text:
            editor.show_focus(_("还没有复制过；别处复制的文字，请用终端软件自己的粘贴。"))
        elif isinstance(editor.focused, TakesPaste):
            editor.focused.action_paste()

    @changes_report
    def action_paste_area(self) -> None:
        """A blank area to paste into; what it takes is previewed."""
        from tui.paste_area import PasteArea

        editor = self._editor
        if editor.section.table is None:
            editor.show_focus(_("这一节是文字，可以直接粘贴；粘贴表格请先到有表的一节。"))
            return
        editor.app.push_screen(PasteArea(), lambda text: self.offer_paste(text) if text else None)

    def offer_paste(self, text: str, *, burst: bool = False) -> None:
        """Shows what pasting a block would do at the cursor, or the first cell selected; nothing changes before the clerk agrees."""
        from tui.paste_preview import PastePreview

        editor = self._editor
        refused = editor.leave_page()
        page = editor.page
        start = page.selected[0].address if isinstance(page, Grid) and page.selected else page.address
        preview = PastePreview(editor.session, text, start, burst=burst)
        editor.app.push_screen(preview, lambda answer: self._paste_answered(answer, refused))

    def _paste_answered(self, answer: Answer | None, refused: str) -> None:
        """What the clerk decided over the preview. The cursor stays where it is."""
        from tui.paste_words import done_words

        editor = self._editor
        if answer is None or (answer.plan is None and not answer.typed):
            editor.show_focus(refused + _("没有粘贴，什么也没有改。"))
        elif answer.plan is None:
            if isinstance(editor.app, Holder):
                editor.call_after_refresh(editor.app.replay, answer.typed)
        else:
            plan = answer.plan
            change = editor.session.enter_many(plan.contents, _("粘贴 {n} 格").format(n=len(plan.writes)))
            elsewhere = plan.placement.section != editor.section.id
            title = editor.session.report.form.section(plan.placement.section).title if elsewhere else ""
            editor.refresh_page()
            if change.findings_changed:
                editor.bar.repaint()
            said = refused + done_words(plan, title) + editor.contradicted(change.addresses)
            editor.show_focus(said, change.addresses)
