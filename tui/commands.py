"""What the editor's actions do: sections, filling, undo, saving, exporting, leaving. Problems: `problem_commands`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from reports.faults import ChangedOnDisk, ReportFault
from schema.language import _
from schema.report import DISMISSED
from tui.grid import Grid
from tui.keymap import key_of
from tui.pane import section_of
from tui.session import Change

if TYPE_CHECKING:
    from reports.recovery import Recovered
    from tui.editor import Editor
    from tui.steps import Step


class EditorCommands:
    """The actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

    unsigned: Callable[[], None] | None = None
    """Writes down who made the last save, as long as that is being asked."""

    @property
    def _editor(self) -> Editor:
        return cast("Editor", self)

    def action_section(self, place: int) -> None:
        """To a section by its number. Where it is shown already, Alt+3 was most likely Esc and 3 in one burst."""
        editor = self._editor
        if place == editor.place and isinstance(editor.page, Grid) and editor.page.entry is not None:
            editor.page.cancel()
            editor.page.type(str(place))
        elif place < len(editor.session.report.form.sections):
            editor.show_place(place)

    def action_next_section(self) -> None:
        """To the next section, from the last to the first."""
        self.action_section((self._editor.place + 1) % len(self._editor.session.report.form.sections))

    def action_previous_section(self) -> None:
        """To the section before."""
        self.action_section((self._editor.place - 1) % len(self._editor.session.report.form.sections))

    def action_undo(self) -> None:
        """The last change is taken back, and shown; of refused text only itself."""
        refused = self._editor.leave_page()
        if refused:
            self._editor.show_focus(refused)
            return
        self._editor.just_changed = frozenset()
        session = self._editor.session
        change, label = session.undo()
        at = self._place_of(session.undone[-1], undone=True) if label else None
        self.show_result(change, _("已撤销：{label}").format(label=label) if label else _("没有可以撤销的修改。"), at)

    def action_redo(self) -> None:
        """The change taken back last is made again, and shown."""
        refused = self._editor.leave_page()
        session = self._editor.session
        change, label = session.redo()
        at = self._place_of(session.done[-1], undone=False) if label else None
        self.show_result(
            change, refused + (_("已重做：{label}").format(label=label) if label else _("没有可以重做的修改。")), at
        )

    def _place_of(self, step: Step, *, undone: bool) -> int | None:
        from tui.history import place_in_text  # most sessions undo nothing in a text

        return place_in_text(self._editor.session.report.form, step, undone=undone)

    def action_save(self) -> None:
        """Everything goes to the file; where nothing tells who is working, that is asked then, once: no question holds up a save."""
        self.save()

    def action_help(self) -> None:
        """How the field in focus is filled in, the chosen problem where the pane does not tell all of it, and every key."""
        from tui.dialogs import TextDialog
        from tui.help_text import help_text

        editor = self._editor
        untold = editor.pane.cut or not editor.has_class("room")
        chosen = editor.chosen.of(editor.session.findings) if untold else None
        editor.app.push_screen(TextDialog(help_text(editor.session, editor.page.address, chosen)))

    def action_palette(self) -> None:
        """Commands by name."""
        self._editor.app.action_command_palette()

    def action_export(self) -> None:
        """Markdown beside the report."""
        from tui.exporting import export_beside

        editor = self._editor
        refused = editor.leave_page()
        export_beside(editor, refused)

    def action_open(self) -> None:
        """Another report of the library."""
        self._when_settled(lambda: cast("Any", self._editor.app).show_library())

    def action_quit(self) -> None:
        """Leaves; asks when something is not saved. A save whose name was being asked for is signed by the account."""
        if self.unsigned:
            self.unsigned()
        self._when_settled(self._editor.app.exit)

    def save(self, *, leaving: bool = False) -> bool:
        """Whether everything is on disk now; what stands in the way is said. On ``leaving`` nobody is asked for a name."""
        editor = self._editor
        refused = editor.leave_page()
        editor.refresh_page()
        if not editor.session.dirty:
            editor.show_focus(refused + _("没有要保存的修改。"))
            return True
        try:
            count = editor.session.save()
        except ChangedOnDisk:
            self._offer_merge(refused)
            return False
        except ReportFault as fault:
            editor.show_focus(refused + str(fault))
            return False
        if editor.restored:
            from reports.recovery import drop_all

            drop_all(editor.restored)
        editor.restored.clear()
        said = refused + _("已保存 {path}").format(path=editor.session.path)
        editor.show_focus(said)
        self._sign(count, said, leaving=leaving)
        return True

    def _sign(self, count: int, said: str, *, leaving: bool) -> None:
        """Writes down who made a save of so many changes, once that is known; what is amiss with that is said behind it."""
        from reports.clerk import clerk_name
        from reports.save_log import record_save  # a save needs them, a start does not
        from tui.signing import with_name

        editor = self._editor

        def signed(_name: str = "", told: str = "") -> None:
            self.unsigned = None
            untold = record_save(editor.session.path, clerk_name(), count) if count else ""
            if told or untold:
                editor.show_focus(said + _("，") + told + untold)

        if leaving:
            signed()
        else:
            self.unsigned = signed
            with_name(editor.app, signed, unnamed=signed)

    def offer_recovery(self) -> None:
        """Work that earlier sessions lost their line with can be taken back in, the latest first."""
        from reports.recovery import find_recoveries  # not for the first screen

        session = self._editor.session
        self._offer(find_recoveries(session.path, session.report))

    def _offer(self, found: list[Recovered]) -> None:
        if not found:
            return
        latest, *earlier = found

        def answered(answer: str | None) -> None:
            editor = self._editor
            if answer == "restore":
                change = editor.session.enter_many(latest.contents, _("恢复上次未保存的修改"))
                editor.restored.append(latest)
                self.show_result(
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
        self.ask(question, choices, answered)

    def ask(self, question: str, choices: list[tuple[str, str]], answered: Callable[[str | None], None]) -> None:
        """A question over the screen, and what its answer leads to."""
        from tui.dialogs import ChoiceDialog

        self._editor.app.push_screen(ChoiceDialog(question, choices), answered)

    def show_result(self, change: Change, message: str, at: int | None = None) -> None:
        """Draws a change that did not come from the page, turning to where it happened.

        Of an accepted problem nothing but the list of problems changes: there the clerk stays.
        """
        editor = self._editor
        editor.bar.repaint()
        if change.happened and not change.place.startswith(f"{DISMISSED}."):
            form = editor.session.report.form
            address = change.place
            place = section_of(editor.session, address)[0]
            if form.basic_field(address):
                place = next(i for i, section in enumerate(form.sections) if section.fields)
            editor.refresh_page()
            editor.show_place(place, address, message, at)
        else:
            editor.refresh_page()
            editor.show_focus(message)

    def _when_settled(self, then: Any) -> None:
        editor = self._editor
        refused = editor.leave_page()
        if refused:
            editor.show_focus(refused)
            return
        if not editor.session.dirty:
            then()
            return

        def answered(answer: str | None) -> None:
            if answer == "drop" or (answer == "save" and self.save(leaving=True)):
                if answer == "drop":
                    editor.session.discard()
                    editor.refresh_page()
                    editor.show_focus()
                    editor.restored.clear()
                then()

        count = len(editor.session.net)
        choices = [("save", _("保存")), ("", _("回去继续编辑")), ("drop", _("不保存，放弃这些修改"))]
        self.ask(_("有 {count} 处修改还没有保存。").format(count=count), choices, answered)

    def _offer_merge(self, refused: str) -> None:
        editor = self._editor
        session = editor.session
        stamp = datetime.now().strftime("%Y%m%d-%H%M%S")  # noqa: DTZ005 - a name that the clerk reads, in local time
        copy = session.path.with_name(f"{session.path.stem}.mine-{stamp}.toml")

        def answered(answer: str | None) -> None:
            try:
                if answer == "merge":
                    both = session.rebase()
                    overlap = (
                        _("；其中 {both} 处两边都改了，现在是这里的内容，请核对").format(both=both) if both else ""
                    )
                    self._redraw(
                        _("已取来文件的新内容，加上这里的 {count} 处修改{overlap}。核对后请保存。").format(
                            count=len(session.net), overlap=overlap
                        )
                    )
                elif answer == "copy":
                    session.document.save_copy(session.net, copy)
                    editor.show_focus(_("已另存为 {copy}").format(copy=copy))
            except ReportFault as fault:
                editor.show_focus(str(fault))

        choices = [
            ("merge", _("取来文件的新内容，加上这里的修改")),
            ("copy", _("另存为 {name}").format(name=copy.name)),
            ("", _("先不保存")),
        ]
        self.ask(
            refused + _("{name} 打开之后被别人改过，没有覆盖。").format(name=session.path.name),
            choices,
            answered,
        )

    def _redraw(self, message: str) -> None:
        """Everything may have changed under the page."""
        editor = self._editor
        editor.bar.repaint()
        editor.refresh_page()
        editor.show_focus(message)
