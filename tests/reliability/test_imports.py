"""An import killed at any moment leaves the whole report or none, over another one that or the whole new one."""

from __future__ import annotations

import os
import random
import select
import shutil
import signal
import time
from collections import Counter
from pathlib import Path

import pytest

from reports.cli import main
from reports.importing import bringing, many
from tests.reliability.conftest import Proof
from tests.reports.making import SAMPLE

OLD = SAMPLE.read_bytes().replace(b"penalties = 8", b"penalties = 9")
AGENCY = SAMPLE.parent.name
WHOLE = 10
"""Of so many imports one is whole; the others have read their source already, so that the end meets their writing."""


class Place:
    """A folder with a source; ``how`` it is brought in: new, over a report that is there, or into a library."""

    def __init__(self, folder: Path, how: str) -> None:
        self.folder, self.how = folder, how
        self.source = folder / "source.md"
        self.work = folder / "work"
        self.out = self.work / AGENCY / "2024.toml" if how == "library" else self.work / "2024.toml"
        assert main(["export", str(SAMPLE), "--to", "md", "-o", str(self.source)]) == 0
        self.imported = bringing.bring_in(self.source)
        self.new = self.imported.text.encode()

    def prepare(self) -> None:
        """As it is before each import."""
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir()
        if self.how == "over":
            self.out.write_bytes(OLD)

    def begun(self, *, whole: bool) -> int:
        """An import that has just begun, in a process of its own; everything is loaded already."""
        target = ["--into", str(self.work)] if self.how == "library" else ["-o", str(self.out)]
        arguments = ["import", str(self.source), *target, *(["--force"] if self.how == "over" else [])]
        pid = os.fork()
        if pid == 0:
            code = 70
            try:
                nowhere = os.open(os.devnull, os.O_RDWR)
                for descriptor in range(3):
                    os.dup2(nowhere, descriptor)
                if not whole:
                    bringing.bring_in = many.bring_in = lambda *_, **__: self.imported  # type: ignore[attr-defined] # it imports it
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
    takes = {whole: seconds(place, whole=whole) for whole in (False, True)}
    found: Counter[str] = Counter()
    for number in range(count):
        place.prepare()
        whole = number % WHOLE == 0
        pid = place.begun(whole=whole)
        ended_within(pid, takes[whole] * chance.uniform(0.0, 1.1))
        os.kill(pid, signal.SIGKILL)
        found["killed" if os.waitpid(pid, 0)[1] == signal.SIGKILL else "finished"] += 1
        found["writing"] += any(path.name.endswith(".tmp") for path in place.work.rglob(".*"))
        found[place.kept()] += 1
    return found


def seconds(place: Place, *, whole: bool) -> float:
    """How long an import takes to which nothing happens."""
    place.prepare()
    begun = time.monotonic()
    assert os.waitstatus_to_exitcode(os.waitpid(place.begun(whole=whole), 0)[1]) in (0, 1)
    assert place.kept() == "new"
    return time.monotonic() - begun


def ended_within(pid: int, seconds: float) -> bool:
    """Whether a process of ours ends within a time; it is still there to be waited for."""
    process = os.pidfd_open(pid)
    try:
        return bool(select.select([process], [], [], seconds)[0])
    finally:
        os.close(process)


def prove(how: str, count: int, folder: Path, proof: Proof) -> None:
    """Kills so many, and writes down what was counted."""
    found = killed(Place(folder, how), count, random.Random(f"{how}/20261126"))  # noqa: S311 - no secret
    assert found["killed"] > 0
    assert found["old" if how == "over" else "nothing"] > 0
    proof(f"killed import: {how}", runs=count, violations=0, **found)


@pytest.mark.parametrize("how", ["new", "over", "library"])
def test_an_import_that_is_killed_leaves_all_or_nothing(how: str, tmp_path: Path, proof: Proof) -> None:
    prove(how, 40, tmp_path, proof)


@pytest.mark.long
@pytest.mark.parametrize("how", ["new", "over", "library"])
def test_many_imports_that_are_killed_leave_all_or_nothing(how: str, tmp_path: Path, proof: Proof) -> None:
    prove(how, 700, tmp_path, proof)
