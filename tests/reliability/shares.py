"""A long count cut into shares that both cores work on."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterator

Count = Callable[[int, int], Counter[str]]
"""``count(seed, how_many)``: a share of the work, and what it counted. It is a function of a module, so that it can be sent."""


def counted(count: Count, total: int, share: int, seed: int = 0) -> Counter[str]:
    """Everything that ``total`` runs counted: in this process where one share is enough, else on all cores."""
    if total <= share:
        return count(seed, total)
    found: Counter[str] = Counter()
    with multiprocessing.get_context("fork").Pool(os.cpu_count()) as pool:
        for one in pool.starmap(count, shares(total, share, seed), chunksize=1):
            found += one
    return found


def shares(total: int, share: int, seed: int) -> Iterator[tuple[int, int]]:
    """(seed, size) of shares that are ``total`` together."""
    for number, start in enumerate(range(0, total, share)):
        yield seed + number, min(share, total - start)
