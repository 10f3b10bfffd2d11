"""A file read by a process of its own, whose memory is seen, and why one is not read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reports.faults import ReportFault
from reports.importing.contents import Contents
from reports.importing.readers.source import read_source
from reports.importing.readers.wire import contents_of
from tests.project import ROOT

MOST_MEMORY = 300 * 1024
"""KiB that reading may take at its highest."""

MEASURED = """
import resource, sys
from pathlib import Path
from reports.faults import ReportFault
from reports.importing.readers.source import read_source
from reports.importing.readers.wire import written
try:
    sys.stdout.buffer.write(written(read_source(Path(sys.argv[1]))))
except ReportFault as fault:
    sys.stdout.write(f"refused {fault}")
sys.stderr.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


def measured(path: Path) -> tuple[Contents | None, str]:
    """What a file holds, or else why it is not read, by a process small enough for its child's memory to be seen."""
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)  # noqa: S603 - our own program
    assert int(done.stderr) < MOST_MEMORY
    refused = done.stdout.startswith(b"refused ")
    return (None, done.stdout.decode()) if refused else (contents_of(done.stdout), "")


def refusal(path: Path) -> str:
    """Why a file is not read: one sentence that names it."""
    with pytest.raises(ReportFault) as fault:
        read_source(path)
    message = str(fault.value)
    assert str(path) in message
    assert message.endswith("。")
    assert "\n" not in message
    return message
