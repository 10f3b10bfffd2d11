"""Asks for a file: what is in the folder that is being typed stands below the line, and Tab or Enter completes it."""

from __future__ import annotations

from schema.language import _
from tui.live_dialog import Answer, LiveDialog, Taken
from tui.path_names import Named, PathNames
from tui.result_list import Result


class PathPrompt(LiveDialog):
    """Answers with the path as text, once a file was chosen; None for Esc."""

    replaces = False

    def __init__(self, question: str, prefilled: str) -> None:
        self._names = PathNames()
        self._found: list[Named] = []
        foot = _("↑↓ 选择  Tab 补全  Enter 打开文件夹、读入文件  Esc 返回")
        super().__init__(question, prefilled, self._look_up, lambda count, _at: self._said(count), foot)

    def action_move(self, by: int) -> None:
        """Another name; Tab takes it over into the line."""
        super().action_move(by)
        if not by and self._found:
            self._complete(self._found[self.list.current])

    def action_take(self) -> None:
        """A file is the answer, also one that is not listed; a folder is looked into."""
        self.look()
        one = self._found[self.list.current] if self._found else self._names.typed(self.field.value)
        if one is None:
            return
        if one.is_folder:
            self._complete(one)
        else:
            self.dismiss(Taken(one.text, self.list.current))

    def _complete(self, one: Named) -> None:
        self.field.value = self._names.shown(one)
        self.field.cursor_position = len(self.field.value)
        self.look()

    def _look_up(self, text: str) -> Answer:
        self._found = list(self._names.fitting(text))
        results = [Result("", one.name + "/" * one.is_folder) for one in self._found]
        is_in_folder = text.rstrip().endswith("/")
        nothing = _("这里没有可选的文件，或者不能看。") if is_in_folder else _("没有这样的文件，或者这个文件夹不能看。")
        return Answer(results, 0, nothing)

    def _said(self, count: int) -> str:
        return _("这里有 {n} 个").format(n=count) if count else ""
