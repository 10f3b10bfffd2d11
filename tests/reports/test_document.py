"""An open report file: saving writes what was edited, twice if need be, and never over somebody else's work."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from reports.document import Document, open_document
from reports.faults import ChangedOnDisk, Unconfirmed, UnreadableReport, UnwritableReport
from reports.reading import read_report
from reports.trace import Reason
from schema.report import Edit, merged
from tests.reports.making import BOM, TEXT, names_in, written

PENALTIES = "proactive.administrative_penalties"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The sample with a byte-order mark and CRLF, the hardest to keep."""
    return written(tmp_path / "2024.toml", TEXT, crlf=True, bom=True)


def edit(document: Document, address: str, content: object) -> dict[str, Edit]:
    """One edit as net edits."""
    return merged({}, document.report.edit(address, content).edits)


def test_saving_again_and_again_goes_on_from_what_was_saved(file: Path) -> None:
    document = open_document(file)
    before = file.read_bytes()
    for number in (9, 10, 8):
        document.save(edit(document, PENALTIES, number))
        assert read_report(file).get(PENALTIES) == number
        assert document.source.data == file.read_bytes()
    assert file.read_bytes() == before


def test_saving_without_an_edit_writes_the_same_bytes(file: Path) -> None:
    before = file.read_bytes()
    open_document(file).save({})
    assert file.read_bytes() == before


def test_somebody_elses_save_is_not_overwritten(file: Path) -> None:
    mine, other = open_document(file), open_document(file)
    other.save(edit(other, PENALTIES, 9))
    theirs = file.read_bytes()
    with pytest.raises(ChangedOnDisk):
        mine.save(edit(mine, PENALTIES, 10))
    assert file.read_bytes() == theirs
    assert names_in(file.parent) == [".history", "2024.toml"]


def test_a_save_that_the_disk_did_not_confirm_can_be_repeated(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = open_document(file)
    net = edit(document, PENALTIES, 9)
    fsync = os.fsync

    def failing(descriptor: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{descriptor}"):  # noqa: PTH112 - a descriptor, no path of ours
            raise OSError(errno.EIO, "I/O error")
        fsync(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", failing)
        with pytest.raises(Unconfirmed, match="未能确认落盘（磁盘读写出错，请联系管理员）。请再保存一次"):
            document.save(net)
    assert read_report(file).get(PENALTIES) == 9
    document.save(net)
    assert read_report(file).get(PENALTIES) == 9


def test_a_failed_save_keeps_the_edits_for_the_next(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = open_document(file)
    net = edit(document, PENALTIES, 9)
    before = file.read_bytes()

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        with pytest.raises(UnwritableReport, match="磁盘已满，请清理后重试。原文件没有改动"):
            document.save(net)
    assert file.read_bytes() == before
    document.save(net)
    assert read_report(file).get(PENALTIES) == 9


@pytest.mark.parametrize("ending", ["\n", "\n\n\n", ""])
def test_prose_that_ends_in_line_ends_is_saved(file: Path, ending: str) -> None:
    document = open_document(file)
    document.save(edit(document, "overview.proactive", f"甲。\n乙。{ending}"))
    assert read_report(file).prose["overview.proactive"] == "甲。\n乙。"


@pytest.mark.parametrize("address", ["overview.proactive", "agency.name"])
def test_half_a_character_is_refused_and_nothing_written(file: Path, address: str) -> None:
    document = open_document(file)
    before = file.read_bytes()
    with pytest.raises(UnwritableReport, match="不成字符的代码"):
        document.save(edit(document, address, "甲\ud800乙"))
    assert file.read_bytes() == before


def test_a_stated_total_over_the_limit_of_a_cell_does_not_stop_a_save(tmp_path: Path) -> None:
    text = TEXT.replace("received        = [0, 0, 0, 0, 0, 0]", "received = [999999999, 0, 0, 0, 0, 0, 999999999]")
    document = open_document(written(tmp_path / "r.toml", text))
    document.save(edit(document, "requests.received.commercial_enterprise", 999_999_999))
    again = read_report(document.path)
    assert again.get("requests.received.total") == 1_999_999_998


def test_a_copy_has_the_edits_and_the_original_does_not(file: Path) -> None:
    document = open_document(file)
    before = file.read_bytes()
    net = edit(document, PENALTIES, 9)
    copy = file.with_name("copy.toml")
    document.save_copy(net, copy)
    assert read_report(copy).get(PENALTIES) == 9
    assert copy.read_bytes().startswith(BOM.encode())
    assert file.read_bytes() == before
    with pytest.raises(UnwritableReport, match="已经存在"):
        document.save_copy(net, copy)


def test_a_reason_is_written_behind_everything_else(file: Path) -> None:
    document = open_document(file)
    reason = Reason("2025-01-02T03:04:05+08:00", '王"五\\', "补录\n漏报", (f"{PENALTIES}: 8 -> 9",))
    document.save(edit(document, PENALTIES, 9), reason)
    text = file.read_bytes().decode().removeprefix(BOM)
    assert text.count("\n") == text.count("\r\n")
    tail = text.partition("本年度没有产生信息处理费。\r\n'''\r\n")[2]
    assert tail == (
        '\r\n[[review]]\r\nat = "2025-01-02T03:04:05+08:00"\r\nby = "王\\"五\\\\"\r\nreason = "补录\\n漏报"\r\n'
        f'changes = ["{PENALTIES}: 8 -> 9"]\r\n'
    )
    again = open_document(file)
    again.save(edit(again, PENALTIES, 10), reason)
    assert file.read_bytes().decode().count("[[review]]") == 2
    assert open_document(file).report.unknown == ()


def test_a_link_is_opened_and_saved_through(file: Path) -> None:
    link = file.with_name("link.toml")
    link.symlink_to(file.name)
    document = open_document(link)
    document.save(edit(document, PENALTIES, 9))
    assert link.is_symlink()
    assert read_report(file).get(PENALTIES) == 9


def test_what_is_no_report_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport):
        open_document(written(tmp_path / "r.toml", "a = 1"))
