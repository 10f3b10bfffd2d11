"""The terminal app: which screen is open, and what happens when the line drops."""

from __future__ import annotations

import gc
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from pkgutil import get_data
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.message_pump import MessagePump
from textual.screen import Screen

from reports.document import Document, open_document
from reports.faults import ReportFault
from reports.terminal_text import without
from schema.language import _
from tui.direct_paint import Brush
from tui.editor import Editor
from tui.keymap import key_of, keys_of_action
from tui.paste_burst import Burst, BurstGate, keys_of, meant
from tui.protected_app import ProtectedApp
from tui.session import Session
from tui.terminal_fit import TerminalFit
from tui.workarounds import UNDECODABLE

if TYPE_CHECKING:
    from tui.folder_screen import LibraryScreen
    from tui.folder_view import LibraryView

THEME = "ansi-dark"
ACCEPT_KEYS = keys_of_action("accept_repair")
HELD = (events.Key, events.Paste, events.MouseEvent)
LONGEST_WAIT = 0.5
"""Seconds after which a widget that closed without dealing with its key no longer holds up the next one."""


class NianbaoApp(ProtectedApp, inherit_bindings=False):
    """Opens a report, or a folder to choose one from."""

    CSS = (get_data("tui", "app.tcss") or b"").decode("utf-8")
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "f12"
    """Ctrl+P is the action table's; Textual insists on a key of its own."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(keys_of_action("quit")), "quit", show=False, priority=True),
        Binding("ctrl+c", "help_quit", show=False, system=True),
    ]
    """In place of Textual's own, whose Ctrl+Q would stay when the key for leaving is another."""

    quit_keys = keys_of_action("quit")

    def __init__(self, document: Document | None, folder: Path, fit: TerminalFit | None = None) -> None:
        super().__init__(fit or TerminalFit())
        if self.theme != THEME:
            self.theme = THEME
        self.folder = folder
        self.document = document
        self.folder_view: LibraryView | None = None
        self.imported_from = ""
        """The folder of the last document that was brought in: the next one is likely to be there."""
        self.brush = Brush(self)
        self._held: deque[events.Event] = deque()
        self._given_at: float | None = None
        self._told_faults = False
        self._bursts = BurstGate(self.set_timer, self._hold)

    def get_default_screen(self) -> Screen[Any]:
        """The report, or the folder."""
        if self.document:
            return Editor(Session(self.document))
        return self.folder_screen()

    def on_ready(self) -> None:
        """Collects garbage again, now that everything is loaded."""
        gc.freeze()
        gc.enable()
        if not self.sessions:
            self.tell_setting_faults()

    async def on_event(self, event: events.Event) -> None:
        """Keys are given one by one, the next when the one before has been dealt with, and none before its page is there.

        A slow line delivers bursts; Textual would run the Ctrl+S at their end before the digits in front of it.
        """
        if not isinstance(event, HELD) or event.is_forwarded or self.too_small:
            await super().on_event(event)
        elif self._bursts.takes(event):
            return
        elif self._held or self._busy() or self._page_on_its_way():
            self._hold(event)
        else:
            await self._give(event)

    def _hold(self, *waiting: events.Event) -> None:
        self._held.extend(waiting)
        self.call_later(self._deliver_held)
        self.set_timer(LONGEST_WAIT + 0.1, self._deliver_held)

    def replay(self, text: str) -> None:
        """Takes a text as keys, one by one: what looked like a paste was typed."""
        self._hold(*keys_of(text))

    def release_keys(self) -> None:
        """The page is there: what was typed ahead goes to it, in order."""
        self._given_at = None
        self.call_later(self._deliver_held)

    async def _deliver_held(self) -> None:
        while self._held and not self._busy() and not self._page_on_its_way():
            await self._give(self._held.popleft())

    async def _give(self, event: events.Event) -> None:
        if isinstance(event, Burst):
            self._held.extendleft(reversed(meant(event, self.screen, self.focused)))
            return
        if isinstance(event, events.Key) and event.key not in ACCEPT_KEYS:
            for screen in self.screen_stack:
                if isinstance(screen, Editor):
                    screen.just_accepted = False
        if isinstance(event, events.Key) and self._taken_at_once(event):
            return
        self.brush.settle()
        await super().on_event(event)
        self._given_at = time.monotonic()
        taker = self.focused or self.screen
        self._pass_on([taker] if getattr(taker, "settles_keys", False) else taker.ancestors_with_self)

    def _taken_at_once(self, event: events.Key) -> bool:
        """Whether table or text in focus has dealt with a key here and now: half of what a key costs is its way there and back."""
        taker = self.focused
        take: Callable[[events.Key], bool] | None = getattr(taker, "take", None)
        if taker is None or take is None or event.character == UNDECODABLE or self._bound(event.key, taker.screen):
            return False
        if not self.brush.usable or self.refuses(event):
            return False
        with taker._context(), self.brush.key(more=self._more_keys()):  # noqa: SLF001  # what it starts belongs to it
            return take(event)

    def _more_keys(self) -> bool:
        waiting = self._held or self._message_queue.values
        following = self._pending_message or (waiting[0] if waiting else None)
        return isinstance(following, events.Key)

    def _bound(self, key: str, screen: Screen[Any]) -> bool:
        return key in screen._bindings.key_to_bindings or key in self._bindings.key_to_bindings  # noqa: SLF001  # no public way

    def _pass_on(self, stops: Sequence[MessagePump]) -> None:
        """Goes behind the key through the queues of those that deal with it, then lets the next one in.

        Textual looks at the bindings of a text field only when the key has bubbled up to the app.
        """
        if stops:
            stops[0].call_later(self._pass_on, stops[1:])
            return
        self._given_at = None
        if self._held:
            self.call_later(self._deliver_held)

    def _busy(self) -> bool:
        return self._given_at is not None and time.monotonic() - self._given_at < LONGEST_WAIT

    def _page_on_its_way(self) -> bool:
        return not getattr(self.screen, "entered", True)

    async def action_quit(self) -> None:
        """Ctrl+Q anywhere: unsaved work is asked about first, also from under a dialog."""
        editor = next((screen for screen in reversed(self.screen_stack) if isinstance(screen, Editor)), None)
        if editor is None:
            self.exit()
            return
        while self.screen is not editor:
            self.pop_screen()
        editor.action_quit()

    def folder_screen(self) -> LibraryScreen:
        """The library, at the place where it was left."""
        from tui.folder_screen import LibraryScreen
        from tui.folder_view import LibraryView

        if self.folder_view is None:
            self.folder_view = LibraryView(self.folder.absolute())
            self.folder_view.expected = self.document.path.resolve() if self.document else None
        return LibraryScreen(self.folder_view)

    def tell_setting_faults(self) -> None:
        """Once: what of the settings is not followed."""
        from tui.setting_faults import setting_faults

        told, self._told_faults = "" if self._told_faults else setting_faults(), True
        if told:
            from tui.dialogs import TextDialog

            self.push_screen(TextDialog(told))

    def show_library(self) -> None:
        """The library over the open report."""
        self.push_screen(self.folder_screen())

    def open_report(self, path: Path, told: str = "", *, reviewing: bool = False) -> str:
        """Opens a report in place of what is shown, with something to say, perhaps with the doubts of its import over it.

        Says why not where it cannot be read.
        """
        try:
            document = open_document(path)
        except ReportFault as fault:
            from reports.versions import way_back

            return f"{fault}{way_back(path)}"
        while len(self.screen_stack) > 1:
            self.pop_screen()
        self.protection.end()
        editor = Editor(Session(document), told)
        editor.reviewing = reviewing
        self.push_screen(editor)
        return ""

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """The palette's commands, from the action table."""
        from tui.palette import commands_of

        return commands_of(screen) if isinstance(screen, Editor) else ()

    def action_command_palette(self) -> None:
        """The palette, asking in Chinese."""
        from tui.late_palette import bring_in

        bring_in()
        from tui.palette import Palette  # once Textual's own is there

        if not any(isinstance(screen, Palette) for screen in self.screen_stack):
            self.push_screen(Palette(id="--command-palette"))

    def copy_to_clipboard(self, text: str) -> None:
        """Keeps what was copied for pasting here, and offers it to the client's clipboard where that shows no rubbish."""
        from tui.clipboard import client_takes

        if client_takes(os.environ.get("TERM", "")):
            super().copy_to_clipboard(without(text))  # where it is pasted, nothing of it may act
        self._clipboard = text

    def action_help_quit(self) -> None:
        """Ctrl+C ends nothing here; says what does."""
        said = _("退出请按 {key}").format(key=key_of("quit"))
        if isinstance(self.screen, Editor):
            self.screen.show_focus(said)
        else:
            self.notify(said, markup=False)
