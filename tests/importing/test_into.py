"""``import … --into FOLDER``: many sources into a library, none overwritten, a bad one stops no other."""

from __future__ import annotations

import errno
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from reports.importing import bringing
from reports.importing.contents import Contents
from reports.importing.doubt_file import read_doubts
from reports.importing.findings import Doubt, TextsRead
from reports.importing.worker import Request, bring
from reports.json_text import to_json
from reports.reading import read_report
from tests.importing.found import AGENCY, Readers, Source, nothing, sample
from tests.reports.commanding import RECEIVED, Here
from tests.reports.making import names_in


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """An empty library."""
    folder = tmp_path / "年报"
    folder.mkdir()
    return folder


@pytest.fixture
def pages(tmp_path: Path, readers: Readers) -> Path:
    """A folder of sources: one whole, one with a doubt, one that is no report, and files that are no sources."""
    folder = tmp_path / "网页"
    (folder / "a_files").mkdir(parents=True)
    (folder / "a_files" / "logo.html").write_text("", "utf-8")
    readers.lay(folder / "a.html", sample())
    doubtful = sample()
    doubtful.texts.year = 2023
    doubtful.tables.doubts.append(Doubt("cell", "甲", "十二", RECEIVED))
    doubtful.tables.missing.append(RECEIVED)
    readers.lay(folder / "b.html", doubtful)
    readers.lay(folder / "c.html", Source(nothing().tables, TextsRead(2024, "甲局")))
    for name in (".hidden.html", "2022.toml"):
        (folder / name).write_text("", "utf-8")
    return folder


def test_each_becomes_a_report_of_its_agency_and_year(here: Here, pages: Path, library: Path) -> None:
    assert here("import", pages / "a.html", pages / "b.html", "--into", library) == 1
    assert names_in(library / AGENCY) == [".history", "2023.toml", "2024.toml"]
    assert [len(read_doubts(library / AGENCY / name)) for name in ("2023.toml", "2024.toml")] == [1, 0]
    assert read_report(library / AGENCY / "2023.toml").year == 2023
    assert here.out.splitlines() == [
        "结果    存疑  缺格  来源",
        f"完整       0     0  {pages / 'a.html'} → {library / AGENCY / '2024.toml'}",
        f"请核对     1     1  {pages / 'b.html'} → {library / AGENCY / '2023.toml'}",
        "共 2 个：完整 1，请核对 1，没导入 0",
    ]


@pytest.mark.usefixtures("unconfirming")
def test_what_the_disk_did_not_confirm_is_told_and_there(here: Here, pages: Path, library: Path) -> None:
    assert here("import", pages / "a.html", pages / "b.html", "--into", library) == 1
    assert here.err.count("未能确认落盘") == 2
    assert [len(read_doubts(library / AGENCY / name)) for name in ("2023.toml", "2024.toml")] == [1, 0]
    assert "没导入 0" in here.out


@pytest.mark.usefixtures("unconfirming")
def test_json_has_what_is_told_of_each(here: Here, pages: Path, library: Path) -> None:
    assert here("import", pages, "--into", library, "--format", "json") == 2
    told = [one.get("told", "") for one in json.loads(here.out)["imports"]]
    assert ["未能确认落盘" in one for one in told] == [True, True, False]


