"""The same work over many files on all cores, results in order, memory independent of how many there are."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

Group = TypeVar("Group")
Result = TypeVar("Result")

FEWEST_FILES = 40
"""Files from which more processes pay: a pool costs 50 ms of processor time, a file 1 to 6 (2 cores, Python 3.11)."""

GROUP = 8
"""Files handed to a process at a time, more where one folder holds more."""

LARGEST_GROUP = 128
"""More than a folder of one file a year can hold."""

AHEAD = 3
"""Groups per process that may be under way or done before the first of them is fetched."""


def workers_for(files: int) -> int:
    """How many processes to use for so many files; 1 is this one alone."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores if files >= FEWEST_FILES else 1


def grouped(files: Sequence[Path]) -> Iterator[tuple[Path, ...]]:
    """Files in order, a few together; those of one folder stay together, so that one process reads them all."""
    group: list[Path] = []
    for path in files:
        full = len(group) >= GROUP and path.parent != group[-1].parent
        if full or len(group) >= LARGEST_GROUP:
            yield tuple(group)
            group = []
        group.append(path)
    if group:
        yield tuple(group)


def in_processes(
    work: Callable[[Group], Result], groups: Iterable[Group], workers: int
) -> Iterator[tuple[Group, Result | None]]:
    """(group, what the work made of it) in order; None for a group that was lost because a process died.

    The processes are forked: nothing is imported again, and it works from a zipped program too. That is safe as long as
    this process runs no threads, and it happens before the first group is fetched.
    """
    from concurrent.futures import Future, ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    left = iter(groups)
    pool = ProcessPoolExecutor(workers, get_context("fork"), initializer=settle_in)
    under_way: deque[tuple[Group, Future[Result] | None]] = deque()

    def submitted(group: Group) -> Future[Result] | None:
        try:
            return pool.submit(work, group)
        except BrokenProcessPool:
            return None

    try:
        under_way.extend((group, submitted(group)) for group in islice(left, workers * AHEAD))
        while under_way:
            group, future = under_way.popleft()
            try:
                yield group, future.result() if future else None
            except BrokenProcessPool:
                yield group, None
            under_way.extend((one, submitted(one)) for one in islice(left, 1))
    finally:
        pool.shutdown(cancel_futures=True)


def settle_in() -> None:
    """A process of the pool leaves Ctrl+C to the one that started it, and goes when that one is gone."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=follow_parent, daemon=True).start()


def follow_parent() -> None:
    """Waits for the end of the process that started this one."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
