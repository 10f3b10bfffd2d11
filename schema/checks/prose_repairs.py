"""How a number in prose that contradicts the tables could be put right: the text, or the one cell that it speaks of."""

from __future__ import annotations

from decimal import Decimal

from schema.findings import Repair
from schema.language import _
from schema.prose.claims import WAN, Claim, in_table_units
from schema.prose.numbers import MONEY
from schema.report import Edit, Report
from schema.rule_language import worth
from schema.values import Number, fault_of_number, is_number, show


def repairs_of(said: Claim, text: str, report: Report) -> tuple[Repair, ...]:
    """The text changed to what each reading gives, then the cell changed to what the text says.

    Unique where a single reading stands against figures that other equations of their table hold fast.
    """
    assert said.mention.pattern is not None
    if said.mention.figure is None:
        return ()
    values = [worth(terms, report, None) for terms in said.mention.pattern.readings]
    wanted = list(dict.fromkeys(value for value in values if value is not None))
    fixed = held_fast(said, report)
    unique = fixed and len(wanted) == 1
    texts = [text_repair(said, text, value, unique=unique) for value in wanted]
    return (*(repair for repair in texts if repair), *([] if fixed else cell_repairs(said, report)))


def text_repair(said: Claim, text: str, value: Number, *, unique: bool) -> Repair | None:
    """The part's text with the number replaced, written as the old one was."""
    written = as_written(said, value)
    if written is None:
        return None
    new = text[: said.start] + written + text[said.end :]
    because = _("正文的 {words} 改为 {written}，与表一致").format(words=said.words, written=written)
    return Repair((Edit(said.address, text, new),), unique, because)


def as_written(said: Claim, value: Number) -> str | None:
    """A table's number in the manner of the text: thousands separators, full-width digits, 元 or 万元."""
    figure, words = said.mention.figure, said.words
    if figure is None:
        return None
    if figure.unit in MONEY:
        value = Decimal(value) * WAN / (Decimal(10) ** MONEY[figure.unit])
        value = int(value) if value == value.to_integral_value() else value.normalize()
    elif any(scale in words for scale in "万亿千百"):
        return None
    written = f"{value:,}" if "," in words or "，" in words else show(value)
    if any("０" <= character <= "９" for character in words):
        written = written.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    return written


def held_fast(said: Claim, report: Report) -> bool:
    """Whether no single cell of the reading could change alone: each stands in an equation that holds."""
    form, ledger = report.form, report.ledger
    for address in said.figures:
        figure = form.by_address[address]
        equations = form.reach[figure.index].equations
        if figure.derived:
            parts = form.equations[form.defined_by[figure.index]].right
            equations = tuple(e for part in parts for e in form.reach[part].equations)
        residuals = [
            ledger.residuals[e] for e in equations if form.equations[e].kind == "balance" or is_stated(report, e)
        ]
        if not residuals or any(residual != 0 for residual in residuals):
            return False
    return True


def is_stated(report: Report, equation: int) -> bool:
    """Whether a sum is checked at all: its total is stated, not computed."""
    return report.form.equations[equation].left[0] in report.ledger.stated


def cell_repairs(said: Claim, report: Report) -> list[Repair]:
    """The only cell that the text speaks of, changed to what it says."""
    if len(said.figures) != 1:
        return []
    figure = report.form.by_address[said.figures[0]]
    value, old = in_table_units(said.mention), report.ledger.values[figure.index]
    if figure.derived or not is_number(old) or fault_of_number(value, figure.kind, figure.largest):
        return []
    return [
        Repair(
            (Edit(figure.address, old, value),),
            False,
            _("{name}改为正文所写的 {value}").format(name=figure.name, value=show(value)),
        )
    ]
