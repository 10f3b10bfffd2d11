"""Notes of editors that are gone, that cannot be asked, or that are no notes: each as docs/manual.md says, and none holds up a save.

The writer of a note is a process of its own: killed, in other namespaces, of another user.
"""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reports.document import open_document
from reports.presence import OwnNote, look, note_name
from reports.presence_note import LARGEST_NOTE
from reports.presence_rules import LEFT_OVER, Standing
from reports.process_identity import running_process, this_process
from tests.project import ROOT
from tests.reliability.conftest import Proof
from tests.reports.libraries import put

WRITER = """
import os, sys
from pathlib import Path
from reports.presence import OwnNote
os.umask(0o022)
note = OwnNote(Path(sys.argv[1]))
print(note.write(), flush=True)
sys.stdin.read()
"""

READER = """
import sys
from pathlib import Path
from reports.presence import look
for other in look(Path(sys.argv[1])).others:
    print(other.standing.value, other.note.login)
"""

LONGEST_LOOK = 0.5
"""Seconds that looking and saving may take, whatever lies beside the report."""

SHORT, LONG = 200, 20_000
"""Files of random content that are looked at."""


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report in a library that several users may write in."""
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    return put(tmp_path, "甲", 2024)


def as_root(*commands: str) -> None:
    """Skips where namespaces and other users are not to be had."""
    missing = [command for command in commands if shutil.which(command) is None]
    if os.geteuid() != 0 or missing:
        pytest.skip(f"needs root and {', '.join(commands)}; missing: {', '.join(missing) or 'root'}")


@contextlib.contextmanager
def writer(report: Path, *around: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that has written its note, in whatever ``around`` puts it; it is killed at the end."""
    command = [*around, sys.executable, "-c", WRITER, str(report)]
    with subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
    ) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == b"True\n"
            yield process
        finally:
            kill(process)


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kills it with all that it has started, and waits for its end."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def notes(report: Path) -> list[str]:
    """The names of what lies beside the report, its history aside."""
    return sorted(one.name for one in report.parent.iterdir() if one.name not in (report.name, ".history"))


def standings(report: Path) -> list[Standing]:
    """How others' notes stand, within the time that may take."""
    begun = time.monotonic()
    found = [other.standing for other in look(report).others]
    assert time.monotonic() - begun < LONGEST_LOOK
    return found


def saves(report: Path) -> None:
    """A save goes through, and a note of our own finds a place, within the time that may take."""
    begun = time.monotonic()
    own = OwnNote(report)
    assert own.write()
    document = open_document(report)
    figure = document.report.form.figures[0]
    outcome = document.report.edit(figure.address, 4321)
    document.save({edit.address: edit for edit in outcome.edits})
    own.remove()
    assert time.monotonic() - begun < LONGEST_LOOK * 2
    assert open_document(report).report.get(figure.address) == 4321


def grown_old(report: Path) -> None:
    """Every note had its last sign of life long ago."""
    for name in notes(report):
        at = time.time() - LEFT_OVER - 5
        os.utime(report.parent / name, (at, at))


def crafted(report: Path, **changes: object) -> None:
    """A note of this process's, changed."""
    own = OwnNote(report, this_process()._replace(**changes))
    assert own.write()


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
    assert standings(report) == []
    proof("stale notes: other boot time", removed=1, violations=0)


def test_of_another_host_nothing_is_known(report: Path, tmp_path: Path, proof: Proof) -> None:
    as_root("unshare", "mount", "hostname")
    machine = tmp_path / "machine-id"
    machine.write_text("f" * 32 + "\n", encoding="ascii")
    around = f"hostname fenju && mount --bind {machine} /etc/machine-id && exec \"$@\""
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


OTHER_USER = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


def test_the_note_of_another_user(report: Path, proof: Proof) -> None:
    """It is asked for like any other; where only its owner may remove it, it stays and is not told of."""
    as_root("setpriv")
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


def seen_by_another(report: Path) -> list[str]:
    """What somebody else is told of others."""
    command = [*OTHER_USER, sys.executable, "-c", READER, str(report)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True)  # noqa: S603 - our own program
    return found.stdout.splitlines()


OBSTACLES: dict[str, Callable[[Path], object]] = {
    "garbage": lambda place: place.write_bytes(b"\0\xff{{{"),
    "empty": lambda place: place.touch(),
    "other JSON": lambda place: place.write_text('{"pid": -1}'),
    "a list": lambda place: place.write_text("[" * 2000),
    "huge": lambda place: place.write_bytes(b" " * (LARGEST_NOTE + 1)),
    "sparse": lambda place: os.truncate(place, 2**40) if not place.touch() else None,
    "link": lambda place: place.symlink_to("/dev/zero"),
    "loop": lambda place: place.symlink_to(place.name),
    "dangling": lambda place: place.symlink_to("nowhere"),
    "fifo": os.mkfifo,
    "folder": lambda place: place.mkdir(),
    "device": lambda place: os.mknod(place, 0o020666, os.makedev(1, 5)) if os.geteuid() == 0 else os.mkfifo(place),
}
"""What may lie under the name of a note."""


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_what_is_no_note_is_told_and_left(obstacle: str, report: Path, proof: Proof) -> None:
    OBSTACLES[obstacle](report.parent / note_name(report))
    begun = time.monotonic()
    found = look(report)
    assert time.monotonic() - begun < LONGEST_LOOK
    assert found.others == ()
    assert found.strange == (note_name(report),)
    saves(report)
    assert notes(report) == [note_name(report)]
    proof(f"stale notes: {obstacle}", kept=1, violations=0)


def test_thousands_of_notes_are_not_read(report: Path) -> None:
    for number in range(3000):
        (report.parent / f"{note_name(report)}.x.{number}").touch()
    begun = time.monotonic()
    assert len(look(report).strange) == 50
    assert time.monotonic() - begun < LONGEST_LOOK
    saves(report)


def random_notes(report: Path, count: int) -> int:
    """Looks at notes that were written rightly and then changed at random; how many there were."""
    own = OwnNote(report)
    assert own.write()
    place = report.parent / note_name(report)
    good = place.read_bytes()
    chance = random.Random(5)  # noqa: S311 - no secret
    for _ in range(count):
        data = bytearray(good)
        for _change in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4)) or b"9" * chance.randint(1, 40)
        place.write_bytes(data)
        found = look(report)
        assert len(found.others) + len(found.strange) <= 1
        assert report.is_file()
    return count


def test_notes_changed_at_random(report: Path, proof: Proof) -> None:
    proof("stale notes: random content", runs=random_notes(report, SHORT), violations=0)


@pytest.mark.long
def test_many_notes_changed_at_random(report: Path, proof: Proof) -> None:
    proof("stale notes: random content", runs=random_notes(report, LONG), violations=0)
