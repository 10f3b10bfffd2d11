"""Has the reports of a library listed and checked while the screen goes on answering keys: a thread lists, processes check."""

from __future__ import annotations

import asyncio
import contextlib
import os
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections import deque
from collections.abc import Callable
from pathlib import Path

from reports.faults import reason
from reports.folder_cache import remember
from reports.folder_listing import Entry, listed
from reports.folder_state import Standing, State
from reports.folder_wire import PROGRAM, read_answer, request
from reports.own_program import command, environment
from schema.language import _
from tui.folder_view import LibraryView
from tui.keymap import key_of

MOST_PROCESSES = 3
AHEAD = 2
"""Groups of reports that a process has before it: one that it checks and one to go on with."""

INTERVAL = 0.2
"""Seconds between two times that news is drawn."""

MOST_DEATHS = 3
"""So many processes may die one after the other without an answer; then the rest stays unchecked, and that is told."""


class LibraryCheck:
    """Reads the folder of a view once and checks what is not known of it yet; ``news`` is called when there is more to draw.

    Cancelled, it leaves no process behind, and what was found until then is kept.
    """

    def __init__(self, view: LibraryView, news: Callable[[], None]) -> None:
        self.view = view
        self.news = news
        self.fault = ""
        """Why not everything could be checked."""
        self._taken: set[Path] = set()
        self._drawn = 0.0
        self._found = 0

    async def run(self) -> None:
        """Lists, then checks until everything is known."""
        view = self.view
        listing = await asyncio.to_thread(listed, view.folder)
        known = await asyncio.to_thread(view.known, listing)
        view.take(listing, known)
        self.news()
        try:
            if view.checked < len(listing.entries):
                async with asyncio.TaskGroup() as group:
                    for _place in range(processes()):
                        group.create_task(self._serve())
        finally:
            if self._found:
                await asyncio.to_thread(remember, view.listing, dict(view.standings))
        if not self.fault and view.checked < len(listing.entries):
            self.fault = _("核对的进程接连意外结束，其余的报告没有核对；按 {key} 再试。").format(
                key=key_of("library_reread")
            )
        if self._found:
            view.arrange()
        self.news()

    async def _serve(self) -> None:
        """Keeps one process busy until nothing is left; one that dies loses the report that it had, and another follows."""
        deaths = 0
        while deaths < MOST_DEATHS and (first := self._next()):
            asked = deque([first])
            try:
                answers = await self._one_process(asked)
            except OSError as error:
                self.fault = _("不能在后台核对：{reason}。").format(reason=reason(error))
                return
            if not asked:
                return
            deaths = 1 if answers else deaths + 1
            self._keep(
                asked[0][0].path,
                Standing(State.UNREADABLE, words=_("核对这份报告的进程意外结束（可能是内存不够）。"), keeps=False),
            )
            self._taken -= {entry.path for group in asked for entry in group}

    async def _one_process(self, asked: deque[list[Entry]]) -> int:
        """Asks a new process for groups and takes its answers; how many. What it has not answered stays in ``asked``."""
        process = await asyncio.create_subprocess_exec(
            *command(PROGRAM), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment(), start_new_session=True
        )
        answers = 0
        try:
            for group in asked:
                self._send(process, group)
            while asked:
                while len(asked) < AHEAD and (group := self._next()):
                    asked.append(group)
                    self._send(process, group)
                assert process.stdout is not None
                try:
                    path, found = read_answer(await process.stdout.readline())
                except ValueError:  # the process has ended
                    break
                answers += 1
                self._keep(path, found)
                left = [entry for entry in asked.popleft() if entry.path != path]
                if left:
                    asked.appendleft(left)
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.kill()
            await process.wait()
        return answers

    def _next(self) -> list[Entry]:
        group = self.view.waiting(self._taken)
        self._taken.update(entry.path for entry in group)
        return group

    def _send(self, process: Process, group: list[Entry]) -> None:
        assert process.stdin is not None
        with contextlib.suppress(ConnectionError, RuntimeError):
            process.stdin.write(request(group))

    def _keep(self, path: Path, found: Standing) -> None:
        self.view.standings[path] = found
        self._found += 1
        now = asyncio.get_running_loop().time()
        if now - self._drawn >= INTERVAL:
            self._drawn = now
            self.view.follow()
            self.news()


def processes() -> int:
    """How many processes check: one core is left to the app."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(MOST_PROCESSES, cores - 1))
