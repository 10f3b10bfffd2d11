"""A clerk at random work in a forked app, what the screen had acknowledged when it ended, and whether that is kept."""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reports.document import open_document
from reports.journal_reading import AT_REST, Found, find_lost
from reports.journal_records import records_in
from schema.report import Report
from tests.reliability.forked_app import READY, forked, library, state_of
from tests.terminal import Terminal

TABLE = "requests"
CELLS = 8
"""Cells of the first column that are filled in again and again."""

SENTENCE = re.compile(r"句(\d+)。")
PROSE = "problems_and_improvements.text"


@dataclass
class Work:
    """One session: the report, the terminal, what was typed so far."""

    report: Path
    random: random.Random
    terminal: Terminal
    prose: bool
    addresses: list[str] = field(default_factory=list)
    number: int = 10
    """The value typed last: each is typed once."""
    pressed_save_at: float = 0.0


def begin(folder: Path, seed: int, *, prose: bool) -> Work:
    """The app on a fresh report, its first screen standing."""
    report = library(folder)
    os.environ["XDG_STATE_HOME"] = str(state_of(report))
    work = Work(report, random.Random(seed), forked(report), prose)  # noqa: S311 - no secret
    form = open_document(report).report.form
    column = next(figure.column for figure in form.figures if figure.section == TABLE)
    typed = [one for one in form.figures if one.section == TABLE and one.column == column and not one.derived]
    work.addresses = [figure.address for figure in typed][:CELLS]
    work.terminal.wait_for(READY)
    return work


def keys(work: Work) -> Iterator[bytes]:
    """What the clerk types, one unit at a time, without an end."""
    yield b"\x1b5\x1b[1;5F" if work.prose else b"\x1b3"
    while True:
        if work.prose:
            work.number += 1
            yield f"句{work.number}。".encode()
        else:
            yield b"\x1b[1;5H"
            for _cell in range(CELLS):
                work.number += 1
                yield b"%d\r" % work.number
        if work.random.random() < (0.1 if work.prose else 0.4):
            work.pressed_save_at = time.monotonic()
            yield b"\x13"


def type_units(work: Work, count: int) -> None:
    """Types so many units, now in bursts, now with a look at the screen behind each; behind the last a moment goes by."""
    hasty = not work.prose and work.random.random() < 0.4
    for _count, unit in zip(range(count), keys(work), strict=False):
        work.terminal.send(unit)
        seen, until = len(work.terminal.output), time.monotonic() + 1.0
        while not hasty and len(work.terminal.output) == seen and time.monotonic() < until:
            work.terminal.watch(0.002)
    work.terminal.watch(work.random.uniform(0.0, 0.02))


@dataclass(frozen=True)
class Shown:
    """What the last screen had acknowledged: numbers in cells that had been left, and sentences behind which another was begun."""

    cells: dict[str, int]
    entry: tuple[str, int] | None
    """The cell under the cursor, and what stood there."""
    sentences: tuple[int, ...]
    saved: bool


def shown(work: Work) -> Shown:
    """Reads the screen. The rows of the cells are found by their numbers, each of which was typed into one cell only."""
    lines = work.terminal.emulator.lines
    saved = "年度 已保存" in work.terminal.text
    if work.prose:
        found = [int(number) for number in SENTENCE.findall(re.sub(r"\s*(\|[^\n]*)?\n *(\d+ )?", "", "\n".join(lines)))]
        return Shown({}, None, tuple(found), saved)
    column, row = work.terminal.cursor
    cells: dict[str, int] = {}
    entry = None
    for y in range(3, 21):
        text = digits_at(work.terminal, column, y)
        if not text or int(text) <= 10:
            continue
        address = work.addresses[(int(text) - 11) % CELLS]
        if y == row:
            entry = (address, int(text))
        else:
            cells[address] = int(text)
    return Shown(cells, entry, (), saved)


def digits_at(terminal: Terminal, column: int, row: int) -> str:
    """The number that ends at, or one cell beside, a column; empty where there is none."""
    line = [terminal.emulator.screen.buffer[row][x].data or " " for x in range(terminal.size[0])]
    for last in (column + 1, column, column - 1):
        if line[last].isdigit() and not line[last + 1].isdigit():
            first = last
            while line[first - 1].isdigit():
                first -= 1
            return "".join(line[first : last + 1])
    return ""


def drained(terminal: Terminal) -> None:
    """Takes what the program had still written."""
    terminal.watch(0.0)
    while terminal._read(0.05):  # noqa: SLF001 - the rest of a line whose program has ended
        pass


@dataclass(frozen=True)
class Kept:
    """What the file and the journals hold together."""

    report: Report
    found: Found
    contents: dict[str, object]

    def get(self, address: str) -> object:
        """What the clerk gets back."""
        return self.contents.get(address, self.report.get(address))


def kept(work: Work) -> Kept:
    """Reads what is on the disk; the file has to be a report."""
    report = open_document(work.report).report
    found = find_lost(work.report, report)
    contents: dict[str, object] = {}
    for lost in reversed(found.lost):
        contents.update(lost.contents)
    return Kept(report, found, contents)


def violations(seen: Shown, held: Kept, *, everything: bool) -> list[str]:
    """What the screen had acknowledged and is not there; with ``everything`` what was still being typed counts too."""
    wrong = [
        f"{address}: shown {value}, kept {held.get(address)}"
        for address, value in seen.cells.items()
        if held.get(address) != value
    ]
    if held.found.working:
        wrong.append("a journal of a dead session counts as one at work")
    if everything and seen.entry and held.get(seen.entry[0]) != seen.entry[1]:
        wrong.append(f"being typed {seen.entry}, kept {held.get(seen.entry[0])}")
    text = str(held.get(PROSE))
    last = seen.sentences if everything else seen.sentences[:-1]
    wrong += [f"sentence {number} is lost" for number in last if f"句{number}。" not in text]
    if seen.saved:
        wrong += [
            f"{address}: told as saved {value}, in the file {held.report.get(address)}"
            for address, value in seen.cells.items()
            if held.report.get(address) != value
        ]
    original = open_document(Path("reports/samples/海原县海城镇人民政府/2024.toml")).report
    others = [figure.address for figure in original.form.figures if figure.section != TABLE]
    wrong += [f"{address} has changed" for address in others if held.report.get(address) != original.get(address)]
    return wrong


def taken_back(work: Work, held: Kept) -> list[str]:
    """Opens the report again, takes everything that is offered, saves and leaves; what is wrong with that."""
    with forked(work.report) as terminal:
        terminal.wait_for(READY)
        if held.contents:
            terminal.wait_for("没有保存，选中")
            terminal.press("enter")
            terminal.wait_for("已取回")
            terminal.press("ctrl+s")
        terminal.wait_for("年度 已保存")
        terminal.press("ctrl+q")
        code = terminal.wait_exit()
    after = open_document(work.report).report
    wrong = [
        f"{a}: {after.get(a)} in place of {content}" for a, content in held.contents.items() if after.get(a) != content
    ]
    left = [
        path for path in (state_of(work.report) / "nianbao" / "journal").glob("*.journal") if not gone_later(path, work)
    ]
    return wrong + [f"left with {code}"] * bool(code) + [f"{path} is left" for path in left]


def gone_later(journal: Path, work: Work) -> bool:
    """Whether it holds nothing, its session having ended before the first line, and an opening behind the first minute takes it away."""
    if records_in(journal.read_bytes())[0]:
        return False
    os.utime(journal, (time.time() - 2 * AT_REST,) * 2)
    find_lost(work.report, open_document(work.report).report)
    return not journal.exists()
