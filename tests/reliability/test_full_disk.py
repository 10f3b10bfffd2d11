"""Disks that are really full, by bytes and by inodes: nothing is lost, nothing is half-written, and the clerk is told what to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from reports.cli import main
from reports.document import open_document
from reports.versions import version_bytes, versions_of
from tests.reliability.conftest import Proof
from tests.reliability.machine import as_user, mounted, open_place, report_in, run, tool
from tests.reports.commanding import PENALTIES
from tests.reports.making import SAMPLE, names_in

__all__ = ["open_place"]

PAGE = 4
"""Kilobytes that the smallest file takes on the disks here."""
LARGEST = 128
REPORT = -(-SAMPLE.stat().st_size // 1024 // PAGE) * PAGE + PAGE
FULL = "磁盘已满"
LONG = "overview.on_request=" + "办理政府信息公开申请。" * 300

Room = Callable[[int], tuple[str, str]]
"""The options of a mount that leaves so much room beside a report."""


def by_bytes(room: int) -> tuple[str, str]:
    return "-o", f"size={REPORT + room}k"


def by_inodes(room: int) -> tuple[str, str]:
    """The disk itself, the folder, the report, its second name; then so many more."""
    return "-o", f"size=1m,nr_inodes={3 + room}"


def told(*arguments: str | Path, state: Path) -> tuple[int, str]:
    """A command in a process of its own; exit code, and what it wrote."""

    def work() -> int:
        os.environ["XDG_STATE_HOME"] = str(state)
        return main([*map(str, arguments)])

    return as_user(os.geteuid(), os.getegid(), work)


def saving(disk: Path, place: Path) -> None:
    """Saves until the disk is full: whatever was called saved is in the file, every replaced content kept or told."""
    report = report_in(disk / "甲")
    held, missing = [report.read_bytes()], 0
    for value in range(9, 9 + LARGEST // PAGE):
        code, words = told("set", report, f"{PENALTIES}={value}", state=place / "state")
        if code:
            assert FULL in words, words
            assert "原文件没有改动" in words
            break
        held.append(report.read_bytes())
        missing += "没能留下保存前的那一版" in words
        assert open_document(report).report.get(PENALTIES) == value
    assert report.read_bytes() == held[-1]
    kept = [version_bytes(report, one) for one in versions_of(report)]
    assert len(kept) == len(held) - 1 - missing
    assert set(kept) <= set(held)
    nothing_left(disk, place)


def saving_in_place(disk: Path, place: Path) -> None:
    """A report with a second name that grows: the whole new text, or the old one."""
    report = report_in(disk / "甲")
    os.link(report, disk / "second.toml")
    old = report.read_bytes()
    code, words = told("set", report, LONG, state=place / "state")
    if code:
        assert FULL in words, words
        assert report.read_bytes() == old
    else:
        assert LONG.partition("=")[2] in report.read_text("utf-8")
    assert open_document(report).source.data == (disk / "second.toml").read_bytes()
    nothing_left(disk, place)


def saving_with_state_there(disk: Path, _place: Path) -> None:
    """As before, but the intent has to find room on the same disk."""
    saving_in_place(disk, disk)


def exporting(disk: Path, place: Path) -> None:
    """A document beside an older one: either of them, whole."""
    document = disk / "out.md"
    document.write_bytes(b"old")
    whole = place / "whole.md"
    assert told("export", SAMPLE, "--to", "md", "-o", whole, state=place / "state")[0] == 0
    code, words = told("export", SAMPLE, "--to", "md", "-o", document, state=place / "state")
    assert document.read_bytes() == (b"old" if code else whole.read_bytes())
    assert (FULL in words) == bool(code), words
    nothing_left(disk, place)


def nothing_left(disk: Path, place: Path) -> None:
    """Neither a temporary file nor an intent."""
    assert not [*disk.rglob("*.tmp"), *place.rglob("*.intent"), *disk.rglob("*.intent")]


WORKS: dict[str, Callable[[Path, Path], None]] = {
    "save": saving,
    "save in place": saving_in_place,
    "save in place, state on the same disk": saving_with_state_there,
    "export": exporting,
}
"""What is done on a small disk mounted at the first path; the second is a folder with room. Each asserts what it promises."""


def filled(place: Path, work: str, rooms: range, room: Room) -> int:
    """A work on one disk after another; how many there were. The smallest has to be too small, the largest large enough."""
    for size in rooms:
        with mounted(place / "盘", "-t", "tmpfs", *room(size), "tmpfs") as disk:
            WORKS[work](disk, place)
    return len(rooms)


@pytest.mark.parametrize("work", WORKS)
def test_a_full_disk(work: str, open_place: Path, proof: Proof) -> None:
    runs = filled(open_place, work, range(0, 33, 16), by_bytes)
    runs += filled(open_place, work, range(2, 5, 2), by_inodes)
    proof("full disk", work=work, runs=runs, lost=0)


@pytest.mark.long
@pytest.mark.parametrize("work", WORKS)
def test_full_disks_of_every_size(work: str, open_place: Path, proof: Proof) -> None:
    runs = filled(open_place, work, range(0, LARGEST + 1, PAGE), by_bytes)
    runs += filled(open_place, work, range(1, 12), by_inodes)
    proof("full disk", work=work, runs=runs, lost=0)


def test_the_disks_really_were_full(open_place: Path) -> None:
    """By bytes and by inodes the smallest disk refuses, and the largest does not."""
    for room, small in ((by_bytes, 0), (by_inodes, 0)):
        for size, refused in ((small, True), (LARGEST, False)):
            with mounted(open_place / "盘", "-t", "tmpfs", *room(size), "tmpfs") as disk:
                report = report_in(disk / "甲")
                code, words = told("set", report, f"{PENALTIES}=9", state=open_place / "state")
                assert (code == 2) == refused, words
                assert (FULL in words) == refused
                if refused:
                    run(tool("mount"), "-o", "remount,size=1m,nr_inodes=100", disk)
                    assert told("set", report, f"{PENALTIES}=9", state=open_place / "state")[0] == 0
                    assert ".history" in names_in(disk / "甲")
