"""Light and dark: which of the terminal's own colours stand for the colours that the code names, and none where it has none.

Styles are looked up as a line is drawn, for every widget alike; a background is always shown as reverse video, so that
text and ground are the terminal's own pair or a colour against it. tests/tui/test_themes.py computes the contrasts.
"""

from __future__ import annotations

from functools import cache

from rich.color import Color
from rich.segment import Segment
from rich.style import Style
from textual.filter import LineFilter

from tui.terminal_kind import Brightness

RED, GREEN, YELLOW, BLUE, CYAN = 1, 2, 3, 4, 6
BRIGHT = 8
OWN_GROUND = 0
"""Textual's dark theme calls the terminal's own background black."""

SHOWN: dict[Brightness, dict[int, int]] = {
    "dark": {RED: 9, GREEN: 10, YELLOW: 11, BLUE: 14, CYAN: 14},
    "light": {RED: 1, BLUE: 4, CYAN: 4},
}
"""Numbers of the 16 colours, by the colour that is named; all others are the terminal's own foreground."""

QUIET: dict[Brightness, int] = {"dark": 247, "light": 241}
"""What dimmed text is in a terminal of 256 colours: a grey that is the same everywhere. With 16 it is not dimmed."""


class Palette(LineFilter):
    """Shows named colours as the terminal's, for a brightness of its background and 0, 16 or 256 colours."""

    def __init__(self, brightness: Brightness, colours: int) -> None:
        super().__init__()
        self.brightness = brightness
        self.colours = colours
        self.shown = cache(self._shown)

    def apply(self, segments: list[Segment], _background: object) -> list[Segment]:
        """The segments of a line in the terminal's colours."""
        shown = self.shown
        return [Segment(text, None if style is None else shown(style), control) for text, style, control in segments]

    def _shown(self, style: Style) -> Style:
        named = self._number(style.color)
        number = SHOWN[self.brightness].get(named % BRIGHT) if self.colours and named is not None else None
        if style.dim and self.colours == 256 and number is None:
            number = QUIET[self.brightness]
        ground = self._number(style.bgcolor)
        if ground is not None and ground != OWN_GROUND:
            number, reverse = None, True
        else:
            reverse = bool(style.reverse)
        # Many terminals show bold red as a lighter red: too light for a light background.
        bold = style.bold and (number is None or self.brightness == "dark")
        return Style(
            color=None if number is None else Color.from_ansi(number),
            bold=bold or None,
            italic=style.italic,
            underline=style.underline,
            strike=style.strike,
            reverse=reverse or None,
            meta=style.meta or None,
        )

    @staticmethod
    def _number(color: Color | None) -> int | None:
        return None if color is None or color.is_default else color.number if color.number is not None else BRIGHT - 1
