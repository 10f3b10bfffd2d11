"""What happens at a save, and before a report is left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

from reports.faults import ChangedOnDisk, ReportFault
from schema.language import _

if TYPE_CHECKING:
    from reports.saving import SaveResult
    from tui.editor import Editor


class SaveCommands:
    """Saving, opening another report, leaving; mixed into the editor screen."""

    unsigned: Callable[[], None] | None = None
    """Writes down who made the last save, as long as that is being asked."""

    @property
    def _editor(self) -> Editor:
        return cast("Editor", self)

    def action_save(self) -> None:
        """Everything goes to the file; where nothing tells who is working, that is asked then, once: no question holds up a save."""
        self.save()

    def action_quit(self) -> None:
        """Leaves; asks when something is not saved. A save whose name was being asked for is signed by the account."""
        if self.unsigned:
            self.unsigned()
        self._when_settled(self._editor.app.exit)

    def action_open(self) -> None:
        """Another report of the library."""
        self._when_settled(lambda: cast("Any", self._editor.app).show_library())

    def save(self, *, leaving: bool = False) -> bool:
        """Whether everything is on disk now; what stands in the way is said. On ``leaving`` nobody is asked for a name."""
        editor = self._editor
        refused = editor.leave_page()
        editor.refresh_page()
        if not editor.session.dirty:
            editor.show_focus(refused + _("没有要保存的修改。"))
            return True
        try:
            result = editor.session.save()
        except ChangedOnDisk:
            self._offer_merge(refused)
            return False
        except ReportFault as fault:
            editor.show_focus(refused + str(fault))
            return False
        editor.forget_restored()
        said = refused + _("已保存 {path}").format(path=editor.session.path)
        said += _("，") + result.told if result.told else ""
        editor.show_focus(said)
        self._sign(result, said, leaving=leaving)
        return True

    def _sign(self, result: SaveResult, said: str, *, leaving: bool) -> None:
        """Writes down who made a save, once that is known; what is amiss with that is said behind it."""
        from reports.clerk import clerk_name
        from reports.saving import signed_by  # a save needs them, a start does not
        from tui.signing import with_name

        editor = self._editor

        def signed(_name: str = "", told: str = "") -> None:
            self.unsigned = None
            untold = signed_by(result, clerk_name())
            if told or untold:
                editor.show_focus(said + _("，") + told + untold)

        if leaving:
            signed()
        else:
            self.unsigned = signed
            with_name(editor.app, signed, unnamed=signed)

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
        editor.ask(_("有 {count} 处修改还没有保存。").format(count=count), choices, answered)

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
        editor.ask(
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
