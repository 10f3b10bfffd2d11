"""What is pasted into prose: paragraphs kept, what acts or cannot be seen taken out, one undo step."""

from __future__ import annotations

from typing import cast

from textual import events

from schema.clip_text import read_paragraphs
from schema.language import _
from tui.roles import Owner
from tui.text_fields import LeanTextArea


class PastedInto(LeanTextArea):
    """A text area of prose that takes pastes."""

    def end_step(self) -> None:
        """What comes next is an undo step of its own."""

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        self.take_paste(event.text)

    def action_paste(self) -> None:
        """What was cut or copied in the program."""
        self.take_paste(self.app.clipboard)

    def take_paste(self, pasted: str) -> None:
        """The text at the cursor; it is told when something was taken out of it."""
        if self.read_only:
            cast("Owner", self.screen).show_focus(_("没有粘贴：{why}").format(why=self.why_read_only()))
            return
        text, removed = read_paragraphs(pasted)
        self.end_step()
        self.move_cursor(self.replace(text, *self.selection, maintain_selection_offset=False).end_location)
        self.end_step()
        if removed:
            said = _("已粘贴，去掉了 {n} 个看不见的字符。").format(n=removed)
            cast("Owner", self.screen).show_focus(said)
