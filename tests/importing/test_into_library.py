"""What was brought in becomes a report of the library with its doubts beside it: whole, never over another, or not at all."""

from __future__ import annotations

import errno
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from reports import store
from reports.beginning import Wanted, begin
from reports.faults import ReportFault
from reports.importing import doubt_file
from reports.importing.doubt_file import doubts_of, read_doubts
from reports.importing.findings import Doubt, Imported
from reports.importing.into import Taken, into_library
from reports.importing.worker import Answer, Request, answered, answering, asked, asking, bring
from reports.layout import new_report
from reports.reading import read_report
from reports.temporary import filled
from reports.trash import to_trash
from schema.form_loader import load_form
from tests.importing.found import AGENCY, Readers, sample
from tests.reports.making import names_in

FORM = load_form("ogi_2021")
DOUBT = Doubt("source", "第 2 页只有图片。")


def imported(agency: str = "某镇", *doubts: Doubt) -> Imported:
    return Imported(new_report(FORM, 2023, agency), FORM, 2023, agency, {"requests": 25}, (), doubts)


def test_report_and_doubts(tmp_path: Path) -> None:
    path, told = into_library(imported("某镇", DOUBT), tmp_path)
    assert told == ""
    assert path == tmp_path / "某镇" / "2023.toml"
    assert path.read_text("utf-8") == new_report(FORM, 2023, "某镇")
    assert [one.doubt for one in read_doubts(path)] == [DOUBT]


def test_what_is_there_stays_with_its_doubts(tmp_path: Path) -> None:
    path = into_library(imported("某镇", DOUBT), tmp_path).path
    path.write_text("改过", "utf-8")
    with pytest.raises(Taken, match="没有覆盖") as taken:
        into_library(imported("某镇"), tmp_path)
    assert taken.value.path == path
    assert path.read_text("utf-8") == "改过"
    assert len(read_doubts(path)) == 1


@pytest.mark.usefixtures("unconfirming")
def test_what_the_disk_did_not_confirm_is_there_with_its_doubts(tmp_path: Path) -> None:
    path, told = into_library(imported("某镇", DOUBT), tmp_path)
    assert "未能确认落盘" in told
    assert path.read_text("utf-8") == new_report(FORM, 2023, "某镇")
    assert [one.doubt for one in read_doubts(path)] == [DOUBT]


@pytest.mark.usefixtures("unconfirming")
def test_the_app_is_told_that_it_is_there_and_what_is_amiss(tmp_path: Path, readers: Readers) -> None:
    answer = bring(Request(readers.lay(tmp_path / "a.html", sample()), tmp_path))
    assert (answer.outcome, answer.path) == ("written", tmp_path / AGENCY / "2024.toml")
    assert "未能确认落盘" in answer.words


def test_without_its_doubts_no_report_is_left(tmp_path: Path) -> None:
    (tmp_path / "某镇").mkdir()
    (tmp_path / "某镇" / ".history").write_bytes(b"")
    with pytest.raises(ReportFault, match="没能记进"):
        into_library(imported("某镇", DOUBT), tmp_path)
    assert names_in(tmp_path / "某镇") == [".history"]


@pytest.mark.parametrize("failing", [doubt_file, store], ids=["doubts", "report"])
@pytest.mark.parametrize("end", [OSError(errno.ENOSPC, ""), SystemExit()], ids=["full", "ended"])
def test_what_came_to_nothing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: ModuleType, end: BaseException
) -> None:
    def fails(*_given: object) -> None:
        raise end

    monkeypatch.setattr(failing, "filled", fails)
    with pytest.raises(ReportFault if isinstance(end, OSError) else SystemExit):
        into_library(imported("某镇", DOUBT), tmp_path)
    assert names_in(tmp_path) == []


def test_an_end_while_the_disk_confirms_leaves_no_report_without_its_doubts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(*_given: object) -> None:
        raise SystemExit

    monkeypatch.setattr(store, "confirmed", ends)
    with pytest.raises(SystemExit):
        into_library(imported("某镇", DOUBT), tmp_path)
    assert names_in(tmp_path) == []


def test_what_another_program_puts_there_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = new_report(FORM, 2023, "某镇")

    def meanwhile(*given: Any) -> str:
        (tmp_path / "某镇" / "2023.toml").write_text(text, "utf-8")
        return filled(*given)

    monkeypatch.setattr(store, "filled", meanwhile)
    with pytest.raises(ReportFault, match="已经存在"):
        into_library(imported("某镇", DOUBT), tmp_path)
    assert (tmp_path / "某镇" / "2023.toml").read_text("utf-8") == text


@pytest.mark.parametrize("agency", ["", "../外面", "甲/乙", ".隐", "名" * 300])
def test_an_agency_that_can_be_no_folder_is_refused(agency: str, tmp_path: Path) -> None:
    with pytest.raises(ReportFault):
        into_library(imported(agency), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_report_begun_where_an_imported_one_was_thrown_away_has_no_doubts(tmp_path: Path) -> None:
    path = into_library(imported("某镇", DOUBT), tmp_path).path
    to_trash(tmp_path, path)
    assert doubts_of(path).exists(), "it may come back"
    begin(Wanted(tmp_path, "某镇", 2023))
    assert read_doubts(path) == []


@pytest.mark.usefixtures("unconfirming")
def test_a_report_begun_that_the_disk_did_not_confirm_has_no_doubts_either(tmp_path: Path) -> None:
    path = into_library(imported("某镇", DOUBT), tmp_path).path
    to_trash(tmp_path, path)
    made = begin(Wanted(tmp_path, "某镇", 2023))
    assert made.path == path
    assert "未能确认落盘" in made.told
    assert read_doubts(path) == []


def test_request_and_answer_are_told_whatever_the_names_are(tmp_path: Path) -> None:
    odd = Path(f"{tmp_path}/\udcff\n{{}}")
    for request in (Request(odd, odd), Request(odd, tmp_path, 2023, "某镇\n")):
        assert asked(asking(request)) == request
    for answer in (Answer("written", odd, tables=3, doubts=2, missing=1), Answer("fault", words="不行\n")):
        assert answered(answering(answer)) == answer
    with pytest.raises(ValueError, match="Expecting value"):
        answered(b"")


@pytest.mark.parametrize("following", [False, True])
def test_old_doubts_that_cannot_be_removed_are_told_of_and_the_new_report_is_there(
    tmp_path: Path, following: bool
) -> None:
    into_library(imported("某镇", DOUBT), tmp_path)
    path = tmp_path / "某镇" / "2023.toml"
    before = path.with_name("2022.toml")
    before.write_text(new_report(FORM, 2022, "某镇"), "utf-8")
    to_trash(tmp_path, path)
    doubts_of(path).unlink()
    doubts_of(path).mkdir()
    made = begin(Wanted(tmp_path, "某镇", 2023, before if following else None))
    assert made.path == path
    assert read_report(path).year == 2023
    assert "疑点没能记进" in made.told
    assert made.told.endswith("与这份报告无关。")
    assert ("文字照搬 2022 年" in made.told) == following
