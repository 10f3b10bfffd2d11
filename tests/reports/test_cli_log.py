"""``nianbao log`` and ``correction`` as programs: what a clerk reads, what a script gets, and how much they load."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from unicodedata import east_asian_width

import pytest

from reports.audit import log_of
from tests.project import ROOT
from tests.reports.commanding import PENALTIES, RECEIVED, Here, nianbao
from tests.reports.libraries import put

FEES = "proactive.administrative_fees"
CLERK = {"NIANBAO_NAME": "王芳"}


@pytest.fixture
def settled(tmp_path: Path) -> Path:
    """A report with nothing left to settle."""
    return put(tmp_path, "甲镇人民政府", 2024)


def cells(line: str) -> int:
    """How wide a line is."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


def test_who_changed_what_when_and_why(settled: Path) -> None:
    """Published in between: from then on a missing reason is told."""
    nianbao("set", settled, f"{RECEIVED}=3", f"{FEES}=14722.490", environment=CLERK)
    nianbao("set", settled, f"{RECEIVED}=0", environment=CLERK)
    assert nianbao("export", settled, "--to", "md", "--final").returncode == 0
    done = nianbao("set", settled, f"{PENALTIES}=9", environment=CLERK)
    assert "已经发布过定稿" in done.stderr
    said = "2024 年我镇收到政府信息公开申请 0 件。均已按时办结。"
    nianbao("set", settled, f"overview.on_request={said}", "--reason", "补写办理情况", environment=CLERK)
    done = nianbao("log", settled)
    assert (done.returncode, done.stderr) == (0, "")
    lines = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", "时间", done.stdout).splitlines()
    lines = [re.sub(r"（\S+@\S+）", "", line) for line in lines]
    assert lines == [
        "时间  王芳  set 命令  改了 2 处",
        "  申请办理·一、本年新收政府信息公开申请数量·自然人：0 改为 3",
        "  主动公开·行政事业性收费：0 改为 14722.490",
        "时间  王芳  set 命令  改了 1 处",
        "  申请办理·一、本年新收政府信息公开申请数量·自然人：3 改为 0",
        lines[5],
        "时间  王芳  set 命令  改了 1 处",
        "  原因：未说明",
        "  主动公开·行政处罚：8 改为 9",
        "时间  王芳  set 命令  改了 1 处",
        "  原因：补写办理情况",
        "  总体情况·（二）依申请公开",
        "    改：均已按时办结。",
    ]
    assert "发布定稿：md，导出到 标准输出" in lines[5]
    assert max(map(cells, done.stdout.splitlines())) <= 80


def test_lines_are_no_wider_than_a_terminal(settled: Path, here: Here) -> None:
    here("set", settled, f"overview.on_request={'很长的一句话，' * 40}", "publication.period=2024-1-1 至 2024-12-30")
    assert here("log", settled) == 0
    assert max(map(cells, here.out.splitlines())) <= 80
    assert "2024-01-01 至 2024-12-31 改为 2024-01-01 至 2024-12-30" in here.out


def test_for_scripts(settled: Path, here: Here) -> None:
    here("set", settled, f"{FEES}=14722.490", "--reason", "对账")
    found = here.json("log", settled)
    [entry] = found["entries"]
    assert entry["changes"] == [{"address": FEES, "old": 0, "new": Decimal("14722.490")}]
    assert (entry["via"], entry["reason"], entry["count"]) == ("set", "对账", 1)
    assert found["remarks"] == []
    assert found["path"] == str(settled)


def test_one_figure_and_from_a_day_on(settled: Path, here: Here) -> None:
    here("set", settled, f"{RECEIVED}=3", f"{PENALTIES}=9")
    here("set", settled, f"{PENALTIES}=10")
    assert len(here.json("log", settled, "--address", RECEIVED)["entries"]) == 1
    assert len(here.json("log", settled, "--address", "proactive")["entries"]) == 2
    [entry, _later] = here.json("log", settled, "--address", PENALTIES)["entries"]
    assert [change["address"] for change in entry["changes"]] == [PENALTIES]
    assert len(here.json("log", settled, "--since", "2020年1月2日")["entries"]) == 2
    assert here.json("log", settled, "--since", "2999-01-01")["entries"] == []
    assert here("log", settled, "--since", "昨天") == 2
    assert here.err == "--since 应为日期，例如 2025-01-20，不能是“昨天”。\n"
    assert here("log", settled, "--address", "requests.nothing") == 2
    assert "没有“requests.nothing”这个地址" in here.err


