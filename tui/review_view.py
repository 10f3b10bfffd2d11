"""The doubts of an import in a list, the one in focus in full below it, and what is being typed for its cell."""

from __future__ import annotations

from rich.cells import cell_len
from textual.geometry import Offset

from reports.terminal_text import safe
from schema.findings import Repair
from schema.language import _
from tui.detailed_list import DetailedList
from tui.import_review import Review
from tui.keymap import short_key_of
from tui.rest import Rest
from tui.review_entry import ReviewEntry
from tui.review_words import details, head, now_words, place_name, short_place, state
from tui.styles import BOLD, DIM, PLAIN, REVERSE, Line, filled, fit, joined
from tui.wrap import wrap_lines

CONTENT, NAME = 14, 40
"""Cells of what the source prints and of what stands there now, and of the name before them, where there is little room."""

STATE = 5

PAUSE = 0.12
"""Seconds after the last key before repairs are looked for."""


class ReviewView(DetailedList):
    """Draws a review."""

    foot_lines = 3

    def __init__(self, review: Review, message: str = "") -> None:
        super().__init__(review, message)
        self.review = review
        self.typing = ReviewEntry(review)
        self._rest = Rest(self, PAUSE, self.look_for_repairs)

    # ── what is drawn ─────────────────────────────────────────────────────────

    def head(self, width: int) -> list[Line]:
        """How far the review is; over the contents where they are from."""
        content = content_width(width)
        heads = ((fit(f" {one}", content), DIM) for one in (_("来源"), _("现在")))
        return [filled(head(self.review), width, BOLD), ((fit("", width - 2 * content - STATE), PLAIN), *heads)]

    def foot(self, width: int, message: str) -> list[Line]:
        """What is typed, what is said, the keys."""
        said = filled(safe(message, keep=""), width, BOLD)
        return [filled(self.typed, width, BOLD), said, filled(self.keys(), width, DIM)]

    @property
    def typed(self) -> str:
        """What is being typed, behind what it is."""
        return _("改为：") + self.typing.entry.text if self.typing.entry else ""

    def keys(self) -> str:
        """What can be done."""
        if self.typing.entry:
            return _("Enter 确定  Esc 恢复原数")
        return _("Enter 到那里  a 看过  t 同样的  e 修改  {save} 保存  Esc 关上").format(save=short_key_of("save"))

    def row(self, place: int, width: int) -> Line:
        """One doubt: where, what the source prints, what stands there, whether it is settled."""
        review, doubt = self.review, self.review.at(place)
        here = place == review.current
        content = content_width(width)
        room = width - 2 * content - STATE
        name = short_place(review.form, doubt.figure, room - 3)
        source = " ".join(safe(doubt.source_text, keep="").split())
        now = now_words(review, doubt.figure)
        parts = [
            fit(("> " if here else "  ") + name, room),
            fit(f" {source}", content),
            fit(f" {now}", content),
            fit(f" {state(review, place)}", STATE),
        ]
        return joined((part, REVERSE if here else PLAIN) for part in parts)

    def detail(self, width: int) -> list[Line]:
        """The doubt in focus: its place in the form's words, then everything that is known of it."""
        name, *told = place_name(self.review.form, self.review.doubt.figure), *details(self.review, self.repairs)
        lines: list[Line] = [((part, BOLD),) for part in wrap_lines(name, width)]
        return [*lines, *(((part, PLAIN),) for words in told for part in wrap_lines(words, width))]

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """At the caret of what is being typed."""
        entry = self.typing.entry
        if entry is None:
            return None
        x = cell_len(self.typed) - cell_len(entry.text[entry.caret :])
        return self.screen_offset(min(x, self.size.width - 1), self.size.height - self.foot_lines)

    # ── repairs ───────────────────────────────────────────────────────────────

    @property
    def repairs(self) -> tuple[Repair, ...] | None:
        """The repairs of the problem with the doubt in focus; None while they have not been looked for."""
        finding = self.review.finding
        return self.review.session.lookup.known_repairs(finding) if finding else ()

    def look_for_repairs(self) -> None:
        """Nobody has pressed a key for a moment, and no cell is being typed in."""
        finding = self.review.finding
        if finding and not self.typing.entry and self.is_attached:
            self.review.session.lookup.repairs(finding)
            self.repaint()

    # ── moving ────────────────────────────────────────────────────────────────

    def to_open(self) -> None:
        """The next doubt that is open, and how many are left."""
        self.review.to_open()
        self.top = 0
        if not self.review.left:
            self.say(_("疑点都看过了。{save} 保存，Esc 回到报告。").format(save=short_key_of("save")))
        else:
            self.say("")

    def wheeled(self, lines: int) -> None:
        """The wheel moves by one doubt."""
        if not self.typing.entry:
            self.move(1 if lines > 0 else -1)

    def say(self, message: str) -> None:
        """Draws with a sentence above the keys; repairs are looked for soon."""
        super().say(message)
        if self.repairs is None:
            self._rest.begin()


def content_width(width: int) -> int:
    """Cells for what the source prints, and as many for what stands there now."""
    return max(CONTENT, (width - STATE - NAME) // 3)
