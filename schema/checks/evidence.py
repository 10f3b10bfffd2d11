"""What else a report says about its figures, for the search for repairs: carry-over from last year, numbers in prose."""

from __future__ import annotations

from schema.checks.carry import carried
from schema.checks.context import Context
from schema.checks.prose import all_claims, quote
from schema.language import _
from schema.repair import Evidence
from schema.rule_language import Term


def evidence_of(context: Context) -> tuple[Evidence, ...]:
    """Carried figures as hard evidence, numbers in prose bound to sums of this year's figures as soft evidence."""
    return (*carry_evidence(context), *prose_evidence(context))


def carry_evidence(context: Context) -> list[Evidence]:
    """Each figure that last year's report hands on; a total that adds up what its columns hand on repeats them."""
    year, stated = context.report.year - 1, context.report.ledger.stated
    given = list(carried(context))
    found = []
    for one in given:
        columns = [o for o in given if o.carry == one.carry and o.figure.column.id in one.figure.column.sum]
        repeated = one.value == sum(o.value for o in columns) or one.figure.index not in stated
        parts = tuple(o.figure.index for o in columns) if repeated else ()
        words = _("{year} 年报告“{source}·{label}”").format(year=year, source=one.source, label=one.figure.column.label)
        found.append(Evidence(one.carry.code, ((one.figure.index,),), one.value, words, hard=True, repeats=parts))
    return found


def prose_evidence(context: Context) -> list[Evidence]:
    """Each number in prose that is bound to figures, once per number and quantity."""
    report = context.report
    found: dict[object, Evidence] = {}
    for said in all_claims(context):
        pattern = said.mention.pattern
        if pattern is None or not pattern.readings or said.mention.year != report.year:
            continue
        if not all(map(is_plain_sum, pattern.readings)):
            continue
        readings = tuple(
            tuple(report.form.by_address[term.address].index for term in terms) for terms in pattern.readings
        )
        words = quote(report.prose[said.address], said.mention)
        one = Evidence(
            pattern.quantity.code, readings, said.table_value, _("正文“{words}”").format(words=words), hard=False
        )
        found.setdefault((pattern.quantity.id, said.table_value), one)
    return list(found.values())


def is_plain_sum(terms: tuple[Term, ...]) -> bool:
    """Whether a reading adds figures up, nothing else."""
    return all(term.address and term.factor == 1 and not term.last for term in terms)
