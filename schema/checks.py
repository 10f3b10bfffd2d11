"""The checks over figures: sums, balances, what cells hold, and what the form does not know."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from schema.entry import QUOTED
from schema.findings import Finding, Level
from schema.form import Equation, Figure, Section
from schema.report import Report
from schema.values import Mark, Number, Unreadable, Value, is_number, show

MOST_UNKNOWN = 50
"""Unknown keys named one by one; a file with more is no report with a slip of the pen."""

LONGEST_KEY = 200

MOST_ADDENDS = 6
"""Addends that a message lists one by one."""


def check_report(report: Report) -> list[Finding]:
    """Every finding of a report in the form's order; `by_gravity` puts the worst first."""
    found = [finding for equation in report.form.equations if (finding := check_equation(report, equation))]
    for section in report.form.sections:
        found += check_cells(report, section)
    return [*found, *check_edition(report), *check_unknown(report)]


def check_equation(report: Report, equation: Equation) -> Finding | None:
    """The finding of a violated equation; one that a blank leaves undecided raises none of its own."""
    residual = report.ledger.residuals[equation.index]
    if not residual or only_follows(report, equation):
        return None
    words = balance_words if equation.kind == "balance" else sum_words
    message = words(report, equation, residual)
    terms = tuple(report.form.figures[i].address for i in (*equation.left, *equation.right))
    return Finding(Level.ERROR, "violated", equation.code, equation.section, message, terms)


def only_follows(report: Report, equation: Equation) -> bool:
    """Whether a violation only repeats what other findings tell: one fault is one finding.

    That is a total that nothing states; a balance of totals that adds up the faults of its columns; and a balance of
    totals that holds for the computed ones, since then a stated total contradicts its own sum.
    """
    ledger, figures = report.ledger, report.form.figures
    if equation.kind != "balance":
        return equation.left[0] not in ledger.stated
    column = figures[equation.left[0]].column
    if not column.sum:
        return False
    if not any(index in ledger.stated for index in (*equation.left, *equation.right)):
        return True
    computed = [[ledger.values[index] for index in side] for side in (equation.left, equation.right)]
    if all(is_number(value) for side in computed for value in side) and total(computed[0]) == total(computed[1]):
        return True
    parts = [e for e in report.form.equations if e.code == equation.code and figures[e.left[0]].column.id in column.sum]
    faults = [ledger.residuals[part.index] for part in parts]
    return None not in faults and any(faults) and total(faults) == ledger.residuals[equation.index]


def number_text(value: Value) -> str:
    """A printed term: a number as it is, a blank as 空."""
    return show(value) or "空"


def balance_words(report: Report, equation: Equation, residual: Number) -> str:
    """甲列：a 12 + b 0 = 12，c 11 + d 0 = 11，少 1。…; the names are the form's short ones."""
    left, right = report.ledger.terms(equation)
    figures = report.form.figures
    sides = []
    for indices, values in ((equation.left, left), (equation.right, right)):
        named = " + ".join(
            f"{figures[i].row.short or figures[i].row.label} {number_text(value)}"
            for i, value in zip(indices, values, strict=True)
        )
        sides.append(f"{named} = {number_text(total(values))}")
    direction = f"少 {show(residual)}" if residual > 0 else f"多 {show(-residual)}"
    return f"{equation.line}列：{sides[0]}，{sides[1]}，{direction}。两边应相等，请核对这一列。"


def sum_words(report: Report, equation: Equation, residual: Number) -> str:
    """甲：表内写 5，各项相加 3 + 1 = 4，多 1。…; many addends are counted, not listed."""
    (stated,), parts = report.ledger.terms(equation)
    figure = report.form.figures[equation.left[0]]
    counted = [value for value in parts if value]
    along = "各列" if equation.kind == "row_sum" else "各行"
    listed = f" {' + '.join(map(number_text, counted))} = " if 1 < len(counted) <= MOST_ADDENDS else "得 "
    direction = f"多 {show(residual)}" if residual > 0 else f"少 {show(-residual)}"
    advice = (
        "请核对各项"
        if contradicted_elsewhere(report, equation)
        else f"请核对各项，或把总计改为 {number_text(total(parts))}"
    )
    return f"{figure.name}：表内写 {number_text(stated)}，{along}相加{listed}{number_text(total(parts))}，{direction}。{advice}。"


def contradicted_elsewhere(report: Report, equation: Equation) -> bool:
    """Whether a part of a sum also stands in another violated equation: then the total is not the likely culprit."""
    residuals, equations = report.ledger.residuals, report.form.equations
    others = {e for part in equation.right for e in report.form.reach[part].equations if e != equation.index}
    return any(residuals[e] and set(equation.right) & {*equations[e].left, *equations[e].right} for e in others)


def total(values: Sequence[Value]) -> Number:
    """The sum of terms that are all numbers."""
    return sum(cast("Sequence[int]", values))


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
    what = [f"{len(blanks)} 格未填"] if blanks else []
    what += [f"{len(marks)} 格是“/”一类的记号"] if marks else []
    named = (blanks or marks)[0].name
    message = f"{section.title}：{'，'.join(what)}，例如“{named}”。没有发生请填 0；确实不知道的请核实。"
    order = sorted((*blanks, *marks), key=lambda figure: figure.index)
    return Finding(
        Level.SETTLE, "undecided", "figure.blank", section.id, message, tuple(figure.address for figure in order)
    )


def unreadable(section: Section, figure: Figure, value: Unreadable) -> Finding:
    """A cell that holds something else than a number."""
    written = str(value)
    quoted = written if len(written) <= QUOTED else f"{written[:QUOTED]}…"
    message = f"{figure.name}：“{quoted}”{value.reason}。请改为数字；没有发生请填 0。"
    return Finding(Level.ERROR, "violated", "figure.unreadable", section.id, message, (figure.address,))


def check_edition(report: Report) -> list[Finding]:
    """The edition must be that of the year (国办公开办函〔2021〕30号 replaced the 2019 trial form from 2021 on)."""
    form = report.form
    if form.covers(report.year):
        return []
    message = f"{report.year} 年的报告用了《{form.name}》（{form.basis}），版本与年度不符。请换用这一年度的格式。"
    return [Finding(Level.ERROR, "violated", "form.edition", form.sections[0].id, message)]


def check_unknown(report: Report) -> list[Finding]:
    """Keys that the form does not have are kept, and named."""
    shown = [key if len(key) <= LONGEST_KEY else f"{key[:LONGEST_KEY]}…" for key in report.unknown[:MOST_UNKNOWN]]
    if len(report.unknown) > MOST_UNKNOWN:
        shown.append(f"其余 {len(report.unknown) - MOST_UNKNOWN} 个名称")
    return [
        Finding(
            Level.HINT, "violated", "file.unknown_key", report.form.sections[0].id,
            f"文件里的 {key} 不属于这个格式：原样保留，不会导出。如果是写错的名字，请改正。",
        )
        for key in shown
    ]  # fmt: skip


def counted(findings: list[Finding]) -> dict[Level, int]:
    """How many findings there are of each level."""
    return {level: sum(finding.level == level for finding in findings) for level in Level}
