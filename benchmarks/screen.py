"""Figures of the terminal app: start, keys, bytes and memory, side by side with bare Textual and vim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from benchmarks.figures import Goal, Row, best_of, worst_of
from benchmarks.programs import BARE, NIANBAO, PROSE, SAMPLE, START_QUIET, TABLE, Program, filled_report, moves, peers
from benchmarks.terminal import Seen, TimedTerminal


class Effort(NamedTuple):
    """How often everything is measured."""

    starts: int
    rounds: int
    keys: int
    idle: float
    repeats: int
    """Of each in-process figure."""
    files: int
    """Of a bulk check."""
    edits: int
    """Whose memory is looked at."""


FULL = Effort(starts=15, rounds=5, keys=100, idle=10.0, repeats=200, files=400, edits=1000)
QUICK = Effort(starts=3, rounds=1, keys=9, idle=2.0, repeats=10, files=48, edits=60)


def screen_rows(folder: Path, effort: Effort) -> Iterator[Row]:
    """All of them; ``folder`` takes the copies of reports that are edited."""
    yield from start_rows(folder, effort)
    report = filled_report(folder)
    yield from key_rows(folder, report, effort)
    yield from session_rows(folder, report, effort)


def start_rows(folder: Path, effort: Effort) -> Iterator[Row]:
    """Start to the first useful screen, and memory then. The first start of each warms the file cache, uncounted."""
    starts: dict[str, list[float]] = defaultdict(list)
    memory: dict[str, list[float]] = defaultdict(list)
    for turn in range(effort.starts + 1):
        for program in (NIANBAO, *peers()):
            with program.start(folder, SAMPLE) as terminal:
                seen = terminal.shown(program.ready, START_QUIET)
                if turn:
                    starts[program.name].append(seen.milliseconds)
                    memory[program.name].append(terminal.memory())
    times, sizes = medians(starts), medians(memory)
    yield beside_peers("start to totals and problems", "ms", times, Goal(1.15, ratio=True))
    yield beside_peers("resident memory when ready", "MB", sizes, Goal(1.2, ratio=True))


def medians(samples: dict[str, list[float]]) -> dict[str, float]:
    """The median of each program's samples."""
    return {name: median(values) for name, values in samples.items()}


def beside_peers(figure: str, unit: str, values: dict[str, float], goal: Goal) -> Row:
    """A row of one figure that all programs have."""
    reference = (BARE.name, values[BARE.name])
    return Row(figure, unit, values[NIANBAO.name], reference, values.get("vim"), goal)


def key_rows(folder: Path, report: Path, effort: Effort) -> Iterator[Row]:
    """A digit into a figure: time to the repaint of cell, total and problem, processor time, bytes, a burst; rounds in turn."""
    times: dict[str, list[list[float]]] = defaultdict(list)
    sizes: dict[str, list[float]] = defaultdict(list)
    busy: dict[str, list[float]] = defaultdict(list)
    bursts: dict[str, list[float]] = defaultdict(list)
    for _ in range(effort.rounds):
        for program in (TABLE, *peers()):
            with program.open(folder, report) as terminal:
                seen, used = typed(terminal, program, effort.keys)
                terminal.press(program.ends)
                terminal.settle()
                bursts[program.name].append(terminal.last_of(program.burst))
            times[program.name].append([one.milliseconds for one in seen])
            sizes[program.name] += [one.size for one in seen]
            busy[program.name].append(used)
    best = {name: best_of(rounds) for name, rounds in times.items()}
    worst = {name: worst_of(rounds) for name, rounds in times.items()}
    yield beside_peers("digit to cell, total and problem, p50", "ms", best, Goal(1.1, ratio=True))
    yield beside_peers("digit to cell, total and problem, p99", "ms", worst, Goal(1.5, ratio=True))
    yield beside_peers("processor time of a key", "ms", lowest(busy), Goal(1.2, ratio=True))
    yield beside_peers("last byte of a burst of 100 keys", "ms", lowest(bursts), Goal(1.5, ratio=True))
    yield beside_peers("bytes of a digit", "B", medians(sizes), Goal(180))


def lowest(samples: dict[str, list[float]]) -> dict[str, float]:
    """The best round of each program."""
    return {name: min(values) for name, values in samples.items()}


def typed(terminal: TimedTerminal, program: Program, keys: int) -> tuple[list[Seen], float]:
    """What each measured key of a program's typing brought, and the processor's milliseconds for a key.

    The first three warm it up, uncounted.
    """
    seen: list[Seen] = []
    typing = program.typing()
    pressed, begun = 0, 0.0
    while len(seen) < keys + 3:
        if len(seen) == 3 and not begun:
            pressed, begun = 0, terminal.processor_time()
        key = next(typing)
        terminal.press(key.data)
        one = terminal.shown(key.shows)
        pressed += 1
        if key.measured:
            seen.append(one)
    return seen[3:], (terminal.processor_time() - begun) / pressed


def session_rows(folder: Path, report: Path, effort: Effort) -> Iterator[Row]:
    """Bytes of moves and of prose; and what comes while nobody types, in a table and in prose at once."""
    with TABLE.open(folder, report) as grid, PROSE.open(folder, report) as prose:
        moved, _ = typed(grid, TABLE._replace(typing=moves), 16)
        written, _ = typed(prose, PROSE, effort.keys)
        yield Row("bytes of a cursor move in a table", "B", median(one.size for one in moved), goal=Goal(120))
        yield Row("bytes of a Chinese character in prose", "B", median(one.size for one in written), goal=Goal(500))
        yield Row("Chinese character in prose to the screen", "ms", median(one.milliseconds for one in written))
        grid.settle()
        prose.settle()
        idle = grid.idle(effort.idle) + prose.idle(0.1)  # what prose has sent meanwhile waits to be read
        yield Row(f"bytes in {effort.idle:g} s without a key", "B", idle, goal=Goal(0))
    with TABLE.open(folder, report) as grid:
        typed(grid, TABLE, 20)
        grid.press(TABLE.ends)
        grid.settle()
        before = grid.memory()
        typed(grid, TABLE, effort.edits)
        yield Row(f"memory that {effort.edits} edits add", "MB", max(0.0, grid.memory() - before), goal=Goal(1))
