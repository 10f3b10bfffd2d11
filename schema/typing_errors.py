"""Slips of typing a number, and how likely each is.

After S. Scholtus, "Automatic correction of simple typing errors in numerical data with balance edits"
(Statistics Netherlands, discussion paper 09046, 2009): a slip is one step of optimal string alignment.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from math import log
from typing import NamedTuple

from schema.language import _
from schema.values import Number, show

SHORT_NUMBER = 0.1
"""How much less a slip proves where a number has one digit: almost any two such numbers are one slip apart."""

NO_SLIP = 1e-5
"""The likelihood set for a change that no slip explains."""


class Slip(Enum):
    """What the typing did; the value is what a clerk reads."""

    SWAPPED = _("相邻两位数字写颠倒")
    OMITTED = _("漏写一位数字")
    ADDED = _("多写一位数字")
    REPLACED = _("写错一位数字")
    SIGN = _("正负号写反")


class Reading(NamedTuple):
    """A slip and its likelihood: that of typing just this wrong number, given the true one."""

    slip: Slip | None
    likelihood: float


SEEN = {Slip.SWAPPED: 14 / 152, Slip.OMITTED: 15 / 152, Slip.REPLACED: 112 / 152, Slip.ADDED: 11 / 152}
"""Shares among 152 slips found in 4381 business survey records (Scholtus 2009)."""


def slip_between(typed: str, meant: str) -> Slip | None:
    """The one slip that makes the typed text out of the meant one; None when it takes none or several."""
    if typed == meant:
        return None
    if typed.lstrip("-") == meant.lstrip("-"):
        return Slip.SIGN
    start = 0
    while start < min(len(typed), len(meant)) and typed[start] == meant[start]:
        start += 1
    wrong, right = typed[start:], meant[start:]
    if len(wrong) == len(right) and wrong[1:] == right[1:]:
        return None if "-" in (wrong[0], right[0]) else Slip.REPLACED
    if wrong == right[1:]:
        return Slip.OMITTED
    if wrong[1:] == right:
        return Slip.ADDED
    swapped = wrong[:2] == right[1::-1] and wrong[2:] == right[2:]
    return Slip.SWAPPED if swapped and "-" not in wrong[:2] else None


@lru_cache(maxsize=4096)
def read_slip(typed: Number, meant: Number) -> Reading:
    """How the typed number may have come from the meant one."""
    wrong, right = show(typed), show(meant)
    slip = slip_between(wrong, right)
    if slip is None:
        return Reading(None, NO_SLIP)
    digits = len(right)
    ways = {Slip.SWAPPED: digits - 1, Slip.OMITTED: digits, Slip.REPLACED: 9 * digits, Slip.ADDED: 10 * (digits + 1)}
    likelihood = SEEN.get(slip, 0.01) / ways.get(slip, 1)
    return Reading(slip, likelihood * (SHORT_NUMBER if min(len(wrong), digits) == 1 else 1))


def unlikelihood(typed: Number, meant: Number) -> float:
    """The cost of supposing this change: minus the logarithm of its likelihood."""
    return -log(read_slip(typed, meant).likelihood)
