"""What a key costs in the session: everything checked again, prose, rules and last year included, before the next key."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.bulk import SAMPLES
from benchmarks.figures import Goal, Row
from benchmarks.screen import Effort
from reports.document import open_document
from tui.session import Session

KEYS = 500
BYTES = 12 * 1024
CELL = "requests.received.natural_person"
PROSE = "overview.on_request"
LIMIT = 5_000


def keystroke_rows(folder: Path, effort: Effort) -> Iterator[Row]:
    """The median and the 99th percentile of whole checks after a key in the grid and in prose, last year's file beside."""
    keys = min(KEYS, effort.repeats * 5)
    for name, typed in (("grid", in_grid), ("prose", in_prose)):
        samples = sorted(typed(opened(folder / name), keys))
        yield Row(f"whole check after a key in the {name}, p50", "us", samples[len(samples) // 2])
        yield Row(
            f"whole check after a key in the {name}, p99", "us", samples[len(samples) * 99 // 100], goal=Goal(LIMIT)
        )


def opened(folder: Path) -> Session:
    """A report of 12 KB with last year's beside it, everything checked once."""
    [source] = sorted(SAMPLES.glob("*/*人民政府/2024.toml"))[:1]
    folder.mkdir()
    shutil.copyfile(source.with_name("2023.toml"), folder / "2023.toml")
    text = source.read_text(encoding="utf-8")
    filler = "公开栏目按季度更新，第三方评估发现的问题已经整改。\n" * ((BYTES - len(text.encode())) // 75 + 1)
    (folder / source.name).write_text(text, encoding="utf-8")
    session = Session(open_document(folder / source.name))
    session.complete_checks()
    session.enter(
        "problems_and_improvements.text", session.report.prose["problems_and_improvements.text"] + "\n" + filler
    )
    return session


def in_grid(session: Session, keys: int) -> Iterator[float]:
    """Digits into a cell, one after another."""
    for number in range(keys):
        yield microseconds(lambda number=number: session.enter(CELL, str(1 + number), mark="grid"), session)  # type: ignore[misc]


def in_prose(session: Session, keys: int) -> Iterator[float]:
    """Characters into a paragraph with numbers."""
    text = session.report.prose[PROSE]
    for number in range(keys):
        text = text[:-1] + "公开申请 12 件，"[number % 10] + text[-1]
        yield microseconds(lambda text=text: session.enter(PROSE, text, mark="prose"), session)  # type: ignore[misc]


def microseconds(key: Callable[[], object], session: Session) -> float:
    """The time of a key and of all that it leaves to be checked."""
    begun = time.perf_counter()
    key()
    session.watch.catch_up()
    return (time.perf_counter() - begun) * 1e6
