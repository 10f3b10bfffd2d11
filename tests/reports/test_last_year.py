"""Last year's report is found beside this year's, or it is told why it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from reports import last_year as module
from reports.faults import UnreadableReport
from reports.last_year import LONGEST_REASON, MOST_KEPT, LastYear, Readings, last_year
from reports.reading import read_report
from schema.report import Report
from tests.reports.making import TEXT, changed, written

NAME = 'name = "海原县海城镇人民政府"'
EARLIER = changed(("year = 2024", "year = 2023"))


def found(file: Path, sibling: str | None) -> LastYear:
    """What is found beside a file, with this text as last year's."""
    if sibling is not None:
        written(file.with_name("2023.toml"), sibling)
    return last_year(read_report(file), file, Readings())


def test_the_sibling_file_is_last_years_report(file: Path) -> None:
    report = found(file, EARLIER).report
    assert report
    assert report.year == 2023


def test_no_file_is_no_reason(file: Path) -> None:
    assert found(file, None) == LastYear(None, "")


@pytest.mark.parametrize(
    ("sibling", "reason"),
    [
        (TEXT, "2023.toml 里写的是 2024 年度，不是 2023 年度。"),
        (
            changed((NAME, 'name = "乙\u202e镇"'), text=EARLIER),
            "2023.toml 是“乙<U+202E>镇”的报告，不是“海原县海城镇人民政府”的。",
        ),
    ],
)
def test_a_report_of_another_year_or_agency_is_told(file: Path, sibling: str, reason: str) -> None:
    assert found(file, sibling) == LastYear(None, reason)


def test_a_file_that_is_no_report_is_told_in_one_sentence_without_its_folder(file: Path) -> None:
    beside = found(file, "a = [")
    assert beside.report is None
    assert beside.unreadable.startswith("2023.toml 第 1 行")
    assert beside.unreadable.endswith("。")
    assert beside.unreadable.count("。") == 1


def test_a_reason_stays_short(file: Path) -> None:
    reason = found(
        file, 'format = "ogi_2021"\nyear = 2023\nproactive = 1\nrequests = 1\ndisputes = 1\noverview = 1\n'
    ).unreadable
    assert 10 < len(reason) <= LONGEST_REASON + 1


def test_a_folder_or_a_dangling_link_in_its_place_is_told(file: Path) -> None:
    sibling = file.with_name("2023.toml")
    sibling.mkdir()
    assert "不是普通文件" in found(file, None).unreadable
    sibling.rmdir()
    sibling.symlink_to("gone.toml")
    assert "找不到" in found(file, None).unreadable


def test_full_width_letters_and_blanks_make_no_other_agency(file: Path) -> None:
    written(file, changed((NAME, 'name = "海城镇（筹）人民政府"')))
    assert found(file, changed((NAME, 'name = "海城镇(筹) 人民政府"'), text=EARLIER)).report


def test_each_file_is_read_once_and_only_a_few_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[Path] = []

    def counting(path: Path) -> Report:
        read.append(path)
        return read_report(path)

    monkeypatch.setattr(module, "read_report", counting)
    files = []
    for agency in range(2 * MOST_KEPT):
        folder = tmp_path / str(agency)
        folder.mkdir()
        files += [written(folder / "2023.toml", EARLIER), written(folder / "2024.toml", TEXT)]
    bad = written(tmp_path / "2023.toml", "a = [")
    readings = Readings()
    for path in files:
        assert last_year(readings.read(path), path, readings).unreadable == ""
    for _ in range(2):
        with pytest.raises(UnreadableReport):
            readings.read(bad)
    assert read == [*files, bad]
    assert readings.read(files[0]).year == 2023
    assert len(read) == len(files) + 2
