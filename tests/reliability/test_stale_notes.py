"""Notes of editors that are gone, or that cannot be asked: each as docs/manual.md says, and none holds up a save.

The writer of a note is a process of its own: killed, in other namespaces, of another user.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.presence import look, note_name
from reports.presence_rules import Standing
from reports.process_identity import running_process, this_process
from tests.reliability.conftest import Proof
from tests.reliability.notes import (
    OTHER_USER,
    as_root,
    crafted,
    grown_old,
    kill,
    notes,
    reachable_by_another,
    saves,
    seen_by_another,
    shared_report,
    standings,
    until,
    writer,
)


@pytest.fixture
def report() -> Iterator[Path]:
    """A report in a library that several users may write in."""
    with shared_report() as report:
        yield report


def test_a_note_whose_writer_was_killed_goes(report: Path, proof: Proof) -> None:
    with writer(report) as process:
        assert standings(report) == [Standing.THERE]
        grown_old(report)
        assert standings(report) == [Standing.THERE]  # it lives, however long it has been silent
        kill(process)
    assert notes(report) == [note_name(report)]
    assert standings(report) == []
    assert notes(report) == []
    saves(report)
    proof("stale notes: dead pid", removed=1, violations=0)


def test_a_process_that_has_ended_but_was_not_waited_for_is_gone(report: Path, proof: Proof) -> None:
    with writer(report) as process:
        os.killpg(process.pid, signal.SIGKILL)
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        os.kill(process.pid, 0)  # its number is still taken
        assert standings(report) == []
        assert notes(report) == []
    proof("stale notes: zombie", removed=1, violations=0)


def test_a_pid_that_another_process_has_now_is_gone(report: Path, proof: Proof) -> None:
    with subprocess.Popen(["/bin/sleep", "60"]) as sleeper:
        running = running_process(sleeper.pid)
        assert running
        crafted(report, pid=sleeper.pid, start=running.start)
        assert standings(report) == [Standing.THERE]
        crafted(report, pid=sleeper.pid, start=running.start - 1)
        assert len(notes(report)) == 2
        assert standings(report) == [Standing.THERE]
        assert len(notes(report)) == 1
        sleeper.kill()
    assert standings(report) == []
    saves(report)
    proof("stale notes: reused pid", removed=2, violations=0)


def test_a_note_from_before_a_restart_goes(report: Path, proof: Proof) -> None:
    crafted(report, boot_id="00000000-0000-0000-0000-000000000000")
    assert standings(report) == []
    assert notes(report) == []
    crafted(report, boot_id="00000000-0000-0000-0000-000000000000", host="a-clone-of-this-disk")
    assert standings(report) == [Standing.HEARD]
    assert len(notes(report)) == 1
    saves(report)
    proof("stale notes: rebooted", removed=1, kept=1, violations=0)


def test_a_writer_with_another_boot_time_is_not_taken_for_another_process(report: Path, proof: Proof) -> None:
    """In a time namespace the same process has another start."""
    as_root("unshare")
    with writer(report, "unshare", "-T", "--boottime", "100000", "--fork"):
        [other] = look(report).others
        assert other.note.process
        running = running_process(other.note.process.pid)
        assert running
        assert running.start != other.note.process.start
        assert other.standing is Standing.THERE
        pid = other.note.process.pid
    until(lambda: running_process(pid) is None)
    assert standings(report) == []
    proof("stale notes: other boot time", removed=1, violations=0)


def test_of_another_host_nothing_is_known(report: Path, tmp_path: Path, proof: Proof) -> None:
    as_root("unshare", "mount", "hostname")
    machine = tmp_path / "machine-id"
    machine.write_text("f" * 32 + "\n", encoding="ascii")
    around = f'hostname fenju && mount --bind {machine} /etc/machine-id && exec "$@"'
    with writer(report, "unshare", "-um", "sh", "-c", around, "sh"):
        [other] = look(report).others
        assert other.note.process
        assert (other.note.process.host, other.note.process.machine_id) == ("fenju", "f" * 32)
        assert other.standing is Standing.HEARD
    assert standings(report) == [Standing.HEARD]
    grown_old(report)
    assert standings(report) == [Standing.SILENT]
    saves(report)
    assert notes(report) == [note_name(report)]
    proof("stale notes: other host", kept=1, violations=0)


def test_of_another_pid_namespace_nothing_is_known(report: Path, proof: Proof) -> None:
    as_root("unshare")
    with writer(report, "unshare", "-fp", "--mount-proc"):
        [other] = look(report).others
        assert other.note.process
        assert other.note.process.pid_ns != this_process().pid_ns
        assert other.standing is Standing.HEARD
    grown_old(report)
    assert standings(report) == [Standing.SILENT]
    saves(report)
    assert notes(report) == [note_name(report)]
    proof("stale notes: other pid namespace", kept=1, violations=0)


def test_the_note_of_another_user(report: Path, proof: Proof) -> None:
    """It is asked for like any other; where only its owner may remove it, it stays and is not told of."""
    as_root("setpriv")
    reachable_by_another()
    report.parent.chmod(0o1777)
    with writer(report) as process:
        assert seen_by_another(report) == ["there root"]
        kill(process)
    assert seen_by_another(report) == []
    assert notes(report) == [note_name(report)]
    assert standings(report) == []
    with writer(report, *OTHER_USER):
        assert standings(report) == [Standing.THERE]
        (report.parent / note_name(report)).chmod(0o600)
    crafted(report, boot_id="earlier")
    (report.parent / notes(report)[-1]).chmod(0o600)
    assert seen_by_another(report) == ["heard root"]  # not to be read: whose it is is all there is to say
    saves(report)
    proof("stale notes: foreign owner", kept=2, removed=2, violations=0)
