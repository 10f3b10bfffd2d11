"""What of a report is searched, and in which order its hits follow each other."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import as_file, files

import pytest

from reports.document import open_document
from schema.places import Hit, find, places
from schema.report import Report
from schema.values import Mark


@pytest.fixture
def report() -> Iterator[Report]:
    with as_file(files("reports").joinpath("samples", "海原县海城镇人民政府", "2024.toml")) as sample:
        yield open_document(sample).report


def hits(report: Report, needle: str) -> list[Hit]:
    return find(places(report), needle)


def where(report: Report, needle: str) -> list[tuple[str, str]]:
    return [(hit.place.kind, hit.place.address) for hit in hits(report, needle)]


def test_a_number_finds_the_cells_that_show_it_and_the_text_that_has_it(report: Report) -> None:
    report.edit("proactive.administrative_penalties", 1234)
    report.edit("requests.received.natural_person", 1234)
    report.edit("overview.on_request", "处罚 1,234 件，许可 123 件。")
    found = where(report, "1,234")
    assert ("figure", "proactive.administrative_penalties") in found
    assert ("figure", "requests.received.natural_person") in found
    assert ("figure", "requests.received.total") in found, "a computed total shows it too"
    assert ("prose", "overview.on_request") in found
    assert where(report, "１２３４") == found
    assert ("figure", "proactive.administrative_penalties") not in where(report, "123")


def test_blank_cells_are_not_found_and_marks_are(report: Report) -> None:
    blank = report.blank_figures()[0]
    report.edit(blank.address, Mark("/"))
    assert ("figure", blank.address) in where(report, "/")
    assert not hits(report, "")
    assert not hits(report, "  ")


def test_an_unfinished_total_is_found_by_what_it_shows(report: Report) -> None:
    report.edit("requests.outcomes.not_disclosed.state_secret.natural_person", 77)
    assert ("figure", "requests.outcomes.not_disclosed.state_secret.total") in where(report, "77")


def test_labels_and_basic_data_are_found(report: Report) -> None:
    assert ("label", "proactive.administrative_penalties") in where(report, "行政处罚")
    assert ("field", "publication.postcode") in where(report, "755200")
    assert ("label", "publication.postcode") in where(report, "邮编")
    assert ("field", "publication.period") in where(report, "2024-12-31")


def test_hits_follow_the_form(report: Report) -> None:
    found = hits(report, "公开")
    assert [hit.key for hit in found] == sorted(hit.key for hit in found)
    sections = [hit.place.section for hit in found]
    assert sections == sorted(sections, key=report.form.sections.index)
    for hit in found:
        assert hit.place.text[hit.start : hit.end] == "公开"


def test_every_figure_text_and_line_stands_there_once(report: Report) -> None:
    content = [place.address for place in places(report) if place.kind != "label"]
    form = report.form
    expected = [f.address for f in form.figures] + [p.address for p in form.parts()] + [e.id for e in form.fields()]
    assert sorted(content) == sorted(expected)
