"""What the editor's actions do: sections, undo, help, exporting. Saving and leaving: `save_commands`; problems: `problem_commands`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from schema.language import _
from schema.report import DISMISSED
from tui.audit_commands import AuditCommands
from tui.grid import Grid
from tui.import_commands import ImportCommands
from tui.pane import section_of
from tui.presence_commands import PresenceCommands
from tui.read_only import changes_report
from tui.recovery_commands import RecoveryCommands
from tui.save_commands import SaveCommands
from tui.session import Change
from tui.version_commands import VersionCommands

if TYPE_CHECKING:
    from tui.steps import Step


class EditorCommands(SaveCommands, AuditCommands, RecoveryCommands, PresenceCommands, VersionCommands, ImportCommands):
    """The actions of the table, as methods that Textual finds by name; mixed into the editor screen."""

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

    @changes_report
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

    @changes_report
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
            place, _section = section_of(editor.session, change.place)
            editor.refresh_page()
            editor.show_place(place, change.place, message, at)
        else:
            editor.refresh_page()
            editor.show_focus(message)
