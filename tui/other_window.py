"""A session of one's own that is still at work on the report: mostly one whose line has dropped without the server noticing."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reports.journal_reading import is_running
from reports.journal_records import Header
from reports.process_identity import this_process
from schema.language import _

if TYPE_CHECKING:
    from reports.presence import Other
    from tui.editor import Editor

PATIENCE = 5.0
"""Seconds that it may take to write down what it has, and to end."""


def own_window(editor: Editor, others: Sequence[Other]) -> Header | None:
    """The first of others at work that this account could end, because it has unsaved work of its own kept."""
    from reports.journal_places import journals_of
    from reports.journal_reading import find_lost

    session = editor.session
    if not any(journals_of(session.path)):
        return None
    there = {other.note.process for other in others}
    working = find_lost(session.path, session.report).working
    return next((header for header in working if header.process in there), None)


def ask_about(editor: Editor, header: Header) -> None:
    """Whether that session is to end, so that its unsaved work can be taken over here."""
    if header.process.pid == this_process().pid:
        return
    when = header.at[:16].replace("T", " ")
    question = _("这份报告还在另一个窗口里开着，那里有没保存的修改（{when} 起）。").format(when=when)
    choices = [
        ("", _("那边还在用：先看文件里的内容")),
        ("end", _("那边已经断线：结束它，取回那里的修改")),
    ]

    def answered(answer: str | None) -> None:
        if answer == "end":
            end_session(editor, header)

    editor.ask(question, choices, answered)


def end_session(editor: Editor, header: Header) -> None:
    """Has it write down what it has, and end; that is offered then."""
    if is_running(header.process):
        with contextlib.suppress(OSError):
            os.kill(header.process.pid, signal.SIGHUP)
            os.kill(header.process.pid, signal.SIGCONT)  # it may be suspended
    wait_for_end(editor, header, time.monotonic() + PATIENCE)


def wait_for_end(editor: Editor, header: Header, until: float) -> None:
    """Offers what that session had, as soon as it has ended."""
    if not is_running(header.process):
        editor.offer_recovery()
    elif time.monotonic() < until:
        editor.set_timer(0.1, lambda: wait_for_end(editor, header, until))
    else:
        editor.show_focus(_("那个窗口没有结束，请稍后重新打开这份报告。"))
