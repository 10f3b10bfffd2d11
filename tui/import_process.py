"""Has one document brought in by a process of its own, while the screen goes on answering keys."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL, PIPE, Process
from signal import SIGKILL

from reports.faults import reason
from reports.guarded import guarded
from reports.importing.worker import PROGRAM, Answer, Request, answered, asking
from reports.own_program import command, environment
from schema.language import _

PATIENCE = 2.0
"""Seconds for a process to take away its temporary files once it is told to end."""


class Bringing:
    """One document that is being brought in; it may be given up at any time."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self._given_up = False
        self._process: Process | None = None
        self._end: asyncio.TimerHandle | None = None

    def give_up(self) -> None:
        """Tells the process to end, which `answer` awaits; one that does not is ended before long."""
        self._given_up = True
        if self._process and not self._end:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
            self._end = asyncio.get_running_loop().call_later(PATIENCE, kill, self._process)

    async def answer(self) -> Answer | None:
        """What became of it, None where it was given up and nothing is written.

        Cancelled, it leaves no process behind, nor half a report.
        """
        try:
            return self._answer_in(await self._said())
        except OSError as error:
            return Answer("fault", words=_("没有导入：{reason}。").format(reason=reason(error)))

    async def _said(self) -> bytes:
        """What the process says until its end."""
        with guarded() as group:
            self._process = process = await asyncio.create_subprocess_exec(
                *command(PROGRAM), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment(), process_group=group
            )
            try:
                if self._given_up:
                    self.give_up()
                said, _nothing = await process.communicate(asking(self.request))
            finally:
                if self._end:
                    self._end.cancel()
                await end(process)
        return said

    def _answer_in(self, said: bytes) -> Answer | None:
        """The answer in what the process said; one that was given up counts only where a report is written."""
        source = self.request.source
        try:
            answer = answered(said)
        except ValueError:
            if not self._given_up:
                words = _("{path} 没有导入：读它的进程意外结束（可能是内存不够）。")
                return Answer("fault", words=words.format(path=source))
            if self._process and self._process.returncode == -SIGKILL:
                words = _("读 {path} 的进程停不下来，已强行结束：请看看报告库里有没有它的报告，有就删除后重新导入。")
                return Answer("fault", words=words.format(path=source))
            return None
        if self._given_up and answer.outcome == "written":
            return answer._replace(words=answer.words + _("按 Esc 时报告已经写好。"))
        return None if self._given_up else answer


async def end(process: Process) -> None:
    """Ends it, at once where it does not when told to; what it has started ends with it."""
    if process.returncode is not None:
        return
    try:
        process.terminate()
        async with asyncio.timeout(PATIENCE):
            await process.wait()
    except (ProcessLookupError, TimeoutError):
        pass
    finally:
        kill(process)
        await process.wait()


def kill(process: Process) -> None:
    """Ends it at once, if it is there."""
    with contextlib.suppress(ProcessLookupError):
        process.kill()
