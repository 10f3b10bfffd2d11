"""The preview of a pasted block: each cell old and new, what is refused and why; nothing changes before Enter."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer

from schema.clip_place import placements
from schema.clip_plan import Plan, plan
from schema.clip_text import read_clip
from schema.language import _
from tui.paint import LineWidget
from tui.paste_words import count_words, manner_words, plan_lines, warnings, wrapped
from tui.session import Session
from tui.styles import BOLD, DIM, Line, fit
from tui.workarounds import FastModalScreen
from tui.wrap import wrap_lines

CALM = 0.6
"""Seconds after a burst before Enter counts: it may be the last key of the burst, or of one who did not look up."""

MOST_WARNINGS = 4

MOST_TYPED = 1_000
"""Characters of a burst that may have been typed: over a minute's worth."""


@dataclass(frozen=True)
class Answer:
    """What the clerk decided: a plan to carry out, or text to take as keys."""

    plan: Plan | None = None
    typed: str = ""


class PasteView(LineWidget, can_focus=True):
    """Counts and warnings on top, the cells below them scrolled, the keys at the foot."""

    def __init__(self, session: Session, text: str, address: str, *, burst: bool) -> None:
        super().__init__()
        self.session = session
        self.address = address
        self.burst = burst
        self.arriving = burst
        """Whether more of a burst may come: Enter may be a part of it."""
        self.clear = False
        self.manner = 0
        self.typed = ""
        """What was typed since a burst, by one who did not look up."""
        self.top = 0
        self.read(text)

    def read(self, text: str) -> None:
        """Takes the text of the block."""
        self.text = text
        self.clip = read_clip(text)
        self.placements = placements(self.session.report.form, self.clip, self.address)
        self.manner = min(self.manner, len(self.placements) - 1)
        self.work_out()

    @property
    def may_be_typed(self) -> bool:
        """Whether the block may be keys after all."""
        return self.burst and len(self.text) <= MOST_TYPED

    def work_out(self) -> None:
        """The plan for the manner and the blanks chosen."""
        self.plan = plan(self.session.report, self.placements[self.manner], clear=self.clear)
        self._made_for: int | None = None
        self.top = 0

    def switch(self) -> None:
        """The other manner."""
        self.manner = (self.manner + 1) % len(self.placements)
        self.work_out()
        self.repaint()

    def toggle_blanks(self) -> None:
        """Whether blank cells empty what is there."""
        self.clear = not self.clear
        self.work_out()
        self.repaint()

    def scroll_by(self, lines: int) -> None:
        """Up or down."""
        self.top += lines
        self.repaint()

    def build(self, width: int, height: int) -> list[Line]:
        """As much of the list as fits from the current line on."""
        head, foot = self.head(width), self.foot(width)
        if self._made_for != width:
            self._lines_made, self._made_for = plan_lines(self.plan, width), width
        lines = self._lines_made
        room = max(1, height - len(head) - len(foot) - 1)
        self.top = max(0, min(self.top, len(lines) - room))
        shown = lines[self.top : self.top + room]
        below = len(lines) - self.top - room
        more = _("↓ PgDn 下面还有 {n} 行").format(n=below) if below > 0 else ""
        return [*head, *shown, *[()] * (room - len(shown)), ((fit(more, width), DIM),), *foot]

    def head(self, width: int) -> list[Line]:
        """The manner, the counts, the warnings."""
        here = self.session.report.form.by_address[self.address].section
        title = _("粘贴预览：{manner}").format(manner=manner_words(self.plan, self.session.report.form, here))
        lines: list[Line] = [((part, BOLD),) for part in wrap_lines(title, width)]
        lines += [((part, BOLD),) for part in wrap_lines(count_words(self.plan), width)]
        said = warnings(self.plan, self.clip.cut)
        for text in said[:MOST_WARNINGS]:
            lines += wrapped(_("注意：{text}").format(text=text), width)
        if len(said) > MOST_WARNINGS:
            lines.append(((_("另有 {n} 条说明").format(n=len(said) - MOST_WARNINGS), DIM),))
        return [*lines, ()]

    def foot(self, width: int) -> list[Line]:
        """The keys; for a burst, how to take it as typed."""
        if self.typed:
            said = _("又打了 {n} 个键。F2 连同前面的照按键执行  Esc 不要这 {n} 个键").format(n=len(self.typed))
            return [((part, BOLD),) for part in wrap_lines(said, width)]
        enter = _("请看清再按键") if self.arriving else _("Enter 写入 {n} 格").format(n=len(self.plan.writes))
        keys = [enter, _("Esc 不贴")]
        if len(self.placements) > 1:
            keys.append(_("Tab 换一种对位"))
        if self.plan.blanks or self.clear:
            keys.append(_("空格键 空格不动") if self.clear else _("空格键 空格也照贴（清空）"))
        lines: list[Line] = [((part, DIM),) for part in wrap_lines("  ".join(keys), width)]
        if self.may_be_typed:
            lines += [((part, BOLD),) for part in wrap_lines(_("F2 不是粘贴，是我打的：照按键执行"), width)]
        return lines


class PastePreview(FastModalScreen[Answer]):
    """Shows what a paste would do. Enter carries it out, Esc leaves everything as it is."""

    def __init__(self, session: Session, text: str, address: str, *, burst: bool = False) -> None:
        super().__init__()
        self.view = PasteView(session, text, address, burst=burst)
        self._calm: Timer | None = None

    def compose(self) -> ComposeResult:
        """The list over the whole screen."""
        with Vertical(classes="dialog tall"):
            yield self.view

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.view.focus()
        self._wait()

    def takes_burst(self, text: str) -> bool:
        """More of the same paste, by a line that stalled."""
        if self.view.burst:
            self.view.read(self.view.text + text)
            self._wait()
            self.view.repaint()
        return True

    def _wait(self) -> None:
        """Lets Enter count when nothing has come for a while."""
        if self._calm is not None:
            self._calm.stop()
        self.view.arriving = self.view.burst
        if self.view.burst:
            self._calm = self.set_timer(CALM, self._ready)

    def _ready(self) -> None:
        self.view.arriving = False
        self.view.repaint()

    def on_paste(self, event: events.Paste) -> None:
        """Another block instead."""
        event.stop()
        self.view.burst = self.view.arriving = False
        self.view.read(event.text)
        self.view.repaint()

    def on_key(self, event: events.Key) -> None:
        """Agreeing, leaving, switching, scrolling; what one types who did not look up is kept."""
        event.stop()
        event.prevent_default()
        view = self.view
        page = max(1, view.size.height - 8)
        moves = {"up": -1, "down": 1, "pageup": -page, "pagedown": page, "home": -999999, "end": 999999}
        if event.key == "f2" and view.may_be_typed:
            self.dismiss(Answer(typed=view.text + view.typed))
        elif event.key == "escape":
            self._leave()
        elif self._is_typing(event):
            view.typed += event.character or ""
            view.repaint()
        elif event.key == "enter":
            if not view.arriving:
                self.dismiss(Answer(view.plan))
        elif event.key == "tab":
            view.switch()
        elif event.key == "space":
            view.toggle_blanks()
        elif event.key in moves:
            view.scroll_by(moves[event.key])

    def _is_typing(self, event: events.Key) -> bool:
        """Whether a key over a burst's preview goes on with what was typed: a figure, or anything behind one."""
        if not self.view.may_be_typed or not event.character:
            return False
        return (event.character.isprintable() and event.character != " ") or bool(self.view.typed)

    def _leave(self) -> None:
        if self.view.typed:
            self.view.typed = ""
            self.view.repaint()
        else:
            self.dismiss(Answer())
