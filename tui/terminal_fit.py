"""How the program fits itself to the terminal it runs in: widths, colours, mouse. It asks once and never waits for an answer."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal, NamedTuple

from textual import events
from textual.message import Message

from reports.settings import Settings, settings
from tui.terminal_answers import BackgroundReport
from tui.terminal_kind import Brightness, kind_of
from tui.terminal_memory import Remembered, Width, recall, remember
from tui.themes import Palette

WIDTH_ROW, UTF8_ROW = 2, 3
"""Rows in which the test characters are written, told apart in the answers; row 1 could be a shifted F3."""

ASK_WIDTHS = f"\x1b[{WIDTH_ROW};1H““\x1b[6n\x1b[{UTF8_ROW};1H中中\x1b[6n\x1b[H"
ASK_BACKGROUND = "\x1b]11;?\x07"
TWO_WIDE = 4
"""Column behind two characters of two cells."""

VARIABLE = "NIANBAO_AMBIGUOUS"

Learned = Literal["", "widths", "theme", "not utf-8"]


class Configured(NamedTuple):
    """What the clerk has set, which no answer changes; None for what is to be found out."""

    width: Width | None
    theme: Brightness | None


def configured(environ: Mapping[str, str], chosen: Settings) -> Configured:
    """The environment before the settings."""
    width = environ.get(VARIABLE) or chosen.ambiguous_width
    return Configured(
        width if width in ("narrow", "wide") else None,  # type: ignore[arg-type]  # mypy does not narrow a str to literals
        None if chosen.theme == "auto" else chosen.theme,
    )


class TerminalFit:
    """One terminal: what is configured, remembered and learned of it, and what follows for the screen."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self.kind = kind_of(environ)
        self.fixed = configured(environ, settings())
        self.known = recall(self.kind.key)
        self.mouse = settings().mouse
        self.not_utf8 = False
        """Whether the terminal has shown that it reads another encoding."""
        self._awaited = {WIDTH_ROW, UTF8_ROW}
        self._wide = (self.fixed.width or self.known.width) == "wide"
        if self._wide:
            self._measure_wide()
        theme = self.fixed.theme or (self.known.theme if self.known.chosen else self.kind.background)
        self.palette = Palette(theme or self.known.theme or "dark", self.kind.colours)

    @property
    def theme(self) -> Brightness:
        """The theme in use."""
        return self.palette.brightness

    def questions(self) -> str:
        """What to ask; what is configured is not asked for."""
        decided = self.fixed.theme or self.known.chosen or self.kind.background or not self.kind.colours
        return ASK_WIDTHS + (ASK_BACKGROUND if self.kind.asked and not decided else "")

    def learn(self, report: Message) -> Learned:
        """Takes an answer in; what is to be done about it. An answer that was not asked for is none."""
        if isinstance(report, BackgroundReport):
            return self._learn_theme("light" if report.light else "dark")
        if not isinstance(report, events.CursorPosition) or report.y + 1 not in self._awaited:
            return ""
        self._awaited.discard(report.y + 1)
        if report.y + 1 == UTF8_ROW:
            self.not_utf8 = report.x != TWO_WIDE
            return "not utf-8" if self.not_utf8 else ""
        return self._learn_width("wide" if report.x == TWO_WIDE else "narrow") if report.x in (2, TWO_WIDE) else ""

    def toggle_theme(self) -> Brightness:
        """The other theme, remembered as the clerk's choice."""
        theme: Brightness = "light" if self.theme == "dark" else "dark"
        self.palette = Palette(theme, self.kind.colours)
        self._remember(self.known._replace(theme=theme, chosen=True))
        return theme

    def _learn_theme(self, theme: Brightness) -> Learned:
        if self.fixed.theme or self.known.chosen or self.kind.background:
            return ""
        self._remember(self.known._replace(theme=theme))
        if theme == self.theme:
            return ""
        self.palette = Palette(theme, self.kind.colours)
        return "theme"

    def _learn_width(self, width: Width) -> Learned:
        if self.fixed.width:
            return ""
        self._remember(self.known._replace(width=width))
        if (width == "wide") == self._wide:
            return ""
        self._wide = width == "wide"
        if self._wide:
            self._measure_wide()
        else:
            from tui.ambiguous import measure_narrow

            measure_narrow()
        return "widths"

    @staticmethod
    def _measure_wide() -> None:
        from tui.ambiguous import measure_wide  # few terminals are so

        measure_wide()

    def _remember(self, known: Remembered) -> None:
        if known != self.known:
            self.known = known
            remember(self.kind.key, known)
