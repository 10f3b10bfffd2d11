"""Inputs on which a target once failed: its name, the input, and the number that its chances were drawn from."""

from __future__ import annotations

FOUND: tuple[tuple[str, str, int], ...] = (
    (  # a growth with more digits than a decimal keeps could not be rounded to them
        "checks and export",
        "2024 年，我局主动公开政府信息 1675 条。全年作出行政许可处理决定 5817 件，较上年增长 8.1" + "9" * 300 + "%。",
        2200,
    ),
)
