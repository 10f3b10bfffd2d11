"""The fields for prose and short text: what the screen shows after any editing is what a full repaint would show."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual._compositor import CompositorUpdate
from textual.app import ComposeResult
from textual.document._document import Selection
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import TextArea

from tests.emulator import Emulator
from tui.text_fields import FieldInput, LeanTextArea
from tui.workarounds import SturdyApp, install

install()

PROSE = (
    "2024 年，海城镇在县委、县政府的正确领导下，认真贯彻落实《中华人民共和国政府信息公开条例》。\n\n"
    "（一）主动公开。全年主动公开政府信息 1,234 条，其中“三审三校”……\tabc 😀。\n第三段"
)


class Desk(SturdyApp[None]):
    """A text area and a field, and an emulator that shows what a terminal would have been sent."""

    CSS = "LeanTextArea { width: 34; height: 7; } FieldInput { width: 20; }"

    def __init__(self) -> None:
        super().__init__()
        self.animation_level = "none"
        self.terminal = Emulator((60, 12))

    def compose(self) -> ComposeResult:
        yield LeanTextArea(PROSE)
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


def at_desk(use: Callable[[Desk, Pilot[None]], Awaitable[None]]) -> None:
    """Run the app and let ``use`` work with it."""

    async def run() -> None:
        desk = Desk()
        async with desk.run_test(size=(60, 12)) as pilot:
            await pilot.pause()
            await use(desk, pilot)

    asyncio.run(run())


MOVES = [
    *("left", "right", "up", "down", "home", "end", "pageup", "pagedown", "ctrl+left", "ctrl+right"),
    *("shift+left", "shift+right", "shift+up", "shift+down", "shift+home", "shift+end", "ctrl+shift+left", "f7"),
]
EDITS = [
    *("enter", "backspace", "delete", "ctrl+w", "ctrl+u", "ctrl+k", "ctrl+shift+k", "ctrl+x", "ctrl+v"),
    *("ctrl+z", "ctrl+y", "tab", "shift+tab", "甲", "，", "“", "a", "7", "space", "left_parenthesis"),
]
PASTES = st.text(alphabet="年报，。“” 1a\n\t（）", max_size=40).map(lambda text: f"paste:{text}")
SIZES = st.tuples(st.integers(20, 60), st.integers(5, 12)).map(lambda size: f"resize:{size[0]}:{size[1]}")
OPERATIONS = st.lists(st.sampled_from(MOVES) | st.sampled_from(EDITS) | PASTES | SIZES, min_size=1, max_size=14)


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


@settings(max_examples=15, deadline=None)
@given(OPERATIONS)
def test_any_editing_leaves_the_screen_as_a_full_repaint_would(operations: Sequence[str]) -> None:
    async def use(desk: Desk, pilot: Pilot[None]) -> None:
        desk.query_one(LeanTextArea).focus()
        for number, operation in enumerate(operations, 1):
            await perform(desk, pilot, operation)
            desk.check(operations[:number])

    at_desk(use)


def test_characters_that_join_the_one_before_are_repainted_with_it() -> None:
    async def use(desk: Desk, pilot: Pilot[None]) -> None:
        desk.query_one(LeanTextArea).focus()
        for operation in ("e", "paste:\u0301", "甲", "left", "backspace", "delete"):
            await perform(desk, pilot, operation)
            desk.check(operation)

    at_desk(use)


def test_a_loaded_text_is_shown_whole() -> None:
    async def use(desk: Desk, pilot: Pilot[None]) -> None:
        area = desk.query_one(LeanTextArea)
        for text in ("甲", PROSE * 3, "", "乙\n丙"):
            area.load_text(text)
            await settle(desk, pilot)
            desk.check(text)

    at_desk(use)


def test_home_and_end_go_to_the_edges_of_the_wrapped_line_first() -> None:
    async def use(desk: Desk, pilot: Pilot[None]) -> None:
        area = desk.query_one(LeanTextArea)
        area.focus()
        await pilot.press("down", "end")
        first, second, *_ = area.wrapped_document.get_offsets(0)
        assert area.cursor_location == (0, second - 1)
        await pilot.press("home")
        assert area.cursor_location == (0, first)

    at_desk(use)


def test_a_paste_into_a_field_becomes_one_line() -> None:
    async def use(desk: Desk, pilot: Pilot[None]) -> None:
        field = desk.query_one(FieldInput)
        field.focus()
        for pasted in ("\r\n", " 乙\r\n\t丙\u202e\n", "\x1b"):
            desk.post_message(events.Paste(pasted))
            await settle(desk, pilot)
        assert field.value == "甲乙 丙"

    at_desk(use)


def test_a_key_in_a_field_does_not_wipe_what_is_there() -> None:
    async def use(desk: Desk, pilot: Pilot[None]) -> None:
        desk.query_one(FieldInput).focus()
        await pilot.press("乙")
        assert desk.query_one(FieldInput).value == "甲乙"

    at_desk(use)


def test_rows_look_as_textual_would_draw_them() -> None:
    async def use(desk: Desk, pilot: Pilot[None]) -> None:
        area = desk.query_one(LeanTextArea)
        area.load_text(PROSE + "\n" + PROSE.replace("。", "。\t") * 3 + "\n")
        await pilot.pause()
        for start, end in (((0, 0), (0, 0)), ((0, 20), (0, 3)), ((0, 5), (5, 30)), ((5, 2), (1, 0))):
            area.selection = Selection(start, end)
            await pilot.pause()
            for y in range(area.size.height):
                drawn = area._render_line(y)  # noqa: SLF001  # what this test is about
                assert list(drawn.simplify()) == list(TextArea._render_line(area, y).simplify()), (start, end, y)  # noqa: SLF001

    at_desk(use)
