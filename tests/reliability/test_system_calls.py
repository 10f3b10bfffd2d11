"""A save killed, ended or failed at each of its system calls: the report holds the old bytes or the new ones. Needs strace."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import stat
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from reports.document import open_document
from tests.project import ROOT
from tests.reliability.conftest import Proof
from tests.reliability.machine import tool
from tests.reports.commanding import PENALTIES
from tests.reports.making import SAMPLE, names_in

SIGNALS = ("KILL", "HUP", "TERM")
ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EACCES", "EROFS", "EMFILE", "EINTR", "ESTALE", "EOPNOTSUPP")
FAULTS = (*(f"signal={name}" for name in SIGNALS), *(f"error={name}" for name in ERRORS))
ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"},
    "PYTHONHASHSEED": "0",
    "NIANBAO_NAME": "测试员",
}
SET = (sys.executable, "-m", "tui", "set")
MODE = 0o640
OLD = SAMPLE.read_bytes()
NEW = OLD.replace(b"penalties = 8", b"penalties = 9")


@dataclass(frozen=True)
class Fault:
    """What happens at the nth call of a name."""

    call: str
    nth: int
    kind: str


@dataclass(frozen=True)
class Place:
    """A folder that a run has to itself; with ``linked`` the report has a second name and is written over in place."""

    folder: Path
    linked: bool

    @property
    def report(self) -> Path:
        return self.folder / "甲" / "2024.toml"

    def prepare(self) -> None:
        """The sample as the only report."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.report.parent.mkdir(parents=True)
        shutil.copyfile(SAMPLE, self.report)
        self.report.chmod(MODE)
        if self.linked:
            os.link(self.report, self.folder / "second.toml")

    def saved(self, *strace: str) -> tuple[subprocess.CompletedProcess[str], str]:
        """``set`` under strace, and its log."""
        self.prepare()
        log = self.folder / "log"
        command = [tool("strace"), "-f", "-qq", "-o", str(log), *strace, *SET, str(self.report), f"{PENALTIES}=9"]
        done = subprocess.run(  # noqa: S603 - our own program on our own file
            command, check=False, env={**ENVIRONMENT, "XDG_STATE_HOME": str(self.folder / "state")}, capture_output=True,
            text=True, timeout=120, cwd=ROOT, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        return done, log.read_text(encoding="utf-8", errors="replace")

    def calls(self) -> list[tuple[str, int]]:
        """(call, how many of its name) of every call that a save makes on the report, beside it or in the state folder."""
        self.saved()  # compiled modules are written now, not in the runs that count
        done, log = self.saved("-y")
        assert done.returncode == 0, done.stderr
        assert self.report.read_bytes() == NEW
        counts: Counter[str] = Counter()
        found: list[tuple[str, int]] = []
        for line in log.splitlines():
            match = re.match(r"\d+\s+(\w+)\(", line)
            if match:
                counts[match[1]] += 1
                if str(self.folder) in line and match[1] != "execve":
                    found.append((match[1], counts[match[1]]))
        return found


def violation(place: Place, fault: Fault) -> str:
    """What is wrong after a save that met this fault; empty where nothing is. The fault has to have happened."""
    done, log = place.saved("-e", f"trace={fault.call}", "-e", f"inject={fault.call}:{fault.kind}:when={fault.nth}")
    told = f"{fault}: exit {done.returncode}, {done.stderr}"
    name = fault.kind.partition("=")[2]
    if "INJECTED" not in log and f"SIG{name}" not in log:
        return f"{told} did not happen"
    content = place.report.read_bytes()
    half = place.linked and content not in (OLD, NEW)
    if half:
        content = finished(place)
    versions = kept(place)
    rules = {
        "neither old nor new": content in (OLD, NEW),
        "success, but old": content == NEW or done.returncode != 0,
        "another mode": stat.S_IMODE(place.report.stat().st_mode) == MODE,
        "a traceback": "Traceback" not in done.stderr and "Exception ignored" not in done.stderr,
        "nothing said": bool(done.returncode == 0 or done.stderr or "signal" in fault.kind or fault.call == "write"),
        "half written, and not said": not half or name in SIGNALS or "只写进了一部分" in done.stderr,
        "left behind": name == "KILL" or fault.call.startswith("unlink") or not temporary(place),
        "a version that is none": all(data == OLD for data in versions),
        "the old is lost": bool(content == OLD or versions or "没能留下" in done.stderr),
        "the next save fails": saves_again(place),
    }
    wrong = [rule for rule, holds in rules.items() if not holds]
    return f"{told} {wrong}" if wrong else ""


def finished(place: Place) -> bytes:
    """The report after somebody has opened it, which finishes what was cut off."""
    os.environ["XDG_STATE_HOME"] = str(place.folder / "state")  # of a process of its own
    return open_document(place.report).source.data


def saves_again(place: Place) -> bool:
    """Whether nothing that was left stands in the way of the next save."""
    os.environ["XDG_STATE_HOME"] = str(place.folder / "state")
    document = open_document(place.report)
    document.save({edit.address: edit for edit in document.report.edit(PENALTIES, 7).edits})
    return place.report.read_bytes() == OLD.replace(b"penalties = 8", b"penalties = 7")


def kept(place: Place) -> list[bytes]:
    """What the versions hold, each of which has to be what its name says."""
    history = place.report.parent / ".history"
    names = [name for name in names_in(history) if name.startswith("2024.toml.2")] if history.exists() else []
    found = [(history / name).read_bytes() for name in names]
    assert [hashlib.sha256(data).hexdigest()[:8] for data in found] == [name[-8:] for name in names]
    return found


def temporary(place: Place) -> list[str]:
    """Temporary files beside the report and in its history."""
    return [path.name for path in place.report.parent.rglob("*.tmp")]


def share(faults: Sequence[Fault], folder: Path, linked: bool, part: int) -> list[str]:
    """The violations of every second fault, from the first or the second on."""
    place = Place(folder / str(part), linked)
    return [wrong for fault in faults[part::PARTS] if (wrong := violation(place, fault))]


PARTS = 2


def sweep(folder: Path, step: int, proof: Proof, *, linked: bool) -> None:
    """A save with every ``step``-th pair of call and fault, in as many processes as there are parts."""
    calls = Place(folder / "traced", linked).calls()
    names = {call for call, _ in calls}
    assert names >= {"openat", "write", "fsync", "flock", "fchmod", "close"}
    assert linked or any(name.startswith("rename") for name in names)
    faults = [Fault(call, nth, kind) for call, nth in calls for kind in FAULTS][::step]
    with ProcessPoolExecutor(PARTS, get_context("fork")) as pool:
        found = [one for part in pool.map(partial(share, faults, folder, linked), range(PARTS)) for one in part]
    proof("system calls", in_place=linked, calls=len(calls), runs=len(faults), violations=len(found))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(("linked", "step"), [(False, 61), (True, 89)], ids=["replaced", "in place"])
def test_a_save_struck_at_some_calls_leaves_old_or_new(tmp_path: Path, proof: Proof, linked: bool, step: int) -> None:
    sweep(tmp_path, step, proof, linked=linked)


@pytest.mark.long
@pytest.mark.parametrize(("linked", "step"), [(False, 1), (True, 5)], ids=["replaced", "in place"])
def test_a_save_struck_at_every_call_leaves_old_or_new(tmp_path: Path, proof: Proof, linked: bool, step: int) -> None:
    sweep(tmp_path, step, proof, linked=linked)
