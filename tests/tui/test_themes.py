"""Light and dark: every style the program sends can be read on the palettes of the terminals in use, and none needs its colour."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rich.color import Color
from rich.style import Style

import tui.styles
from tests.emulator import Manner
from tests.terminal import Terminal
from tests.tui.running import opened
from tui.terminal_kind import Brightness
from tui.themes import OWN_GROUND, Palette

ENOUGH = 4.5
"""WCAG 2.2, 1.4.3."""


class Colours(NamedTuple):
    """The 16 colours of a terminal, and foreground and background of its dark and its light look."""

    sixteen: str
    dark: tuple[str, str]
    light: tuple[str, str] = ("000000", "ffffff")


TERMINALS = {
    "xterm": Colours(
        "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff",
        ("e5e5e5", "000000"),
    ),
    "PuTTY": Colours(
        "000000 bb0000 00bb00 bbbb00 0000bb bb00bb 00bbbb bbbbbb 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
        ("bbbbbb", "000000"),
    ),
    "Windows Terminal": Colours(
        "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2",
        ("cccccc", "0c0c0c"),
        ("0c0c0c", "f2f2f2"),
    ),
    "Windows console": Colours(
        "000000 800000 008000 808000 000080 800080 008080 c0c0c0 808080 ff0000 00ff00 ffff00 0000ff ff00ff 00ffff ffffff",
        ("c0c0c0", "000000"),
    ),
    "Linux console": Colours(
        "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff",
        ("aaaaaa", "000000"),
    ),
    "macOS": Colours(
        "000000 c23621 25bc24 adad27 492ee1 d338d3 33bbc8 cbcccd 818383 fc391f 31e722 eaec23 5833ff f935f8 14f0f0 e9ebeb",
        ("cbcccd", "000000"),
    ),
}
BOLD_IS_BRIGHT = {"xterm", "PuTTY", "Linux console", "macOS"}
"""Show the first eight colours brighter where they are bold."""


def luminance(rgb: str) -> float:
    """Relative luminance of ``rrggbb`` (WCAG 2.2)."""
    parts = [int(rgb[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def shade(name: str, look: Brightness, number: int | None, *, bold: bool) -> str:
    """A colour of a terminal; None is its foreground, from 16 on the cube and greys that all share."""
    colours = TERMINALS[name]
    if number is None:
        return (colours.dark if look == "dark" else colours.light)[0]
    if number >= 232:
        return f"{8 + (number - 232) * 10:02x}" * 3
    assert number < 16, "no other colour is used"
    return colours.sixteen.split()[number + 8 if bold and number < 8 and name in BOLD_IS_BRIGHT else number]


DARK = re.compile(rb"\x1b\[(1;)?9\dm")
"""The colours of the dark theme."""

SENT = re.compile(rb"\x1b\[([\d;:]*)m")


def assert_readable(codes: str, look: Brightness) -> None:
    """What one SGR sequence sets can be read on every terminal of that look."""
    assert not re.search(r"(^|;)(2|8|4[0-9]|10[0-7])(;|$)", re.sub(r"(^|;)38;5;\d+", "", codes)), f"a ground: {codes}"
    number: int | None = None
    if grey := re.search(r"38;5;(\d+)", codes):
        number = int(grey[1])
    elif colour := re.search(r"(?:^|;)([39])([0-7])(?:;|$)", codes):
        number = int(colour[2]) + (8 if colour[1] == "9" else 0)
    bold = re.search(r"(^|;)1(;|$)", codes) is not None
    for name, colours in TERMINALS.items():
        ground = (colours.dark if look == "dark" else colours.light)[1]
        ratio = contrast(shade(name, look, number, bold=bold), ground)
        assert ratio >= ENOUGH, f"{codes} on {name}, {look}: {ratio:.2f}"


def codes_of(style: Style) -> str:
    """The SGR codes that Rich sends for a style."""
    return style.render("x").partition("m")[0].removeprefix("\x1b[").removesuffix("x")


@pytest.mark.parametrize(("look", "colours"), [("dark", 16), ("dark", 256), ("light", 16), ("light", 256)])
def test_every_colour_and_attribute_that_code_can_name_is_shown_readably(look: Brightness, colours: int) -> None:
    palette = Palette(look, colours)
    for number, ground in product((None, *range(16), 200), (None, OWN_GROUND, 4, 7, 15)):
        for bold, dim, reverse in product((False, True), repeat=3):
            style = Style(
                color=None if number is None else Color.from_ansi(number),
                bgcolor=None if ground is None else Color.from_ansi(ground),
                bold=bold,
                dim=dim,
                reverse=reverse,
            )
            assert_readable(codes_of(palette.shown(style)), look)


@pytest.mark.parametrize("look", ["dark", "light"])
def test_what_is_named_keeps_what_tells_it_apart_without_colour(look: Brightness) -> None:
    shown = Palette(look, 0).shown
    assert not codes_of(shown(tui.styles.DERIVED))
    assert codes_of(shown(tui.styles.ERROR + tui.styles.REVERSE)) == "1;7"
    assert codes_of(shown(tui.styles.UNDERLINE)) == "4"
    assert codes_of(shown(Style(color="white", bgcolor="blue"))) == "7"


def test_numbers_in_prose_differ_without_colour() -> None:
    from tui.prose_numbers import STYLES

    shown = [codes_of(Palette("dark", 0).shown(style)) for style in STYLES.values()]
    assert len(set(shown)) == len(STYLES)


TOUR = (
    "alt+0", "alt+1", "down", "shift+down", "alt+3", "5", "enter", "f3", "f1", "esc", "ctrl+p", "down", "down", "esc",
    "alt+2", "delete", "ctrl+q", "esc",
)  # fmt: skip
"""Keys that bring up every kind of page and dialog, fields and texts with something selected."""

BOXES = re.compile("[\u2500-\u259f]")


def tour(terminal: Terminal) -> None:
    """Goes through the program, and makes it complain."""
    for key in TOUR:
        terminal.press(key)
        terminal.quiet(0.15)
    terminal.send("中".encode("gbk"))
    terminal.wait_for("UTF-8")
    terminal.quiet()


@pytest.mark.parametrize(
    ("term", "look"),
    [("xterm-256color", "dark"), ("xterm-256color", "light"), ("xterm", "dark"), ("linux", "light")],
)
def test_all_that_a_tour_sends_can_be_read(report: Path, term: str, look: Brightness) -> None:
    with opened(report, TERM=term, COLORFGBG="0;15" if look == "light" else "15;0") as terminal:
        tour(terminal)
        for codes in {found[1].decode() for found in SENT.finditer(terminal.output)} - {"", "0"}:
            assert_readable(codes, look)
        assert not BOXES.search(terminal.output.decode())


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "vt100"}, {"TERM": "vt220"}, {"TERM": None}])
def test_without_colours_none_is_sent(report: Path, env: dict[str, Any]) -> None:
    with opened(report, **env) as terminal:
        tour(terminal)
        attributes = {"", "0", "1", "4", "7", "1;4", "1;7", "4;7", "1;4;7"}
        assert {found[1].decode().removeprefix("0;") for found in SENT.finditer(terminal.output)} <= attributes
        cursor = terminal.cell(*terminal.cursor)
        assert cursor.reverse


def test_an_empty_no_color_is_none(report: Path) -> None:
    with opened(report, NO_COLOR="") as terminal:
        assert DARK.search(terminal.output)


@pytest.mark.parametrize("end", ["\x07", "\x1b\\"])
def test_a_light_terminal_is_recognised_and_remembered(report: Path, end: str) -> None:
    light = Manner(background=f"rgb:ffff/ffff/ffff{end}")
    with opened(report, manner=light) as terminal:
        terminal.wait_for(lambda seen: b"\x1b[34m" in seen.output)
        assert "]11" not in terminal.text
        assert "rgb" not in terminal.text
    with opened(report) as again:
        assert b"\x1b[34m" in again.output
        assert not DARK.search(again.output)


def test_the_clerk_changes_the_theme_by_a_key_and_it_stays(report: Path) -> None:
    dark = Manner(background="rgb:0000/0000/0000\x07")
    with opened(report, manner=dark) as terminal:
        terminal.mark()
        terminal.press("alt+t")
        terminal.wait_for("浅色。Alt\\+T")
        assert b"\x1b[34m" in terminal.output[-terminal.bytes_since_mark :]
    with opened(report, manner=dark) as again:
        assert not DARK.search(again.output)
