"""A small app on the workarounds, run by test_workarounds.py in a real terminal: ``python -m tests.tui.sturdy_demo``.

The argument is a file that the hooks write to. F2 writes to the screen without end, F3 raises an error, F4 moves the
focus to a widget without a cursor, F5 ends the app.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tui.terminal_environment import prepare_environment

prepare_environment()

from textual.app import ComposeResult  # noqa: E402  # the environment comes first
from textual.binding import Binding  # noqa: E402
from textual.content import Content  # noqa: E402
from textual.widgets import Static  # noqa: E402

from tui.field_input import FieldInput  # noqa: E402
from tui.text_fields import LeanTextArea  # noqa: E402
from tui.workarounds import SturdyApp, install  # noqa: E402


class Demo(SturdyApp[None]):
    CSS = """
    FieldInput { margin: 1 2 0 2; }
    LeanTextArea { height: 8; padding: 0; margin: 1 2 0 2; }
    #plain { height: 1; }
    """
    leave_seconds = 0.3
    ENABLE_COMMAND_PALETTE = False
    BINDINGS = [  # noqa: RUF012  # as Textual has it
        Binding("f2", "flood", priority=True),
        Binding("f3", "fail", priority=True),
        Binding("f4", "leave_fields", priority=True),
        Binding("f5", "quit", priority=True),
    ]

    def __init__(self, report: Path) -> None:
        super().__init__()
        self._report = report

    def compose(self) -> ComposeResult:
        yield FieldInput("")
        yield LeanTextArea("")
        yield Static(Content("就绪"), id="plain")

    def on_hangup(self, signum: int) -> None:
        self._report.write_text(f"signal {signum}: {self.query_one(FieldInput).value}", encoding="utf-8")

    def on_crash(self, error: Exception) -> str:
        self._report.write_text(f"crash {error}: {self.query_one(FieldInput).value}", encoding="utf-8")
        return "程序出错，已经存下恢复副本。"

    def action_flood(self) -> None:
        self.set_interval(0.001, self._write_much)

    def _write_much(self) -> None:
        self._write("\x1b[3;1H" + "滔滔不绝" * 2000)

    def action_fail(self) -> None:
        raise ValueError("故意")

    def action_leave_fields(self) -> None:
        plain = self.query_one("#plain")
        plain.can_focus = True
        plain.focus()


if __name__ == "__main__":
    install()
    demo = Demo(Path(sys.argv[1]))
    demo.run()
    sys.exit(demo.return_code)
