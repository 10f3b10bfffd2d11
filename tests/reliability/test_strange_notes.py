"""Anybody may leave anything under the name of a note: it is told, left where it is, and holds up nothing."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reports.presence import OwnNote, look, note_name
from reports.presence_note import LARGEST_NOTE
from tests.reliability.conftest import Proof
from tests.reliability.notes import LONGEST_LOOK, notes, saves, shared_report

SHORT, LONG = 200, 20_000
"""Files of random content that are looked at."""


@pytest.fixture
def report() -> Iterator[Path]:
    """A report in a library that several users may write in."""
    with shared_report() as report:
        yield report


def sparse(place: Path, size: int) -> None:
    """A file of so many bytes that takes no room."""
    place.touch()
    os.truncate(place, size)


OBSTACLES: dict[str, Callable[[Path], object]] = {
    "garbage": lambda place: place.write_bytes(b"\0\xff{{{"),
    "empty": lambda place: place.touch(),
    "other JSON": lambda place: place.write_text('{"pid": -1}'),
    "a list": lambda place: place.write_text("[" * 2000),
    "huge": lambda place: place.write_bytes(b" " * (LARGEST_NOTE + 1)),
    "sparse": lambda place: sparse(place, 2**40),
    "link": lambda place: place.symlink_to("/dev/zero"),
    "loop": lambda place: place.symlink_to(place.name),
    "dangling": lambda place: place.symlink_to("nowhere"),
    "fifo": os.mkfifo,
    "folder": lambda place: place.mkdir(),
    "device": lambda place: os.mknod(place, 0o020666, os.makedev(1, 5)) if os.geteuid() == 0 else os.mkfifo(place),
}
"""What may lie under the name of a note."""


@pytest.mark.parametrize("obstacle", OBSTACLES)
def test_what_is_no_note_is_told_and_left(obstacle: str, report: Path, proof: Proof) -> None:
    OBSTACLES[obstacle](report.parent / note_name(report))
    begun = time.monotonic()
    found = look(report)
    assert time.monotonic() - begun < LONGEST_LOOK
    assert found.others == ()
    assert found.strange == (note_name(report),)
    saves(report)
    assert notes(report) == [note_name(report)]
    proof(f"stale notes: {obstacle}", kept=1, violations=0)


def test_thousands_of_notes_are_not_read(report: Path) -> None:
    for number in range(3000):
        (report.parent / f"{note_name(report)}.x.{number}").touch()
    begun = time.monotonic()
    assert len(look(report).strange) == 50
    assert time.monotonic() - begun < LONGEST_LOOK
    saves(report)


def random_notes(report: Path, count: int) -> int:
    """Looks at notes that were written rightly and then changed at random; how many there were."""
    own = OwnNote(report)
    assert own.write()
    place = report.parent / note_name(report)
    good = place.read_bytes()
    chance = random.Random(5)  # noqa: S311 - no secret
    for _ in range(count):
        data = bytearray(good)
        for _change in range(chance.randint(1, 12)):
            at = chance.randrange(len(data))
            data[at : at + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4)) or b"9" * chance.randint(
                1, 40
            )
        place.write_bytes(data)
        found = look(report)
        assert len(found.others) + len(found.strange) <= 1
        assert report.is_file()
    return count


def test_notes_changed_at_random(report: Path, proof: Proof) -> None:
    proof("stale notes: random content", runs=random_notes(report, SHORT), violations=0)


@pytest.mark.long
def test_many_notes_changed_at_random(report: Path, proof: Proof) -> None:
    proof("stale notes: random content", runs=random_notes(report, LONG), violations=0)
