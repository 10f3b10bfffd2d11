"""``check``: findings as JSON and text, over files and folders, and the exit code."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.reports.commanding import RECEIVED, Here
from tests.reports.making import SAMPLE, TEXT, written


def test_check_as_json(file: Path, here: Here) -> None:
    here("set", file, f"{RECEIVED}=12")
    assert here("check", file, "--format", "json", "--scope", "figures") == 1
    [report] = json.loads(here.out)["reports"]
    assert list(report) == ["path", "agency", "year", "format", "findings"]
    assert (report["path"], report["agency"], report["year"], report["format"]) == (
        str(file),
        "海原县海城镇人民政府",
        2024,
        "ogi_2021",
    )
    first, second = report["findings"]
    for finding in (first, second):
        assert list(finding) == ["level", "outcome", "code", "figures", "where", "message", "dismissed", "repairs"]
        assert finding["dismissed"] is None
        assert finding["where"] == {"section": "requests"}
    assert (first["level"], first["outcome"], first["code"]) == ("error", "violated", "requests.balance")
    assert first["figures"] == [
        f"requests.{row}.natural_person" for row in ("received", "brought_forward", "outcomes.total", "carried_forward")
    ]
    assert first["message"].startswith("自然人列：新收 12 + 结转 0 = 12，办理 0 + 结转下年 0 = 0，少 12。")
    assert (second["level"], second["outcome"], second["code"], len(second["figures"])) == (
        "settle",
        "undecided",
        "figure.blank",
        19,
    )


def test_a_sure_repair_is_told_in_both_formats(here: Here) -> None:
    file = SAMPLE.parent.parent / "示例县（练习）" / "示例县市场监督管理局" / "2023.toml"
    [found] = [finding for finding in here.checked(file) if finding["code"] == "disputes.total"]
    [sure] = [repair for repair in found["repairs"] if repair["unique"]]
    assert sure["changes"] == [{"figure": "disputes.reconsideration.total", "from": 0, "to": 38}]
    assert sure["because"]
    assert here("check", file) == 1
    assert f"      可改：行政复议·总计 0 → 38（{sure['because'].rstrip('。')}）\n" in here.out


def test_check_as_text(file: Path, here: Here) -> None:
    assert here("check", file, "--scope", "figures") == 0
    assert here.out.splitlines()[0] == f"{file}：待办 1"
    assert here.out.splitlines()[1].endswith("[figure.blank]")
    blanks = [a for f in here.checked(file) if f["code"] == "figure.blank" for a in f["figures"]]
    assert here("set", file, *(f"{address}=0" for address in blanks)) == 0
    assert here("check", file, "--scope", "figures") == 0
    assert here.out == f"{file}：没有发现问题\n"


def with_reason(file: Path, key: str, reason: str) -> None:
    """Adds a line of dismissals to a file, as a person writes it."""
    written(file, file.read_text("utf-8") + f'\n[dismissed]\n"{key}" = "{reason}"\n')


def test_an_accepted_finding_stands_apart_with_its_reason_and_does_not_count(file: Path, here: Here) -> None:
    [blank] = [finding for finding in here.checked(file) if finding["code"] == "figure.blank"]
    with_reason(file, blank["figures"][0], "原件如此（王；2025-01-20T10:22:00+08:00；figure.blank；00000000）")
    [found] = [finding for finding in here.checked(file) if finding["code"] == "figure.blank"]
    assert found["dismissed"] is None, "its figures were others"
    assert "曾于 2025-01-20 由 王 说明：原件如此" in found["message"]
    written(file, file.read_text("utf-8").replace("（王；2025-01-20T10:22:00+08:00；figure.blank；00000000）", ""))
    [found] = [finding for finding in here.checked(file) if finding["code"] == "figure.blank"]
    assert found["dismissed"] == {"reason": "原件如此", "by": "", "at": ""}
    assert here("check", file, "--scope", "figures", "--fail-on", "hint") == 0
    assert here.out.splitlines() == [
        f"{file}：已说明 1", "  已说明：", f"    待办  {blank['message']}  [figure.blank]", "      说明：原件如此",
    ]  # fmt: skip


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("settle", 1), ("warning", 1), ("hint", 1), ("never", 0)])
def test_fail_on_sets_the_level_that_fails(file: Path, here: Here, fail_on: str, code: int) -> None:
    assert here("check", file, "--scope", "figures", "--fail-on", fail_on) == code
    here("set", file, f"{RECEIVED}=12")
    assert here("check", file, "--scope", "figures", "--fail-on", fail_on) == (fail_on != "never")
    assert here("check", file, file.with_name("gone.toml"), "--fail-on", fail_on) == 2


def test_the_scope_of_figures_reads_neither_text_nor_last_year(file: Path, here: Here) -> None:
    written(file.with_name("2023.toml"), "a = [")
    assert here("check", file, "--scope", "figures") == 0
    assert here.out.splitlines()[0] == f"{file}：待办 1"


def test_check_of_several_files_goes_on_behind_one_that_cannot_be_read(file: Path, tmp_path: Path, here: Here) -> None:
    bad, gone = written(tmp_path / "a-bad.toml", "a = ["), tmp_path / "gone.toml"
    assert here("check", bad, file, gone, "--format", "json") == 2
    reports = json.loads(here.out)["reports"]
    assert [list(report)[:2] for report in reports] == [["path", "error"], ["path", "agency"], ["path", "error"]]
    assert [report["path"] for report in reports] == [str(bad), str(file), str(gone)]
    assert "第 1 行" in reports[0]["error"]
    assert "figure.blank" in [f["code"] for f in reports[1]["findings"]]
    assert len(here.err.splitlines()) == 2
    assert here("check", bad, file) == 2
    assert here.out.startswith(f"{file}：待办 ")


def test_check_of_a_folder_takes_what_lies_below_and_leaves_out_hidden_folders(tmp_path: Path, here: Here) -> None:
    for name in ("乙/2024.toml", "甲/2024.toml", ".history/2024.toml", "甲/.git/2024.toml"):
        (tmp_path / name).parent.mkdir(parents=True)
        shutil.copyfile(SAMPLE, tmp_path / name)
    reports = here.json("check", tmp_path)["reports"]
    assert {report["path"] for report in reports} == {str(tmp_path / "乙/2024.toml"), str(tmp_path / "甲/2024.toml")}


def test_check_of_nothing_is_wrong_usage(tmp_path: Path, here: Here) -> None:
    assert here("check", tmp_path) == 2
    assert (here.out, here.err) == ("", "这里没有报告文件（*.toml），请核对路径。\n")


def test_an_error_decides_the_exit_code_whichever_report_has_it(file: Path, tmp_path: Path, here: Here) -> None:
    wrong = written(tmp_path / "wrong.toml", TEXT.replace("= [0, 0, 1, 0, 1]", "= [0, 0, 1, 0, 2]"))
    assert here("check", file) == 0
    assert here("check", wrong, file) == 1
    assert here("check", file, wrong) == 1
