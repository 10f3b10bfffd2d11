"""A bar on stderr for work that takes a while; nothing where nobody would see it."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Item = TypeVar("Item")

DELAY = 1.0
"""Seconds after which a bar is worth showing."""

INTERVAL = 0.1


def with_progress(items: Iterable[Item], total: int, caption: str, delay: float = DELAY) -> Iterator[Item]:
    """The items, with a captioned bar on stderr once they take longer than ``delay`` seconds.

    Only where stderr is a terminal and stdout is none: where the results themselves run over the screen, they are the
    progress.
    """
    if not is_terminal(sys.stderr) or is_terminal(sys.stdout):
        yield from items
        return
    begun = drawn = time.monotonic()
    bar: Progress | None = None
    try:
        for done, item in enumerate(items, 1):
            yield item
            now = time.monotonic()
            if bar is None and now - begun >= delay:
                bar = new_bar(total, caption)
                drawn = 0.0
            if bar and now - drawn >= INTERVAL:
                bar.update(bar.task_ids[0], completed=done, refresh=True)
                drawn = now
    finally:
        if bar:
            bar.stop()


def is_terminal(stream: object) -> bool:
    """Whether a stream is open and a terminal."""
    try:
        return bool(stream.isatty())  # type: ignore[attr-defined]  # None or closed counts as no terminal
    except (AttributeError, ValueError):
        return False


def new_bar(total: int, caption: str) -> Progress:
    """A bar that disappears when it is done, and makes way for what is told on stderr. It draws when told to, without a thread."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(caption), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(
        *columns,
        console=Console(stderr=True), auto_refresh=False, transient=True, redirect_stdout=False, redirect_stderr=True,
    )  # fmt: skip
    bar.add_task("", total=total)
    bar.start()
    return bar
