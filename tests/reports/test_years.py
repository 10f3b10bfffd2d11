"""One agency's figures over the years: the report in hand, the files beside it, and editions that differ."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import last_year
from reports.chart import Amount
from reports.layout import new_report
from reports.reading import read_report, report_from
from reports.share_chart import share_lines
from reports.shares import breakdown
from reports.years import amount_at, course, unreadable, years_beside
from schema.form_loader import load_form
from schema.report import Report
from schema.values import Mark
from tests.reports.making import changed, written

NAME = "海原县海城镇人民政府"
RECEIVED = "received        = [0, 0, 0, 0, 0, 0]"


def of_year(year: int, received: str) -> str:
    """The sample as the report of a year, with another row of new requests."""
    return changed(("year = 2024", f"year = {year}"), (RECEIVED, f"received        = {received}"))


def told(report: Report, path: Path, address: str) -> list[tuple[int, object]]:
    """Year and number or word of a figure's course."""
    figure = report.form.figure(address)
    assert figure
    points = course(years_beside(report, path), report, figure)
    return [(year, amount.word if amount.number is None else amount.number) for year, amount in points]


def test_a_figure_is_followed_from_the_first_year_to_the_last(file: Path) -> None:
    written(file.with_name("2021.toml"), of_year(2021, "[7, 0, 0, 0, 0, 0]"))
    written(file.with_name("2023.toml"), of_year(2023, '["", 0, 0, 0, 0, 0]'))
    written(file.with_name("2025.toml"), of_year(2025, '["/", 0, 0, 0, 0, 0]'))
    report = read_report(file)
    report.edit("requests.received.natural_person", 12)
    expected = [(2021, 7), (2022, "没有报告"), (2023, "未填"), (2024, 12), (2025, "/")]
    assert told(report, file, "requests.received.natural_person") == expected
    assert told(report, file, "requests.received.total") == [*expected[:2], (2023, 0), (2024, 12), (2025, 0)]


def test_a_total_with_blanks_is_at_least_its_other_parts_and_an_empty_one_is_blank(file: Path) -> None:
    report = read_report(file)
    total = ("requests", "received", "total")
    report.edit("requests.received.natural_person", 12)
    report.edit("requests.received.other_organization", None)
    assert amount_at(report, *total) == Amount(12, partial=True)
    for figure in report.form.figures:
        if figure.row.id == "received" and not figure.derived:
            report.edit(figure.address, None)
    assert amount_at(report, *total) == Amount(word="未填")
    report.ledger.put(report.form.by_address["requests.received.natural_person"].index, Mark("/"))
    assert amount_at(report, *total) == Amount(word="未填")


def test_a_stated_total_is_what_the_year_printed(file: Path) -> None:
    written(file.with_name("2023.toml"), of_year(2023, "[7, 0, 0, 0, 0, 0, 9]"))
    report = read_report(file)
    assert told(report, file, "requests.received.total") == [(2023, 9), (2024, 0)]


def test_a_file_that_is_no_report_of_the_agency_is_named_and_has_its_place(file: Path) -> None:
    written(file.with_name("2022.toml"), "a = [")
    written(file.with_name("2023.toml"), changed((f'name = "{NAME}"', 'name = "乙镇"'), text=of_year(2023, "[]")))
    report = read_report(file)
    assert told(report, file, "requests.received.total")[:2] == [(2022, "读不了"), (2023, "读不了")]
    reasons = unreadable(years_beside(report, file))
    assert reasons[0].startswith("2022.toml 第 1 行")
    assert reasons[1] == f"2023.toml 是“乙镇”的报告，不是“{NAME}”的。"


