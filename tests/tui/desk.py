"""A text area and a field in an app of their own, with an emulator that shows what a terminal would have been sent."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from textual import events
from textual._compositor import CompositorUpdate
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen

from tests.emulator import Emulator
from tui.field_input import FieldInput
from tui.text_fields import LeanTextArea
from tui.workarounds import SturdyApp, install

install()

PROSE = (
    "2024 年，海城镇在县委、县政府的正确领导下，认真贯彻落实《中华人民共和国政府信息公开条例》。\n\n"
    "（一）主动公开。全年主动公开政府信息 1,234 条，其中“三审三校”……\tabc 😀。\n第三段"
)


class Desk(SturdyApp[None]):
    """A text area and a field, and an emulator that shows what a terminal would have been sent."""

    CSS = "LeanTextArea { width: 34; height: 7; } FieldInput { width: 20; }"

    def __init__(self, area: type[LeanTextArea] = LeanTextArea) -> None:
        super().__init__()
        self.area = area
        self.animation_level = "none"
        self.terminal = Emulator((60, 12))

    def compose(self) -> ComposeResult:
        yield self.area(PROSE)
        yield FieldInput("甲")

    def _display(self, screen: Screen[Any], renderable: Any) -> None:
        if isinstance(renderable, CompositorUpdate) and not self._batch_count:
            self.terminal.feed(renderable.render_segments(self.console).replace("\n", "\r\n").encode())
        super()._display(screen, renderable)

    def repainted(self) -> Emulator:
        """A fresh terminal of the same size after a full repaint of everything."""
        for widget in self.screen._compositor.visible_widgets:  # noqa: SLF001
            widget._styles_cache.clear()  # noqa: SLF001  # to render everything anew
        fresh = Emulator((self.size.width, self.size.height))
        update = self.screen._compositor.render_full_update()  # noqa: SLF001
        fresh.feed(update.render_segments(self.console).replace("\n", "\r\n").encode())
        return fresh

    def check(self, operations: object) -> None:
        """Every cell as a full repaint would leave it."""
        fresh = self.repainted()
        shown, expected = self.terminal.screen, fresh.screen
        assert self.terminal.lines == fresh.lines, operations
        cells = [(x, y) for y in range(self.size.height) for x in range(self.size.width)]
        wrong = [(x, y) for x, y in cells if shown.buffer[y][x] != expected.buffer[y][x]]
        assert not wrong, f"{operations}: stale attributes at {wrong}"


def at_desk(use: Callable[[Desk, Pilot[None]], Awaitable[None]], area: type[LeanTextArea] = LeanTextArea) -> None:
    """Run the app and let ``use`` work with it."""

    async def run() -> None:
        desk = Desk(area)
        async with desk.run_test(size=(60, 12)) as pilot:
            await pilot.pause()
            await use(desk, pilot)

    asyncio.run(run())


def unfinished(desk: Desk) -> list[object]:
    """What waits to be handled, laid out or painted; Textual has no public sign of it."""
    screen = desk.screen
    waiting: list[object] = [*screen._dirty_widgets, *screen._compositor._dirty_regions]  # noqa: SLF001
    if screen._layout_required or screen._scroll_required:  # noqa: SLF001
        waiting.append("layout")
    nodes = (desk, screen, *screen._compositor.visible_widgets)  # noqa: SLF001
    waiting += [node for node in nodes if node._message_queue.qsize()]  # noqa: SLF001
    waiting += [node for node in nodes if getattr(node, "_repaint_required", False)]
    return waiting


async def settle(desk: Desk, pilot: Pilot[None]) -> None:
    """Wait until the screen has come to rest."""
    deadline = time.monotonic() + 20
    await pilot.pause()
    while waiting := unfinished(desk):
        await pilot.pause()
        assert time.monotonic() < deadline, f"the screen does not come to rest: {waiting}"


async def perform(desk: Desk, pilot: Pilot[None], operation: str) -> None:
    """One operation by its name: a key, ``paste:TEXT`` or ``resize:COLUMNS:ROWS``."""
    kind, _, rest = operation.partition(":")
    if kind == "paste":
        desk.post_message(events.Paste(rest))
    elif kind == "resize":
        width, height = map(int, rest.split(":"))
        if desk.size != (width, height):
            desk.terminal = Emulator((width, height))
        await pilot.resize_terminal(width, height)
    else:
        await pilot.press(operation)
    await settle(desk, pilot)
