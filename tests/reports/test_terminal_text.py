"""Nothing that a file contains acts on the terminal or hides from the reader."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.terminal_text import restored, safe, without

ACTING = [
    *range(0x20), *range(0x7F, 0xA0), 0x61C, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029,
    *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF, *range(0xE0000, 0xE0080), 0xD800, 0xDBFF, 0xDC00, 0xDFFF,
]  # fmt: skip
KEPT = (0x09, 0x0A)


@pytest.mark.parametrize("code", [code for code in ACTING if code not in KEPT])
def test_an_acting_character_shows_as_its_number(code: int) -> None:
    assert safe(f"甲{chr(code)}乙") == f"甲<U+{code:04X}>乙"


def test_line_breaks_and_tabs_stay_unless_told_otherwise() -> None:
    assert safe("甲\n\t乙") == "甲\n\t乙"
    assert safe("甲\n\t乙", keep="") == "甲<U+000A><U+0009>乙"
    assert safe("甲\r乙", keep="\r") == "甲\r乙"


def test_an_escape_sequence_is_seen_and_does_nothing() -> None:
    assert safe("\x1b]0;owned\x07 \u202e文字") == "<U+001B>]0;owned<U+0007> <U+202E>文字"


@pytest.mark.parametrize("text", ["", "2024 年，海城镇", "甲\n乙\t丙", "全角\u3000空格\u00a0é€😀", "e\u0301"])
def test_ordinary_text_is_itself(text: str) -> None:
    assert safe(text) is text


@given(st.text(st.characters()))
def test_only_ordinary_characters_are_left(text: str) -> None:
    shown = safe(text, keep="")
    assert not set(map(ord, shown)) & set(ACTING)
    assert all(unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"} for character in shown)
    assert safe(shown) == shown


def test_what_is_shown_instead_becomes_itself_again() -> None:
    """An edit beside an invisible character must not write its token into the report."""
    original = "一\u200b二\x1b[31m三"
    edited = safe(original).replace("三", "四")
    assert restored(edited, original) == "一\u200b二\x1b[31m四"
    assert restored("typed <U+200B>", "plain") == "typed <U+200B>"


def test_nothing_invisible_is_published() -> None:
    assert without("一\u200b二\x1b[31m三\n\t\ufeff") == "一二[31m三\n\t"
