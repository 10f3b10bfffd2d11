"""Work of a session that was cut off, offered at the next opening."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from schema.language import _
from tui.keymap import key_of

if TYPE_CHECKING:
    from reports.recovery import Recovered
    from tui.editor import Editor


class RecoveryCommands:
    """Offers what was not saved; mixed into the editor screen."""

    @property
    def _editor(self) -> Editor:
        return cast("Editor", self)

    def offer_recovery(self) -> None:
        """Work that earlier sessions lost their line with can be taken back in, the latest first."""
        from reports.recovery import find_recoveries  # not for the first screen

        session = self._editor.session
        self._offer(find_recoveries(session.path, session.report))

    def _offer(self, found: list[Recovered]) -> None:
        if not found:
            return
        latest, *earlier = found
        editor = self._editor

        def answered(answer: str | None) -> None:
            if answer == "restore":
                change = editor.session.enter_many(latest.contents, _("恢复上次未保存的修改"))
                editor.restored.append(latest)
                editor.show_result(
                    change,
                    _("已恢复 {count} 处修改，请核对后保存；{undo} 可以撤销。").format(
                        count=len(latest.contents), undo=key_of("undo")
                    ),
                )
            elif answer == "discard":
                from reports.recovery import set_aside

                set_aside(latest.file, "discarded")
                self._offer(earlier)

        overtaken = (
            _("其中 {overtaken} 处文件里后来又改过，恢复会盖掉它。").format(overtaken=latest.overtaken)
            if latest.overtaken
            else ""
        )
        when = latest.at[:16].replace("T", " ")
        question = _("{when} 有 {count} 处修改没有保存。{overtaken}怎么处理？").format(
            when=when, count=len(latest.contents), overtaken=overtaken
        )
        choices = [
            ("restore", _("恢复这些修改")),
            ("", _("以后再说，先看文件里的内容")),
            ("discard", _("不要这些修改")),
        ]
        editor.ask(question, choices, answered)
