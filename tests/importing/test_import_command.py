"""``import SOURCE -o OUT``: exit codes, JSON, where it writes and where it does not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reports.importing.doubt_file import read_doubts
from reports.importing.findings import Doubt, TextsRead
from reports.reading import read_report
from reports.versions import version_bytes, versions_of
from tests.importing.found import AGENCY, Readers, Source, nothing, sample
from tests.reports.commanding import RECEIVED, Here
from tests.reports.making import SAMPLE, names_in

DOUBT = Doubt("row_label", "这一行的名称和表里的不一样。", "一、本年新收\x1b[2J 申请", "requests.received", "3")


@pytest.fixture
def page(tmp_path: Path, readers: Readers) -> Path:
    """A source that is understood whole."""
    return readers.lay(tmp_path / "a.html", sample())


@pytest.fixture
def doubtful(tmp_path: Path, readers: Readers, page: Path) -> Path:
    """A source of which a row is doubtful, and a figure is not there."""
    assert page.exists()
    source = sample()
    source.tables.doubts.append(DOUBT)
    source.tables.missing.append(RECEIVED)
    source.tables.values.pop(RECEIVED)
    return readers.lay(tmp_path / "b.html", source)


def test_what_is_understood_whole_is_written_and_told(here: Here, page: Path, tmp_path: Path) -> None:
    out = tmp_path / "2024.toml"
    assert here("import", page, "-o", out) == 0
    assert read_report(out).ledger.values == read_report(SAMPLE).ledger.values
    assert here.out.splitlines() == [
        f"已写入 {out}：{AGENCY} 2024 年度，政府信息公开工作年度报告格式（2021 年版）",
        "读到的表格：二、主动公开政府信息情况 6 行；三、收到和处理政府信息公开申请情况 25 行；四、政府信息公开行政复议、行政诉讼情况 3 行。",
        "全部读懂了。",
        f"下一步：nianbao {out} 打开，对照来源核对。",
    ]
    assert here.err == ""


def test_json_is_the_contract(here: Here, doubtful: Path, tmp_path: Path) -> None:
    out = tmp_path / "2024.toml"
    assert here("import", doubtful, "-o", out, "--format", "json") == 1
    assert json.loads(here.out) == {
        "path": str(doubtful),
        "out": str(out),
        "format": "ogi_2021",
        "agency": AGENCY,
        "year": 2024,
        "tables": {"proactive": 6, "requests": 25, "disputes": 3},
        "doubts": [
            {
                "kind": "row_label",
                "figure": "requests.received",
                "source_text": DOUBT.source_text,
                "message": DOUBT.message,
                "proposed": "3",
            }
        ],
        "missing": [RECEIVED],
    }
    assert "\x1b" not in here.out
    assert read_report(out).get(RECEIVED) is None


def test_doubts_are_kept_for_whoever_opens_the_report(here: Here, doubtful: Path, tmp_path: Path) -> None:
    """And gone with the next import over it that has none."""
    out = tmp_path / "2024.toml"
    assert here("import", doubtful, "-o", out) == 1
    assert [kept.doubt for kept in read_doubts(out)] == [DOUBT]
    assert here("import", tmp_path / "a.html", "-o", out, "--force") == 0, here.err
    assert read_doubts(out) == []


@pytest.mark.usefixtures("unconfirming")
@pytest.mark.parametrize("force", [[], ["--force"]])
def test_doubts_are_kept_where_the_disk_did_not_confirm_the_report(
    here: Here, doubtful: Path, tmp_path: Path, force: list[str]
) -> None:
    out = tmp_path / "2024.toml"
    if force:
        out.write_bytes(SAMPLE.read_bytes())
    assert here("import", doubtful, "-o", out, *force) == 1
    assert "未能确认落盘" in here.err
    assert f"已写入 {out}" in here.out
    assert [kept.doubt for kept in read_doubts(out)] == [DOUBT]


@pytest.mark.usefixtures("unconfirming")
def test_json_has_what_is_told_of_a_report_although_it_is_written(here: Here, page: Path, tmp_path: Path) -> None:
    assert here("import", page, "-o", tmp_path / "2024.toml", "--format", "json") == 0
    assert "未能确认落盘" in json.loads(here.out)["told"]
    assert json.loads(here.out)["told"] in here.err


def test_a_doubt_of_the_whole_names_no_figure(here: Here, readers: Readers, tmp_path: Path) -> None:
    source = sample()
    source.tables.doubts.append(Doubt("total_column", "来源没有总计一列。"))
    page = readers.lay(tmp_path / "c.html", source)
    assert here("import", page, "-o", tmp_path / "2024.toml", "--format", "json") == 1
    assert json.loads(here.out)["doubts"] == [
        {"kind": "total_column", "source_text": "", "message": "来源没有总计一列。"}
    ]


@pytest.mark.parametrize("lack", ["doubts", "missing"])
def test_either_a_doubt_or_a_missing_figure_is_told_by_the_exit_code(
    here: Here, readers: Readers, tmp_path: Path, lack: str
) -> None:
    source = sample()
    if lack == "doubts":
        source.tables.doubts.append(DOUBT)
    else:
        source.tables.missing.append(RECEIVED)
    assert here("import", readers.lay(tmp_path / "d.html", source), "-o", tmp_path / "2024.toml") == 1


def test_what_is_no_report_writes_nothing(here: Here, readers: Readers, tmp_path: Path) -> None:
    page = readers.lay(tmp_path / "e.html", Source(nothing().tables, TextsRead(2024, "甲局")))
    assert here("import", page, "-o", tmp_path / "2024.toml") == 2
    assert "不像是年度报告" in here.err
    assert here.out == ""
    assert names_in(tmp_path) == ["e.html"]


def test_an_existing_file_is_refused_before_the_source_is_read(here: Here, readers: Readers, page: Path) -> None:
    out = page.with_name("2024.toml")
    out.write_bytes(b"x")
    assert here("import", page, "-o", out) == 2
    assert "加 --force" in here.err
    assert (out.read_bytes(), readers.read) == (b"x", 0)
    dangling = page.with_name("2023.toml")
    dangling.symlink_to(page.with_name("nowhere"))
    assert here("import", page, "-o", dangling) == 2
    assert not readers.read


def test_force_replaces_and_keeps_what_was_there(here: Here, page: Path) -> None:
    """As every save does: the old content is a version, and the log says who did it."""
    out = page.with_name("2024.toml")
    old = SAMPLE.read_bytes().replace(b"penalties = 8", b"penalties = 9")
    out.write_bytes(old)
    assert here("import", page, "-o", out, "--force") == 0, here.err
    [version] = versions_of(out)
    assert version_bytes(out, version) == old
    assert here("log", out) == 0
    assert "导入" in here.out
    assert "9" in here.out


def test_force_replaces_what_is_no_report(here: Here, page: Path) -> None:
    out = page.with_name("2024.toml")
    out.write_bytes(b"\xff broken")
    assert here("import", page, "-o", out, "--force") == 0, here.err
    assert read_report(out).year == 2024
    [version] = versions_of(out)
    assert version_bytes(out, version) == b"\xff broken"


def test_force_without_a_file_makes_one(here: Here, page: Path) -> None:
    out = page.with_name("2024.toml")
    assert here("import", page, "-o", out, "--force") == 0, here.err
    assert read_report(out).year == 2024


def test_force_leaves_the_file_alone_when_the_source_is_bad(here: Here, readers: Readers, tmp_path: Path) -> None:
    out = tmp_path / "2024.toml"
    out.write_bytes(SAMPLE.read_bytes())
    assert here("import", readers.lay(tmp_path / "f.html", nothing()), "-o", out, "--force") == 2
    assert out.read_bytes() == SAMPLE.read_bytes()
    assert names_in(tmp_path) == ["2024.toml", "f.html"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{page}"], "两个里写一个"),
        (["{page}", "-o", "{folder}/x.toml", "--into", "{folder}"], "两个里写一个"),
        (["{page}", "{page}", "-o", "{folder}/x.toml"], "请用 --into"),
        (["{page}", "-o", "{folder}/没有/x.toml"], "文件夹不存在"),
        (["{page}", "-o", "{folder}/x.html"], "以 .toml 结尾"),
        (["{page}", "-o", "{folder}/x.toml", "--year", "二〇二四"], "应为整数"),
        (["{page}", "--into", "{folder}/没有"], "没有"),
        (["{page}", "--into", "{folder}", "--force"], "不能和 --force 一起用"),
        (["{folder}/空", "--into", "{folder}"], "没有可以导入的文件（.toml、隐藏的"),
        (["{page}", "--into", "{page}"], "不是文件夹；--into 后面请写报告库的文件夹"),
        (["{folder}/空", "-o", "{folder}/x.toml"], "空 是文件夹：请写上其中的一个文件；要全部导入，请用 --into"),
        (["-", "-o", "{folder}/x.toml"], "请先存成文件"),
        (["{page}", "-", "--into", "{folder}"], "请先存成文件"),
        (["{page}", "--into", "{folder}", "--year", "99999"], "年度 99999 不对"),
        (["{page}", "-o", "{folder}/x.toml", "--year", "99999"], "年度 99999 不对"),
        (["{page}", "--into", "{folder}", "--agency", "甲/乙"], "“甲/乙”不能用作文件夹名"),
    ],
)
def test_a_call_that_cannot_be_meant_is_refused(
    here: Here, readers: Readers, page: Path, arguments: list[str], said: str
) -> None:
    (page.parent / "空").mkdir()
    assert here("import", *(one.format(page=page, folder=page.parent) for one in arguments)) == 2
    assert said in here.err
    assert here.out == ""
    assert not readers.read
    assert names_in(page.parent) == ["a.html", "空"]


def test_the_source_itself_is_never_written_over(here: Here, readers: Readers, tmp_path: Path) -> None:
    source = readers.lay(tmp_path / "a.toml", sample())
    assert here("import", source, "-o", source, "--force") == 2
    assert "就是来源" in here.err
    assert source.read_text("utf-8") == "a.toml"
