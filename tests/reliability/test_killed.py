"""The whole app dies at any moment, in any way: what the screen had acknowledged is in the file or offered again."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from tests.project import ROOT
from tests.reliability.conftest import Proof
from tests.reliability.ends import MEMORY

WORKERS = 2

HOW = {
    "killed": "kill -9 of the whole app on a pty at random moments",
    "closed": "closed pty",
    "hangup": "SIGHUP",
    "terminated": "SIGTERM",
    "memory": "out of memory (cgroup)",
}


def ended(how: str, count: int, units: int, seed: int, folder: Path) -> Counter[str]:
    """So many sessions, divided among processes of their own; what they counted, nothing of it lost."""
    shares = [count // WORKERS + (number < count % WORKERS) for number in range(WORKERS)]
    command = [sys.executable, "-m", "tests.reliability.ends", how]
    running = [
        subprocess.Popen(  # noqa: S603 - our own program
            [*command, str(share), str(units), str(seed + 1_000_000 * number), str(folder)],
            cwd=ROOT, stdout=subprocess.PIPE, text=True,
        )
        for number, share in enumerate(shares)
    ]  # fmt: skip
    found: Counter[str] = Counter()
    wrong: list[str] = []
    for process in running:
        told = json.loads(process.communicate()[0])
        wrong += told.pop("wrong")
        found.update(told)
    assert not wrong, "\n".join(wrong)
    assert found["runs"] == count
    return found


def prove(how: str, count: int, units: int, folder: Path, proof: Proof) -> None:
    """Runs it, and writes down what was counted."""
    begun = time.monotonic()
    found = ended(how, count, units, 20_261_126, folder)
    assert found["acknowledged"] > count
    assert found["offered"] > 0
    proof(HOW[how], violations=0, seconds=round(time.monotonic() - begun), **found)


def memory_is_ours() -> None:
    """Skips where no process can be put out of memory."""
    try:
        group = MEMORY / "nianbao-probe"
        group.mkdir()
        group.rmdir()
    except OSError as error:
        pytest.skip(f"no cgroup v1 memory controller to write to at {MEMORY}: {error.strerror}")


def test_killed_at_random_moments(tmp_path: Path, proof: Proof) -> None:
    prove("killed", 100, 10, tmp_path, proof)


@pytest.mark.parametrize("how", ["closed", "hangup", "terminated", "memory"])
def test_ended_otherwise(how: str, tmp_path: Path, proof: Proof) -> None:
    if how == "memory":
        memory_is_ours()
    prove(how, 5, 10, tmp_path, proof)


@pytest.mark.long
def test_killed_two_thousand_times(tmp_path: Path, proof: Proof) -> None:
    prove("killed", 2000, 50, tmp_path, proof)


@pytest.mark.long
@pytest.mark.parametrize("how", ["closed", "hangup", "terminated", "memory"])
def test_ended_otherwise_a_hundred_times(how: str, tmp_path: Path, proof: Proof) -> None:
    if how == "memory":
        memory_is_ours()
    prove(how, 100, 30, tmp_path, proof)
