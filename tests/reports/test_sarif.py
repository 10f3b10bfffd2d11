"""The SARIF log: every finding beside its line, what was accepted suppressed, sure repairs as lines to replace."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from reports.reading import read_report
from reports.sarif import SCHEMA, FileResults, file_results, sarif_log
from schema.findings import Dismissal, Finding, Level, Repair
from schema.report import Edit
from schema.values import Mark
from tests.reports.commanding import PENALTIES, RECEIVED, Here
from tests.reports.making import changed, written

PROSE = "overview.on_request"


def finding(*figures: str, section: str = "requests", level: Level = Level.WARNING) -> Finding:
    """A finding about these figures."""
    return Finding(level, "violated", "made.up", section, "说明一下。", figures)


def result_of(file: Path, one: Finding) -> Any:
    """The one result for a finding in a file."""
    [found] = file_results(file, read_report(file), [one])
    return json.loads(json.dumps(found))


def region_of(file: Path, one: Finding) -> dict[str, int]:
    """The piece of the file that a result points at; empty when it is the file as such."""
    region: dict[str, int] = result_of(file, one)["locations"][0]["physicalLocation"].get("region", {})
    return region


def lines(file: Path) -> list[str]:
    """The lines of a file without their ends."""
    return file.read_text("utf-8").splitlines()


def test_the_command_prints_one_log_over_all_files(file: Path, tmp_path: Path, here: Here) -> None:
    here("set", file, f"{RECEIVED}=12")
    bad = written(tmp_path / "坏 1.toml", "a = [")
    assert here("check", file, bad, "--format", "sarif") == 2
    log = json.loads(here.out)
    assert (log["$schema"], log["version"]) == (SCHEMA, "2.1.0")
    [run] = log["runs"]
    rules = {rule["id"]: rule["shortDescription"]["text"] for rule in run["tool"]["driver"]["rules"]}
    assert list(rules) == list(dict.fromkeys(result["ruleId"] for result in run["results"]))
    assert {"requests.balance", "figure.blank"} <= rules.keys()
    assert not [code for code, title in rules.items() if title == code], "each says what it is about"
    assert rules["requests.balance"] == "三、收到和处理政府信息公开申请情况：勾稽关系"
    balance = next(result for result in run["results"] if result["ruleId"] == "requests.balance")
    assert balance["level"] == "error"
    assert balance["message"]["text"].startswith("自然人列：新收 12")
    [told] = run["invocations"][0]["toolExecutionNotifications"]
    assert not run["invocations"][0]["executionSuccessful"]
    assert "第 1 行" in told["message"]["text"]
    assert unquote(told["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]) == f"file://{bad}"


@pytest.mark.parametrize(
    ("level", "word"),
    [(Level.ERROR, "error"), (Level.SETTLE, "warning"), (Level.WARNING, "warning"), (Level.HINT, "note")],
)
def test_levels_as_sarif_has_them(file: Path, level: Level, word: str) -> None:
    assert result_of(file, finding(RECEIVED, level=level))["level"] == word


def test_a_file_below_the_current_folder_is_named_from_there(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    log = json.loads(json.dumps(sarif_log([FileResults(Path("甲 镇/50%.toml"), fault="坏了")], {})))
    [note] = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "%E7%94%B2%20%E9%95%87/50%25.toml"
    found = result_of(file, finding(RECEIVED))["locations"][0]["physicalLocation"]
    assert found["artifactLocation"] == {"uri": "2024.toml"}


def test_a_figure_is_found_on_the_line_of_its_row_and_a_section_at_its_head(file: Path) -> None:
    def line(one: Finding) -> str:
        return lines(file)[region_of(file, one)["startLine"] - 1]

    assert line(finding(RECEIVED)).startswith("received ")
    assert line(finding(PENALTIES, section="proactive")).startswith("administrative_penalties ")
    assert line(finding("requests.outcomes.not_disclosed.state_secret.total")).startswith("state_secret")
    assert line(finding()).startswith("[requests]")
    assert line(finding("agency.name")).startswith("name = ")
    assert region_of(file, finding(section="nowhere")) == {}


@pytest.mark.parametrize("crlf", [False, True])
def test_a_place_in_a_text_is_found_by_line_and_column(file: Path, crlf: bool) -> None:
    text = changed(("2024 年我镇收到政府信息公开申请 0 件。\n", "第一段。\n第二段 12 件。\n"))
    written(file, text, crlf=crlf)
    stored = read_report(file).prose[PROSE]
    start = stored.index("12 件")
    region = region_of(file, finding(section=PROSE)._replace(span=(start, start + 4)))
    assert region["startLine"] == region["endLine"]
    line = lines(file)[region["startLine"] - 1]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "12 件"


def test_a_text_written_in_another_way_is_found_by_its_line(file: Path) -> None:
    written(file, changed(("'''\n2024 年我镇收到政府信息公开申请 0 件。\n'''", '"第一段。\\n第二段 12 件。"')))
    region = region_of(file, finding(section=PROSE)._replace(span=(3, 5)))
    assert list(region) == ["startLine"]
    assert lines(file)[region["startLine"] - 1].startswith("on_request = ")


def test_what_was_accepted_is_suppressed_with_its_reason(file: Path) -> None:
    assert "suppressions" not in result_of(file, finding(RECEIVED))
    accepted = finding(RECEIVED)._replace(dismissed=Dismissal("已核对", "王", "2025-01-20T10:22:00+08:00"))
    assert result_of(file, accepted)["suppressions"] == [{"kind": "inSource", "justification": "已核对"}]


@pytest.mark.parametrize("crlf", [False, True])
def test_a_sure_repair_can_be_applied_by_an_editor(file: Path, crlf: bool) -> None:
    written(file, file.read_text("utf-8"), crlf=crlf)
    report = read_report(file)
    prose = report.prose[PROSE]
    edits = (
        Edit(RECEIVED, 0, 21), Edit("requests.received.total", None, 21), Edit(PENALTIES, 8, Mark("/")),
        Edit(PROSE, prose, prose.replace("0 件", "21 件")),
    )  # fmt: skip
    one = finding(RECEIVED)._replace(repairs=(Repair(edits, unique=True, because="列和"),))
    [fix] = result_of(file, one)["fixes"]
    assert fix["description"] == {"text": "列和"}
    [change] = fix["artifactChanges"]
    text = file.read_bytes().decode().split("\n")
    for replacement in change["replacements"]:
        region = replacement["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = text[region["startLine"] - 1]
        text[region["startLine"] - 1] = replacement["insertedContent"]["text"] + line[region["endColumn"] - 1 :]
    assert len(change["replacements"]) == 3, "the row with its stated total is one line"
    file.write_bytes("\n".join(text).encode())
    repaired = read_report(file)
    for edit in edits:
        report.put([edit])
    assert (repaired.ledger.values, repaired.ledger.stated) == (report.ledger.values, report.ledger.stated)
    assert repaired.prose == report.prose


def test_a_repair_that_is_not_sure_or_adds_lines_is_left_to_the_program(file: Path) -> None:
    prose = read_report(file).prose[PROSE]
    several = Repair((Edit(RECEIVED, 0, 21),), unique=False, because="列和")
    longer = Repair((Edit(PROSE, prose, f"{prose}\n又一段。"),), unique=True, because="补上")
    assert "fixes" not in result_of(file, finding(RECEIVED)._replace(repairs=(several, longer)))
