"""The record of changes: only ever added to, complete, bounded, and what was done to it behind its back is noticed."""

from __future__ import annotations

import json
import os
import threading
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.audit import Issue, Made, log_of, record, record_issue
from reports.audit_lines import LONGEST_LINE, Change, Cut, Entry, digest
from reports.audit_reading import Log, read_log
from reports.audit_words import log_lines
from reports.document import Document, open_document
from reports.saving import SaveResult, Saving, signed_by
from schema.report import Content, Edit
from schema.values import Mark
from tests.reports.libraries import FORM, put

TEXTS = st.text(st.characters(exclude_categories=()), max_size=60)
CONTENTS: st.SearchStrategy[Content] = st.one_of(
    st.none(),
    st.integers(0, 10**12),
    st.decimals(0, 10**6, places=3),
    TEXTS,
    st.builds(Mark, st.sampled_from("/-无")),
    st.tuples(TEXTS, TEXTS),
)
ADDRESSES = st.sampled_from([figure.address for figure in FORM.figures] + [part.address for part in FORM.parts()])
EDITS = st.lists(
    st.builds(Edit, ADDRESSES, CONTENTS, CONTENTS), min_size=1, max_size=8, unique_by=lambda edit: edit.address
)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report in a library."""
    return put(tmp_path, "甲", 2024)


def saved(report: Path, number: int, by: str = "王芳", reason: str = "") -> None:
    """A save that turns version ``number`` into the next, and is recorded."""
    edit = Edit("requests.received.natural_person", number, number + 1)
    assert record(report, Made(by, "set", reason), [edit], b"%d" % number, b"%d" % (number + 1)) == ""


def kinds(log: Log) -> list[str]:
    """What is amiss."""
    return [remark.kind for remark in log.remarks]


@given(st.lists(st.tuples(EDITS, TEXTS, TEXTS), min_size=1, max_size=4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_every_save_is_added_whole_behind_what_was_there(
    report: Path, saves: list[tuple[list[Edit], str, str]]
) -> None:
    """The bytes before are the beginning of the bytes after; every edit of every save can be read again."""
    log = log_of(report)
    log.unlink(missing_ok=True)
    for edits, by, reason in saves:
        before = log.read_bytes() if log.exists() else b""
        assert record(report, Made(by, "app", reason), edits, b"old", b"new") == ""
        after = log.read_bytes()
        assert after.startswith(before)
        assert after.count(b"\n") == before.count(b"\n") + 1
        entry = read_log(report).entries[-1]
        assert entry.changed == len(edits)
        assert {change.address for change in entry.changes} == {edit.address for edit in edits}
    found = read_log(report)
    assert len(found.entries) == len(saves)
    assert not {"unreadable", "broken", "unsealed"} & set(kinds(found))


def test_contents_are_kept_as_they_are(report: Path) -> None:
    edits = [
        Edit("a", 0, Decimal("14722.490")), Edit("b", None, 3), Edit("c", Mark("/"), None),
        Edit("d", ("2024-01-01", "2024-12-31"), ()), Edit("e", "甲\n乙\n丙", "甲\n新\n丙\n"), Edit("f", "", "字" * 50_000),
    ]  # fmt: skip
    record(report, Made("王", "app"), edits, b"old", b"new")
    [entry] = read_log(report).entries
    assert entry.changes[:5] == (
        Change("a", 0, Decimal("14722.490")), Change("b", None, 3), Change("c", "/", None),
        Change("d", ["2024-01-01", "2024-12-31"], []), Change("e", "乙", "新", 2),
    )  # fmt: skip
    long = entry.changes[5].new
    assert isinstance(long, Cut)
    assert (long.length, long.sha256, long.text.ljust(50_000, "字") == "字" * 50_000) == (
        50_000, digest(("字" * 50_000).encode()), True
    )  # fmt: skip


def test_a_line_is_bounded_however_much_was_changed(report: Path) -> None:
    """Every figure, and every text in every second paragraph."""
    old = "\n".join(f"第{number}段" + "旧" * 900 for number in range(200))
    edits = [Edit(figure.address, None, 999_999_999) for figure in FORM.figures]
    edits += [Edit(part.address, old, old.replace("旧" * 900, "新" * 900, 100)) for part in FORM.parts()]
    record(report, Made("王" * 500, "app", "因" * 5000), edits, b"old", b"new")
    assert len(log_of(report).read_bytes()) <= LONGEST_LINE
    [entry] = read_log(report).entries
    assert {change.address for change in entry.changes} == {edit.address for edit in edits}


def test_an_edited_and_a_removed_line_are_noticed(report: Path) -> None:
    for number in range(5):
        saved(report, number)
    log = log_of(report)
    whole = log.read_bytes()
    assert kinds(read_log(report)) == []
    lines = whole.splitlines(keepends=True)
    log.write_bytes(whole.replace("王芳".encode(), "李强".encode(), 1))
    assert kinds(read_log(report)) == ["broken"]
    assert read_log(report).remarks[0].line == 2
    log.write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert kinds(read_log(report)) == ["broken", "gap"]
    log.write_bytes(b"".join(lines[1:]))
    assert kinds(read_log(report)) == ["broken"]
    log.write_bytes(b"".join(lines[:-1]))
    assert kinds(read_log(report, b"5")) == ["gap"], "what was taken off the end shows in the file itself"


def test_torn_and_foreign_lines_are_passed_over_and_told(report: Path) -> None:
    saved(report, 0)
    with log_of(report).open("ab") as log:
        log.write(b'{"at": "2024-01-01T00:00:00+08:00", "by": "\xff\n[1]\n\x00\n{"torn')
    saved(report, 1)
    found = read_log(report)
    assert [entry.changes[0].old for entry in found.entries] == [0, 1]
    assert [(remark.kind, remark.line) for remark in found.remarks] == [("unreadable", line) for line in (2, 3, 4, 5)]


def test_lines_of_earlier_versions_come_first_and_are_fine(report: Path) -> None:
    log_of(report).parent.mkdir()
    old = b'{"at": "2024-01-02T10:00:00+08:00", "by": "\xe7\x8e\x8b", "count": 3}\n'
    log_of(report).write_bytes(old * 2)
    saved(report, 0)
    found = read_log(report)
    assert found.remarks == []
    assert [(entry.by, entry.changed) for entry in found.entries] == [("王", 3), ("王", 3), ("王芳", 1)]
    with log_of(report).open("ab") as log:
        log.write(old)
    assert kinds(read_log(report)) == ["unsealed"]


def test_a_change_by_another_program_shows_as_a_gap(report: Path) -> None:
    saved(report, 0)
    saved(report, 7)
    assert kinds(read_log(report)) == ["gap"]
    assert kinds(read_log(report, b"8")) == ["gap"]
    found = read_log(report, b"9")
    assert kinds(found) == ["gap", "gap"]
    assert "之后被别的程序改过" in found.remarks[-1].message


def test_lines_of_two_saves_at_once_may_stand_in_the_other_order(report: Path) -> None:
    for number in (0, 2, 1, 3, 5, 4):
        saved(report, number)
    assert kinds(read_log(report, b"6")) == []


def test_many_writers_leave_whole_and_sealed_lines(report: Path) -> None:
    def work() -> None:
        for number in range(20):
            saved(report, number)

    writers = [threading.Thread(target=work) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    found = read_log(report)
    assert len(found.entries) == 120
    assert not {"broken", "unreadable", "unsealed"} & set(kinds(found))


def test_what_is_written_acts_on_no_terminal(report: Path) -> None:
    record(report, Made("\x1b]0;x\x07\u202e", "app", "\x9b31m"), [Edit("a", "\x1b[6n", "\ud800")], b"old", b"new")
    line = log_of(report).read_text("utf-8")
    assert line.removesuffix("\n").isprintable()
    assert json.loads(line)["by"] == "\x1b]0;x\x07\u202e"


def test_a_linked_report_has_one_record(report: Path, tmp_path: Path) -> None:
    link = tmp_path / "2024.toml"
    link.symlink_to(report)
    saved(link, 0)
    assert [entry.changed for entry in read_log(report).entries] == [1]
    assert read_log(link) == read_log(report)


def test_who_and_where_from(report: Path) -> None:
    saved(report, 0, "王芳", "核对登记簿")
    [entry] = read_log(report).entries
    assert isinstance(entry, Entry)
    assert (entry.by, entry.via, entry.reason, entry.host) == ("王芳", "set", "核对登记簿", os.uname().nodename)
    assert (entry.before, entry.after) == (digest(b"0"), digest(b"1"))


def test_a_save_that_changed_the_file_without_changing_the_report_is_recorded(report: Path) -> None:
    """A version restored that differs in a comment only: without a line it would look like another program's doing."""
    document = open_document(report)
    before = report.read_bytes()
    after = before + b"# a comment\n"
    report.write_bytes(after)
    restored = Document(document.source._replace(data=after), document.report, before)
    assert signed_by(SaveResult(restored, {}, Saving("restore")), "王芳") == ""
    assert signed_by(SaveResult(document, {}, Saving("app")), "王芳") == ""
    found = read_log(report, after)
    assert [(entry.via, entry.changed) for entry in found.entries] == [("restore", 0)]
    assert found.remarks == []


def test_no_reason_is_missed_where_what_was_published_is_saved(report: Path) -> None:
    """It was exported before it was saved, so nobody was asked why."""
    edits = [Edit("requests.received.legal_aid", 0, 1)]
    record_issue(report, "王芳", Issue(b"exported", "md", "2024.md", "2024.toml.x"))
    record(report, Made("王芳", "app"), edits, b"opened", b"exported")
    assert not any("未说明" in line for line in log_lines(read_log(report).items, FORM))
    record(report, Made("王芳", "app"), edits, b"exported", b"changed")
    assert any("未说明" in line for line in log_lines(read_log(report).items, FORM))
