"""Whose content stands where two clerks changed the same thing: what is asked, and what has been answered. No Textual."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reports.terminal_text import safe
from schema.form import Form
from schema.language import _
from schema.merge import MISSING, Conflict, Side
from schema.values import is_number, show
from tui.comparison_words import figure_name
from tui.listed_questions import ListedQuestions
from tui.styles import cut

if TYPE_CHECKING:
    from reports.last_save import Saved
    from reports.saving import SaveResult

MOST_NAMED = 3
WIDTH = 24
"""Cells for the name of a figure in a sentence."""


@dataclass
class ConflictChoices(ListedQuestions):
    """Conflicts with the side picked for each, none beforehand. ``last`` is the save that they came from."""

    form: Form
    conflicts: tuple[Conflict, ...]
    last: Saved | None = None
    current: int = 0
    picked: dict[int, Side] = field(default_factory=dict)

    @property
    def conflict(self) -> Conflict:
        """The one in focus."""
        return self.conflicts[self.current]

    def __len__(self) -> int:
        return len(self.conflicts)

    def settled(self, place: int) -> bool:
        """Whether it was picked whose content stands."""
        return place in self.picked

    @property
    def decided(self) -> dict[tuple[str, ...], Side]:
        """Whose content stands, by the conflict's key."""
        return {self.conflicts[place].key: side for place, side in self.picked.items()}

    def pick(self, side: Side) -> None:
        """Decides the one in focus, and goes on to the next that is open."""
        self.picked[self.current] = side
        self.to_open()

    @property
    def head(self) -> str:
        """Who changed the report, and how much is open."""
        who = _("有人")
        if self.last:
            who = _("{who} {when}").format(who=safe(self.last.by, keep=""), when=self.last.at[:16].replace("T", " "))
        return _("{who} 也改了这份报告，有 {count} 处和这里改得不一样，还有 {left} 处没选").format(
            who=who, count=len(self.conflicts), left=self.left
        )

    def name(self, place: int, width: int) -> str:
        """A conflict's place in the form, short enough for a line."""
        conflict = self.conflicts[place]
        short = short_name(self.form, conflict.address, width)
        return short or cut(full_name(self.form, conflict), width)

    def state(self, place: int) -> str:
        """What was picked for a conflict."""
        side = self.picked.get(place)
        return _("没选") if side is None else _("留我的") if side == "mine" else _("留对方")


def short_name(form: Form, address: str, width: int) -> str:
    """A figure's section, row and column in so many cells; empty for anything else."""
    figure = form.figure(address)
    if figure is None:
        return ""
    return f"{form.section(figure.section).short} {figure_name(figure, width - 9, (figure.section,)).strip()}"


def full_name(form: Form, conflict: Conflict) -> str:
    """A conflict's place in the form's own words."""
    name = safe(form.name_of(conflict.address), keep="")
    return _("{name} 第 {n} 段").format(name=name, n=conflict.paragraph) if conflict.paragraph else name


def words(content: object) -> str:
    """A content as one reads it; nothing in a cell, and no text, are told in words."""
    if content is MISSING or content in ("", ()):
        return _("（没有）")
    if content is None:
        return _("（空格）")
    if isinstance(content, tuple):
        return _("{first} 至 {last}").format(first=content[0], last=content[-1])
    return safe(show(content)) if is_number(content) else safe(str(content))  # type: ignore[arg-type]


def taken_words(form: Form, result: SaveResult) -> str:
    """What others have changed, behind the sentence that all is saved; not what was decided a moment ago."""
    decided = {one.conflict.address for one in result.conflicts}
    taken = [address for address in result.taken if address not in decided]
    names = [short_name(form, address, WIDTH) or safe(form.name_of(address), keep="") for address in taken]
    shown = _("、").join(names[:MOST_NAMED]) + (_("等") if len(names) > MOST_NAMED else "")
    if not names:
        return result.told and _("。{told}").format(told=result.told)
    return _("；别人改的 {count} 处也合并进来了：{names}。").format(count=len(names), names=shown) + result.told
