"""What the library's actions do: open, begin, compare, throw away and bring back, sort. Mixed into the library screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from reports.faults import ReportFault
from reports.folder_listing import Entry
from reports.terminal_text import safe
from reports.trash import TRASH, latest, restore, to_trash
from schema.language import _
from tui.keymap import key_of

if TYPE_CHECKING:
    from tui.folder_screen import LibraryScreen


class LibraryCommands:
    """Actions of the table, as methods that Textual finds by name."""

    @property
    def _library(self) -> LibraryScreen:
        return cast("LibraryScreen", self)

    # ── open, leave, look ─────────────────────────────────────────────────────

    def action_library_open(self) -> None:
        """Opens the report in focus; where there is none, offers to begin it."""
        screen = self._library
        entry = screen.view.entry
        if entry:
            self.open(entry.path)
        elif screen.view.listed:
            self.action_library_new()

    def open(self, path: Path, told: str = "", *, reviewing: bool = False) -> None:
        """Opens a report; why it cannot be read is told here."""
        fault = self._library.nianbao.open_report(path, told, reviewing=reviewing)
        if fault:
            self._library.say(fault.replace(str(path), path.name))

    def action_library_leave(self) -> None:
        """Takes the filter off; without one back to the report that was open."""
        screen = self._library
        if screen.view.filter:
            screen.view.filter_by("")
            screen.list.moved()
        elif screen.is_current and len(screen.app.screen_stack) > 1:
            screen.app.pop_screen()

    def action_library_sort(self) -> None:
        """By name or by state."""
        self._library.view.turn_order()
        self._library.list.moved()

    def action_library_reread(self) -> None:
        """Reads the folder again."""
        self._library.say("")
        self._library.reread()

    def action_library_help(self) -> None:
        """What the words mean, and the keys."""
        from tui.dialogs import TextDialog
        from tui.folder_help import library_help

        self._library.app.push_screen(TextDialog(library_help()))

    async def action_library_quit(self) -> None:
        """Leaves the program; unsaved work is asked about first."""
        await self._library.nianbao.action_quit()

    # ── begin ─────────────────────────────────────────────────────────────────

    def action_library_new(self) -> None:
        """Begins a report: from last year's where there is one of the agency in focus, or a blank one."""
        from tui.folder_new import NewReport  # a field to type in: 20 ms that most visits do not need

        NewReport(self._library).ask()

    def action_library_import(self) -> None:
        """Reads a document that is a report, and opens what became of it."""
        from tui.import_flow import Import  # few visits bring one in

        screen = self._library

        def opened(path: Path, told: str, *, reviewing: bool) -> None:
            screen.view.expected = path
            self.open(path, told, reviewing=reviewing)

        Import(screen.nianbao, screen.view.folder, screen.say, opened).ask()

    # ── compare ───────────────────────────────────────────────────────────────

    def action_library_compare(self) -> None:
        """The report in focus beside last year's."""
        from reports.comparison import compared
        from reports.last_year import Readings
        from tui.comparison_screen import ComparisonScreen

        screen = self._library
        entry = screen.view.entry
        if entry is None or not entry.year:
            screen.say(_("先选中一份报告，再与上年比。"))
            return
        before = entry.path.with_name(f"{entry.year - 1}.toml")
        if entry.before is None:
            screen.say(_("同一文件夹里没有 {name}，没有上年可比。").format(name=before.name))
            return
        readings = Readings()
        try:
            found = compared(readings.read(before), readings.read(entry.path))
        except ReportFault as fault:
            screen.say(str(fault).replace(f"{entry.path.parent}/", ""))
            return
        screen.app.push_screen(ComparisonScreen(found))

    # ── throw away and bring back ─────────────────────────────────────────────

    def action_library_delete(self) -> None:
        """Moves the report in focus to the trash, once that is confirmed."""
        from tui.dialogs import ChoiceDialog

        screen = self._library
        entry = screen.view.entry
        if entry is None:
            return
        if self._unsaved(entry):
            screen.say(_("这份报告正打开着，有修改没有保存，不能删除；请先保存或放弃修改。"))
            return
        stays = _("导出的文档留在原处。") if entry.exports else ""
        question = _("删除 {agency} 的 {name}？\n报告移到报告库的 {trash} 文件夹，{restore} 可以恢复。{stays}").format(
            restore=key_of("library_restore"),
            agency=safe(entry.agency or str(screen.view.folder)),
            name=safe(entry.path.name),
            trash=TRASH,
            stays=stays,
        )
        choices = [("", _("不删除")), ("delete", _("删除"))]
        screen.app.push_screen(ChoiceDialog(question, choices), lambda answer: self._delete(entry) if answer else None)

    def _delete(self, entry: Entry) -> None:
        screen = self._library
        try:
            screen.view.trashed.append(to_trash(screen.view.folder, entry.path))
        except ReportFault as fault:
            screen.say(str(fault))
            return
        screen.reread()
        screen.say(_("已移到 {trash}，{restore} 恢复。").format(trash=TRASH, restore=key_of("library_restore")))

    def _unsaved(self, entry: Entry) -> bool:
        sessions = self._library.nianbao.sessions
        return any(one.dirty and same_file(one.path, entry.path) for one in sessions)

    def action_library_restore(self) -> None:
        """Brings the report back that was deleted last."""
        screen = self._library
        one = screen.view.trashed[-1] if screen.view.trashed else latest(screen.view.folder)
        if one is None:
            screen.say(_("没有删除过报告。"))
            return
        try:
            restore(one)
        except ReportFault as fault:
            screen.say(str(fault))
            return
        screen.view.trashed[-1:] = []
        screen.view.expected = one.path
        screen.reread()
        screen.say(_("已恢复 {name}。").format(name=safe(f"{one.path.parent.name}/{one.path.name}", keep="")))


def same_file(one: Path, other: Path) -> bool:
    """Whether two paths are one file; one that is gone is none."""
    try:
        return one.samefile(other)
    except OSError:
        return False
