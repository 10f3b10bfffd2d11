"""The library: which agency has delivered which year, and how far each report is. It wires; the view holds the place."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.worker import Worker, WorkerError

from reports.last_save import last_save
from schema.language import _
from tui.folder_check import LibraryCheck
from tui.folder_commands import LibraryCommands
from tui.folder_list import LibraryList
from tui.folder_view import LibraryView
from tui.folder_words import note_words, title_words
from tui.keymap import current_actions, key_of, keys_of_action
from tui.pane import KeyLine, StatusLines
from tui.workarounds import FastScreen

if TYPE_CHECKING:
    from tui.app import NianbaoApp


class LibraryScreen(LibraryCommands, FastScreen[None]):
    """Choosing a report of a library, and what is done with whole reports."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(action.keys), action.id, action.label, show=False, priority=True)
        for action in current_actions()
        if action.where == "library" and action.id.startswith("library_")
    ]

    def __init__(self, view: LibraryView) -> None:
        super().__init__()
        self.view = view
        self.list = LibraryList(view)
        self.status = StatusLines()
        self.message = ""
        self.checking: Worker[None] | None = None

    @property
    def nianbao(self) -> NianbaoApp:
        """The app, which opens reports."""
        return cast("NianbaoApp", self.app)

    def compose(self) -> ComposeResult:
        """The matrix, the report in focus, the keys."""
        yield self.list
        yield self.status
        yield KeyLine("library")

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.list.focus()

    def on_screen_resume(self) -> None:
        """Shown, perhaps again: the folder may have changed meanwhile."""
        self.reread()

    def on_screen_suspend(self) -> None:
        """Something else is shown: nothing is checked behind it."""
        if self.checking:
            self.checking.cancel()

    async def on_unmount(self) -> None:
        """No process outlives the screen."""
        if self.checking:
            self.checking.cancel()
            with contextlib.suppress(WorkerError):
                await self.checking.wait()

    def reread(self) -> None:
        """Lists the folder and checks what is new in it, in place of what is under way."""
        self.checking = self.run_worker(self.check, exclusive=True)

    async def check(self) -> None:
        """One look at the folder, to its end."""
        looking = LibraryCheck(self.view, self.draw)
        await looking.run()
        if looking.fault:
            self.say(looking.fault)

    def draw(self) -> None:
        """Draws what changed."""
        self.list.repaint()
        self.show_status()

    def say(self, message: str) -> None:
        """A message below the list, until the focus moves."""
        self.message = message
        self.show_status()

    def show_status(self) -> None:
        """The report in focus in two lines."""
        view = self.view
        row, entry = view.current, view.entry
        saved = last_save(entry.path) if entry else None
        at_work = self._at_work(entry.path) if entry else ""
        self.status.show(title_words(view, row, entry), note_words(view, row, entry, saved, at_work), self.message)

    def _at_work(self, report: Path) -> str:
        """Who is editing a report, as far as its folder tells; only ever asked of the one in focus."""
        from reports.presence import look  # there is none in focus yet on the first screen
        from tui.presence_words import library_words

        return library_words(look(report, tidy=False))

    def on_key(self, event: events.Key) -> None:
        """Doubts are those of one report: where that key leads to them is said."""
        if event.key in keys_of_action("doubts"):
            self.say(_("疑点在报告里看：Enter 打开选中的报告，再按 {key}。").format(key=key_of("doubts")))

    def on_library_list_moved(self) -> None:
        """Another report is in focus."""
        self.say("")
