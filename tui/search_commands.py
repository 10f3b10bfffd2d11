"""How the editor is led to a place: going to it by name, finding words and numbers, and through its own history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from reports.terminal_text import safe
from schema.language import _
from tui.editor_part import EditorPart
from tui.keymap import key_of
from tui.read_only import changes_report, why_unchanged
from tui.styles import fit

if TYPE_CHECKING:
    from schema.name_search import NameIndex
    from schema.names import Target
    from schema.places import Hit
    from tui.live_dialog import Answer, Taken
    from tui.replace_dialog import Replaced
    from tui.seeking import Seeking


class SearchCommands(EditorPart):
    """Actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    _names: NameIndex | None = None
    _seeking: Seeking | None = None

    def action_goto(self) -> None:
        """To a place by its number, name, initials or address."""
        from tui.live_dialog import Answer, LiveDialog  # few sessions look for a place in their first second
        from tui.result_list import Result

        editor = self._editor
        refused = editor.leave_page()
        index = self._index()
        found: list[Target] = []
        row = next((target.label for target in index.targets if target.kind == "row"), "")
        example = _("例如 三（三）5、{name}").format(name=row)

        def answer(text: str) -> Answer:
            found[:] = index.search(text)
            lines = [Result("", f"{target.label}  {target.section.short}") for target in found]
            return Answer(lines, 0, _("没有这个名称。") if text.strip() else example)

        def say(count: int, place: int) -> str:
            return _("第 {k} 个，共 {n} 个").format(k=place + 1, n=count) if count else ""

        def taken(choice: Taken | None) -> None:
            if choice is not None:
                self._go_to(found[choice.place])

        editor.show_focus(refused)
        title = _("定位：编号、名称、拼音首字母、地址；几个词用空格隔开")
        editor.app.push_screen(LiveDialog(title, "", answer, say), taken)

    def action_find(self) -> None:
        """Finds in labels, figures, texts and basic data of all sections."""
        from schema.places import find, places
        from tui.live_dialog import Answer, LiveDialog
        from tui.result_list import Result

        editor = self._editor
        refused = editor.leave_page()
        seeking, read, page = self._sought(), places(editor.session.report), editor.page
        here = seeking.here(read, page.address, page.at)
        hits: list[Hit] = []

        def answer(text: str) -> Answer:
            hits[:] = find(read, text)
            lines = [Result(hit.place.name, hit.place.text, hit.start, hit.end) for hit in hits]
            empty = _("没有找到。") if text.strip() else _("例如 12")
            return Answer(lines, seeking.nearest(hits, here), empty)

        def taken(choice: Taken | None) -> None:
            if choice is not None:
                seeking.needle = choice.text
                self._go_to_hit(hits, choice.place)

        editor.show_focus(refused)
        title = _("查找：全部各节的标签、数字和文字")
        editor.app.push_screen(LiveDialog(title, seeking.needle, answer, counted), taken)

    def action_find_next(self) -> None:
        """To the hit behind the cursor; from the last to the first."""
        from schema.places import find, places

        editor, seeking = self._editor, self._sought()
        refused = editor.leave_page()
        if not seeking.needle:
            if refused:
                editor.show_focus(refused)
            else:
                self.action_find()
            return
        read = places(editor.session.report)
        hits = find(read, seeking.needle)
        if not hits:
            editor.show_focus(refused + _("没有找到“{needle}”。").format(needle=self._shown_needle()))
            return
        place, wrapped = seeking.following(hits, seeking.here(read, editor.page.address, editor.page.at))
        self._go_to_hit(hits, place, refused + (_("后面没有了，从头再找。") if wrapped else ""))

    @changes_report
    def action_replace(self) -> None:
        """Finds and replaces in texts, one by one or all at once."""
        from tui.replace_dialog import ReplaceDialog

        editor = self._editor
        refused = editor.leave_page()

        def done(answer: Replaced | None) -> None:
            if answer is not None:
                self._sought().needle = answer.needle
                editor.show_result(answer.change, answer.message, answer.at)

        editor.show_focus(refused)
        editor.app.push_screen(ReplaceDialog(editor.session, editor.page.address, self._sought().needle), done)

    def action_history(self) -> None:
        """Every step of this session; going to one undoes or redoes all that lie between."""
        from tui.history import entries
        from tui.live_dialog import Answer, LiveDialog
        from tui.result_list import Result

        editor = self._editor
        refused = editor.leave_page()
        session = editor.session
        steps = entries(session)
        shown = list(steps)
        when, signs = (
            max(map(cell_len, column)) for column in zip(*((one.when, one.signs) for one in steps), strict=True)
        )

        def answer(text: str) -> Answer:
            shown[:] = [one for one in steps if text.strip().casefold() in f"{one.words} {one.signs}".casefold()]
            lines = [Result(f"{fit(one.when, when)} {fit(one.signs, signs)}", one.words) for one in shown]
            now = next((place for place, one in enumerate(shown) if one.done == len(session.done)), 0)
            return Answer(lines, now, _("没有这样的修改。"))

        def taken(choice: Taken | None) -> None:
            if choice is not None and session.read_only:
                editor.show_focus(why_unchanged())
            elif choice is not None:
                self._travel(shown[choice.place].done)

        editor.show_focus(refused)
        title = _("修改记录：最新的在前；打字只列出有这些字的")
        foot = _("↑↓ 选择  Enter 退回或恢复到这一步  Esc 返回")
        said = _("共 {n} 步，其中已撤销 {k} 步") if session.undone else _("共 {n} 步")
        said = said.format(n=len(steps) - 1, k=len(session.undone))
        editor.app.push_screen(LiveDialog(title, "", answer, lambda *_given: said, foot), taken)

    def _travel(self, count: int) -> None:
        from tui.history import place_in_text, travel_words

        editor, session = self._editor, self._editor.session
        by = count - len(session.done)
        editor.just_changed = frozenset()
        change = session.travel(count)
        moved = session.undone[-1] if by < 0 else session.done[-1] if by > 0 else None
        at = place_in_text(session.report.form, moved, undone=by < 0) if moved else None
        editor.show_result(change, travel_words(by), at)

    def _index(self) -> NameIndex:
        if self._names is None:
            from schema.name_search import NameIndex
            from tui.pinyin import initials

            self._names = NameIndex(self._editor.session.report.form, initials)
        return self._names

    def _sought(self) -> Seeking:
        if self._seeking is None:
            from tui.seeking import Seeking

            self._seeking = Seeking()
        return self._seeking

    def _go_to(self, target: Target) -> None:
        editor = self._editor
        place = editor.session.report.form.sections.index(target.section)
        editor.show_place(place, target.address)

    def _go_to_hit(self, hits: list[Hit], number: int, before: str = "") -> None:
        from tui.long_text import excerpt

        editor, hit = self._editor, hits[number]
        place = editor.session.report.form.sections.index(hit.place.section)
        message = _("“{needle}”{count}；{key} 下一处").format(
            needle=self._shown_needle(), count=counted(len(hits), number), key=key_of("find_next")
        )
        if hit.place.kind == "prose" and excerpt(safe(hit.place.text)):
            message += _("；这一段太长，只显示开头")
        in_text = hit.place.kind in ("prose", "field")
        at = hit.end if hit.place.kind == "prose" else 0 if hit.place.kind == "label" else None
        self._sought().visited(hit, at)
        editor.show_place(place, hit.place.address, before + message, at)
        if in_text:
            editor.call_after_refresh(self._mark, hit)

    def _mark(self, hit: Hit) -> None:
        """Selects what was found, once its text is shown."""
        from tui.found_text import mark

        page = self._editor.page
        if page.address == hit.place.address:
            mark(page.stop, hit.start, hit.end)

    def _shown_needle(self) -> str:
        return safe(self._sought().needle, keep="")


def counted(count: int, place: int) -> str:
    """Which of how many hits."""
    return _("第 {k} 处，共 {n} 处").format(k=place + 1, n=count) if count else ""