def test_nothing_recorded_yet(settled: Path, here: Here) -> None:
    assert here("log", settled) == 0
    assert (here.out, here.err) == ("", f"{settled} 没有这样的修改记录。\n")
    assert here.json("log", settled) == {"path": str(settled), "entries": [], "remarks": []}
    assert here("log", settled.with_name("2020.toml")) == 2


def test_what_others_did_to_report_and_record_is_told(settled: Path, here: Here) -> None:
    for value in (9, 10, 11):
        here("set", settled, f"{PENALTIES}={value}")
    settled.write_text(settled.read_text("utf-8") + "# vim\n", encoding="utf-8")
    log = log_of(settled)
    log.write_bytes(log.read_bytes().replace(b'"new": 10', b'"new": 12'))
    assert here("log", settled) == 0
    assert "! 修改日志第 3 行之前有记录被改过或删过，请核对。\n" in here.out
    assert re.search(r"(?m)^! 文件在 \S+ \S+ 之后被别的程序改过，改了什么没有记录。$", here.out)
    assert [remark["kind"] for remark in here.json("log", settled)["remarks"]] == ["broken", "gap"]


def test_the_record_of_a_report_that_was_broken_tells_who_touched_it_last(settled: Path, here: Here) -> None:
    here("set", settled, f"{PENALTIES}=9")
    settled.write_text("year = \n", encoding="utf-8")
    assert here("log", settled) == 0
    assert f"  {PENALTIES}：8 改为 9\n" in here.out
    assert "之后被别的程序改过" in here.out
    assert here.err


def test_a_record_that_cannot_be_written_stops_no_save_and_is_told(settled: Path, here: Here) -> None:
    (settled.parent / ".history").write_text("", encoding="utf-8")
    assert here("set", settled, f"{PENALTIES}=9") == 0
    assert here.out == f"{PENALTIES}: 8 -> 9\n"
    assert "但没能记下是谁改了什么：" in here.err
    assert "administrative_penalties = 9" in settled.read_text("utf-8")
    assert here("log", settled) == 2


def test_a_line_that_the_disk_cut_short_hides_no_other(settled: Path) -> None:
    """A limit on file sizes tears the second line off; the third begins a line of its own."""
    nianbao("set", settled, f"{PENALTIES}=9")
    size = log_of(settled).stat().st_size
    said = f"overview.on_request={'字' * 20_000}"
    limit = f"import resource, runpy, sys; resource.setrlimit(resource.RLIMIT_FSIZE, ({size + 200},) * 2)"
    program = f"""{limit}
from pathlib import Path
from reports.audit import Made, record
from schema.report import Edit
print(record(Path({str(settled)!r}), Made("王", "app"), [Edit("overview.on_request", "", {said!r})], b"a", b"b"))
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603 - our own program
    assert done.stdout.startswith("但没能记下是谁改了什么：")
    assert log_of(settled).stat().st_size == size + 200
    nianbao("set", settled, f"{PENALTIES}=10")
    found = json.loads(nianbao("log", settled, "--format", "json").stdout)
    assert [entry["changes"][0]["new"] for entry in found["entries"]] == [9, 10]
    assert [(remark["kind"], remark["line"]) for remark in found["remarks"]] == [("unreadable", 2)]


@pytest.mark.parametrize("command", ["log", "correction"])
def test_they_load_nothing_of_the_screen(settled: Path, here: Here, command: str) -> None:
    here("export", settled, "--to", "md", "--final")
    here("set", settled, f"{PENALTIES}=9", "--reason", "核对")
    done = nianbao(command, settled, python=("-X", "importtime"))
    assert done.returncode == 0
    loaded = set(re.findall(r"\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert not {module for module in loaded if module.split(".")[0] in ("textual", "rich", "asyncio", "tomlkit")}


def test_of_a_very_long_text_the_beginning_and_the_length_are_kept(settled: Path, here: Here) -> None:
    here("set", settled, f"overview.on_request={'字' * 100_000}")
    [line] = log_of(settled).read_bytes().splitlines()
    assert len(line) < 4000
    assert json.loads(line)["changes"][0]["new"]["length"] == 100_000
    assert here("log", settled) == 0
    assert "（太长，只记了开头：原来 23 字，现在 100000 字）" in here.out
