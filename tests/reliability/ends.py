"""Ends the app at random moments and counts what is lost: ``python -m tests.reliability.ends HOW COUNT UNITS SEED FOLDER``.

Prints one JSON line. UNITS is how many cells, sentences and saves a session has at most. HOW is killed, hangup (SIGHUP), terminated (SIGTERM), closed (the pseudo-terminal goes) or memory (OOM).
"""

from __future__ import annotations

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.reliability.clerk_at_work import Work, begin, drained, kept, shown, taken_back, type_units, violations
from tests.reliability.forked_app import load

MEMORY = Path("/sys/fs/cgroup/memory")
REOPENED = 10
"""Of so many sessions one is really opened again, and what is offered taken."""

EXIT = {"killed": -9, "hangup": 129, "terminated": 143, "closed": 129, "memory": -9}


def one(how: str, units: int, seed: int, folder: Path, *, reopen: bool) -> dict[str, object]:
    """One session of fewer than so many cells, sentences and saves, from its start to what is left of it."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    work = begin(folder, seed, prose=chance.random() < 0.25)
    with work.terminal as terminal:
        type_units(work, chance.randrange(units))
        if how == "killed" and chance.random() < 0.3:
            terminal.send(b"\x13")
            work.pressed_save_at = time.monotonic()
            terminal.watch(chance.uniform(0.0, 0.06))
        if how != "killed":
            terminal.quiet(0.3)
        seen = shown(work)
        assert Path(f"/proc/{terminal.pid}").exists(), "it had ended before"
        END[how](work)
        code = terminal.wait_exit(20, reading=how != "closed")
        if how == "killed":
            drained(terminal)
            seen = shown(work)
    held = kept(work)
    wrong = violations(seen, held, everything=how in ("hangup", "terminated", "closed"))
    if code != EXIT[how]:
        wrong.append(f"ended with {code}")
    if reopen:
        wrong += taken_back(work, held)
    return {
        "wrong": wrong,
        "acknowledged": len(seen.cells) + len(seen.sentences),
        "offered": len(held.contents),
        "saving": 0 < time.monotonic() - work.pressed_save_at < 0.5,
        "prose": work.prose,
    }


def signalled(signum: int) -> Callable[[Work], None]:
    """A signal to the app alone."""
    return lambda work: os.kill(work.terminal.pid, signum)


def out_of_memory(work: Work) -> None:
    """Another process in its cgroup takes all memory, and the kernel ends the app, not that one."""
    with cgroup() as group:
        (group / "cgroup.procs").write_text(str(work.terminal.pid), "ascii")
        Path(f"/proc/{work.terminal.pid}/oom_score_adj").write_text("1000", "ascii")
        program = "import sys; input(); held = []\nwhile True: held.append(bytearray(b'x' * 2**20))"
        hog = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE)  # noqa: S603 - ours
        try:
            (group / "cgroup.procs").write_text(str(hog.pid), "ascii")
            assert hog.stdin
            hog.stdin.write(b"\n")
            hog.stdin.close()
            until = time.monotonic() + 20
            while (
                Path(f"/proc/{work.terminal.pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()[0]
                != "Z"
            ):
                work.terminal.watch(0.01)
                assert time.monotonic() < until, "nobody was killed for memory"
        finally:
            hog.kill()
            hog.wait()
        assert int((group / "memory.failcnt").read_text("ascii")) > 0


@contextlib.contextmanager
def cgroup() -> Iterator[Path]:
    """A group of processes with little memory."""
    group = MEMORY / f"nianbao-{os.getpid()}"
    group.mkdir()
    try:
        (group / "memory.limit_in_bytes").write_text("60M", "ascii")
        yield group
    finally:
        until = time.monotonic() + 10
        while group.exists() and time.monotonic() < until:
            with contextlib.suppress(OSError):
                group.rmdir()


END: dict[str, Callable[[Work], None]] = {
    "killed": signalled(signal.SIGKILL),
    "hangup": signalled(signal.SIGHUP),
    "terminated": signalled(signal.SIGTERM),
    "closed": lambda work: work.terminal.hangup(),
    "memory": out_of_memory,
}


def main(how: str, count: int, units: int, seed: int, folder: Path) -> None:
    """So many sessions one after another."""
    load()
    found: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(count):
        place = folder / f"{how}-{seed}-{number}"
        place.mkdir()
        try:
            told = one(how, units, seed + number, place, reopen=number % REOPENED == 0)
        except AssertionError as error:
            told = {"wrong": [f"harness: {error}"]}
        wrong += [f"seed {seed + number}: {text}" for text in told["wrong"]]  # type: ignore[attr-defined] # a list of ours
        found.update({name: int(value) for name, value in told.items() if name != "wrong"})  # type: ignore[call-overload] # as above
        found["runs"] += 1
        if not told["wrong"]:
            shutil.rmtree(place)
    print(json.dumps({**found, "wrong": wrong}, ensure_ascii=False))  # noqa: T201 - the answer


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5]))