def test_json_is_one_document_that_is_printed_as_the_sources_are_read(
    here: Here, readers: Readers, pages: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many there are, no more than one is waited for."""
    read, out = readers.contents_of, io.StringIO()
    before: list[int] = []

    def reading(path: Path, year: int | None) -> Contents:
        before.append(out.getvalue().count('"path"'))
        return read(path, year)

    monkeypatch.setattr(bringing, "read_source", reading)
    monkeypatch.setattr(sys, "stdout", out)
    here("import", pages, "--into", library, "--format", "json")
    assert before == [0, 0, 1]
    found = json.loads(out.getvalue())
    assert out.getvalue() == to_json(found) + "\n"


def test_a_folder_means_its_files_and_a_bad_one_stops_no_other(here: Here, pages: Path, library: Path) -> None:
    """Hidden files, reports, and what lies in folders below are left out."""
    assert here("import", pages, "--into", library, "--format", "json") == 2
    found = {Path(one["path"]).name: one for one in json.loads(here.out)["imports"]}
    assert list(found) == ["a.html", "b.html", "c.html"]
    assert found["a.html"]["counts"] == {"doubts": 0, "missing": 0}
    assert found["b.html"]["counts"] == {"doubts": 1, "missing": 1}
    assert found["b.html"]["out"] == str(library / AGENCY / "2023.toml")
    assert found["b.html"]["missing"] == [RECEIVED]
    assert found["c.html"].keys() == {"path", "error"}
    assert "不像是年度报告" in found["c.html"]["error"]
    assert found["c.html"]["error"] in here.err


def test_a_closed_folder_among_the_sources_costs_itself_only(
    here: Here, pages: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One that may not be listed, and one that may be listed but not entered."""
    closed, listed = (pages.parent / name for name in ("关着", "只可列"))
    for folder in (closed, listed):
        folder.mkdir()
        (folder / "a.html").write_text("", "utf-8")
    real_list, real_stat = os.listdir, os.stat

    def listing(path: str = ".") -> list[str]:
        if Path(path) == closed:
            raise PermissionError(errno.EACCES, "")
        return real_list(path)

    def stat(path: str | Path | int, **named: Any) -> os.stat_result:
        if not isinstance(path, int) and str(path).startswith((f"{closed}/", f"{listed}/")):
            raise PermissionError(errno.EACCES, "")
        return real_stat(path, **named)

    monkeypatch.setattr(os, "listdir", listing)
    monkeypatch.setattr(os, "stat", stat)
    assert here("import", closed, listed, closed, pages / "a.html", "--into", library) == 2
    lines = here.out.splitlines()
    for line, folder in zip(lines[1:3], (closed, listed), strict=True):
        assert line.startswith("没导入")
        assert f"无法读取 {folder}：没有权限" in line
    assert lines[-1] == "共 3 个：完整 1，请核对 0，没导入 2"
    assert names_in(library / AGENCY) == ["2024.toml"]


def test_a_link_in_a_folder_that_leads_nowhere_is_told(here: Here, tmp_path: Path, library: Path) -> None:
    folder = tmp_path / "网页"
    folder.mkdir()
    (folder / "a.html").symlink_to(tmp_path / "没有.html")
    assert here("import", folder, "--into", library, "--format", "json") == 2
    [one] = json.loads(here.out)["imports"]
    assert one["path"] == str(folder / "a.html")


def test_a_source_that_is_named_twice_is_brought_in_once(here: Here, pages: Path, library: Path) -> None:
    assert here("import", pages / "a.html", pages / ".." / "网页" / "a.html", "--into", library) == 0
    assert "共 1 个" in here.out


def test_the_second_of_one_agency_and_year_names_the_first(
    here: Here, readers: Readers, pages: Path, library: Path
) -> None:
    again = readers.lay(pages / "d.html", sample())
    assert here("import", pages / "a.html", again, "--into", library) == 2
    line = here.out.splitlines()[2]
    assert line.startswith("没导入")
    assert str(pages / "a.html") in line
    assert "同一机关同一年度" in line


def test_what_is_there_already_is_not_overwritten(here: Here, pages: Path, library: Path) -> None:
    (library / AGENCY).mkdir()
    (library / AGENCY / "2024.toml").write_text("旧", "utf-8")
    assert here("import", pages / "a.html", pages / "b.html", "--into", library) == 2
    assert "已经存在" in here.out
    assert (library / AGENCY / "2024.toml").read_text("utf-8") == "旧"
    assert (library / AGENCY / "2023.toml").exists()


def test_a_year_and_an_agency_hold_for_all(here: Here, pages: Path, library: Path) -> None:
    assert here("import", pages / "b.html", "--into", library, "--agency", "甲局", "--year", "2022") == 1
    assert read_report(library / "甲局" / "2022.toml").year == 2022


def test_an_agency_that_can_be_no_folder_is_told(here: Here, readers: Readers, tmp_path: Path, library: Path) -> None:
    source = sample()
    source.texts.agency = "甲局/乙局"
    assert here("import", readers.lay(tmp_path / "e.html", source), "--into", library) == 2
    assert "不能用作文件夹名" in here.out
    assert names_in(library) == []


def test_what_the_system_refuses_costs_one_source_only(
    here: Here, readers: Readers, pages: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is told as that: no fault of the program."""
    read = readers.contents_of

    def refused(path: Path, year: int | None) -> Contents:
        if path.name == "b.html":
            raise OSError(errno.EMFILE, "")
        return read(path, year)

    monkeypatch.setattr(bringing, "read_source", refused)
    assert here("import", pages, "--into", library) == 2
    assert f"{pages / 'b.html'} 没有导入：打开的文件太多，请稍后重试。" in here.out
    assert names_in(library / AGENCY) == ["2024.toml"]
    answer = bring(Request(pages / "b.html", library))
    assert (answer.outcome, answer.words) == ("fault", f"{pages / 'b.html'} 没有导入：打开的文件太多，请稍后重试。")


def test_a_fault_of_the_program_costs_one_source_only(here: Here, readers: Readers, pages: Path, library: Path) -> None:
    """It is told as one, and the others are brought in."""
    (pages / "a0.html").write_text("", "utf-8")
    assert here("import", pages, "--into", library) == 2
    assert "程序出错（KeyError" in here.out
    assert (library / AGENCY / "2024.toml").exists()
    assert readers.read == 4
