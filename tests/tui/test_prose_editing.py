"""Editing Chinese text: where the cursor goes and is seen, what is selected, deleted, copied and made bold."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events
from textual.document._document import Selection
from textual.pilot import Pilot

from tests.tui.desk import Desk, at_desk, settle
from tui.prose_editing import ProseEditing
from tui.text_units import snapped

TEXT = "2024 年，海城镇落实《条例》，公开 425 条。\n第二段，e\u0301tat 葛\U000e0100城。\n末段"


class Prose(ProseEditing):
    """A text with a gutter, and the keys of the table."""

    said = ""
    gutter_width = 3

    def say(self, message: str) -> None:
        self.said = message

    def on_key(self, event: events.Key) -> None:
        if self.take_key(event):
            event.stop()
            event.prevent_default()


def in_prose(text: str, use: Callable[[Desk, Prose, Pilot[None]], Awaitable[None]]) -> None:
    async def with_text(desk: Desk, pilot: Pilot[None]) -> None:
        area = desk.query_one(Prose)
        area.load_text(text)
        area.focus()
        await settle(desk, pilot)
        await use(desk, area, pilot)

    at_desk(with_text, Prose)


# Without variation selectors: the emulator loses the character behind one.
CHARACTERS = st.sampled_from([*"年报公开，。“”（）《》… ab1.,*\n\t", "e\u0301", "12 件"])


@settings(max_examples=4, deadline=None)
@given(st.lists(CHARACTERS, max_size=40).map("".join))
def test_the_cursor_is_seen_on_every_character(text: str) -> None:
    """On the screen the character at the cursor stands in the cell where an input method would write."""

    async def use(desk: Desk, area: Prose, pilot: Pilot[None]) -> None:
        for row, line in enumerate(text.split("\n")):
            for column in range(len(line) + 1):
                if snapped(line, column) != column:
                    continue
                area.move_cursor((row, column))
                await settle(desk, pilot)
                x, y = area.cursor_screen_offset
                assert area.region.contains(x, y), (row, column)
                assert x >= area.gutter_width
                cell = desk.terminal.screen.buffer[y][x]
                expected = line[column : column + 1].replace("\t", " ") or " "
                assert normalize("NFD", cell.data)[:1] == expected, (row, column)
                assert cell.bg != "default", (row, column)

    in_prose(text, use)


def test_ctrl_arrows_go_by_units_and_paragraphs_and_shift_selects() -> None:
    async def use(_desk: Desk, area: Prose, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+right", "ctrl+right")
        assert area.cursor_location == (0, 7)
        await pilot.press("ctrl+shift+right")
        assert area.selected_text == "海城镇落实"
        await pilot.press("ctrl+left", "ctrl+left")
        assert area.cursor_location == (0, 5)
        await pilot.press("ctrl+down")
        assert area.cursor_location == (1, 0)
        await pilot.press("ctrl+left")
        assert area.cursor_location == (0, 26)
        await pilot.press("ctrl+up", "ctrl+up", "ctrl+shift+end")
        assert area.selected_text == TEXT
        await pilot.press("ctrl+down", "ctrl+down", "ctrl+shift+up", "ctrl+shift+up")
        assert area.selection == Selection((2, 2), (1, 0))

    in_prose(TEXT, use)


def test_home_and_end_take_the_row_first_then_the_paragraph() -> None:
    async def use(_desk: Desk, area: Prose, pilot: Pilot[None]) -> None:
        [edge] = area.wrapped_document.get_offsets(0)
        await pilot.press("right", "right", "end")
        assert area.cursor_location == (0, edge - 1)
        await pilot.press("end")
        assert area.cursor_location == (0, 26)
        await pilot.press("home")
        assert area.cursor_location == (0, edge)
        await pilot.press("shift+home")
        assert area.selected_text == TEXT[:edge]

    in_prose(TEXT, use)


def test_joined_characters_are_stepped_over_and_deleted_whole() -> None:
    async def use(_desk: Desk, area: Prose, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+down", *["right"] * 5)
        assert area.cursor_location == (1, 6)
        await pilot.press("backspace")
        assert area.document.get_line(1) == "第二段，tat 葛\U000e0100城。"
        await pilot.press(*["right"] * 5)
        assert area.document.get_line(1)[area.cursor_location[1] :] == "城。"
        await pilot.press("backspace", "backspace", "delete", "delete")
        assert area.document.get_line(1) == "第二段，tat"
        area.move_cursor((0, 0))

    in_prose(TEXT, use)


@pytest.mark.parametrize("keys", [("alt+backspace", "alt+d"), ("ctrl+backspace", "ctrl+delete")])
def test_a_unit_is_deleted_on_either_side(keys: tuple[str, str]) -> None:
    async def use(_desk: Desk, area: Prose, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+right", "ctrl+right", keys[0])
        assert area.document.get_line(0).startswith("2024 海城镇落实《条例》")
        await pilot.press(keys[1])
        assert area.document.get_line(0).startswith("2024 《条例》，")
        await pilot.press("home", keys[0], "ctrl+down", keys[0])
        assert area.text.startswith("2024 《条例》，公开 425 条。第二段")

    in_prose(TEXT, use)


def test_copying_and_cutting_say_what_they_took() -> None:
    async def use(desk: Desk, area: Prose, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+c")
        assert "请先选中文字" in area.said
        await pilot.press("ctrl+x")
        assert area.text == TEXT
        await pilot.press("ctrl+shift+right", "ctrl+shift+right", "ctrl+c")
        assert area.said == "已复制 3 字。"
        assert desk.clipboard == "2024 年，"
        await pilot.press("ctrl+x")
        assert "已剪切 3 字" in area.said
        assert area.text == TEXT[7:]
        await pilot.press("ctrl+a", "ctrl+c")
        assert desk.clipboard == TEXT[7:]

    in_prose(TEXT, use)


def test_bold_goes_on_and_off_by_one_key_and_the_cursor_stays_with_its_text() -> None:
    async def use(desk: Desk, area: Prose, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+right", "ctrl+right", "right", "ctrl+b")
        assert area.document.get_line(0).startswith("2024 年，**海城镇落实**《条例》")
        assert area.cursor_location == (0, 10)
        await settle(desk, pilot)
        x, y = area.cursor_screen_offset
        shown = desk.terminal.screen.buffer[y]
        assert [shown[x - 4].data, shown[x - 4].bold] == ["*", False]
        assert [shown[x - 2].data, shown[x - 2].bold] == ["海", True]
        await pilot.press("ctrl+b")
        assert area.text == TEXT
        assert area.cursor_location == (0, 8)

    in_prose(TEXT, use)


def test_bold_on_a_selection_keeps_it_selected_each_paragraph_with_its_pair() -> None:
    async def use(_desk: Desk, area: Prose, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+down", "ctrl+shift+down", "shift+end", "ctrl+b")
        assert area.text.split("\n")[1:] == ["**第二段，e\u0301tat 葛\U000e0100城。**", "**末段**"]
        await pilot.press("ctrl+b")
        assert area.text == TEXT

    in_prose(TEXT, use)


def test_bold_beside_a_lone_marker_is_refused_in_words() -> None:
    async def use(_desk: Desk, area: Prose, pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+b")
        assert "星号" in area.said
        assert area.text == "甲**乙"

    in_prose("甲**乙", use)
