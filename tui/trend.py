"""What the side pane shows instead of problems when asked: a figure over the years, or the shares of its total. No widgets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from reports.chart import Bar, bars
from reports.share_chart import share_lines
from reports.shares import Breakdown, breakdown, divides
from reports.terminal_text import safe
from reports.years import Point, Years, course, unreadable
from schema.form import Figure
from schema.language import _
from tui.focus import Focus
from tui.keymap import short_key_of
from tui.pane_lines import agency_lines, counts
from tui.session import Session
from tui.styles import BOLD, DIM, PLAIN, Line, filled
from tui.wrap import wrap_lines

View = Literal["course", "shares"]


class Trend(NamedTuple):
    """Which chart is shown, and the reports of other years, read when it was turned to."""

    view: View
    years: Years

    def covers(self, focus: Focus) -> bool:
        """Whether there is a chart for what is in focus; elsewhere the problems stay."""
        return focus.figure is not None

    def lines(self, session: Session, focus: Focus, width: int, height: int) -> list[Line]:
        """The pane's lines: whose report, the chart, and below it, always, how many problems there are."""
        assert focus.figure is not None
        head = list(agency_lines(session, width))
        hint = _("{key} 看各项占比") if self.view == "course" and divides(focus.figure) else ""
        hint = (hint or _("{key} 回到问题")).format(key=short_key_of("trend"))
        below: list[Line] = [*counts(session, width), filled(hint, width, DIM)]
        room = max(0, height - len(head) - len(below))
        chart = [*self.chart(session, focus.figure, width, room)][:room]
        return [*head, *chart, *[()] * (room - len(chart)), *below]

    def chart(self, session: Session, figure: Figure, width: int, height: int) -> Iterator[Line]:
        """The chart that is turned to, with a heading and with what could not be read below it."""
        found = parts(session, self.years, figure) if self.view == "shares" else None
        notes = [line for text in unreadable(self.years) for line in wrap_lines(text, width)]
        if found:
            yield from shares_of(found, width, height)
            return
        points = course(self.years, session.report, figure)
        yield filled(_("历年（{unit}）").format(unit=figure.column.unit), width, BOLD)
        shown = points[-max(1, height - 1 - len(notes)) :]
        lines = bars([bar_of(point, session.report.year) for point in shown], width)
        for point, line in zip(shown, lines, strict=True):
            yield filled(line, width, BOLD if point.year == session.report.year else PLAIN)
        if len(points) == 1 and not notes:
            notes = wrap_lines(_("旁边没有其他年度的报告。"), width)
        for note in notes:
            yield filled(note, width, DIM)


def bar_of(point: Point, year: int) -> Bar:
    """A year's bar; that of the report in hand is the main one."""
    return Bar(str(point.year), point.amount, point.year == year)


def parts(session: Session, years: Years, figure: Figure) -> Breakdown | None:
    """The parts of the total over a figure, beside those of last year where that can be read."""
    last = years.get(session.report.year - 1)
    return breakdown(session.report, last.report if last else None, figure)


def shares_of(found: Breakdown, width: int, height: int) -> Iterator[Line]:
    """The parts of a total under a heading; a remark where blanks are missing from it."""
    beside = any(one.before and one.before.percent is not None for one in found.slices)
    remark = wrap_lines(_("缺数的格没有计入占比"), width) if found.partial else []
    heading = _("{whose} 占比（上年）") if beside else _("{whose} 占比")
    yield filled(heading.format(whose=safe(found.whose, keep="")), width, BOLD)
    for line in share_lines(found, width, height - 1 - len(remark)):
        yield filled(line, width)
    for line in remark:
        yield filled(line, width, DIM)
