"""The corpus is sane: what it calls faultless holds, what it calls a fault is there and nowhere else, truths are true."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

import pytest

from schema.report import Report
from schema.values import Value, is_number
from tests.evidence.bases import HERE, base, base_before, base_names
from tests.evidence.changes import REPLACED, SET
from tests.evidence.corpus import Case, faulty, lookalikes

NEEDS_A_SOURCE = {9, 39}
"""Checks of the catalogue that look at a source, which a report file does not keep."""

FAULTY, LOOKALIKES = faulty(), lookalikes()
CLAIMS = tomllib.loads((HERE / "claims.toml").read_text("utf-8"), parse_float=Decimal)
CLAIMED = [(name, *claim) for name, claims in CLAIMS.items() for claim in claims]
PLAIN = str.maketrans("０１２３４５６７８９", "0123456789", ", \n")


def named(case: Case) -> str:
    """What a case is called in a test's name."""
    return case.id


def figure(report: Report, address: str) -> Decimal:
    """A figure's number; ``group.*`` is the sum of the totals of the rows in a group."""
    values = report.ledger.values
    if not address.endswith(".*"):
        value = values[report.form.by_address[address].index]
        assert is_number(value), address
        return Decimal(str(value))
    rows = [a for a in report.form.by_address if re.fullmatch(re.escape(address[:-1]) + r"\w+\.total", a)]
    assert rows, address
    return sum((figure(report, row) for row in rows), Decimal(0))


def worth(report: Report, previous: Report | None, terms: Iterable[str | int]) -> Decimal:
    """What figures and numbers add up to; ``before:`` marks last year's."""
    total = Decimal(0)
    for term in terms:
        if isinstance(term, int):
            total += term
        elif term.startswith("before:"):
            assert previous is not None, term
            total += figure(previous, term.removeprefix("before:"))
        else:
            total += figure(report, term)
    return total


def broken(report: Report) -> list[str]:
    """The equations of a report that do not hold or are undecided."""
    residuals = report.ledger.residuals
    return [f"{e.code} {e.line}" for e in report.form.equations if residuals[e.index] != 0]


def cells(report: Report) -> dict[str, Value]:
    """Every typed cell and stated total, by address."""
    ledger = report.ledger
    return {f.address: ledger.stated.get(f.index) if f.derived else ledger.values[f.index] for f in report.form.figures}


def contents(report: Report) -> object:
    """Everything that a judge may look at."""
    return cells(report), report.prose, report.agency, report.publication, report.notes, report.year


def test_there_are_enough_cases_and_every_check_is_met() -> None:
    assert len(FAULTY) >= 70
    assert len(LOOKALIKES) >= 70
    assert {case.number for case in FAULTY} == set(range(1, 43)) - NEEDS_A_SOURCE
    assert len({str(contents(case.report)) for case in LOOKALIKES}) >= 70, "many look-alikes share one report"


def test_names_are_unique() -> None:
    again = [name for name, times in Counter(case.id for case in FAULTY + LOOKALIKES).items() if times > 1]
    assert not again


@pytest.mark.parametrize("name", base_names())
def test_a_base_holds(name: str) -> None:
    """It opens without unknown keys, is filled in whole, its prose too, and every equation holds; so last year's."""
    report = base(name)
    assert not report.unknown
    assert not broken(report)
    assert report.form.covers(report.year)
    empty = [part.address for part in report.form.parts() if not part.optional and not report.prose[part.address]]
    assert not empty
    previous = base_before(name)
    if previous is not None:
        assert previous.year == report.year - 1
        assert previous.agency == report.agency
        assert not previous.unknown
        assert not broken(previous)


@pytest.mark.parametrize("name", [name for name in base_names() if base_before(name)])
def test_two_years_follow_each_other(name: str) -> None:
    """What was carried forward is brought forward, per column, and documents in force are last year's, more and less."""
    report, previous = base(name), base_before(name)
    assert previous is not None
    now, before = cells(report), cells(previous)
    carried = [a for a in before if a.startswith("requests.carried_forward.") and not a.endswith(".total")]
    assert len(carried) == 6
    for address in carried:
        assert now[address.replace("carried_forward", "brought_forward")] == before[address], address
    for kind in ("rules", "normative_documents"):
        issued, repealed, in_force = (f"proactive.{kind}.{column}" for column in ("issued", "repealed", "in_force"))
        expected = figure(previous, in_force) + figure(report, issued) - figure(report, repealed)
        assert figure(report, in_force) == expected


@pytest.mark.parametrize(("name", "part", "words", "number", "figures"), CLAIMED)
def test_the_prose_of_a_base_is_true(
    name: str, part: str, words: str, number: int | Decimal, figures: list[str]
) -> None:
    """The words stand in the part, the number in the words, and the tables say the same."""
    report = base(name)
    assert words in report.prose[part]
    plain = words.translate(PLAIN)
    assert str(number) in plain or not re.search(r"\d", plain)
    assert worth(report, base_before(name), figures) == number


def test_a_call_builds_fresh_reports() -> None:
    first, again = faulty()[0], faulty()[0]
    assert first.report is not again.report
    assert contents(first.report) == contents(again.report)


@pytest.mark.parametrize("case", FAULTY, ids=named)
def test_a_planted_fault_is_there(case: Case) -> None:
    """It differs from its base by what it says, words replaced stood there once, and it points at something."""
    assert case.level in {"E", "B", "W", "I"}
    assert case.changes
    previous = base_before(case.base)
    before = contents(case.previous) if case.previous and previous else None
    assert contents(case.report) != contents(base(case.base)) or before != (previous and contents(previous))
    assert case.report.knows(case.where) or case.where in {section.id for section in case.report.form.sections}
    for change in case.changes:
        assert change.old != change.new, change
        assert change.kind != REPLACED or change.seen == 1, change


@pytest.mark.parametrize("case", [case for case in FAULTY if case.truth is not None], ids=named)
def test_the_truth_of_a_fault_is_true(case: Case) -> None:
    """It is what its proof adds up to, or the share or growth that comes out, or else what the base holds there."""
    if case.proof:
        assert worth(case.report, case.previous, case.proof) == case.truth
    elif case.share or case.growth:
        assert isinstance(case.truth, Decimal)
        part, whole = (worth(case.report, case.previous, [term]) for term in case.share or case.growth)
        share = part / whole * 100 if case.share else (part - whole) / whole * 100
        assert share.quantize(case.truth) == case.truth
    else:
        held = base(case.base).get(case.where)
        if case.report.form.figure(case.where):
            assert held is None or held == case.truth
            assert figure(base(case.base), case.where) == case.truth
        else:
            assert str(case.truth) in str(held)


@pytest.mark.parametrize("case", [case for case in FAULTY if case.number > 5], ids=named)
def test_a_fault_beside_the_arithmetic_leaves_it_alone(case: Case) -> None:
    """Only checks 1 to 5 plant a sum that fails; a blank leaves equations undecided but breaks none."""
    for report in (case.report, case.previous):
        if report is not None:
            assert not [residual for residual in report.ledger.residuals if residual]


@pytest.mark.parametrize("case", LOOKALIKES, ids=named)
def test_a_lookalike_is_without_fault(case: Case) -> None:
    """No level, every equation holds in both years, and its words were only added or replaced where they stood once."""
    assert case.level == ""
    assert case.note.endswith("。")
    assert case.report.knows(case.where) or case.where in {section.id for section in case.report.form.sections}
    assert not broken(case.report)
    assert case.previous is None or not broken(case.previous)
    for change in case.changes:
        assert change.kind != REPLACED or change.seen == 1, change
        assert change.kind != SET or change.old != change.new, change
