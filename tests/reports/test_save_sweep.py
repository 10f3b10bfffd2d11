"""``set`` killed or failed at its system calls: the report is the old one or the new one. Needs strace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import ROOT
from tests.reports.making import SAMPLE, names_in

FAULTS = ("signal=KILL", "error=ENOSPC", "error=EIO", "error=EACCES")
TRACED = "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,fchmod,fchown"
SHORT_STEP = 4
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
SET = [sys.executable, "-m", "tui", "set"]


def traced(report: Path, log: Path, *inject: str) -> subprocess.CompletedProcess[str]:
    """``set`` on a report under strace; the log has every call."""
    strace = shutil.which("strace")
    assert strace, "这个测试需要 strace：请安装（Debian/Ubuntu：apt-get install strace）"
    command = [strace, "-f", "-qq", "-y", "-o", str(log), "-e", f"trace={TRACED}", *inject, *SET, str(report)]
    return subprocess.run(  # noqa: S603 - our own program on our own file
        [*command, "proactive.administrative_penalties=9"], check=False, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, cwd=ROOT, stdin=subprocess.DEVNULL
    )  # fmt: skip


def fresh(folder: Path) -> Path:
    """The sample as the only file of a folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return Path(shutil.copyfile(SAMPLE, folder / "2024.toml"))


def targets(log: str) -> list[tuple[str, int]]:
    """(call, how many of its kind) of every call from the first that names the report on."""
    counts: dict[str, int] = {}
    found: list[tuple[str, int]] = []
    for line in log.splitlines():
        call = line.partition(" ")[2].strip().partition("(")[0]
        if call in TRACED.split(","):
            counts[call] = counts.get(call, 0) + 1
            if found or "2024.toml" in line:
                found.append((call, counts[call]))
    return found


def sweep(tmp_path: Path, step: int) -> None:
    """``set`` killed and failed at every ``step``-th call once the report is open."""
    folder, log = tmp_path / "甲", tmp_path / "log"
    traced(fresh(folder), log)  # compiled modules are written now, not in the runs that count
    assert traced(fresh(folder), log).returncode == 0
    old, new = SAMPLE.read_bytes(), (folder / "2024.toml").read_bytes()
    assert new == old.replace(b"penalties = 8", b"penalties = 9")
    calls = targets(log.read_text(errors="replace"))
    kinds = {call for call, _ in calls}
    assert kinds >= {"openat", "write", "fsync"}
    assert any(call.startswith("rename") for call in kinds)
    fired = runs = 0
    for place, (call, nth) in enumerate(calls):
        for kind, fault in enumerate(FAULTS):
            if (place * len(FAULTS) + kind) % step:
                continue
            report = fresh(folder)
            done = traced(report, log, "-e", f"inject={call}:{fault}:when={nth}")
            text = log.read_text(errors="replace")
            runs += 1
            fired += "INJECTED" in text or "SIGKILL" in text
            told = f"{call} #{nth} {fault}: exit {done.returncode}, {done.stderr}"
            content = report.read_bytes()
            assert content in (old, new), told
            assert content == new or done.returncode != 0, told
            assert "Traceback" not in done.stderr, told
            assert "Exception ignored" not in done.stderr, told
            left = [name for name in names_in(folder) if name != "2024.toml"]
            assert not left or "KILL" in fault or call.startswith("unlink"), f"{told} left {left}"
            assert done.returncode == 0 or done.stderr or "KILL" in fault or call == "write", told
    assert runs
    assert fired == runs


def test_set_killed_or_failed_at_a_system_call_leaves_old_or_new(tmp_path: Path) -> None:
    sweep(tmp_path, SHORT_STEP)


@pytest.mark.long
def test_set_killed_or_failed_at_every_system_call_leaves_old_or_new(tmp_path: Path) -> None:
    sweep(tmp_path, 1)
