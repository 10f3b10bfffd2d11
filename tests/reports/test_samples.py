"""The shipped samples: the practice library is right wherever its list of planted faults does not say otherwise."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

from reports.reading import read_report
from schema.checks.everything import check_report
from schema.findings import Finding, Level
from schema.form import Figure, Form
from schema.report import Report
from schema.values import Mark, Unreadable, Value, is_number

SAMPLES = Path(str(files("reports") / "samples"))
PRACTICE = SAMPLES / "示例县（练习）"
EXAMPLE = SAMPLES / "海原县海城镇人民政府" / "2024.toml"
YEARS = (2023, 2024)


@dataclass(frozen=True)
class Fault:
    """One line of the list: what the file holds at an address, and what it should hold."""

    number: int
    file: str
    address: str
    kind: str
    found: object
    truth: object


def listed_faults() -> list[Fault]:
    """The planted faults, from the list that ships with the samples."""
    raw = tomllib.loads((SAMPLES / "practice_faults.toml").read_text(encoding="utf-8"))
    keys = ("number", "file", "address", "kind", "found", "truth")
    return [Fault(**{key: entry[key] for key in keys}) for entry in raw["fault"]]


FAULTS = listed_faults()
FILES = sorted(path.relative_to(SAMPLES).as_posix() for path in PRACTICE.rglob("*.toml"))
AGENCIES = sorted({Path(file).parent.as_posix() for file in FILES})


def sample(file: str) -> Report:
    """A sample report as it ships."""
    return read_report(SAMPLES / file)


def corrected(file: str) -> Report:
    """A sample report with every listed truth put in."""
    report = sample(file)
    for fault in faults_of(file):
        report.edit(fault.address, truth_in(report, fault))
    return report


def faults_of(file: str) -> list[Fault]:
    """The planted faults of one file."""
    return [fault for fault in FAULTS if fault.file == file]


def truth_in(report: Report, fault: Fault) -> object:
    """What the address should hold: for prose the whole text with the wrong piece replaced."""
    if fault.address in report.prose:
        return report.prose[fault.address].replace(str(fault.found), str(fault.truth))
    return tuple(fault.truth) if isinstance(fault.truth, list) else fault.truth


def graver_than_a_hint(file: str, report: Report) -> list[Finding]:
    """What the checks say of a sample with last year's, as it should be, beside it."""
    before = file.replace("2024", "2023")
    previous = corrected(before) if before != file else None
    return [finding for finding in check_report(report, previous) if finding.level <= Level.WARNING]


def as_listed(value: Value) -> object:
    """A cell's content as the list writes it."""
    if value is None:
        return ""
    if isinstance(value, Mark):
        return value.text
    return value.raw if isinstance(value, Unreadable) else value


def typed(form: Form, rows: Iterable[str]) -> list[Figure]:
    """The figures, totals included, of rows given by address."""
    return [figure for row in rows for figure in form.figures if figure.address.rpartition(".")[0] == row]


def differing(file: str, last: str, this: str) -> set[str]:
    """Addresses in row ``this`` whose value is not that of the same column in last year's row ``last``."""
    before, now = sample(file.replace("2024", "2023")), sample(file)
    pairs = zip(typed(now.form, [last]), typed(now.form, [this]), strict=True)
    return {
        current.address
        for earlier, current in pairs
        if before.ledger.printed(earlier.index) != now.ledger.printed(current.index)
    }


@pytest.mark.parametrize("file", FILES)
def test_every_practice_file_reads_as_the_report_its_place_says(file: str) -> None:
    report = sample(file)
    assert (report.agency["name"], f"{report.year}.toml") == (Path(file).parent.name, Path(file).name)
    assert report.unknown == ()


def test_the_example_report_reads_and_only_its_unfilled_cells_are_found() -> None:
    report = read_report(EXAMPLE)
    assert report.agency["name"] == EXAMPLE.parent.name
    grave = [finding for finding in check_report(report) if finding.level <= Level.SETTLE]
    assert [(finding.code, len(finding.figures)) for finding in grave] == [("figure.blank", 19)]


def test_each_agency_of_the_practice_library_has_both_years() -> None:
    assert len(AGENCIES) == 4
    assert [f"{agency}/{year}.toml" for agency in AGENCIES for year in YEARS] == FILES


def test_at_least_three_files_have_no_fault_and_show_no_finding() -> None:
    faultless = [file for file in FILES if not faults_of(file)]
    assert len(faultless) >= 3
    assert [finding.message for file in faultless for finding in graver_than_a_hint(file, sample(file))] == []


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.kind}-{fault.address}")
def test_the_file_holds_the_listed_fault_and_not_the_truth(fault: Fault) -> None:
    report = sample(fault.file)
    content = report.get(fault.address)
    if fault.address in report.prose:
        assert str(content).count(str(fault.found)) == 1
        assert str(fault.truth) not in str(content)
    elif isinstance(fault.found, list):
        assert content == tuple(fault.found)
    else:
        figure = report.form.by_address[fault.address]
        held = report.ledger.stated.get(figure.index) if figure.derived else report.ledger.values[figure.index]
        assert as_listed(held) == fault.found
    assert fault.found != fault.truth


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.address)
def test_a_finding_points_at_each_planted_fault(fault: Fault) -> None:
    found = graver_than_a_hint(fault.file, sample(fault.file))
    places = {other.address for other in faults_of(fault.file) if other.number == fault.number}
    assert [finding for finding in found if places & {finding.section, *finding.figures}]


