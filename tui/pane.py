"""The side pane and the two lines of text below: line-drawn, repainted only where their words change."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len

from reports.terminal_text import safe
from schema.findings import Level
from schema.form import Section
from schema.language import _
from tui.actions import key_name
from tui.focus import Focus
from tui.keymap import current_actions, shortened
from tui.paint import LineWidget
from tui.pane_lines import lines_above, pane_lines
from tui.pane_problems import chosen_problem, cut_mark, problem_at
from tui.session import Session
from tui.styles import BOLD, DIM, ERROR, PLAIN, REVERSE, Line, Span, filled, fit_right, joined
from tui.wrap import wrap_lines

if TYPE_CHECKING:
    from tui.trend import Trend

SEPARATOR = "|"
NO_PANE = 70
"""Columns below which there is no pane."""

SHORTEST_NAME = 2
"""Characters of a section's name that tell it from the others."""


class SidePane(LineWidget):
    """Totals, balances and problems for what is in focus."""

    def __init__(self, session: Session, focus: Focus, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.session = session
        self.focused_on = focus
        self.cut = False
        """Whether the chosen problem is told here in part only."""
        self.trend: Trend | None = None
        """The charts that stand here instead of the problems, where the clerk wants to see them."""
        self._version = -1
        self._room = 0
        """Lines that the chosen problem took when its repairs were known last."""

    @property
    def charting(self) -> bool:
        """Whether a chart stands here and no problem is told."""
        return self.trend is not None and self.trend.covers(self.focused_on)

    def show(self, focus: Focus, version: int) -> None:
        """Turns to another focus, and to a version of the findings, and draws what differs."""
        self.focused_on, self._version = focus, version
        self.repaint()

    def differs_in_place_only(self, focus: Focus, version: int) -> bool:
        """Whether it shows all there is to say, but perhaps for the totals over another cell."""
        shown = self.focused_on
        both_cells = focus.figure is not None and shown.figure is not None
        return version == self._version and both_cells and shown == focus._replace(figure=shown.figure)

    def build(self, width: int, height: int) -> Sequence[Line]:
        """A separator, then the pane's words."""
        if self.trend and self.trend.covers(self.focused_on):
            lines = self.trend.lines(self.session, self.focused_on, width - 1, height)
        else:
            lines = self.words(width - 1, height)
        self.cut = self.charting or any(text.startswith(cut_mark()) for line in lines for text, _ in line)
        lines += [()] * (height - len(lines))
        return [joined([(SEPARATOR, DIM), *line]) for line in lines]

    def words(self, width: int, height: int) -> list[Line]:
        """What there is to say of the figures and the problems."""
        focus = self.focused_on._replace(room=self._room)
        lines = pane_lines(self.session, focus, width, height)
        if focus.repairs is not None:
            self._room = len(chosen_problem(self.session, focus, width))
        return lines

    def pressed(self, x: int, y: int) -> None:  # noqa: ARG002 - problems take whole lines
        """A click goes to a problem."""
        width, height = self.size
        above = lines_above(self.session, self.focused_on, width - 1, height)
        left = height - len(above)
        place = problem_at(self.session, self.focused_on, (width - 1, left), y - len(above))
        if place is not None:
            self.screen.call_later(self.screen.run_action, f"problem({place})")


class SectionBar(LineWidget):
    """The sections by number, the one in focus reversed; ``!`` error, ``?`` something to settle."""

    def __init__(self, session: Session, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.session = session
        self.current = 0

    def show(self, current: int) -> None:
        """Turns to another section."""
        self.current = current
        self.repaint()

    def build(self, width: int, height: int) -> Sequence[Line]:
        """One line. Where the window has no room for names in full nor for the pane, what the pane would say stands behind."""
        worst = worst_levels(self.session)
        spans: list[Span] = []
        for (place, name), section in zip(self.tabs(width), self.session.report.form.sections, strict=True):
            level = worst.get(section.id)
            sign = "!" if level is Level.ERROR else "?" if level is Level.SETTLE else " "
            style = REVERSE if place == self.current else PLAIN
            spans += [(name, style), (sign, style + ERROR if sign == "!" else style)]
        if width < NO_PANE:
            left = width - sum(cell_len(text) for text, _ in spans)
            spans.append(
                (fit_right(summary(self.session), max(0, left)), ERROR if Level.ERROR in worst.values() else PLAIN)
            )
        return [joined(spans)][:height] if width else []

    def tabs(self, width: int) -> list[tuple[int, str]]:
        """Number and name of each section; short of room, the first characters of the names."""
        sections = list(enumerate(self.session.report.form.sections))
        names = [(place, f" {place}{section.short}") for place, section in sections]
        if sum(cell_len(name) + 1 for _, name in names) <= width:
            return names
        return [(place, f" {place}{section.short[:SHORTEST_NAME]}") for place, section in sections]

    def pressed(self, x: int, y: int) -> None:  # noqa: ARG002 - one line
        """A click turns to a section."""
        for place, name in self.tabs(self.size.width):
            x -= cell_len(name) + 1
            if x < 0:
                if place != self.current:
                    self.screen.call_later(self.screen.run_action, f"section({place})")
                return


def summary(session: Session) -> str:
    """What matters most of the pane, in a few cells: whether everything is saved, and how many problems there are."""
    problems = sum(finding.dismissed is None for finding in session.findings)
    unsaved = _("未存，无保护") if session.unprotected else _("未存")
    told = [unsaved] if session.dirty else [_("只看")] if session.read_only else []
    return " ".join([*told, _("问题{n}").format(n=problems)] if problems else told)


def worst_levels(session: Session) -> dict[str, Level]:
    """The gravest problem of each section that has one."""
    worst: dict[str, Level] = {}
    for finding in session.findings:
        section = finding.section.partition(".")[0]
        worst[section] = min(worst.get(section, finding.level), finding.level)
    return worst


class StatusLines(LineWidget):
    """What is in focus in full, and below it how to fill it in, or what just happened."""

    def __init__(self, folder: str = "", *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self.folder = folder
        """Left out of what a message names where there is no room for it."""
        self.title = ""
        self.note = ""
        self.message = ""
        self._said_at = 0.0

    def show(self, title: str, note: str, message: str = "") -> None:
        """Sets both lines; a message stands in for the note until the next call."""
        if message and message != self.message:
            self._said_at = time.monotonic()
        self.title, self.note, self.message = title, note, message
        self.repaint()

    def shown_for(self) -> float:
        """Seconds since the message that is shown was said; without end where none is."""
        return time.monotonic() - self._said_at if self.message else math.inf

    def build(self, width: int, height: int) -> Sequence[Line]:
        """The title cut to its line; the note, or the message in bold, which takes both lines where it is long."""
        text, style = (safe(self.message, keep=""), BOLD) if self.message else (safe(self.note, keep=""), DIM)
        if self.message and self.folder and cell_len(text) > 2 * width:
            text = safe(self.message.replace(f"{self.folder}/", ""), keep="")
        if self.message and cell_len(text) > width:
            first, *rest = wrap_lines(text, width)
            return [filled(first, width, BOLD), filled("".join(rest), width, BOLD)]
        title = safe(self.title, keep="")
        if height <= 2 and cell_len(title) > width:
            title, *rest = wrap_lines(title, width)
            text = text if self.message else "".join(rest) + "  " + text
        return [filled(title, width), filled(text, width, style)]


class KeyLine(LineWidget):
    """The keys worth knowing, from the action table: those of the editor, or of the library."""

    def __init__(self, where: Literal["editor", "library"] = "editor") -> None:
        super().__init__()
        self.where = where

    def build(self, width: int, height: int) -> Sequence[Line]:
        """As many as fit, key in bold."""
        spans: list[Span] = []
        used = 0
        for action in current_actions():
            if not action.footer or (action.where == "library") != (self.where == "library"):
                continue
            key = shortened(key_name(action.keys[0]))
            if used + cell_len(key) + cell_len(action.footer) + 1 > width:
                break
            spans += [(key, BOLD), (action.footer + " ", PLAIN)]
            used += cell_len(key) + cell_len(action.footer) + 1
        return [joined(spans)][:height]


def section_of(session: Session, section_id: str) -> tuple[int, Section]:
    """Number and section for a section's id, or for the address of a figure, a text or a line of basic data."""
    form = session.report.form
    name = section_id.partition(".")[0]
    for place, section in enumerate(form.sections):
        if section.id == name or (section.fields and form.basic_field(section_id)):
            return place, section
    return 0, form.sections[0]
