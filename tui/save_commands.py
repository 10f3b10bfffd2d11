"""What happens at a save, and before a report is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from reports.faults import Conflicted, ReportFault, Vanished
from schema.language import _
from tui.editor_part import EditorPart
from tui.read_only import changes_report

if TYPE_CHECKING:
    from reports.saving import Decided, SaveResult


class SaveCommands(EditorPart):
    """Saving, opening another report, leaving; mixed into the editor screen."""

    unsigned: Callable[[], str] | None = None
    """Writes down who made the last save, as long as that is being asked; why that could not be done, else empty."""

    @changes_report
    def action_save(self) -> None:
        """Everything goes to the file; where nothing tells who is working, that is asked then, once: no question holds up a save."""
        self.save()

    def action_quit(self) -> None:
        """Leaves; asks when something is not saved. A save whose name was being asked for is signed by the account."""
        self.sign()
        self.when_settled(self._editor.app.exit)

    def sign(self) -> None:
        """The account signs a save whose name is just being asked for: nobody will answer any more."""
        if self.unsigned:
            self.unsigned()

    def action_open(self) -> None:
        """Another report of the library."""
        self.when_settled(lambda: cast("Any", self._editor.app).show_library())

    def save(self, *, leaving: bool = False, decided: Decided | None = None, recreate: bool = False) -> bool:
        """Whether everything is on disk now; what stands in the way is said or asked. On ``leaving`` nobody is asked for name or reason."""
        editor = self._editor
        refused = editor.leave_page()
        editor.refresh_page()
        if not editor.session.dirty:
            editor.show_focus(refused + _("没有要保存的修改。"))
            return True
        if not leaving and editor.asks_why(self.save):
            return False
        changed = editor.session.net
        try:
            result = editor.session.save(decided, recreate=recreate)
        except Conflicted as met:
            self._choose(met)
            return False
        except Vanished as fault:
            self._offer_recreation(refused + str(fault))
            return False
        except ReportFault as fault:
            editor.show_focus(refused + str(fault))
            return False
        editor.forget_restored()
        said = refused + _("已保存 {path}").format(path=editor.session.path)
        if result.merged:
            said += self._came_in(result)
        else:
            said = followed(said, result.told)
        said = followed(said, editor.settle_doubts(changed))
        editor.show_focus(said)
        self._sign(result, said, leaving=leaving)
        return True

    def _came_in(self, result: SaveResult) -> str:
        """Draws what others have changed meanwhile, and says it."""
        from tui.conflict_choices import taken_words  # few saves meet another

        editor = self._editor
        editor.bar.repaint()
        editor.refresh_page()
        return taken_words(editor.session.report.form, result)

    def _choose(self, met: Conflicted) -> None:
        """Has the clerk say whose content stands; saves then, or leaves everything as it is."""
        from tui.conflict_choices import ConflictChoices
        from tui.conflict_screen import ConflictScreen

        editor = self._editor

        def answered(decided: Decided | None) -> None:
            if decided:
                self.save(decided=decided)
            else:
                editor.show_focus(_("没有保存，修改都还在；再保存时再选。"))

        choices = ConflictChoices(editor.session.report.form, met.conflicts, met.last)
        editor.app.push_screen(ConflictScreen(choices), answered)

    def _offer_recreation(self, question: str) -> None:
        def answered(answer: str | None) -> None:
            if answer:
                self.save(recreate=True)

        name = self._editor.session.path.name
        choices = [("recreate", _("在原处重新建立 {name}").format(name=name)), ("", _("先不保存，去问清楚"))]
        self._editor.ask(question, choices, answered)

    def _sign(self, result: SaveResult, said: str, *, leaving: bool) -> None:
        """Writes down who made a save, once that is known; what is amiss with that is said behind it."""
        from reports.clerk import clerk_name
        from reports.saving import signed_by  # a save needs them, a start does not
        from tui.signing import with_name

        editor = self._editor

        def write_down() -> str:
            self.unsigned = None
            return signed_by(result, clerk_name())

        def signed(_name: str = "", told: str = "") -> None:
            told += self.unsigned() if self.unsigned else ""
            if told:
                editor.show_focus(followed(said, told))

        self.unsigned = write_down
        if leaving:
            signed()
        else:
            with_name(editor.app, signed, unnamed=signed)

    def when_settled(self, then: Callable[[], object]) -> None:
        """Does something that leaves the report, once nothing of it is unsaved any more."""
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
        editor.ask(_("有 {count} 处修改还没有保存。").format(count=count), choices, answered)


def followed(said: str, more: str) -> str:
    """A sentence that goes on with another one, if there is one."""
    return said.removesuffix(_("。")) + _("，") + more if more else said
