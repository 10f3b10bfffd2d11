"""Doubts of an import stay beside the report until somebody has looked at each, and nothing in their file can harm."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.faults import UnreadableReport, UnwritableReport
from reports.importing.doubt_file import (
    LARGEST,
    LONGEST,
    MOST,
    Kept,
    cut,
    doubts_of,
    mark,
    read,
    read_doubts,
    write_doubts,
)
from reports.importing.doubt_file import written as as_file
from reports.importing.findings import Doubt

DOUBTS = [
    Doubt("cell", "格里的字不是数字。", "十二", "requests.received.natural_person"),
    Doubt("cell", "按万元换算。", "251000元", "proactive.administrative_fees", "25.1"),
    Doubt("total_column", "来源没有总计一列。"),
]


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "某镇" / "2024.toml"
    path.parent.mkdir()
    path.write_text("year = 2024\n", "utf-8")
    path.chmod(0o640)
    return path


def test_doubts_and_what_was_looked_at_come_back(report: Path) -> None:
    write_doubts(report, DOUBTS)
    assert doubts_of(report) == report.parent / ".history" / "2024.import.json"
    assert [one.doubt for one in read_doubts(report)] == DOUBTS
    mark(report, {1: DOUBTS[1]}, accepted=True)
    assert [one.accepted for one in read_doubts(report)] == [False, True, False]
    mark(report, {1: DOUBTS[1]}, accepted=False)
    mark(report, {2: DOUBTS[2]}, accepted=True)
    assert [one.accepted for one in read_doubts(report)] == [False, False, True]
    assert stat.S_IMODE(doubts_of(report).stat().st_mode) == 0o640, "as readable as the report"
    assert [one.name for one in doubts_of(report).parent.iterdir()] == ["2024.import.json"]


def test_a_later_import_replaces_the_doubts_and_one_without_any_leaves_none(report: Path) -> None:
    write_doubts(report, [])
    assert not doubts_of(report).parent.exists(), "nothing is made for nothing"
    write_doubts(report, DOUBTS)
    mark(report, {0: DOUBTS[0]}, accepted=True)
    write_doubts(report, DOUBTS[1:])
    assert [one.accepted for one in read_doubts(report)] == [False, False]
    with pytest.raises(UnwritableReport, match="又导入了一次"):
        mark(report, {1: DOUBTS[2], 0: DOUBTS[0]}, accepted=True)
    with pytest.raises(UnwritableReport, match="又导入了一次"):
        mark(report, {2: DOUBTS[2]}, accepted=True)
    assert [one.accepted for one in read_doubts(report)] == [False, False]
    write_doubts(report, [])
    assert read_doubts(report) == []
    assert not doubts_of(report).exists()


def test_a_report_that_was_never_imported_has_none(report: Path) -> None:
    assert read_doubts(report) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"doubts": 3}', b'{"doubts": ["x"]}', b"\xff\xfe", b"[" * 100_000, b'{"doubts": ' + b"[" * 99_999],
)  # fmt: skip
def test_a_damaged_file_is_told_in_a_sentence(report: Path, data: bytes) -> None:
    write_doubts(report, DOUBTS)
    doubts_of(report).write_bytes(data)
    with pytest.raises(UnreadableReport, match="已损坏"):
        read_doubts(report)
    with pytest.raises(UnwritableReport):
        mark(report, {0: DOUBTS[0]}, accepted=True)
    assert doubts_of(report).read_bytes() == data
    write_doubts(report, DOUBTS)
    assert len(read_doubts(report)) == 3


def test_what_is_no_file_is_not_read(report: Path) -> None:
    write_doubts(report, DOUBTS)
    doubts_of(report).unlink()
    os.mkfifo(doubts_of(report))
    with pytest.raises(UnreadableReport, match="不是普通文件"):
        read_doubts(report)
    doubts_of(report).unlink()
    doubts_of(report).symlink_to(report)
    with pytest.raises(UnreadableReport, match="读不出来"):
        read_doubts(report)


def test_a_file_without_bounds_is_not_read_whole(report: Path) -> None:
    write_doubts(report, DOUBTS)
    with doubts_of(report).open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(UnreadableReport, match="读不出来"):
        read_doubts(report)


def test_very_many_and_very_long_doubts_are_cut_and_that_is_told(report: Path) -> None:
    write_doubts(report, [Doubt("cell", "长" * 9999, "\x1b[31m" * 9999, "a.b", "1")] * (MOST + 500))
    kept = read_doubts(report)
    assert len(kept) == MOST
    assert f"共 {MOST + 500} 处" in kept[-1].doubt.message
    assert max(len(text) for text in kept[0].doubt) == LONGEST
    assert doubts_of(report).stat().st_size < LARGEST


@pytest.mark.parametrize("character", ["𠀀", "\x1b", "\ud800", '"', "长"])
def test_the_largest_file_that_is_written_is_read_back(report: Path, character: str) -> None:
    longest = character * 9999
    write_doubts(report, [Doubt("cell", *[longest] * 4)] * (MOST + 1))
    assert doubts_of(report).stat().st_size < LARGEST
    kept = read_doubts(report)
    assert len(kept) == MOST
    assert kept[0].doubt == Doubt("cell", *[cut(longest)] * 4)
    mark(report, {0: kept[0].doubt}, accepted=True)
    assert read_doubts(report)[0].accepted


def test_foreign_values_are_taken_for_what_they_can_be(report: Path) -> None:
    write_doubts(report, DOUBTS)
    entries = [{"kind": "rm -rf", "figure": 3, "message": None, "accepted": "yes"}, {"accepted": True, "x": []}]
    doubts_of(report).write_text(json.dumps({"doubts": entries}), "utf-8")
    assert [(one.doubt, one.accepted) for one in read_doubts(report)] == [
        (Doubt("source", ""), False), (Doubt("source", ""), True),
    ]  # fmt: skip


def test_a_folder_that_takes_nothing_is_told(report: Path) -> None:
    (report.parent / ".history").write_bytes(b"")
    with pytest.raises(UnwritableReport, match="没能记进"):
        write_doubts(report, DOUBTS)


@given(st.lists(st.builds(Doubt, st.just("cell"), *[st.text(max_size=LONGEST)] * 4), max_size=5))
def test_any_text_comes_back_as_it_was(doubts: list[Doubt]) -> None:
    assert [one.doubt for one in read(as_file(map(Kept, doubts)))] == doubts
