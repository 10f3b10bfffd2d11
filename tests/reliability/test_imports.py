"""An import killed at any moment leaves the whole report or none, over another one that or the whole new one."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from reports.cli import main
from reports.importing.bringing import bring_in
from tests.reliability.conftest import Proof
from tests.reports.making import SAMPLE

OLD = SAMPLE.read_bytes().replace(b"penalties = 8", b"penalties = 9")
AGENCY = SAMPLE.parent.name
LATE = 0.3
"""The last part of an import, in which it writes: most are killed there."""


class Place:
    """A folder with a source; ``how`` it is brought in: new, over a report that is there, or into a library."""

    def __init__(self, folder: Path, how: str) -> None:
        self.folder, self.how = folder, how
        self.source = folder / "source.md"
        self.work = folder / "work"
        self.out = self.work / AGENCY / "2024.toml" if how == "library" else self.work / "2024.toml"
        assert main(["export", str(SAMPLE), "--to", "md", "-o", str(self.source)]) == 0
        self.new = bring_in(self.source).text.encode()

    def prepare(self) -> None:
        """As it is before each import."""
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir()
        if self.how == "over":
            self.out.write_bytes(OLD)

    def begun(self) -> int:
        """An import that has just begun, in a process of its own group; everything is loaded already."""
        target = ["--into", str(self.work)] if self.how == "library" else ["-o", str(self.out)]
        arguments = ["import", str(self.source), *target, *(["--force"] if self.how == "over" else [])]
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                os.setsid()
                nowhere = os.open(os.devnull, os.O_RDWR)
                for descriptor in range(3):
                    os.dup2(nowhere, descriptor)
                code = main(arguments)
            finally:
                os._exit(code)
        return pid

    def kept(self) -> str:
        """What is there after the end: nothing, the old report or the new one. AssertionError for anything else."""
        others = [path for path in self.work.rglob("*") if path.is_file() and path != self.out]
        foreign = [path for path in others if ".history" not in path.parts and not path.name.endswith(".tmp")]
        assert not foreign, foreign
        if not self.out.exists():
            return "nothing"
        data = self.out.read_bytes()
        assert data in (self.new, OLD if self.how == "over" else self.new), f"{len(data)} bytes of something else"
        return "new" if data == self.new else "old"


def killed(place: Place, count: int, chance: random.Random) -> Counter[str]:
    """So many imports killed at random moments: how often what was left."""
    place.prepare()
    begun = time.monotonic()
    assert os.waitpid(place.begun(), 0)[1] == 0
    whole = time.monotonic() - begun
    assert place.kept() == "new"
    found: Counter[str] = Counter()
    for _number in range(count):
        place.prepare()
        pid = place.begun()
        late = chance.random() < 0.8
        until = time.monotonic() + whole * chance.uniform(1 - LATE if late else 0.0, 1.1)
        while time.monotonic() < until and not done(pid):
            pass  # a sleep would be longer than a write
        os.killpg(pid, signal.SIGKILL) if chance.random() < 0.5 else os.kill(pid, signal.SIGKILL)
        found["killed" if os.waitpid(pid, 0)[1] == signal.SIGKILL else "finished"] += 1
        found[place.kept()] += 1
    return found


def done(pid: int) -> bool:
    """Whether a process of ours has ended; it is still there to be waited for."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def prove(how: str, count: int, folder: Path, proof: Proof) -> None:
    """Kills so many, and writes down what was counted."""
    found = killed(Place(folder, how), count, random.Random(f"{how}/20261126"))  # noqa: S311 - no secret
    assert found["killed"] > 0
    assert found["old" if how == "over" else "nothing"] > 0
    proof(f"killed import: {how}", runs=count, violations=0, **found)


@pytest.mark.parametrize("how", ["new", "over", "library"])
def test_an_import_that_is_killed_leaves_all_or_nothing(how: str, tmp_path: Path, proof: Proof) -> None:
    prove(how, 15, tmp_path, proof)


@pytest.mark.long
@pytest.mark.parametrize("how", ["new", "over", "library"])
def test_many_imports_that_are_killed_leave_all_or_nothing(how: str, tmp_path: Path, proof: Proof) -> None:
    prove(how, 700, tmp_path, proof)
