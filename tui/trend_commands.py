"""What Ctrl+T does: the pane turns from the problems to a chart and back; a screen without pane shows a page of charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.chart import bars
from reports.share_chart import share_lines
from reports.shares import divides
from reports.terminal_text import safe
from reports.years import Years, course, unreadable, years_beside
from schema.form import Figure
from schema.language import _
from tui.keymap import key_of
from tui.session import Session
from tui.trend import Trend, bar_of, parts

if TYPE_CHECKING:
    from tui.editor import Editor

MOST_LINES = 99
"""Lines that the charts of a page may take; it can be scrolled."""


def turn_trend(editor: Editor) -> None:
    """The next view of the pane: problems, course, shares where the form adds up to a total, problems again."""
    figure, session, pane = editor.focus_on(editor.page).figure, editor.session, editor.pane
    if figure is None:
        editor.show_focus(_("走势要看表里的数：请先到表的一格上，再按 {trend}。").format(trend=key_of("trend")))
    elif not editor.has_class("room"):
        from tui.dialogs import TextDialog  # as in `EditorCommands.ask`

        years = years_beside(session.report, session.path)
        editor.app.push_screen(TextDialog(page_of(session, years, figure, editor.size.width - 2)))
    elif pane.trend is None:
        pane.trend = Trend("course", years_beside(session.report, session.path))
        editor.show_focus(
            _("右边是这一格历年的数，跟着光标；问题有几个写在下面，{next} 回到问题。").format(
                next=key_of("next_problem")
            )
        )
    elif pane.trend.view == "course" and divides(figure):
        pane.trend = pane.trend._replace(view="shares")
        editor.show_focus(_("右边是各项占合计的百分比，下面是本年，上面或括号里是上年。"))
    else:
        pane.trend = None
        editor.show_focus(_("右边又是问题。"))


def page_of(session: Session, years: Years, figure: Figure, width: int) -> str:
    """Both charts of a figure and what could not be read, as text in lines of a width."""
    year = session.report.year
    lines = [_("{name}（{said}）").format(name=figure.name, said=figure.column.unit)]
    lines += bars([bar_of(point, year) for point in course(years, session.report, figure)], width)
    lines += unreadable(years) if years else [_("旁边没有其他年度的报告。")]
    found = parts(session, years, figure)
    if found:
        lines += [
            "",
            _("{whose} 占比").format(whose=safe(found.whose, keep="")),
            *share_lines(found, width, MOST_LINES),
        ]
    if found and found.partial:
        lines += [_("缺数的格没有计入占比")]
    return "\n".join(lines)
