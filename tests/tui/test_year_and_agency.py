"""A year or an agency that is typed for a report is refused with what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.year_and_agency import wrong_agency, wrong_year


@pytest.mark.parametrize("year", ["24", "20244", "2O24", "２０２４", "0999", "9999", ""])
def test_what_is_no_year_of_a_report(year: str) -> None:
    assert "应为四位年份" in wrong_year(year)


def test_what_is_a_year() -> None:
    assert wrong_year("2024") == ""


def test_an_agency_has_a_folder_of_its_name(tmp_path: Path) -> None:
    assert wrong_agency(tmp_path, "某某镇人民政府") == ""
    for agency in ("a/b", "..", "甲" * 100):
        assert wrong_agency(tmp_path, agency).endswith("。")
