"""Nothing false is called certain, however prose, last year's report and missing totals mislead."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from random import Random

import pytest

from schema.checks.context import Context
from schema.checks.everything import check_report
from schema.checks.evidence import evidence_of
from schema.findings import Finding, Level
from schema.repair import Evidence, with_repairs
from schema.report import Report
from schema.values import Value
from tests.schema.golden_record import CITY, FORM, PREFECTURE, TOWN, Record, report_with
from tests.schema.making import report_of
from tests.schema.repair_trials import PLENTY, grid, slip, violated

RECORDS = {"city": CITY, "prefecture": PREFECTURE, "town": TOWN}
CARRIED, BROUGHT = "requests.carried_forward", "requests.brought_forward"
DISCLOSED = "requests.outcomes.disclosed"
Cells = dict[str, int]

SETTINGS = list(
    product(("stated", "partial", "none"), ("silent", "right", "wrong", "copied"), ("absent", "right", "wrong"))
)
"""Which totals are stated, where the numbers in prose come from, and how last year's report is."""


def prose_of(cells: Mapping[str, int], rng: Random | None = None) -> str:
    """A paragraph with the numbers of a full record, one of them wrong where there is chance."""
    rows = ("received", "brought_forward", "outcomes.total", "outcomes.disclosed", "outcomes.partially_disclosed")
    said = [cells[f"requests.{row}.total"] for row in (*rows, "carried_forward")]
    if rng:
        at = rng.randrange(len(said))
        said[at] = slip(said[at], rng)
    return (
        "全年共新收政府信息公开申请{}件，上年结转政府信息公开申请{}件。办结政府信息公开申请{}件，其中予以公开{}件，"
        "部分公开{}件，结转下年度继续办理{}件。"
    ).format(*said)


def typed(cells: Mapping[str, int]) -> Cells:
    """The cells that are no totals."""
    return {address: value for address, value in cells.items() if not FORM.by_address[address].derived}


def summed(cells: Mapping[str, int]) -> Cells:
    """Typed cells with all totals as they add up."""
    report = report_with(typed(cells))
    values = report.ledger.values
    totals = {f.address: values[f.index] for f in FORM.figures if f.derived}
    return {**typed(cells), **{address: value for address, value in totals.items() if isinstance(value, int)}}


def last_year(cells: Mapping[str, int], wrong: Random | None = None) -> Report:
    """The report before: it carries forward what this record brings forward, one column wrong where there is chance."""
    columns = [address for address in typed(cells) if address.startswith(f"{BROUGHT}.")]
    carried = {address.replace(BROUGHT, CARRIED): cells[address] for address in columns}
    if wrong:
        address = wrong.choice(list(carried))
        carried[address] = slip(carried[address], wrong)
    received = {address.replace(CARRIED, "requests.received"): value for address, value in carried.items()}
    return report_of({**carried, **received}, year=2023)


def assessed(report: Report, previous: Report | None) -> list[Finding]:
    """The findings of a report with their repairs, as a clerk sees them."""
    findings = check_report(report, previous)
    return with_repairs(report, findings, evidence_of(Context(report, previous)), seconds=PLENTY)


def certain(findings: list[Finding]) -> Cells:
    """What the unique repairs of errors would write."""
    sure = [repair for f in findings if f.level is Level.ERROR for repair in f.repairs if repair.unique]
    return {edit.address: edit.new for repair in sure for edit in repair.edits if isinstance(edit.new, int)}


def gaps(previous: Report, truth: Mapping[str, int]) -> set[int]:
    """By how much the columns that last year's report carries forward are wrong."""
    found: set[int] = set()
    for address in typed(truth):
        value = previous.get(address.replace(BROUGHT, CARRIED))
        if address.startswith(f"{BROUGHT}.") and isinstance(value, int):
            found.add(abs(value - truth[address]))
    return found - {0}


def misled(record: Record, setting: tuple[str, str, str], rng: Random) -> bool:
    """Whether one wrong cell, or one swap in a row, brings a wrong certain repair.

    Two errors in two years' reports that happen to be of one size look like one in a third place: such are passed over.
    """
    totals, prose, before = setting
    truth = summed(record.cells())
    stated = [a for a in truth if FORM.by_address[a].derived]
    stated = stated if totals == "stated" else [a for a in stated if totals == "partial" and rng.random() < 0.5]
    shown = {**typed(truth), **{address: truth[address] for address in stated}}
    pool = [address for address in shown if address.startswith(("requests.", "disputes."))]
    address = rng.choice(pool)
    wrong = {address: slip(shown[address], rng)}
    if rng.random() < 0.2:
        one, other = rng.sample(rng.choice(grid(typed(truth))[0]), 2)
        wrong = {one: truth[other], other: truth[one]}
    report = report_with(shown, wrong)
    texts = {
        "silent": "",
        "right": prose_of(truth),
        "wrong": prose_of(truth, rng),
        "copied": prose_of(summed({**shown, **wrong})),
    }
    report.prose["overview.on_request"] = texts[prose]
    previous = None if before == "absent" else last_year(truth, rng if before == "wrong" else None)
    if previous and gaps(previous, truth) & {abs(new - truth[address]) for address, new in wrong.items()}:
        return False
    return any(truth[address] != new for address, new in certain(assessed(report, previous)).items())


