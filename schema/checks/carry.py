"""What last year's report hands on: each column of its carried row must stand in this year's (check 10)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from schema.checks.context import Context
from schema.checks.equations import number_text
from schema.findings import Finding, Level
from schema.form import Carry, Figure
from schema.language import _
from schema.values import Number, is_number, show


class Carried(NamedTuple):
    """A figure of this year and what last year's report says it must be."""

    carry: Carry
    figure: Figure
    value: Number
    source: str


def carried(context: Context) -> Iterator[Carried]:
    """Every figure that takes over a number of last year's report, where that number is there."""
    report, previous = context.report, context.previous
    if previous is None:
        return
    for section in report.form.sections:
        for carry in section.table.carries if section.table else ():
            for figure in report.form.figures:
                if figure.section != section.id or figure.row.id != carry.into:
                    continue
                source = previous.form.figure(
                    figure.address.replace(f"{section.id}.{carry.into}", f"{section.id}.{carry.row}", 1)
                )
                value = previous.ledger.printed(source.index) if source else None
                if source and is_number(value):
                    yield Carried(carry, figure, value, source.row_name)  # type: ignore[arg-type] # is_number has proved it


def check_carry(context: Context) -> list[Finding]:
    """One finding per column that differs; a total that only adds up its columns' differences raises none of its own."""
    found: list[Finding] = []
    gaps: Number = 0
    for one in carried(context):
        here = context.report.ledger.printed(one.figure.index)
        if not is_number(here):
            continue
        gap = cast("Number", here) - one.value
        if gap and not (one.figure.derived and gap == gaps):
            found.append(finding(context, one, cast("Number", here)))
        gaps += 0 if one.figure.derived else gap
    return found


def finding(context: Context, one: Carried, here: Number) -> Finding:
    """A carried number that is not last year's: both numbers, the difference, what to do."""
    gap = here - one.value
    direction = _("多 {gap}").format(gap=show(gap)) if gap > 0 else _("少 {gap}").format(gap=show(-gap))
    message = _(
        "{name}：本年写 {here}，上年报告“{source}”是 {value}，{direction}。两处应相等，请核对本年这一格和上年报告。"
    ).format(
        name=one.figure.name, here=number_text(here), source=one.source, value=show(one.value), direction=direction
    )
    year = context.report.year - 1
    return Finding(
        Level.ERROR, "violated", one.carry.code, one.figure.section, message, (one.figure.address,),
        evidence=f"{year}:{show(one.value)}",
    )  # fmt: skip
