"""A slow line between two programs on loopback: so many bytes a second, so long on the way; it can go silent or break."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self

Way = Literal["up", "down"]

PACKET = 1400
"""Bytes that travel together."""

BACKLOG = 1.0
"""Seconds of traffic that wait in front of the line before the sender has to."""


@dataclass
class Link:
    """Carries connections to a port of loopback; use as a context manager, which ends it.

    ``rate`` in bytes per second and ``delay`` in seconds hold each way. ``carried`` counts the bytes that arrived.
    """

    target: int
    rate: float
    delay: float
    port: int = 0
    carried: dict[Way, int] = field(default_factory=lambda: {"up": 0, "down": 0})
    silent: bool = False
    """Whether what is sent from now on arrives nowhere, while both ends believe that the line stands."""

    def __post_init__(self) -> None:
        self._ends: set[asyncio.StreamWriter] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10), "the link does not listen"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    @property
    def total(self) -> int:
        """Bytes that arrived, both ways together."""
        return sum(self.carried.values())

    def cut(self) -> None:
        """Breaks every connection at once; what is under way is lost. New ones are carried again."""
        done = threading.Event()
        self._loop.call_soon_threadsafe(self._break, done)
        assert done.wait(10), "the link does not break"

    def _break(self, done: threading.Event | None = None) -> None:
        for end in self._ends:
            end.transport.abort()
        if done:
            done.set()

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        server.close()
        self._break()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _connect(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._ends.add(writer)
        self._tasks.append(self._loop.create_task(self._join(reader, writer)))

    async def _join(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        self._ends.add(far_writer)
        await asyncio.gather(self._carry(reader, far_writer, "up"), self._carry(far_reader, writer, "down"))

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, way: Way) -> None:
        free = self._loop.time()
        """When the line will have sent all that it took."""
        while data := await received(reader):
            free = max(free, self._loop.time()) + len(data) / self.rate
            self._loop.call_at(free + self.delay, self._deliver, writer, way, data)
            await asyncio.sleep(free - self._loop.time() - BACKLOG)
        self._loop.call_at(max(free, self._loop.time()) + self.delay, writer.close)

    def _deliver(self, writer: asyncio.StreamWriter, way: Way, data: bytes) -> None:
        if not self.silent and not writer.is_closing():
            self.carried[way] += len(data)
            writer.write(data)


async def received(reader: asyncio.StreamReader) -> bytes:
    """The next bytes; none where the connection has ended or broken."""
    try:
        return await reader.read(PACKET)
    except ConnectionError:
        return b""