def count_misled(record: Record, setting: tuple[str, str, str], trials: int, seed: str) -> int:
    """How many of many trials end in a wrong certain repair."""
    rng = Random(f"{setting} {seed}")  # noqa: S311 (no secret: trials that repeat)
    return sum(misled(record, setting, rng) for _ in range(trials))


@pytest.mark.parametrize("setting", SETTINGS, ids="-".join)
def test_one_error_never_brings_a_wrong_certain_repair(setting: tuple[str, str, str]) -> None:
    assert [count_misled(record, setting, 5, "short") for record in RECORDS.values()] == [0, 0, 0]


@pytest.mark.long
@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("setting", SETTINGS, ids="-".join)
def test_the_same_many_more_times(setting: tuple[str, str, str], name: str) -> None:
    assert count_misled(RECORDS[name], setting, 200, "long") == 0


def test_prose_copied_off_the_wrong_table_proves_nothing() -> None:
    """Nothing but the received and the disclosed can be wrong, and prose repeats the disclosed."""
    wrong = {**typed(TOWN.cells()), f"{DISCLOSED}.research_institution": 4}
    report = report_with(wrong)
    report.prose["overview.on_request"] = prose_of(summed(wrong))
    findings = assessed(report, last_year(TOWN.cells()))
    assert any(finding.repairs for finding in findings)
    assert certain(findings) == {}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
def test_one_wrong_cell_of_last_years_leaves_a_clean_report_in_doubt_at_most(record: Record) -> None:
    for seed in range(10):
        previous = last_year(record.cells(), Random(seed))  # noqa: S311 (no secret: trials that repeat)
        findings = assessed(report_with(typed(record.cells())), previous)
        assert any(finding.code.startswith("carry.") for finding in findings)
        assert certain(findings) == {}


def test_a_carried_cell_that_a_balance_confirms_is_certain_and_its_column_named() -> None:
    cells: dict[str, Value] = {**TOWN.cells(), f"{BROUGHT}.natural_person": 7}
    for total in ("requests.brought_forward.total",):
        del cells[total]
    findings = assessed(report_with(cells), last_year(TOWN.cells()))
    assert certain(findings) == {f"{BROUGHT}.natural_person": 2}
    reasons = [r.because for f in findings if f.code.startswith("carry.") for r in f.repairs if r.unique]
    assert reasons
    assert all("·自然人”" in reason for reason in reasons)


def test_cells_that_may_share_an_error_are_not_called_certain() -> None:
    """Two cells of a column too large, of rows without a sum: other pairs of that column share the difference too."""
    column = "requests.outcomes.{}.research_institution"
    rows = ("unable_to_provide.not_held", "not_disclosed.administrative_inquiry")
    wrong = {column.format(row): number for row, number in zip(rows, (3, 6), strict=True)}
    kept = [
        address
        for address in CITY.cells()
        if not FORM.by_address[address].derived or not address.startswith("requests.outcomes.")
    ]
    kept.append("requests.outcomes.total.research_institution")
    report = report_with({address: CITY.cells()[address] for address in kept}, wrong)
    findings = with_repairs(report, violated(report), seconds=PLENTY)
    assert findings
    assert certain(findings) == {}


def test_a_total_that_repeats_its_columns_carry_gets_the_repairs_of_its_columns() -> None:
    """The carried total says what its columns and the row's sum say: its finding offers the same."""
    index = {address: FORM.by_address[address].index for address in CITY.cells()}
    columns = [address for address in typed(CITY.cells()) if address.startswith(f"{BROUGHT}.")]
    total, code = f"{BROUGHT}.total", "carry.brought_forward"
    evidence = [Evidence(code, ((index[a],),), CITY.cells()[a], "上年", hard=True) for a in columns]
    parts = tuple(index[address] for address in columns)
    evidence.append(Evidence(code, ((index[total],),), CITY.cells()[total], "上年", hard=True, repeats=parts))
    report = report_with(CITY.cells(), {total: 506})
    carry = Finding(Level.ERROR, "violated", code, "requests", "不一致", (total,))
    *sums, carried = with_repairs(report, [*violated(report), carry], evidence, seconds=PLENTY)
    assert certain([carried]) == {total: 560}
    assert all(finding.repairs == carried.repairs for finding in sums)
