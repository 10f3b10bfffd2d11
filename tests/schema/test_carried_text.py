"""Texts taken over from last year's report stand as something to settle until they are changed, or accepted with a reason."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reports.reading import report_from
from reports.succession import Begun, following_report
from schema.carried_text import mark, read_marks, untouched
from schema.checks.everything import check_report
from schema.dismissal import entry, with_dismissals
from schema.findings import Dismissal, Finding, Level
from schema.form_loader import load_form
from schema.report import Report
from tests.reports.making import TEXT

CODE = "prose.carried_over"
HERE = Path("2025.toml")
FORM = load_form("ogi_2021")


def begun(text: str = TEXT) -> Report:
    """A report begun from the sample."""
    previous = report_from(text, HERE)
    new = following_report(previous, FORM, 2025, "甲", Begun("王芳", "2026-01-05T09:00:00+08:00"))
    return report_from(new, HERE)


def found(report: Report) -> list[Finding]:
    """What is said of texts taken over; last year's report need not be there."""
    return [one for one in check_report(report) if one.code == CODE]


def test_every_text_that_came_over_is_to_be_settled() -> None:
    report = begun()
    texts = [address for address, text in report.prose.items() if text]
    assert len(texts) >= 8
    assert [one.section for one in found(report)] == texts
    assert {one.level for one in found(report)} == {Level.SETTLE}
    assert "照搬 2024 年的报告" in found(report)[0].message


def test_a_change_settles_a_text_and_its_blanks_do_not() -> None:
    report = begun()
    address = found(report)[0].section
    count = len(found(report))
    report.edit(address, report.prose[address].replace("，", "， ", 1))
    assert len(found(report)) == count
    report.edit(address, report.prose[address] + "新写一句。")
    assert address not in [one.section for one in found(report)]
    assert len(found(report)) == count - 1
    report.edit(address, "")
    assert len(found(report)) == count - 1


def test_a_reason_settles_it_too_and_holds_for_these_words() -> None:
    report = begun()
    one = found(report)[0]
    address, text = entry(report, one, Dismissal("每年都这样写", "王芳", ""))
    report.edit(address, text)
    marked = with_dismissals(report, found(report))
    assert marked[0].dismissed
    assert marked[1].open


def test_a_report_begun_otherwise_has_nothing_of_it() -> None:
    assert found(report_from(TEXT, HERE)) == []


def test_who_began_the_report_signs_the_marks() -> None:
    previous = report_from(TEXT, HERE)
    text = following_report(previous, FORM, 2025, "甲", Begun("王芳", "2026-01-05T09:00:00+08:00"))
    assert text.count("[[review]]") == 1
    assert 'by = "王芳"' in text
    assert 'reason = "照搬 2024 年的报告' in text


@given(st.text())
def test_a_mark_fits_its_text(text: str) -> None:
    [(address, carried)] = read_marks([mark("overview.proactive", 2024, text), text, 3]).items()
    assert address == "overview.proactive"
    assert carried.year == 2024
    assert untouched(text, carried)
    assert not untouched(f"{text}。", carried)
