"""A list over the whole screen with the one in focus in full below it, above a message and the keys."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from schema.language import _
from tui.listed_questions import ListedQuestions
from tui.paint import LineWidget
from tui.styles import BOLD, Line, fit_right

LEAST_DETAIL = 8
"""Lines that the list leaves to the one in full, and that a page of it has."""


class DetailedList(LineWidget, can_focus=True):
    """Asks for the lines over the list, each of its lines, the one in focus in full, and the lines below.

    ``message`` stands in the foot until the next one.
    """

    foot_lines = 2

    def __init__(self, questions: ListedQuestions, message: str = "") -> None:
        super().__init__()
        self.questions = questions
        self.message = message
        self.top = 0
        """The first line that is shown of the one in full."""

    @abstractmethod
    def head(self, width: int) -> Sequence[Line]:
        """What stands over the list."""

    @abstractmethod
    def row(self, place: int, width: int) -> Line:
        """One of the list."""

    @abstractmethod
    def detail(self, width: int) -> Sequence[Line]:
        """The one in focus in full."""

    @abstractmethod
    def foot(self, width: int, message: str) -> Sequence[Line]:
        """As many lines as ``foot_lines`` says, one of them what is to be said, the last one the keys."""

    def build(self, width: int, height: int) -> list[Line]:
        """As much of the list as leaves room for the one in focus, which is turned with the page keys."""
        count, current = len(self.questions), self.questions.current
        lines = list(self.head(width))
        room = max(1, min(count, height - len(lines) - 1 - self.foot_lines - LEAST_DETAIL))
        first = max(0, min(current - room // 2, count - room))
        lines += [self.row(place, width) for place in range(first, first + room)]
        left = height - len(lines) - 1 - self.foot_lines
        detail = self.detail(width)
        self.top = max(0, min(self.top, len(detail) - left))
        more = self.more(left, len(detail))
        between = ((fit_right(more, width), BOLD),) if self.message and more else ()
        lines += [between, *detail[self.top : self.top + left]]
        lines += [()] * (height - self.foot_lines - len(lines))
        return [*lines, *self.foot(width, self.message or more)]

    def more(self, shown: int, count: int) -> str:
        """Whether the one in full has lines out of sight: told in the foot, over it where something else is said there."""
        above = _("PgUp 上面还有") if self.top else ""
        below = _("PgDn 下面还有") if self.top + shown < count else ""
        return "  ".join(filter(None, (above, below)))

    def move(self, by: int) -> None:
        """Another one is in focus."""
        self.questions.move(by)
        self.top = 0
        self.say("")

    def scroll(self, by: int) -> None:
        """Further in the one in full."""
        self.top += by
        self.repaint()

    def say(self, message: str) -> None:
        """Draws with a sentence above the keys."""
        self.message = message
        self.repaint()
