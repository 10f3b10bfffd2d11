"""What the side pane says: totals over the cell in focus, the balance of each column, and the problems, worst first."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from reports.terminal_text import safe
from schema.findings import counted
from schema.form import Equation, Figure, Section
from schema.language import _
from schema.values import show
from tui.focus import Focus
from tui.grid_model import cell_of
from tui.pane_problems import ACCEPTED, chosen_problem, problems
from tui.session import Session
from tui.styles import BOLD, DERIVED, DIM, ERROR, GOOD, PLAIN, Line, Span, fit, joined

MANY_TOTALS = 6
TOTALS_OVER_A_CELL = 3


def pane_lines(session: Session, focus: Focus, width: int, height: int) -> list[Line]:
    """The pane's lines for its size; problems get what totals and balances leave.

    Totals, then balances give way where the chosen problem would not be told whole beside them.
    """
    lines = lines_above(session, focus, width, height)
    return [*lines, *problems(session, focus, width, height - len(lines))]


def lines_above(session: Session, focus: Focus, width: int, height: int) -> list[Line]:
    """What stands above the problems."""
    head, over = list(agency_lines(session, width)), list(totals(session, focus, width))
    below = list(balances(session, focus.section, width))
    words = list(counts(session, width))
    chosen = len(chosen_problem(session, focus, width))
    left = height - len(head) - len(words) - (chosen if focus.repairs is not None else max(chosen, focus.room))
    if focus.figure and len(over) + len(below) > left:
        over = []
    if len(below) > left:
        below = []
    return [*head, *over, *below, *words]


def agency_lines(session: Session, width: int) -> Iterator[Line]:
    """Whose report of which year, and whether everything is saved."""
    unsaved = _("未存，无保护") if session.unprotected else _("有修改未保存")
    state = unsaved if session.dirty else _("只看") if session.read_only else _("已保存")
    name = safe(session.report.agency.get("name", ""), keep="")
    yield ((fit(name, width), BOLD),)
    yield joined(
        [
            (fit(_("{year} 年度 ").format(year=session.report.year), 10), PLAIN),
            (fit(state, width - 10), ERROR if session.dirty else BOLD if session.read_only else DIM),
        ]
    )


def totals(session: Session, focus: Focus, width: int) -> Iterator[Line]:
    """The totals of the row and the column in focus; in a small table all of them. Prose shows how much is written.

    Always as many lines, so that nothing below moves while the cursor does.
    """
    if focus.prose:
        from tui.pane_text import text_lines  # a table never needs it

        yield from text_lines(session, focus, width)
        return
    if focus.figure is None:
        return
    form = session.report.form
    derived = [figure for figure in form.figures if figure.derived and figure.section == focus.section.id]
    if len(derived) > MANY_TOTALS:
        here = focus.figure
        derived = [
            total
            for total in derived
            if (total.row is here.row and total.column.sum)
            or (total.row.sum and (total.column is here.column or total.column.sum))
        ]
    for total in derived:
        yield total_line(session, total, width)
    yield from [()] * (TOTALS_OVER_A_CELL - len(derived) if derived else 0)


def total_line(session: Session, figure: Figure, width: int) -> Line:
    """One total: what it is over, computed, and stated where that differs."""
    cell = cell_of(session.report, figure, faulty=figure.address in session.faulty)
    computed = session.report.ledger.values[figure.index]
    differs = cell.state == "contradicted"
    text = _("{text} 应{computed}").format(text=cell.text, computed=show(computed)) if differs else cell.text
    named = (
        figure.row.short or figure.row.label
        if figure.column.sum
        else f"{figure.column.short}{figure.row.short or figure.row.label}"
    )
    if figure.row.sum and figure.column.sum:
        named = f"{figure.row.short or figure.row.label}{figure.column.short}"
    room = width - cell_len(text) - 1
    return joined([(fit(named, room) + " ", PLAIN), (text, ERROR if differs else DERIVED)])


def balances(session: Session, section: Section, width: int) -> Iterator[Line]:
    """The balance of every column: 平 where both sides agree, else the difference and its direction."""
    equations = [e for e in session.report.form.equations if e.kind == "balance" and e.section == section.id]
    if not equations:
        return
    yield ((fit(_("勾稽（各列）"), width), DIM),)
    needs = [cell_len(column_name(session, e)) + 2 + cell_len(balance_text(session, e)[0]) for e in equations]
    abreast = max(1, min(width // max(needs), width // 10))
    each = width // abreast
    for first in range(0, len(equations), abreast):
        yield joined(part for e in equations[first : first + abreast] for part in balance_cell(session, e, each))


def balance_cell(session: Session, equation: Equation, width: int) -> Iterator[Span]:
    """One column's balance in a fixed width."""
    name = column_name(session, equation)
    text, style = balance_text(session, equation)
    yield (name + " ", PLAIN)
    yield (fit(text, width - cell_len(name) - 1), style)


def column_name(session: Session, equation: Equation) -> str:
    """The short name of the column that a balance speaks of."""
    return session.report.form.figures[equation.left[0]].column.short


def balance_text(session: Session, equation: Equation) -> Span:
    """平, 少 n (results fall short), 多 n, or 未定 while a blank takes part."""
    residual = session.report.ledger.residuals[equation.index]
    if residual is None:
        return _("未定"), DIM
    if residual == 0:
        return _("平"), GOOD
    return (
        _("少{residual}").format(residual=show(residual))
        if residual > 0
        else _("多{residual}").format(residual=show(-residual))
    ), ERROR


def counts(session: Session, width: int) -> Iterator[Line]:
    """How many problems there are of each level, in as many lines as that takes."""
    findings = session.findings
    words = [
        _("{level}{count}").format(level=level.label, count=count)
        for level, count in counted(findings).items()
        if count
    ]
    accepted = sum(finding.dismissed is not None for finding in findings)
    words += [_("{level}{count}").format(level=ACCEPTED, count=accepted)] if accepted else []
    words += [] if session.lookup.complete else [_("核对中")]
    line = _("问题") if words else _("没有发现问题")
    for word in words:
        if cell_len(f"{line} {word}") > width:
            yield ((fit(line, width), DIM),)
            line = word
        else:
            line = f"{line} {word}"
    yield ((fit(line, width), DIM),)
