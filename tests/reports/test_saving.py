"""Two who save one report: what both did stands in it, and what gave way is kept."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from reports import meeting, store
from reports import saving as saving_module
from reports.audit_lines import digest
from reports.audit_reading import read_log
from reports.conflict_log import conflicts_of
from reports.document import Document, open_document
from reports.faults import Conflicted, Unconfirmed, UnwritableReport, Vanished
from reports.merging import merge_onto
from reports.saving import SaveResult, Saving, save_edits, signed_by
from schema.merge import Side
from schema.report import Edit, merged
from tests.reports.commanding import PENALTIES, RECEIVED, Here
from tests.reports.making import changed, names_in

ROOT_COMMAND = [sys.executable, "-m", "tui", "set"]
ENTERPRISES = "requests.received.commercial_enterprise"
TEXT_PART = "problems_and_improvements.text"


class Desk:
    """A clerk with the report open."""

    def __init__(self, file: Path) -> None:
        self.document: Document = open_document(file)
        self.net: dict[str, Edit] = {}

    def enter(self, address: str, content: object) -> Desk:
        self.net = merged(self.net, self.document.report.edit(address, content).edits)
        return self

    def save(self, decided: Mapping[tuple[str, ...], Side] | None = None, *, recreate: bool = False) -> SaveResult:
        result = save_edits(self.document, self.net, Saving("app", "甲"), decided or {}, recreate=recreate)
        self.net = {}
        return result


@pytest.fixture
def desks(file: Path) -> tuple[Desk, Desk]:
    """Two clerks with the same report open."""
    return Desk(file), Desk(file)


def lost(file: Path) -> list[dict[str, Any]]:
    """What has given way, in order."""
    log = conflicts_of(file)
    return [json.loads(line) for line in log.read_text("utf-8").splitlines()] if log.exists() else []


def test_different_cells_come_together(file: Path, desks: tuple[Desk, Desk]) -> None:
    mine, other = desks
    other.enter(PENALTIES, 9).save()
    result = mine.enter(RECEIVED, 5).save()
    assert result.taken == (PENALTIES,)
    assert result.count == 1
    now = open_document(file).report
    assert [now.get(address) for address in (PENALTIES, RECEIVED)] == [9, 5]
    assert mine.document.report.get(PENALTIES) == 9
    assert mine.document.source == open_document(file).source
    assert lost(file) == []


def test_comments_and_layout_that_another_wrote_live_on(file: Path) -> None:
    mine = Desk(file)
    by_hand = changed(("= 8  ", "=  9 "), ("# 第二十条第（六）项：行政处罚", "# 罚"), text=file.read_text("utf-8"))
    file.write_text(by_hand + '\n[ours]\nmark = "留着"\n', encoding="utf-8")
    mine.enter(RECEIVED, 5).save()
    now = file.read_text("utf-8")
    assert "# 罚" in now
    assert now.endswith('\n[ours]\nmark = "留着"\n')
    assert "received        = [5, 0," in now


def test_paragraphs_of_one_text_come_together(file: Path, desks: tuple[Desk, Desk]) -> None:
    mine, other = desks
    first, second = str(mine.document.report.get(TEXT_PART)).split("\n")
    other.enter(TEXT_PART, f"{first}\n{second}又及。").save()
    mine.enter(TEXT_PART, f"前言。\n{first}\n{second}").save()
    assert open_document(file).report.get(TEXT_PART) == f"前言。\n{first}\n{second}又及。"


def test_a_stated_total_follows_the_cells_of_both(file: Path, desks: tuple[Desk, Desk]) -> None:
    mine, other = desks
    row = "disputes.litigation.direct"
    other.enter(f"{row}.upheld", 2).save()
    assert mine.enter(f"{row}.corrected", 4).save().conflicts == ()
    assert open_document(file).report.get(f"{row}.total") == 7


def test_the_same_cell_is_asked_about_and_nothing_is_picked(file: Path, desks: tuple[Desk, Desk]) -> None:
    mine, other = desks
    other.enter(RECEIVED, 7).enter(PENALTIES, 9).save()
    theirs = file.read_bytes()
    mine.enter(RECEIVED, 5).enter(ENTERPRISES, 1)
    with pytest.raises(Conflicted, match=r"有 1 处两边都改了.*自然人.*请选定留哪一边") as raised:
        mine.save()
    [conflict] = raised.value.conflicts
    assert (conflict.address, conflict.base, conflict.mine, conflict.theirs) == (RECEIVED, 0, 5, 7)
    assert raised.value.last is not None
    assert raised.value.last.by == "甲"
    assert file.read_bytes() == theirs
    assert mine.document.report.get(RECEIVED) == 5
    assert lost(file) == []


@pytest.mark.parametrize(("side", "stands"), [("mine", 5), ("theirs", 7)])
def test_the_decision_stands_and_the_other_content_is_kept(
    file: Path, desks: tuple[Desk, Desk], side: Side, stands: int
) -> None:
    mine, other = desks
    other.enter(RECEIVED, 7).save()
    mine.enter(RECEIVED, 5)
    with pytest.raises(Conflicted) as raised:
        mine.save()
    mine.save({conflict.key: side for conflict in raised.value.conflicts})
    assert open_document(file).report.get(RECEIVED) == stands
    [line] = lost(file)
    assert line.items() >= {
        "address": RECEIVED, "base": 0, "mine": 5, "theirs": 7, "taken": side, "by": "甲", "other": "甲",
    }.items()  # fmt: skip


def test_a_decision_is_about_what_was_shown(desks: tuple[Desk, Desk]) -> None:
    mine, other = desks
    other.enter(RECEIVED, 7).save()
    mine.enter(RECEIVED, 5)
    with pytest.raises(Conflicted) as raised:
        mine.save()
    other.enter(RECEIVED, 8).save()
    with pytest.raises(Conflicted):
        mine.save({conflict.key: "mine" for conflict in raised.value.conflicts})


def test_nothing_is_overwritten_that_could_not_be_kept(file: Path, desks: tuple[Desk, Desk]) -> None:
    mine, other = desks
    other.enter(RECEIVED, 7).save()
    log = conflicts_of(file)
    log.mkdir(parents=True)
    with pytest.raises(UnwritableReport, match="没能记下来（这是文件夹，不是文件），所以没有保存"):
        save_edits(mine.document, mine.enter(RECEIVED, 5).net, Saving("set", "甲"))
    assert open_document(file).report.get(RECEIVED) == 7


def test_two_reports_right_by_themselves_that_no_longer_balance_are_told(desks: tuple[Desk, Desk]) -> None:
    """Both received one request; one says that it was answered, the other that it was carried forward."""
    mine, other = desks
    other.enter(RECEIVED, 1).enter("requests.carried_forward.natural_person", 1).save()
    result = mine.enter(RECEIVED, 1).enter("requests.outcomes.disclosed.natural_person", 1).save()
    assert result.told == "合并后“申请办理·自然人”不再相等，请核对。"
    assert result.conflicts == ()


def test_a_file_that_is_gone_is_asked_about(file: Path) -> None:
    mine = Desk(file).enter(RECEIVED, 5)
    file.rename(file.with_name("2024-旧.toml"))
    with pytest.raises(Vanished, match="已经不在了"):
        mine.save()
    assert not file.exists()
    mine.save(recreate=True)
    assert open_document(file).report.get(RECEIVED) == 5


def test_where_their_file_is_no_report_ours_goes_beside_it_once(file: Path) -> None:
    mine = Desk(file).enter(RECEIVED, 5)
    file.write_text("<<<<<<< 冲突\n", encoding="utf-8")
    for _attempt in range(2):
        with pytest.raises(UnwritableReport, match=r"读不出来了，没有覆盖；这里的内容另存为 2024\.mine-"):
            mine.save()
    assert file.read_text("utf-8") == "<<<<<<< 冲突\n"
    [copy] = [name for name in names_in(file.parent) if "mine" in name]
    assert open_document(file.with_name(copy)).report.get(RECEIVED) == 5


def test_reports_of_different_years_are_not_mixed(file: Path) -> None:
    mine = Desk(file).enter(RECEIVED, 5)
    file.write_text(changed(("year = 2024", "year = 2023"), text=file.read_text("utf-8")), encoding="utf-8")
    with pytest.raises(UnwritableReport, match="格式版本或年度不同"):
        mine.save()


def test_set_wins_over_a_change_that_it_had_not_seen_and_says_so(
    file: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between reading and writing somebody saves; the command names its value, so it stands."""
    save = saving_module.save_edits

    def overtaken(*args: Any, **more: Any) -> SaveResult:
        Desk(file).enter(RECEIVED, 7).enter(PENALTIES, 9).save()
        return save(*args, **more)

    monkeypatch.setattr("reports.commands.set.save_edits", overtaken)
    assert here("set", file, f"{RECEIVED}=5") == 0
    assert f"{RECEIVED} 刚被别人改成 7，已按命令改成 5" in here.err
    now = open_document(file).report
    assert [now.get(address) for address in (PENALTIES, RECEIVED)] == [9, 5]
    assert [(line["theirs"], line["taken"]) for line in lost(file)] == [(7, "mine")]


