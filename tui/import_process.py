"""Has one document brought in by a process of its own, while the screen goes on answering keys."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE

from reports.faults import reason
from reports.importing.worker import Answer, Request, answered, asking, command, environment
from schema.language import _


async def brought_in(request: Request) -> Answer:
    """What became of it. Cancelled, it leaves no process behind, nor half a report."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command(), stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=environment(), start_new_session=True
        )
    except OSError as error:
        return Answer("fault", words=_("没有导入：{reason}。").format(reason=reason(error)))
    try:
        said, _nothing = await process.communicate(asking(request))
        return answered(said)
    except ValueError:
        words = _("{path} 没有导入：读它的进程意外结束（可能是内存不够）。")
        return Answer("fault", words=words.format(path=request.source))
    finally:
        if process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # whatever it has started, too
            await process.wait()
