"""A folder of reports as a list to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from reports.report_files import report_files
from reports.terminal_text import safe
from schema.language import _
from tui.keymap import key_of, keys_of_action
from tui.paint import LineWidget
from tui.pane import StatusLines
from tui.styles import BOLD, DIM, PLAIN, REVERSE, Line, fit
from tui.workarounds import FastScreen

if TYPE_CHECKING:
    from tui.app import NianbaoApp


class LibraryList(LineWidget, can_focus=True):
    """Report files by agency and year."""

    class Chosen(Message):
        """A report to open."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    def __init__(self, folder: Path, files: Sequence[Path]) -> None:
        super().__init__()
        self.folder = folder
        self.files = files
        self.current = 0
        self.top = 0

    def build(self, width: int, height: int) -> list[Line]:
        """The folder, then its reports, the current one reversed."""
        lines: list[Line] = [
            (
                (
                    fit(
                        _("报告库 {count} 份：{folder}").format(
                            count=len(self.files), folder=safe(str(self.folder), keep="")
                        ),
                        width,
                    ),
                    BOLD,
                ),
            )
        ]
        room = max(1, height - 1)
        self.top = max(0, min(self.top, self.current, len(self.files) - 1))
        if self.current >= self.top + room:
            self.top = self.current - room + 1
        for place in range(self.top, min(len(self.files), self.top + room)):
            relative = self.files[place].relative_to(self.folder)
            text = f"  {relative.stem}  {'／'.join(relative.parts[:-1])}"
            lines.append(((fit(safe(text, keep=""), width), REVERSE if place == self.current else PLAIN),))
        if not self.files:
            lines.append(
                ((fit(_("  这里还没有报告。新建：nianbao new 文件夹 --agency 机关全称 --year 年度"), width), DIM),)
            )
        return lines

    def pressed(self, x: int, y: int) -> None:  # noqa: ARG002 - files take whole lines
        """A click goes to a report; one on the current report opens it."""
        place = self.top + y - 1
        if not 0 < y <= len(self.files) - self.top:
            return
        if place == self.current:
            self.post_message(self.Chosen(self.files[place]))
        self.current = place
        self.repaint()

    def wheeled(self, lines: int) -> None:
        """The wheel moves through the list."""
        self.current = max(0, min(len(self.files) - 1, self.current + lines))
        self.repaint()

    def on_key(self, event: events.Key) -> None:
        """Arrows move, Enter opens."""
        page = max(1, self.size.height - 2)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -(10**6), "end": 10**6}
        if event.key in moves:
            self.current = max(0, min(len(self.files) - 1, self.current + moves[event.key]))
            self.repaint()
        elif event.key == "enter" and self.files:
            self.post_message(self.Chosen(self.files[self.current]))
        else:
            return
        event.stop()


class LibraryScreen(FastScreen[None]):
    """Choosing a report of a folder."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(",".join(keys_of_action("quit")), "app.quit", show=False, priority=True),
        Binding("escape", "back", show=False),
    ]

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.list = LibraryList(folder, list(report_files([folder])))
        self.status = StatusLines()

    def compose(self) -> ComposeResult:
        """The list, and how to use it."""
        yield self.list
        yield self.status

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.list.focus()
        self.say("")

    def say(self, message: str) -> None:
        """A message below the list."""
        self.status.show(_("↑↓ 选择  Enter 打开  Esc 返回  {quit} 退出").format(quit=key_of("quit")), "", message)

    def on_library_list_chosen(self, event: LibraryList.Chosen) -> None:
        """Opens the report; one that cannot be read is told here."""
        self.say(cast("NianbaoApp", self.app).open_report(event.path).replace(str(event.path), event.path.name))

    def action_back(self) -> None:
        """Back to the report that was open."""
        if len(self.app.screen_stack) > 1:
            self.app.pop_screen()
