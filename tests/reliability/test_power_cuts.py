"""The power fails while reports are saved: on a real file system in an image, cut off from its disk by the kernel. Needs root.

After the cut nothing that was not on disk is there any more. What was called saved has to be.
"""

from __future__ import annotations

import fcntl
import os
import random
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from reports.document import open_document
from reports.versions import read_version, versions_of
from tests.project import ROOT
from tests.reliability.conftest import Proof
from tests.reliability.machine import needs_root, report_in, run, tool
from tests.reports.commanding import PENALTIES

SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN, and of XFS too; 2 is without writing anything back."""

SYSTEMS = {
    "ext4": (("mkfs.ext4", "-qF"), 16, "loop"),
    "ext4 noauto_da_alloc": (("mkfs.ext4", "-qF"), 16, "loop,noauto_da_alloc"),
    "xfs": (("mkfs.xfs", "-qf"), 320, "loop"),
}
"""How each is made, how many megabytes its image has (sparse; XFS takes no less than 300), and how it is mounted."""

UNFLUSHED = "unflushed"

WRITER = """
import os, sys
from reports.document import open_document
path, ready, linked = sys.argv[1], int(sys.argv[2]), sys.argv[3]
from pathlib import Path
document = open_document(Path(path))
for value in range(9, 100000):
    document.save({edit.address: edit for edit in document.report.edit(linked, value).edits})
    os.write(ready, b"%d\\n" % value)
"""
"""Saves one number after the other, and tells of each that is saved."""


@pytest.fixture
def image_place() -> Iterator[Path]:
    """A folder on a disk, as an image on tmpfs would have no power to lose; short of it, pytest's own."""
    with tempfile.TemporaryDirectory(prefix="nianbao-cuts-", dir="/var/tmp") as folder:
        yield Path(folder)


@contextmanager
def attached(image: Path, folder: Path, options: str) -> Iterator[Path]:
    """The image mounted; its loop device goes with the mount."""
    run(tool("mount"), "-o", options, image, folder, skip=True)
    try:
        yield folder
    finally:
        run(tool("umount"), folder)


def made(place: Path, system: str) -> Path:
    """An image with a file system."""
    command, megabytes, _options = SYSTEMS[system]
    image = place / "image"
    with image.open("wb") as file:
        file.truncate(megabytes * 2**20)
    run(tool(command[0]), *command[1:], image)
    return image


def cut(folder: Path) -> None:
    """The file system's power fails: what nobody had flushed is gone."""
    (folder / UNFLUSHED).write_bytes(b"1")
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", 2))
    except OSError as error:
        pytest.skip(f"这个文件系统不能模拟断电（{error.strerror}），没有验证")
    finally:
        os.close(descriptor)


def saving_until_cut(folder: Path, report: Path, seconds: float) -> int:
    """The last number that a writer called saved before it was stopped and the power failed."""
    reading, writing = os.pipe()
    writer = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", WRITER, str(report), str(writing), PENALTIES],
        cwd=ROOT, pass_fds=[writing], stderr=subprocess.DEVNULL, env={**os.environ, "XDG_STATE_HOME": str(folder / "state")},
    )  # fmt: skip
    os.close(writing)
    try:
        told = os.read(reading, 64)  # it is at work
        assert told, "the writer could not begin"
        time.sleep(seconds)
        writer.send_signal(signal.SIGSTOP)
        os.waitpid(writer.pid, os.WUNTRACED)
        os.set_blocking(reading, False)
        with suppress(BlockingIOError):
            while more := os.read(reading, 65536):
                told += more
        cut(folder)
    finally:
        writer.kill()
        writer.wait()
        os.close(reading)
    return int(told.split()[-1])


def cuts(place: Path, system: str, times: int) -> tuple[int, list[str]]:
    """How many saves were acknowledged over so many cuts, and what went wrong."""
    needs_root()
    image, folder, options = made(place, system), place / "disk", SYSTEMS[system][2]
    folder.mkdir()
    chance = random.Random(times)  # noqa: S311 - moments, no secrets
    acknowledged, wrong = 0, list[str]()
    with attached(image, folder, options):
        report_in(folder / "甲")
        os.sync()
    for turn in range(times):
        with attached(image, folder, options):
            report = folder / "甲" / "2024.toml"
            last = saving_until_cut(folder, report, chance.uniform(0, 0.08))
        with attached(image, folder, options):
            assert not (folder / UNFLUSHED).exists(), "the power did not fail"
            acknowledged += last - 8
            try:
                found = open_document(report).report.get(PENALTIES)
                assert found in (last, last + 1), f"{found} although {last} was saved"
                for version in versions_of(report):
                    read_version(report, version)
            except Exception as error:  # noqa: BLE001 - whatever a reader would meet
                wrong.append(f"{system}, cut {turn}: {error}")
                report_in(folder / "甲")
    return acknowledged, wrong


@pytest.mark.parametrize("system", SYSTEMS)
def test_what_was_saved_survives_a_power_cut(system: str, image_place: Path, proof: Proof) -> None:
    acknowledged, wrong = cuts(image_place, system, 3)
    proof("power cuts", system=system, runs=3, acknowledged=acknowledged, violations=len(wrong))
    assert not wrong, "\n".join(wrong)
    assert acknowledged >= 3


@pytest.mark.long
@pytest.mark.parametrize("system", SYSTEMS)
def test_what_was_saved_survives_a_hundred_power_cuts(system: str, image_place: Path, proof: Proof) -> None:
    acknowledged, wrong = cuts(image_place, system, 100)
    proof("power cuts", system=system, runs=100, acknowledged=acknowledged, violations=len(wrong))
    assert not wrong, "\n".join(wrong)
    assert acknowledged >= 100
