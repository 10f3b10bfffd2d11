"""Sums and balances: which equations do not hold, and the arithmetic in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from schema.findings import Finding, Level
from schema.form import Equation
from schema.language import _
from schema.report import Report
from schema.values import Number, Value, is_number, show

MOST_ADDENDS = 6
"""Addends that a message lists one by one."""


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
    return show(value) or _("空")


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
    direction = _("少 {gap}").format(gap=show(residual)) if residual > 0 else _("多 {gap}").format(gap=show(-residual))
    return _("{line}列：{left}，{right}，{direction}。两边应相等，请核对这一列。").format(
        line=equation.line, left=sides[0], right=sides[1], direction=direction
    )


def sum_words(report: Report, equation: Equation, residual: Number) -> str:
    """甲：表内写 5，各项相加 3 + 1 = 4，多 1。…; many addends are counted, not listed."""
    (stated,), parts = report.ledger.terms(equation)
    figure = report.form.figures[equation.left[0]]
    counted = [value for value in parts if value]
    along = _("各列") if equation.kind == "row_sum" else _("各行")
    listed = f" {' + '.join(map(number_text, counted))} = " if 1 < len(counted) <= MOST_ADDENDS else _("得 ")
    direction = _("多 {gap}").format(gap=show(residual)) if residual > 0 else _("少 {gap}").format(gap=show(-residual))
    advice = (
        _("请核对各项")
        if contradicted_elsewhere(report, equation)
        else _("请核对各项，或把总计改为 {total}").format(total=number_text(total(parts)))
    )
    return _("{name}：表内写 {stated}，{along}相加{listed}{total}，{direction}。{advice}。").format(
        name=figure.name,
        stated=number_text(stated),
        along=along,
        listed=listed,
        total=number_text(total(parts)),
        direction=direction,
        advice=advice,
    )


def contradicted_elsewhere(report: Report, equation: Equation) -> bool:
    """Whether a part of a sum also stands in another violated equation: then the total is not the likely culprit."""
    residuals, equations = report.ledger.residuals, report.form.equations
    others = {e for part in equation.right for e in report.form.reach[part].equations if e != equation.index}
    return any(residuals[e] and set(equation.right) & {*equations[e].left, *equations[e].right} for e in others)


def total(values: Sequence[Value]) -> Number:
    """The sum of terms that are all numbers."""
    return sum(cast("Sequence[int]", values))
