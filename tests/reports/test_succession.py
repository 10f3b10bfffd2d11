"""A new year's report from last year's: texts with their years moved on, contact data, and what was carried forward."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.reading import report_from
from reports.succession import following_report, moved_on
from schema.form_loader import load_form
from schema.report import Report
from schema.values import Mark
from tests.reports.making import TEXT, changed

HERE = Path("2025.toml")
FORM = load_form("ogi_2021")
CARRIED = changed(("carried_forward = [0, 0, 0, 0, 0, 0]", 'carried_forward = [3, 0, "", "/", 12, 0, 15]'))


def following(text: str, year: int = 2025, agency: str = "乙镇人民政府") -> Report:
    """The new report."""
    return report_from(following_report(report_from(text, HERE), FORM, year, agency), HERE)


def filled(report: Report) -> dict[str, object]:
    """Figures that are not blank."""
    ledger = report.ledger
    assert ledger.stated == {}
    return {
        f.address: ledger.values[f.index]
        for f in report.form.figures
        if not f.derived and ledger.values[f.index] is not None
    }


def test_carried_figures_come_over_column_by_column_and_blanks_and_marks_stay_blank() -> None:
    assert filled(following(CARRIED)) == {
        f"requests.brought_forward.{column}": number
        for column, number in (
            ("natural_person", 3),
            ("commercial_enterprise", 0),
            ("legal_service_institution", 12),
            ("other_organization", 0),
        )
    }


@pytest.mark.parametrize("year", [2024, 2023, 2026])
def test_figures_come_over_only_from_the_year_just_before(year: int) -> None:
    assert filled(following(CARRIED, year)) == {}


def test_contact_data_comes_over_and_dates_do_not() -> None:
    text = changed(('postcode = "755200"', 'postcode = "755200"\nissued = "2025-01-20"'))
    report = following(text)
    assert report.agency == {"name": "乙镇人民政府", "level": "township"}
    assert report.publication == {
        "period": ("2025-01-01", "2025-12-31"), "website": "海原县人民政府网", "url": "http://www.hy.gov.cn/",
        "contact": "海原县海城镇人民政府综合办公室", "address": "海原县建设路海城镇人民政府", "postcode": "755200", "phone": "0955-4011434",
    }  # fmt: skip
    assert report.notes == {}


def test_texts_come_over_with_their_years_moved_on() -> None:
    report = following(TEXT)
    assert report.prose["overview.on_request"] == "2025 年我镇收到政府信息公开申请 0 件。"
    preamble = report.prose["preamble.text"]
    assert "国办公开办函〔2021〕30号" in preamble
    assert "从 2025 年 1 月 1 日至 12 月 31 日" in preamble
    assert "2024" not in preamble


def test_a_report_of_the_old_edition_is_followed_in_the_new() -> None:
    old = 'format = "ogi_2019"\nyear = 2020\n[requests]\ncarried_forward = [1, 2, 3, 4, 5, 6]\n[preamble]\ntext = "2020年"\n'
    report = following(old, 2021)
    assert report.form is FORM
    assert list(filled(report).values()) == [1, 2, 3, 4, 5, 6]
    assert report.prose["preamble.text"] == "2021年"


@pytest.mark.parametrize(
    ("before", "after"),
    [("2024年", "2025年"), ("2024 年度", "2025 年度"), ("2023年结转", "2024年结转"), ("计划2025年", "计划2026年"), ("2019年修订", "2019年修订"),
     ("〔2024〕3号", "〔2024〕3号"), ("12024年", "12024年"), ("2024件", "2024件"), ("2023年至2024年", "2024年至2025年"), ("1999年", "1999年")],
)  # fmt: skip
def test_which_years_move(before: str, after: str) -> None:
    assert moved_on(before, 2024, 2025) == after


def test_years_move_by_more_than_one() -> None:
    assert moved_on("2023年2024年2025年2020年", 2024, 2027) == "2026年2027年2028年2020年"


@given(st.text(), st.integers(2010, 2090), st.integers(2010, 2090))
def test_a_text_without_years_stays(text: str, before: int, now: int) -> None:
    assert moved_on(text.replace("年", ""), before, now) == text.replace("年", "")
    assert len(moved_on(text, before, now)) == len(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_over(text: str) -> None:
    previous = report_from(TEXT, HERE)
    previous.prose["overview.platforms"] = text
    new = tomllib.loads(following_report(previous, FORM, 2025, "乙"))
    assert new["overview"]["platforms"].rstrip("\n") == moved_on(text, 2024, 2025).rstrip("\n")


def test_marks_are_not_carried() -> None:
    report = report_from(TEXT, HERE)
    report.edit("requests.carried_forward.natural_person", Mark("/"))
    new = report_from(following_report(report, FORM, 2025, "乙"), HERE)
    assert new.get("requests.brought_forward.natural_person") is None