@pytest.mark.parametrize("file", FILES)
def test_nothing_graver_than_a_hint_is_left_when_every_truth_is_put_in(file: str) -> None:
    assert [finding.message for finding in graver_than_a_hint(file, corrected(file))] == []


@pytest.mark.parametrize("file", FILES)
def test_every_cell_and_every_total_is_filled_with_a_number_and_none_is_zero_but_the_rules_that_no_county_makes(
    file: str,
) -> None:
    report, listed = sample(file), {fault.address for fault in faults_of(file)}
    values = {
        figure.address: report.ledger.stated.get(figure.index) if figure.derived else report.ledger.values[figure.index]
        for figure in report.form.figures
    }
    empty = {address for address, value in values.items() if not is_number(value) or not value}
    assert empty - {f"proactive.rules.{column}" for column in ("issued", "repealed", "in_force")} <= listed


@pytest.mark.parametrize("agency", AGENCIES)
def test_last_years_carry_over_is_this_years_opening_except_where_planted(agency: str) -> None:
    file = f"{agency}/2024.toml"
    planted = {f.address for f in faults_of(file) if f.kind == "carry_over" and "brought_forward" in f.address}
    followed = {"requests.brought_forward.total"} if planted else set()
    assert differing(file, "requests.carried_forward", "requests.brought_forward") == planted | followed


@pytest.mark.parametrize("agency", AGENCIES)
def test_documents_in_force_follow_from_last_year_except_where_planted(agency: str) -> None:
    before, now = sample(f"{agency}/2023.toml"), sample(f"{agency}/2024.toml")
    broken = set()
    for row in ("proactive.rules", "proactive.normative_documents"):
        last, issued, repealed, in_force = (
            report.get(f"{row}.{column}")
            for report, column in ((before, "in_force"), (now, "issued"), (now, "repealed"), (now, "in_force"))
        )
        assert isinstance(last, int)
        assert isinstance(issued, int)
        assert isinstance(repealed, int)
        if last + issued - repealed != in_force:
            broken.add(f"{row}.in_force")
    assert broken == {f.address for f in faults_of(f"{agency}/2024.toml") if f.kind == "in_force_chain"}


@pytest.mark.parametrize("file", FILES)
def test_the_period_is_the_reports_year_once_corrected(file: str) -> None:
    report = corrected(file)
    assert report.get("publication.period") == (f"{report.year}-01-01", f"{report.year}-12-31")


def printed(report: Report, *rows: str) -> int:
    """The sum of the totals of table-three rows, a group standing for its rows."""
    ledger, total = report.ledger, 0
    for figure in report.form.figures:
        row = figure.address.removesuffix(".total")
        if figure.address.endswith(".total") and any(row == name or row.startswith(f"{name}.") for name in rows):
            value = ledger.values[figure.index]
            assert isinstance(value, int)
            total += value
    return total


STATEMENTS = {
    r"新收政府信息公开申请 (\d+) 件": ("requests.received",),
    r"上年结转政府信息公开申请 (\d+) 件": ("requests.brought_forward",),
    r"申请合计 (\d+) 件": ("requests.received", "requests.brought_forward"),
    r"全年办结 (\d+) 件": ("requests.outcomes.total",),
    r"结转下年度继续办理 (\d+) 件": ("requests.carried_forward",),
    r"，部分公开 (\d+) 件": ("requests.outcomes.partially_disclosed",),
    r"，不予公开 (\d+) 件": ("requests.outcomes.not_disclosed",),
    r"，无法提供 (\d+) 件": ("requests.outcomes.unable_to_provide",),
    r"，不予处理 (\d+) 件": ("requests.outcomes.not_processed",),
    r"，其他处理 (\d+) 件": ("requests.outcomes.other_handling",),
    r"逾期未缴纳 (\d+) 件": ("requests.outcomes.other_handling.fee_overdue",),
    r"被申请行政复议 (\d+) 件": ("disputes.reconsideration",),
    r"被提起行政诉讼 (\d+) 件": ("disputes.litigation",),
}
"""How the practice prose states a number, and the rows whose totals give it."""


@pytest.mark.parametrize("file", FILES)
def test_numbers_in_corrected_prose_are_those_of_the_tables(file: str) -> None:
    report = corrected(file)
    text = "\n".join(report.prose.values())
    said = [(rows, int(n)) for pattern, rows in STATEMENTS.items() for n in re.findall(pattern, text)]
    assert len(said) >= 7
    assert [(rows, number) for rows, number in said if number != printed(report, *rows)] == []


@pytest.mark.parametrize("file", FILES)
def test_parts_named_in_corrected_prose_add_up_to_their_whole(file: str) -> None:
    sums = [
        (int(whole), sum(int(part) for part in re.findall(rf"(\d+) {unit}", parts)))
        for text in corrected(file).prose.values()
        for whole, unit, parts in re.findall(r"(\d+) ([件条])，其中([^。；]*)[。；]", text)
    ]
    assert len(sums) >= 2
    assert [pair for pair in sums if pair[0] != pair[1]] == []


@pytest.mark.parametrize("file", FILES)
def test_corrected_prose_names_no_year_but_the_reports_own(file: str) -> None:
    report = corrected(file)
    years = {int(year) for text in report.prose.values() for year in re.findall(r"(\d{4}) 年", text)}
    assert years == {report.year}
