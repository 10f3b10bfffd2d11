"""Runs the files of proofs, each in a pytest of its own, and gathers what they wrote down."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.project import ROOT
from tests.reliability.conftest import FIGURES
from tests.reliability.rows import Row, row_of

HERE = Path(__file__).parent
LONGEST = 3600
"""Seconds after which a file of proofs is ended: it hangs."""

AT_ONCE = 2
"""Files that run beside each other, where they may."""


@dataclass(frozen=True)
class Run:
    """A file that has run: how long, what its proofs counted, how its tests ended, and what it said where it failed."""

    file: str
    seconds: float
    code: int
    proofs: list[dict[str, Any]] = field(default_factory=list)
    ends: list[dict[str, Any]] = field(default_factory=list)
    said: str = ""

    @property
    def failed(self) -> bool:
        """Whether anything in it did not hold, or it did not end by itself."""
        return self.code != 0 or any(proof.get("violations") for proof in self.proofs)

    @property
    def broke(self) -> bool:
        """Whether it failed otherwise than by a test: it was ended, could not be read, or has no tests."""
        return self.code != 0 and not any(end["ended"] == "failed" for end in self.ends)

    def of(self, row: Row) -> Run:
        """What in it belongs to a row."""
        mine = [
            [line for line in lines if row_of(self.file, line["test"]) is row] for lines in (self.proofs, self.ends)
        ]
        code = self.code if self.broke else int(any(end["ended"] == "failed" for end in mine[1]))
        seconds = sum(end["seconds"] for end in mine[1]) if mine[1] else self.seconds
        return Run(self.file, seconds, code, mine[0], mine[1], self.said)


def run_files(files: Iterable[str], *, short: bool) -> Iterator[Run]:
    """Runs files, each told when it ends: those that may, two at a time, then the others one by one."""
    there = [file for file in files if (HERE / file).exists()]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        beside = [pool.submit(run_file, file, short=short) for file in there if not alone(file)]
        for done in as_completed(beside):
            yield done.result()
    for file in there:
        if alone(file):
            yield run_file(file, short=short)


def alone(file: str) -> bool:
    """Whether a file runs by itself."""
    row = row_of(file)
    return row is None or row.alone


def run_file(file: str, *, short: bool) -> Run:
    """One file in a pytest of its own; a failure in it is told, and ends no other."""
    chosen = "not long" if short else "long or not long"
    command = [sys.executable, "-m", "pytest", "-q", "-rsf", "--tb=short", "-m", chosen, str(HERE / file)]
    with tempfile.TemporaryDirectory() as folder:
        figures = Path(folder) / "figures.jsonl"
        began = time.monotonic()
        with subprocess.Popen(  # noqa: S603 - our own tests
            command, cwd=ROOT, env={**os.environ, FIGURES: str(figures)}, text=True, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        ) as process:  # fmt: skip
            try:
                said, _ = process.communicate(timeout=LONGEST)
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                said = process.communicate()[0] + f"\nended after {LONGEST} s"
        lines = figures.read_text(encoding="utf-8").splitlines() if figures.exists() else []
        seconds = time.monotonic() - began
    written = [json.loads(line) for line in lines]
    proofs = [line for line in written if "row" in line]
    return Run(file, seconds, process.returncode, proofs, [line for line in written if "ended" in line], said)
