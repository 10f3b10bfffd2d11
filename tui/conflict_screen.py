"""Two clerks changed the same cells or paragraphs: both contents beside each other, and the clerk says which stands."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult

from schema.language import _
from schema.merge import Side
from tui.conflict_choices import ConflictChoices, full_name, words
from tui.detailed_list import LEAST_DETAIL, DetailedList
from tui.keymap import key_of, keys_of_action
from tui.styles import BOLD, DIM, PLAIN, REVERSE, Line, Span, filled, fit, joined
from tui.workarounds import FastModalScreen
from tui.wrap import wrap_lines

CONTENT = 12
"""Cells of a content in a line of the list."""

STATE = 8

PICKS: dict[str, Side] = {"m": "mine", "left": "mine", "t": "theirs", "right": "theirs"}


class ConflictView(DetailedList):
    """The conflicts in a list, the one in focus in full below it."""

    def __init__(self, choices: ConflictChoices) -> None:
        super().__init__(choices)
        self.choices = choices

    def head(self, width: int) -> list[Line]:
        """Who changed what, and how much is open; over the contents whose they are."""
        names = ((fit(f" {one}", CONTENT), DIM) for one in (_("原来"), _("我的"), _("对方的")))
        return [filled(self.choices.head, width, BOLD), joined([(fit("", self.name_width(width)), PLAIN), *names])]

    def foot(self, width: int, message: str) -> list[Line]:
        """What is said, and the keys."""
        return [filled(message, width, BOLD), filled(self.keys(), width, DIM)]

    def keys(self) -> str:
        """How to answer."""
        return _("↑↓ 换一处  m/← 我的  t/→ 对方的  {save} 保存  Esc 先不保存").format(save=key_of("save"))

    def name_width(self, width: int) -> int:
        """Cells for the names in the list."""
        return width - 3 * CONTENT - STATE

    def row(self, place: int, width: int) -> Line:
        """One conflict: where, all three contents, what was picked."""
        choices = self.choices
        here = place == choices.current
        style = REVERSE if here else PLAIN
        conflict = choices.conflicts[place]
        room = self.name_width(width)
        sign = "> " if here else "  "
        parts: list[Span] = [(fit(sign + choices.name(place, room - 3), room), style)]
        contents = (words(content).replace("\n", " ") for content in (conflict.base, conflict.mine, conflict.theirs))
        parts += [(fit(f" {content}", CONTENT), style) for content in contents]
        parts.append((fit(f" {choices.state(place)}", STATE), style))
        return joined(parts)

    def detail(self, width: int) -> list[Line]:
        """The conflict in focus in full: its name, ours, theirs, and what both began with."""
        conflict = self.choices.conflict
        picked = self.choices.picked.get(self.choices.current)
        lines: list[Line] = [((part, BOLD),) for part in wrap_lines(full_name(self.choices.form, conflict), width)]
        for side, label, content in (
            ("mine", _("我的："), conflict.mine),
            ("theirs", _("对方的："), conflict.theirs),
            ("", _("原来："), conflict.base),
        ):
            style = BOLD if side and side == picked else PLAIN if side else DIM
            lines += [((part, style),) for part in wrap_lines(label + words(content), width)]
        return lines

    def pick(self, side: Side) -> None:
        """Decides the conflict in focus."""
        self.choices.pick(side)
        self.top = 0
        self.say(_("都选好了，{save} 保存。").format(save=key_of("save")) if not self.choices.left else "")


class ConflictScreen(FastModalScreen[dict[tuple[str, ...], Side]]):
    """Answers with whose content stands at each conflict; with nothing where the clerk goes back."""

    def __init__(self, choices: ConflictChoices) -> None:
        super().__init__()
        self.view = ConflictView(choices)

    def compose(self) -> ComposeResult:
        """The whole screen."""
        yield self.view

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.view.focus()

    def on_key(self, event: events.Key) -> None:
        """Moves, picks, the save, back."""
        view, key = self.view, event.key.lower()
        moves = {"up": -1, "down": 1, "home": -9999, "end": 9999}
        if key in moves:
            view.move(moves[key])
        elif key in ("pageup", "pagedown"):
            view.scroll(LEAST_DETAIL if key == "pagedown" else -LEAST_DETAIL)
        elif key in PICKS:
            view.pick(PICKS[key])
        elif key in ("enter", *keys_of_action("save")):
            self.finish()
        elif key == "escape":
            self.dismiss()
        event.stop()
        event.prevent_default()

    def finish(self) -> None:
        """Saves where all is decided; says what is not."""
        choices = self.view.choices
        if choices.left:
            choices.to_open()
            self.view.say(_("还有 {left} 处没选：m 留我的，t 留对方的。").format(left=choices.left))
        else:
            self.dismiss(choices.decided)
