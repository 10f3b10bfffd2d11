"""All that is to be said of a report, by the one function that check, export and the editor share."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import assessment
from reports.assessment import assess
from reports.document import open_document
from reports.reading import read_report
from schema.dismissal import entry
from schema.findings import Dismissal, Finding, Level
from schema.report import Edit, Report
from tests.reports.commanding import RECEIVED
from tests.reports.making import changed, differing_lines, written

BLANKS = "figure.blank"


def of_code(findings: list[Finding], code: str) -> Finding:
    """The one finding of a code."""
    [found] = [finding for finding in findings if finding.code == code]
    return found


def test_the_worst_comes_first(file: Path) -> None:
    report = read_report(file)
    report.edit(RECEIVED, 12)
    levels = [finding.level for finding in assess(report, file)]
    assert levels == sorted(levels)
    assert {Level.ERROR, Level.SETTLE} <= set(levels)


def test_last_years_report_is_at_hand(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int | None, str]] = []

    def noting(report: Report, previous: Report | None, unreadable: str, _deadline: str) -> list[Finding]:
        assert report.year == 2024
        asked.append((previous.year if previous else None, unreadable))
        return []

    monkeypatch.setattr(assessment, "check_report", noting)
    assess(read_report(file), file)
    written(file.with_name("2023.toml"), "a = [")
    assess(read_report(file), file)
    written(file.with_name("2023.toml"), changed(("year = 2024", "year = 2023")))
    assess(read_report(file), file)
    assert [year for year, _ in asked] == [None, None, 2023]
    assert [bool(reason) for _, reason in asked] == [False, True, False]


def test_figures_alone_ask_for_no_prose_and_no_last_year(file: Path) -> None:
    written(file.with_name("2023.toml"), "a = [")
    report = read_report(file)
    report.prose = dict.fromkeys(report.prose, "")
    codes = {finding.code for finding in assess(report, file, figures_only=True)}
    assert codes == {BLANKS}


def test_a_dismissal_survives_saving_and_other_edits_and_goes_with_its_figures(file: Path) -> None:
    document = open_document(file)
    finding = of_code(assess(document.report, file), BLANKS)
    why = Dismissal("原件这 19 格印为空白，\n已电话核实（见登记簿；第 3 页）", "王敏", "2025-01-20T10:22:00+08:00")
    address, text = entry(document.report, finding, why)
    before = file.read_bytes()
    document.save({address: document.report.put([Edit(address, "", text)]).edits[0]})
    assert file.read_bytes().startswith(before)
    found = of_code(assess(read_report(file), file), BLANKS)
    assert found.dismissed == why._replace(reason="原件这 19 格印为空白， 已电话核实（见登记簿；第 3 页）")
    assert not found.open

    saved = file.read_bytes()
    document = open_document(file)
    document.save({RECEIVED: document.report.edit(RECEIVED, 0).edits[0]})
    document = open_document(file)
    penalties = "proactive.administrative_penalties"
    document.save({penalties: document.report.edit(penalties, 9).edits[0]})
    assert len(differing_lines(saved, file.read_bytes())) == 1
    assert of_code(assess(read_report(file), file), BLANKS).dismissed

    document = open_document(file)
    document.save({one: document.report.edit(one, 0).edits[0] for one in finding.figures[:1]})
    found = of_code(assess(read_report(file), file), BLANKS)
    assert found.open
    assert "曾于 2025-01-20 由 王敏 说明：原件这 19 格印为空白" in found.message


def test_a_total_that_cannot_be_right_is_repaired_and_a_text_beside_it_weighs(file: Path) -> None:
    report = read_report(file)
    report.edit("requests.received.total", 3)
    [found] = [finding for finding in assess(report, file) if "requests.received.total" in finding.figures[:1]]
    assert found.level is Level.ERROR
    assert any(edit.address == "requests.received.total" for repair in found.repairs for edit in repair.edits)
    assert not any(finding.repairs for finding in assess(report, file, figures_only=True, seconds=0))
