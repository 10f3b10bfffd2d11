"""A reader that is given spoiled inputs, as `fuzz_targets` and `fuzz_state` list them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random
from typing import NamedTuple


class Target(NamedTuple):
    """A reader: what it is given, and its part of a thousand inputs.

    ``run`` tells how it went in a word or a sentence, by which inputs are told apart.
    """

    run: Callable[[str, Random], str]
    corpus: Callable[[], Sequence[str]]
    part: int
    surrogates: bool = False


def letters(*counts: int) -> str:
    """Small counts as letters, for digits in what a target says do not tell inputs apart."""
    return "".join(chr(ord("a") + min(count, 25)) for count in counts)
