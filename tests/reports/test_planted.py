"""Whoever may save a report may put anything into its history folder: no save, no reading of it comes to harm by that."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reports import history, keeping
from reports.audit import log_of
from reports.audit_reading import read_log
from reports.history_folder import LONGEST_LINE, PUBLISHED, history_file
from reports.in_folder import LARGEST
from reports.last_save import last_save
from reports.settings import Settings
from reports.store import replace_report
from reports.versions import versions_of
from tests.reports.commanding import PENALTIES, Here
from tests.reports.making import names_in

LINE = '{"at": "2024-01-02T10:00:00+08:00", "by": "王", "count": %s, "changes": [%s]}\n'
NO_TIME = "2024.toml.20241399T999999000000Z.x.00000000"


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of these tests goes elsewhere."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))


@pytest.fixture
def beside(file: Path) -> Path:
    """The history folder of the report."""
    folder = file.parent / ".history"
    folder.mkdir()
    return folder


@pytest.mark.parametrize("count", ["1e999999999", "-1", "true", "1.5", str(10**40)])
def test_a_line_that_claims_a_number_beyond_all_bounds_is_no_line(file: Path, beside: Path, count: str) -> None:
    """Written out it would take minutes, or all memory."""
    (beside / "2024.saves.jsonl").write_text(LINE % (count, ""), encoding="utf-8")
    assert [remark.kind for remark in read_log(file).remarks] == ["unreadable"]
    found = last_save(file)
    assert found
    assert not found.logged


def test_a_content_that_claims_such_a_number_is_none(file: Path, beside: Path, here: Here) -> None:
    change = json.dumps({"address": PENALTIES, "old": 1, "new": 2}).replace("2", "1e999999999")
    (beside / "2024.saves.jsonl").write_text(LINE % ("1", change), encoding="utf-8")
    assert here("log", file) == 0
    assert here("set", file, f"{PENALTIES}=9") == 0


def test_names_that_tell_no_time_are_no_versions(file: Path, beside: Path, here: Here) -> None:
    (beside / NO_TIME).write_bytes(b"")
    (beside / "2024.published").write_text(f"{NO_TIME}\n", encoding="utf-8")
    assert here("set", file, f"{PENALTIES}=9") == 0
    assert here("history", file) == 0
    assert len(here.out.splitlines()) == 1


def test_a_file_from_the_year_ten_thousand_is_saved_and_listed(
    file: Path, here: Here, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert here("set", file, f"{PENALTIES}=9") == 0
    found = os.stat_result((*file.stat()[:7], 300_000_000_000, 300_000_000_000, 300_000_000_000))
    monkeypatch.setattr(Path, "stat", lambda *_given, **_named: found)
    saved = last_save(file)
    assert saved
    assert saved.at.startswith(("1969", "1970"))


def sparse(path: Path) -> None:
    """A file that takes no room, and more memory than there is."""
    with path.open("wb") as made:
        made.truncate(2**42)


def fifo(path: Path) -> None:
    """A pipe that somebody holds open for writing: a reading without blocking has nothing to give."""
    os.mkfifo(path)
    os.open(path, os.O_RDWR | os.O_NONBLOCK)


@pytest.mark.parametrize("make", [sparse, fifo, os.mkdir])
@pytest.mark.parametrize("suffix", [".published", ".saves.jsonl"])
def test_what_is_no_list_and_no_log_stops_no_save(
    file: Path, beside: Path, make: Callable[[Path], None], suffix: str, here: Here
) -> None:
    make(beside / f"2024{suffix}")
    before = {"".join(names_in(beside))}
    assert here("set", file, f"{PENALTIES}=9") == 0
    assert before != {"".join(names_in(beside))}, "a version was kept"


def test_a_version_too_large_to_be_one_is_not_read(file: Path, beside: Path, here: Here) -> None:
    assert LARGEST < 2**42, "else it is none"
    sparse(beside / f"2024.toml.20240101T000000000000Z.x.{'0' * 8}")
    assert here("restore", file, "1") == 2
    assert "读不了这一版" in here.err


def test_the_end_of_a_line_without_bounds_is_what_the_next_one_follows(file: Path, beside: Path, here: Here) -> None:
    log = beside / "2024.saves.jsonl"
    log.write_bytes(b"x" * (LONGEST_LINE + 5))
    assert here("set", file, f"{PENALTIES}=9") == 0
    found = read_log(file)
    assert next(remark.kind for remark in found.remarks) == "unreadable"
    assert found.entries[0].changes[0].new == 9


def test_a_log_in_a_folder_that_leads_elsewhere_is_not_written(file: Path, tmp_path: Path, here: Here) -> None:
    (tmp_path / "elsewhere").mkdir()
    (file.parent / ".history").symlink_to(tmp_path / "elsewhere")
    assert here("set", file, f"{PENALTIES}=9") == 0
    assert "没能记下是谁改了什么" in here.err
    assert names_in(tmp_path / "elsewhere") == []


def test_a_file_under_the_name_of_the_lock_keeps_its_mode(file: Path, beside: Path, tmp_path: Path) -> None:
    """A second name for a private file of whoever saves next would open it to all."""
    private = tmp_path / "private"
    private.write_bytes(b"secret")
    private.chmod(0o600)
    os.link(private, beside / "2024.toml.lock")
    file.chmod(0o664)
    replace_report(file, b"new", None, "甲")
    assert stat.S_IMODE(private.stat().st_mode) == 0o600


def test_a_clock_that_was_put_back_costs_no_version(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither by an hour nor by years: what was kept last is newest, and the others go first."""
    monkeypatch.setattr(history, "settings", lambda: Settings(versions=2))
    real = datetime

    class Clock(datetime):
        ahead = timedelta(days=900)

        @classmethod
        def now(cls, _tz: object = None) -> datetime:  # type: ignore[override]
            return real.now(UTC) + cls.ahead

    monkeypatch.setattr(keeping, "datetime", Clock)
    contents = [b"%d" % number for number in range(9)]
    replace_report(file, contents[0], None, "甲")
    for number, ahead in ((1, 900), (2, 900), (3, 900), (4, 0.5), (5, 0.5), (6, 0), (7, 0), (8, 0)):
        Clock.ahead = timedelta(days=ahead)
        replace_report(file, contents[number], contents[number - 1], "甲")
        newest = versions_of(file)[0]
        assert (file.parent / ".history" / newest.name).read_bytes() == contents[number - 1]
    assert len(versions_of(file)) == 2


def test_the_record_has_mode_and_group_of_report_and_folder(file: Path, here: Here) -> None:
    file.parent.chmod(0o2770)
    file.chmod(0o660)
    if os.geteuid() == 0:
        os.chown(file.parent, -1, 12345)
    assert here("set", file, f"{PENALTIES}=9") == 0
    for one in (log_of(file), file.parent / ".history" / "2024.toml.lock"):
        assert stat.S_IMODE(one.stat().st_mode) == 0o660
        assert one.stat().st_gid == file.parent.stat().st_gid
    assert stat.S_IMODE(log_of(file).parent.stat().st_mode) == 0o2770
    assert not history_file(file, PUBLISHED).exists()


def test_an_export_through_a_link_writes_over_no_report(file: Path, tmp_path: Path, here: Here) -> None:
    other = tmp_path / "2023.toml"
    other.write_bytes(b"another report")
    (tmp_path / "2024.md").symlink_to(other)
    assert here("export", file, "--to", "md", "-o", tmp_path / "2024.md") == 2
    assert "不能当作导出文件" in here.err
    assert other.read_bytes() == b"another report"