def hold_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk confirms no name in a folder."""

    def refuse(_folder: int) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(store, "flush", refuse)


def test_a_save_that_was_not_confirmed_and_is_made_again_is_recorded_as_one(
    file: Path, desks: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = file.read_bytes()
    mine, _other = desks
    mine.enter(PENALTIES, 9)
    with monkeypatch.context() as disk:
        hold_back(disk)
        with pytest.raises(Unconfirmed):
            save_edits(mine.document, mine.net, Saving("app"))
    result = save_edits(mine.document, mine.net, Saving("app"))
    assert signed_by(result, "甲") == ""
    [entry] = read_log(file, file.read_bytes()).entries
    assert (entry.before, entry.after) == (digest(before), digest(file.read_bytes()))
    mine.net = {}
    mine.enter(PENALTIES, 10).save()
    assert read_log(file, file.read_bytes()).remarks == []


def test_a_command_whose_save_was_not_confirmed_is_recorded(
    file: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as disk:
        hold_back(disk)
        assert here("set", file, f"{PENALTIES}=9") == 2
    assert "未能确认落盘" in here.err
    assert [entry.changed for entry in read_log(file).entries] == [1]
    assert read_log(file, file.read_bytes()).remarks == []


def test_a_save_that_keeps_meeting_others_has_the_file_to_itself_in_the_end(
    desks: tuple[Desk, Desk], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever saves all the time cannot keep another from saving: that one waits, and what both did stands."""
    mine, theirs = desks
    theirs.enter(ENTERPRISES, 1).save()
    waiting: list[subprocess.Popen[bytes]] = []
    met: list[int] = []

    def meet(*arguments: Any) -> Any:
        merged_now = merge_onto(*arguments)
        met.append(len(met))
        rival = subprocess.Popen([*ROOT_COMMAND, str(file), f"{ENTERPRISES}={len(met) + 1}"], stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
        if len(met) <= meeting.MOST_MEETINGS:
            assert rival.wait(timeout=60) == 0
        else:
            waiting.append(rival)
            with pytest.raises(subprocess.TimeoutExpired):
                rival.wait(timeout=2)
        return merged_now

    monkeypatch.setattr(meeting, "merge_onto", meet)
    mine.enter(RECEIVED, 7).save()
    assert len(met) == meeting.MOST_MEETINGS + 1
    assert [rival.wait(timeout=60) for rival in waiting] == [0]
    report = open_document(file).report
    assert (report.get(RECEIVED), report.get(ENTERPRISES)) == (7, meeting.MOST_MEETINGS + 2)
