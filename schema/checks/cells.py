"""What cells hold: blanks, marks, and what is no number at all."""

from __future__ import annotations

from schema.checks.check import Check
from schema.entry import QUOTED
from schema.findings import Finding, Level
from schema.form import Figure, Section
from schema.language import _
from schema.report import Report
from schema.values import Mark, Unreadable

UNREADABLE = Check(
    5, "figure.unreadable", Level.ERROR, "件数是不小于 0 的整数，金额可以有小数", "格式各表", "格子里写“十二”“12.5”“-3”"
)  # fmt: skip
BLANK = Check(
    8, "figure.blank", Level.SETTLE, "格子填了数，没有发生填 0",
    "格式各表；少了行、列的来源读进来就是空格（第 6 项）", "19 格未填，1 格是“/”",
)  # fmt: skip
CHECKS = (UNREADABLE, BLANK)


def check_cells(report: Report, section: Section) -> list[Finding]:
    """One finding over a table's blanks and marks, and one per cell that is no number at all."""
    figures = [figure for figure in report.form.figures if figure.section == section.id]
    shown = [(figure, cell(report, figure)) for figure in figures]
    blanks = [figure for figure, value in shown if value is None and not figure.derived]
    marks = [figure for figure, value in shown if isinstance(value, Mark)]
    found = [unreadable(section, figure, value) for figure, value in shown if isinstance(value, Unreadable)]
    if blanks or marks:
        found.append(unfilled(section, blanks, marks))
    return found


def cell(report: Report, figure: Figure) -> object:
    """What the file holds at a figure: the typed cell, or the stated total."""
    return report.ledger.stated.get(figure.index) if figure.derived else report.ledger.values[figure.index]


def unfilled(section: Section, blanks: list[Figure], marks: list[Figure]) -> Finding:
    """The one finding over all cells of a table that hold no number yet."""
    what = [_("{count} 格未填").format(count=len(blanks))] if blanks else []
    what += [_("{count} 格是“/”一类的记号").format(count=len(marks))] if marks else []
    named = (blanks or marks)[0].name
    message = _("{title}：{what}，例如“{named}”。没有发生请填 0；确实不知道的请核实。").format(
        title=section.title, what=_("，").join(what), named=named
    )
    order = sorted((*blanks, *marks), key=lambda figure: figure.index)
    figures = tuple(figure.address for figure in order)
    return BLANK.finding(section.id, message, outcome="undecided", figures=figures)


def unreadable(section: Section, figure: Figure, value: Unreadable) -> Finding:
    """A cell that holds something else than a number."""
    written = str(value)
    quoted = written if len(written) <= QUOTED else f"{written[:QUOTED]}…"
    message = _("{name}：“{quoted}”{reason}。请改为数字；没有发生请填 0。").format(
        name=figure.name, quoted=quoted, reason=value.reason
    )
    return UNREADABLE.finding(section.id, message, figures=(figure.address,))
