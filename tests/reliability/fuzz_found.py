"""Inputs on which a target once failed: its name, the input, and the number that its chances were drawn from."""

from __future__ import annotations

FOUND: tuple[tuple[str, str, int], ...] = ()
