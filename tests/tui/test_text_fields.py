"""The fields for prose and short text: what the screen shows after any editing is what a full repaint would show."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.document._document import Selection
from textual.pilot import Pilot
from textual.widgets import TextArea

from tests.tui.desk import PROSE, Desk, at_desk, perform, settle
from tui.field_input import FieldInput
from tui.text_fields import LeanTextArea

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


def test_a_text_of_another_width_is_shown_with_its_new_lines() -> None:
    async def use(desk: Desk, pilot: Pilot[None]) -> None:
        area = desk.query_one(LeanTextArea)
        for width in (*range(20, 34), 20):
            area.styles.width = width
            await settle(desk, pilot)
            desk.check(width)

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
