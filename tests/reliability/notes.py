"""Processes that write notes of presence, and what is asked of whoever looks at them; for the proofs."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.document import open_document
from reports.presence import OwnNote, look
from reports.presence_rules import LEFT_OVER, Standing
from reports.process_identity import this_process
from tests.project import ROOT
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

OTHER_USER = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")


LONGEST_LOOK = 0.5
"""Seconds that looking and saving may take, whatever lies beside the report."""


@contextlib.contextmanager
def shared_report() -> Iterator[Path]:
    """A report in a library that other users can reach too; pytest's own folders are private."""
    with tempfile.TemporaryDirectory(prefix="nianbao-notes-") as folder:
        Path(folder).chmod(0o755)
        yield put(Path(folder), "甲", 2024)


def as_root(*commands: str) -> None:
    """Skips where namespaces and other users are not to be had."""
    missing = [command for command in commands if shutil.which(command) is None]
    if os.geteuid() != 0 or missing:
        pytest.skip(f"needs root and {', '.join(commands)}; missing: {', '.join(missing) or 'root'}")


def reachable_by_another() -> None:
    """Skips where another user cannot run this Python, or read this program: a checkout in a private folder."""
    command = [*OTHER_USER, sys.executable, "-c", "import reports.presence"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603 - our own program
    if done.returncode:
        pytest.skip("needs a checkout and a Python that other users may read")


def until(done: Callable[[], bool], seconds: float = 30) -> None:
    """Waits until something holds."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


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


def crafted(report: Path, **changes: Any) -> None:
    """A note of this process's, changed."""
    own = OwnNote(report, this_process()._replace(**changes))
    assert own.write()


def seen_by_another(report: Path) -> list[str]:
    """What somebody else is told of others."""
    command = [*OTHER_USER, sys.executable, "-c", READER, str(report)]
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=True)  # noqa: S603 - our own program
    return found.stdout.splitlines()
