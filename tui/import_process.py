"""Has one document brought in by a process of its own, while the screen goes on answering keys."""

from __future__ import annotations

import asyncio
import contextlib
from asyncio.subprocess import DEVNULL, PIPE, Process

from reports.faults import reason
from reports.guarded import guarded
from reports.importing.worker import PROGRAM, Answer, Request, answered, asking
from reports.own_program import command, environment
from schema.language import _

PATIENCE = 2.0
"""Seconds for a process to take away its temporary files once it is told to end."""


async def brought_in(request: Request) -> Answer:
    """What became of it. Cancelled, it leaves no process behind, nor half a report."""
    try:
        with guarded() as group:
            process = await asyncio.create_subprocess_exec(
                *command(PROGRAM), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment(), process_group=group
            )
            try:
                said, _nothing = await process.communicate(asking(request))
            finally:
                await end(process)
        return answered(said)
    except OSError as error:
        return Answer("fault", words=_("没有导入：{reason}。").format(reason=reason(error)))
    except ValueError:
        words = _("{path} 没有导入：读它的进程意外结束（可能是内存不够）。")
        return Answer("fault", words=words.format(path=request.source))


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
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()