def test_files_are_read_once_and_not_again_for_a_chart(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for year in (2020, 2022, 2023):
        written(file.with_name(f"{year}.toml"), of_year(year, "[]"))
    report = read_report(file)
    read: list[str] = []

    def reading(path: Path) -> Report:
        read.append(path.name)
        return read_report(path)

    monkeypatch.setattr(last_year, "read_report", reading)
    years = years_beside(report, file)
    course(years, report, report.form.figures[0])
    assert read == ["2020.toml", "2022.toml", "2023.toml"]


def edition(year: int) -> Report:
    """A report of the edition of a year, every typed figure blank."""
    name = "ogi_2019" if year < 2021 else "ogi_2021"
    return report_from(new_report(load_form(name), year, NAME), Path(f"{year}.toml"))


def test_a_row_that_another_edition_prints_as_several_is_their_sum() -> None:
    now, before = edition(2021), edition(2020)
    for name, number in (("supplement_overdue", 1), ("fee_overdue", 2), ("other", 4)):
        now.edit(f"requests.outcomes.other_handling.{name}.natural_person", number)
    before.edit("requests.outcomes.other_handling.natural_person", 5)
    here = ("requests", "outcomes.other_handling", "natural_person")
    assert amount_at(now, *here) == Amount(7)
    assert amount_at(before, *here) == Amount(5)
    assert amount_at(edition(2021), *here) == Amount(word="未填")
    now.edit("requests.outcomes.other_handling.other.natural_person", None)
    assert amount_at(now, *here) == Amount(3, partial=True)


def test_what_an_edition_does_not_have_is_said() -> None:
    below = ("requests", "outcomes.other_handling.other", "natural_person")
    assert amount_at(edition(2020), *below) == Amount(word="该版没有这一格")
    in_force = edition(2021).form.by_address["proactive.rules.in_force"]
    there = amount_at(edition(2020), in_force.section, in_force.row.id, in_force.column.id)
    assert there == Amount(word="该版没有这一格")


def test_a_row_whose_columns_became_one_is_followed_by_its_column() -> None:
    before = edition(2020)
    before.edit("proactive.administrative_licensing.decisions", 31)
    licensing = edition(2021).form.by_address["proactive.administrative_licensing"]
    there = amount_at(before, licensing.section, licensing.row.id, licensing.column.id)
    assert there == Amount(31)


def requests_of(year: int, numbers: dict[str, int]) -> Report:
    """A report with these outcomes for natural persons, the others 0."""
    report = edition(year)
    for figure in report.form.figures:
        if figure.section == "requests" and not figure.derived:
            report.edit(figure.address, 0)
    for row, number in numbers.items():
        report.edit(f"requests.outcomes.{row}.natural_person", number)
    return report


NOW = {"disclosed": 7, "not_disclosed.state_secret": 1, "not_disclosed.internal_affairs": 1, "other_handling.other": 2}
BEFORE = {"disclosed": 4, "partially_disclosed": 1, "other_handling": 1}


def test_outcomes_are_grouped_as_the_form_prints_them_and_compared_across_editions() -> None:
    now, last = requests_of(2021, NOW), requests_of(2020, BEFORE)
    found = breakdown(now, last, now.form.by_address["requests.outcomes.disclosed.natural_person"])
    assert found
    shown = [(one.label, one.now.amount.number, one.now.percent) for one in found.slices]
    assert shown == [
        ("（一）予以公开", 7, 64),
        ("（二）部分公开", 0, 0),
        ("（三）不予公开", 2, 18),
        ("（四）无法提供", 0, 0),
        ("（五）不予处理", 0, 0),
        ("（六）其他处理", 2, 18),
    ]
    assert [one.before.percent for one in found.slices if one.before] == [67, 17, 0, 0, 0, 16]
    assert not found.partial


def test_where_only_columns_add_up_the_breakdown_is_of_the_row() -> None:
    report = edition(2021)
    for name, number in (("upheld", 3), ("corrected", 1)):
        report.edit(f"disputes.reconsideration.{name}", number)
    found = breakdown(report, None, report.form.by_address["disputes.reconsideration.upheld"])
    assert found
    assert found.whose == "行政复议"
    assert [one.now.percent for one in found.slices] == [75, 25, None, None]
    assert found.partial


def test_where_nothing_adds_up_there_is_no_breakdown() -> None:
    report = edition(2021)
    assert breakdown(report, None, report.form.by_address["proactive.rules.issued"]) is None


@pytest.mark.parametrize(
    ("height", "drawn"),
    [
        (
            14,
            [
                "（一）予以公开",
                "########## 7 64% (67%)",
                "（二）部分公开",
                "           0  0% (17%)",
                "（三）不予公开",
                "###        2 18%  (0%)",
                "（四）无法提供",
                "           0  0%  (0%)",
                "（五）不予处理",
                "           0  0%  (0%)",
                "（六）其他处理",
                "###        2 18% (16%)",
            ],
        ),
        (
            9,
            [
                "（一）予以公开",
                "########## 7 64% (67%)",
                "（二）部分公开",
                "           0  0% (17%)",
                "（三）不予公开",
                "###        2 18%  (0%)",
                "（六）其他处理",
                "###        2 18% (16%)",
                "其余 2 项都是 0",
            ],
        ),
        (
            5,
            [
                "（一）予以公开",
                "########## 7 64% (67%)",
                "（二）部分公开",
                "           0  0% (17%)",
                "还有 2 项，放大窗口看",
            ],
        ),
    ],
)
def test_shares_as_they_are_drawn(height: int, drawn: list[str]) -> None:
    now, last = requests_of(2021, NOW), requests_of(2020, BEFORE)
    found = breakdown(now, last, now.form.by_address["requests.received.natural_person"])
    assert found
    assert share_lines(found, 22, height) == drawn
    whole = ["（一）予以公开", "2020 =========== 4 67%", "2021 ########### 7 64%"]
    assert share_lines(found, 22, 18)[:3] == whole
