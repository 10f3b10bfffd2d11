"""Who saved a report last: one line per save, never in the way of the save itself."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.audit import Issue, Made, log_of, record, record_issue
from reports.audit_lines import LONGEST_NAME
from reports.clerk import owner_name
from reports.last_save import last_save
from schema.report import Edit
from tests.reports.libraries import put


def record_save(report: Path, by: str, count: int) -> str:
    """A save of so many figures."""
    edits = [Edit(f"requests.received.{number}", 0, number) for number in range(1, count + 1)]
    return record(report, Made(by, "app"), edits, b"before", b"after")


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report in a library."""
    return put(tmp_path, "甲", 2024)


def test_each_save_is_a_line_and_the_last_one_counts(report: Path) -> None:
    assert record_save(report, "王芳", 3) == ""
    assert record_save(report, "李\n强", 1) == ""
    assert log_of(report) == report.parent / ".history" / "2024.saves.jsonl"
    written = [json.loads(line) for line in log_of(report).read_text("utf-8").splitlines()]
    assert [(one["by"], one["count"]) for one in written] == [("王芳", 3), ("李\n强", 1)]
    found = last_save(report)
    assert found
    assert (found.by, found.changes, found.logged) == ("李\n强", 1, True)


def test_log_and_folder_take_the_modes_of_report_and_folder(report: Path) -> None:
    report.chmod(0o664)
    report.parent.chmod(0o2775)
    before = os.umask(0o077)
    try:
        record_save(report, "王", 1)
    finally:
        os.umask(before)
    assert stat.S_IMODE(log_of(report).stat().st_mode) == 0o664
    assert stat.S_IMODE(log_of(report).parent.stat().st_mode) == 0o2775


def test_a_line_as_earlier_versions_wrote_it_counts(report: Path) -> None:
    log_of(report).parent.mkdir()
    log_of(report).write_text('{"at": "2124-01-02T10:00:00+08:00", "by": "王芳", "count": 3}\n', encoding="utf-8")
    assert last_save(report) == ("2124-01-02T10:00:00+08:00", "王芳", 3, True)


def test_the_last_save_is_found_behind_long_lines_and_publications(report: Path) -> None:
    record_save(report, "王芳", 250)
    record_issue(report, "李强", Issue(b"after", "md", "x" * 4000, "2024.toml.x"))
    found = last_save(report)
    assert found
    assert (found.by, found.changes) == ("王芳", 250)


def test_a_file_newer_than_its_log_belongs_to_its_owner(report: Path) -> None:
    record_save(report, "王", 1)
    later = report.stat().st_mtime + 60
    os.utime(report, (later, later))
    found = last_save(report)
    assert found
    assert (found.by, found.logged) == (owner_name(os.getuid()), False)
    assert last_save(report.with_name("2020.toml")) is None


def test_bytes_that_the_last_save_has_not_left_are_not_told_of_whoever_made_it(report: Path) -> None:
    record_save(report, "王", 1)
    for data, by in ((b"after", "王"), (b"something else, a moment later", owner_name(os.getuid()))):
        found = last_save(report, data)
        assert found
        assert found.by == by


@pytest.mark.parametrize("obstacle", ["file", "fifo", "link", "folder"])
def test_what_cannot_be_written_down_is_said(report: Path, obstacle: str) -> None:
    log = log_of(report)
    if obstacle == "file":
        log.parent.touch()
    else:
        log.parent.mkdir()
        {"fifo": os.mkfifo, "folder": os.mkdir, "link": lambda path: path.symlink_to("/dev/null")}[obstacle](log)
    assert record_save(report, "王", 1).startswith("但没能记下是谁改了什么：")
    found = last_save(report)
    assert found
    assert not found.logged


@pytest.mark.parametrize(
    "line",
    [
        '{"at": "2024-01-01\\u001b10:00:00+08:00", "by": "王", "count": Infinity}',
        '{"at": "0001-01-01T00:00:00", "by": "王", "count": 1}',
        "[" * 4000,
    ],
)
def test_a_line_that_only_malice_writes_is_passed_over(report: Path, line: str) -> None:
    record_save(report, "王芳", 3)
    with log_of(report).open("a", encoding="utf-8") as log:
        log.write(line + "\n")
    found = last_save(report)
    assert found
    assert found.at.isprintable()


def test_the_time_of_a_line_is_told_without_what_stands_in_it(report: Path) -> None:
    record_save(report, "王芳", 3)
    with log_of(report).open("a", encoding="utf-8") as log:
        log.write('{"at": "2124-01-01\\u001b10:00:00+08:00", "by": "王", "count": 1}\n')
    found = last_save(report)
    assert found
    assert found.at == "2124-01-01T10:00:00+08:00"


@given(st.lists(st.binary(max_size=60), max_size=5), st.text(max_size=200), st.integers(0, 300))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_lines_of_others_are_passed_over(report: Path, junk: list[bytes], by: str, count: int) -> None:
    log_of(report).unlink(missing_ok=True)
    record_save(report, by, count)
    with log_of(report).open("ab") as log:
        log.writelines(b"#" + line.replace(b"\n", b"").replace(b"\r", b"") + b"\n" for line in junk)
    found = last_save(report)
    assert found
    assert (found.by.encode("utf-8", "replace"), found.changes) == (by[:LONGEST_NAME].encode("utf-8", "replace"), count)
