"""The states that a report can be in, and what is known of one: light, for a screen that has others work it out."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from schema.language import _

LONGEST_WORDS = 100
"""Characters of a message that are kept with a state."""


class State(IntEnum):
    """Worst first. A report that still has blanks is being filled in, whatever errors it has besides."""

    UNREADABLE = 0
    BLANK = 1
    DRAFT = 2
    ERRORS = 3
    SETTLED = 4
    EXPORTED = 5

    @property
    def label(self) -> str:
        """The name that a clerk reads."""
        names = (_("读不了"), _("空白"), _("填写中"), _("有错误"), _("待发布"), _("已导出"))
        return names[self]


class Standing(NamedTuple):
    """The state of one report, its open findings by level, its blank cells, and in words the worst of them."""

    state: State
    errors: int = 0
    settles: int = 0
    warnings: int = 0
    hints: int = 0
    blanks: int = 0
    words: str = ""
    keeps: bool = True
    """Whether it hangs on nothing but the files that the listing knows of."""
