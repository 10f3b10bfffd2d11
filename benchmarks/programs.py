"""The programs that are measured: how each starts, what it shows when it is ready, and what typing must change."""

from __future__ import annotations

import compileall
import os
import random
import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count, cycle
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from benchmarks.terminal import TimedTerminal
from reports.document import open_document
from schema.report import Edit

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "reports" / "samples" / "海原县海城镇人民政府" / "2024.toml"
TYPED = "requests.received.natural_person"
"""The figure that digits are typed into."""
START_QUIET = 0.15
"""Seconds without a byte after which a start is over: longer than any pause before the first paint."""


class Key(NamedTuple):
    """A key, and the patterns that stand on the screen once it has been answered in full."""

    data: bytes
    shows: tuple[str, ...] = ("",)
    measured: bool = True


class Program(NamedTuple):
    """A program; ``opening`` leads from its first screen to the place where ``typing`` goes."""

    name: str
    argv: tuple[str, ...]
    ready: tuple[str, ...]
    opening: tuple[Key, ...] = ()
    typing: Callable[[], Iterator[Key]] = lambda: iter(())
    burst: bytes = b""
    """A hundred keys at once."""
    ends: bytes = b""
    """Keys that end what was typed, so that a burst begins at rest."""

    def start(self, folder: Path, report: Path) -> TimedTerminal:
        """Starts it on a copy of a report in a home folder of its own, so that no run leaves work to the next."""
        home = mkdtemp(dir=folder)
        copy = Path(home, "library", report.parent.name, report.name)
        copy.parent.mkdir(parents=True)
        shutil.copyfile(report, copy)
        return TimedTerminal([str(copy) if word == "{report}" else word for word in self.argv], environment(home))

    def open(self, folder: Path, report: Path) -> TimedTerminal:
        """Starts it and goes where typing goes."""
        terminal = self.start(folder, report)
        terminal.shown(self.ready, START_QUIET)
        for key in self.opening:
            terminal.press(key.data)
            terminal.shown(key.shows, START_QUIET)
        return terminal


def environment(home: str = "") -> dict[str, str]:
    """What measured programs find around them: our packages, compiled files allowed, nothing of the caller's settings."""
    kept = {name: os.environ[name] for name in ("PATH", "TMPDIR") if name in os.environ}
    home = home or os.environ.get("HOME", "/")
    return {**kept, "HOME": home, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "LANG": "C.UTF-8"}


def compile_ours() -> None:
    """Compiles what is measured: a start without compiled files costs more than four times as much."""
    for name in ("tui", "schema", "reports", "benchmarks"):
        compileall.compile_dir(ROOT / name, quiet=2)


def filled_report(folder: Path) -> Path:
    """The sample with 0 in every blank cell and one balance broken: every equation is decided, and it opens there."""
    document = open_document(SAMPLE)
    path = folder / SAMPLE.parent.name / SAMPLE.name
    path.parent.mkdir()
    edits = {figure.address: Edit(figure.address, None, 0) for figure in document.report.blank_figures()}
    edits[TYPED] = Edit(TYPED, 0, 1)
    document.save_copy(edits, path)
    return path


def digits() -> Iterator[Key]:
    """Three digits into 本年新收·自然人, then away and back: each changes the cell, its row's total and a problem."""
    for number in cycle(("123", "456", "789")):
        for typed in range(1, len(number) + 1):
            value = number[:typed]
            shows = (rf"^一、本年新收\S* *>? +{value}[ !]", rf"={value}[ !]\|", rf"新收 {value} \+")
            yield Key(value[-1].encode(), shows)
        yield Key(b"\x1b[B", measured=False)
        yield Key(b"\x1b[A", measured=False)


def moves() -> Iterator[Key]:
    """The cursor over the table: twice right and twice down, and back."""
    for final in cycle(b"CCBBDDAA"):
        yield Key(b"\x1b[" + bytes([final]))


def sentence() -> Iterator[Key]:
    """Chinese text at the end of a part, one character a key, as an input method commits it."""
    for character in cycle("本机关全年依法公开政府信息并及时答复申请"):
        yield Key(character.encode())


def counted() -> Iterator[Key]:
    """Any key: the bare app shows how many there were."""
    for number in count(1):
        yield Key(b"x", (rf"^READY {number % 10} ",))


def typed_lines() -> Iterator[Key]:
    """Digits into lines of thirty."""
    figures = random.Random(1)  # noqa: S311  # not a secret
    while True:
        line = ""
        for _ in range(30):
            line += figures.choice("0123456789")
            yield Key(line[-1].encode(), (rf"^{line} *$",))
        yield Key(b"\r", measured=False)


NIANBAO = Program(
    "nianbao",
    (sys.executable, "-m", "tui", "{report}"),
    (r"新收 +=\d", "问题 |没有发现问题"),
)
TABLE = NIANBAO._replace(typing=digits, burst=b"\x1b[B\x1b[C\x1b[A\x1b[D" * 25, ends=b"\x1b[B\x1b[A")
PROSE = NIANBAO._replace(opening=(Key(b"\x1b1", ("全文",)), Key(b"\x1b[B" * 9 + b"\x1b[F")), typing=sentence)
BARE = Program(
    "bare Textual",
    (sys.executable, str(ROOT / "benchmarks" / "apps" / "bare_textual.py")),
    ("^READY 0",),
    typing=counted,
    burst=b"x" * 100,
)
VIM = Program(
    "vim", ("vim", "--clean", "-n", "{report}"), (r"^\[agency\]",), (Key(b"O", ("INSERT",)),), typed_lines, b"7" * 100
)


def peers() -> tuple[Program, ...]:
    """What a start and a key are compared with: bare Textual, and vim where it is installed."""
    return (BARE, VIM) if shutil.which("vim") else (BARE,)
