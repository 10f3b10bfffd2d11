"""Who else is at work on the open report, and what becomes of its file meanwhile: asked at the opening, told afterwards."""

from __future__ import annotations

import asyncio
import atexit
from typing import TYPE_CHECKING, Any, cast

from textual.message import Message

from schema.language import _
from tui.news import READABLE, News
from tui.read_only import how_to_edit
from tui.workarounds import SturdyApp

if TYPE_CHECKING:
    from reports.file_watch import FileSeen, Signature
    from reports.journal_records import Header
    from reports.lookout import Lookout
    from reports.presence import Found, Other


class Noticed(Message):
    """The lookout has something to tell: who is there now, or that the file differs."""

    def __init__(self, found: Found | FileSeen) -> None:
        super().__init__()
        self.found = found


class PresenceCommands(News):
    """What the editor does about others; mixed into the editor screen."""

    lookout: Lookout | None = None
    _others: tuple[Other, ...] = ()
    _unheard: Found | None = None
    """Who came or went while something else was shown over the report."""
    _unmet: Found | None = None
    """Who was there at the opening, as long as something else is shown over the report."""
    _told_of: Signature | str | None = None
    """The state of the file that was told last."""

    # ── opening and leaving ───────────────────────────────────────────────────

    def look_around(self) -> None:
        """The first screen stands: whoever edits this report already is told of, then what was cut off is offered."""
        from reports.lookout import Lookout  # nothing of it is needed for the first screen
        from reports.presence import look

        editor = self._editor
        self._unmet = found = look(editor.session.path)
        loop = asyncio.get_running_loop()

        def tell(news: Found | FileSeen) -> None:
            loop.call_soon_threadsafe(editor.post_message, Noticed(news))

        self.lookout = Lookout(editor.session.path, lambda: editor.session.document.source.data, tell, found)
        editor.session.on_edit = self.lookout.touch
        atexit.register(self.lookout.end)
        if isinstance(editor.app, SturdyApp):
            editor.app.last_acts += (self.lookout.end,)
        if editor.session.dirty:
            self.lookout.touch()  # typed ahead of all this
        self.lookout.start()
        if editor.app.screen is editor:
            self._meet()

    def _meet(self) -> None:
        """Nothing is shown over the report: one question after the other."""
        from tui.presence_words import strange_words, unwritable_words

        found, self._unmet = self._unmet, None
        assert found is not None
        self._others = found.others
        if found.others:
            self._ask(found.others)
            return
        told = unwritable_words(self._editor.session.path) or strange_words(found)
        if told:
            self._editor.show_focus(told)
        self._editor.offer_recovery()

    def on_unmount(self) -> None:
        """The report is left, or the program ends."""
        if self.lookout is None:
            return
        self.lookout.end()
        atexit.unregister(self.lookout.end)
        app = self._editor.app
        if isinstance(app, SturdyApp):
            app.last_acts = tuple(act for act in app.last_acts if act != self.lookout.end)

    def _ask(self, others: tuple[Other, ...]) -> None:
        """Only looking, as long as nothing else has been chosen; unless something has been typed ahead."""
        from tui.other_window import own_window
        from tui.presence_words import all_silent, question

        editor = self._editor
        editor.leave_page()
        self._close(on=not editor.session.dirty)
        choices = [
            ("look", _("只看（自动跟着文件更新）")),
            ("edit", _("一起编辑（保存时合并）")),
            ("leave", _("回去") if self._opened_over_another else _("退出")),
        ]
        if all_silent(others):
            choices.insert(2, ("clear", _("已经没有人在编辑：删去标记，开始编辑")))
        answers = {"edit": self._edit_together, "clear": self._clear, "leave": self._leave}
        own = own_window(editor, others)
        if own:
            choices.append(("end", _("是我自己断了线的窗口：结束它，取回那里的修改")))
            answers["end"] = lambda: self._end(own)

        def answered(answer: str | None) -> None:
            answers.get(answer or "", self._only_look)()

        editor.ask(question(others), choices, answered)

    def _only_look(self) -> None:
        if self._editor.session.read_only:
            told = _("现在只看，跟着文件更新。要修改，{how}。").format(how=how_to_edit())
        else:
            told = _("有修改还没有保存，先保存再改成只看。")
        self._editor.show_focus(told)

    def _edit_together(self) -> None:
        from tui.presence_words import names

        editor = self._editor
        self._close(on=False)
        there = _("{names} 也在编辑，保存时会合并。").format(names=names(self._others)) if self._others else ""
        editor.show_focus(_("可以修改了。{there}").format(there=there))
        editor.offer_recovery(met=True)

    def _end(self, own: Header) -> None:
        from tui.other_window import end_session

        self._close(on=False)
        end_session(self._editor, own)

    def _clear(self) -> None:
        from reports.presence import remove_notes

        remove_notes(self._editor.session.path, self._others)
        self._others = ()
        self._edit_together()

    @property
    def _opened_over_another(self) -> bool:
        """Whether the library, or another report, is what the clerk came from."""
        return self._editor.app.screen_stack[0] is not self._editor

    def _leave(self) -> None:
        editor = self._editor
        below = self._opened_over_another
        if editor.session.dirty:  # these two ask about it
            editor.action_open() if below else editor.action_quit()
        elif below:
            editor.app.pop_screen()
        else:
            editor.app.exit()

    def action_read_only(self) -> None:
        """Only looking, or editing; with work that is not saved there is no looking only."""
        editor = self._editor
        refused = editor.leave_page()
        if editor.session.read_only:
            self._edit_together()
        else:
            self._close(on=not (refused or editor.session.dirty))
            self._only_look()

    def _close(self, *, on: bool) -> None:
        editor = self._editor
        editor.session.read_only = on
        editor.bar.repaint()
        editor.refresh_page()

    # ── what the lookout tells ────────────────────────────────────────────────

    def on_noticed(self, message: Noticed) -> None:
        """Nothing is done under a question or another screen: of the file it is told again, of others when that has closed."""
        from reports.presence import Found

        editor = self._editor
        shown = editor.app.screen is editor and editor.entered
        if isinstance(message.found, Found) and self._unmet:
            self._unmet = message.found
        elif isinstance(message.found, Found):
            self._unheard = message.found
            if shown:
                self._tell_of_others()
        elif shown:
            self._follow(message.found)

    def on_screen_resume(self) -> None:
        """What lay over the report has closed; what came of it is read before there is news."""
        if self._unmet and self._editor.app.screen is self._editor:
            self._meet()
        elif self._unheard:
            self._editor.set_timer(READABLE, self._tell_of_others)

    def _tell_of_others(self) -> None:
        """Who has come or gone, unless something is shown over the report again."""
        if self._unheard is None or self._editor.app.screen is not self._editor or not self._editor.entered:
            return
        found, self._unheard = self._unheard, None
        known = {other.note.process for other in self._others}
        come = [other for other in found.others if other.note.process not in known]
        gone, self._others = bool(self._others) and not found.others, found.others
        if come or gone:
            self.tell_news("others", lambda: self._words_of_others(come))

    def _words_of_others(self, come: list[Other]) -> str:
        from tui.presence_words import names

        looks = self._editor.session.read_only
        if come:
            how = _("要一起编辑，{how}。").format(how=how_to_edit()) if looks else _("保存时会合并。")
            return _("{names} 开始编辑这份报告；{how}").format(names=names(come), how=how)
        how = _("要修改，{how}。").format(how=how_to_edit()) if looks else ""
        return _("现在没有别人在编辑这份报告。{how}").format(how=how)

    def _follow(self, seen: FileSeen) -> None:
        editor = self._editor
        session = editor.session
        busy = session.dirty or editor.page.busy
        if seen.document and seen.document.source.data == session.document.source.data:
            return
        if seen.document and not busy:
            from reports.file_watch import signature

            if seen.signature == signature(session.path):  # else it is about an older state than we have saved since
                self._take_over(seen)
            return
        if busy and not session.dirty:
            return  # something is being typed; the next look is two seconds away
        state = seen.signature or "gone"
        if state != self._told_of:
            self._told_of = state
            source = session.document.source
            self.tell_news("file", lambda: self._words(seen) if session.document.source is source else "")

    def _words(self, seen: FileSeen) -> str:
        from reports.terminal_text import safe

        if seen.signature is None:
            return _("文件不见了：被删除、移走，或者暂时读不到。这里的内容都还在。")
        by = safe(seen.by, keep="") or _("别人")
        if seen.document is None:
            return _("文件刚被 {by} 改过，现在读不出来；这里的内容不变。{why}").format(by=by, why=seen.fault)
        return _("文件刚被 {by} 改过；这里没有保存的修改都在，保存时会合并。").format(by=by)

    def _take_over(self, seen: FileSeen) -> None:
        """The file's new content in place of ours, at the same section and cell."""
        from reports.terminal_text import safe
        from tui.reloading import reload

        editor = self._editor
        assert seen.document is not None
        by = safe(seen.by, keep="") or _("别人")
        if seen.document.report.form is not editor.session.report.form:
            told = _("文件刚被 {by} 换成另一种格式，已重新打开。").format(by=by)
            cast("Any", editor.app).open_report(editor.session.path, told)
            return
        changed = reload(editor.session, seen.document)
        editor.bar.repaint()
        editor.refresh_page()
        editor.show_focus(editor.status.message)
        told = _("文件刚被 {by} 改过，已换成新的内容，{count} 处不同。").format(by=by, count=len(changed))
        self.tell_news("file", lambda: told)
