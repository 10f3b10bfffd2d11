"""The value of a worksheet's cell as the text that a person reads in it, and whether the display hides part of it."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from reports.importing.stored_text import plain

Hides = Literal["", "rounded", "blank", "scaled"]
"""What the display does to a number: nothing, cuts decimals, shows nothing, shows another one."""

ASIDE = re.compile(r"\[[^\]]*\]|[_*].")
"""Parts of a number format that print nothing, or a blank: colours, conditions, currencies of a place, padding."""

PIECE = re.compile(r'"([^"]*)"|[\\!](.)|(General|G/通用格式|[#0?][#0?,.]*|[.][#0?]+|@)|(.)')
CURRENCY = frozenset("¥￥$")
GENERAL = frozenset({"General", "G/通用格式", "@"})


class Shown(NamedTuple):
    """The text of a cell; ``hides`` is not empty where a person sees something else."""

    text: str
    hides: Hides = ""


def shown(value: object, number_format: str) -> Shown:
    """A cell's value as text, lines kept apart: a number in plain digits, a percentage, a date and a unit of the format recognisable."""
    match value:
        case None:
            return Shown("")
        case bool():
            return Shown(str(value).upper())
        case int() | float():
            return _number(value, number_format or "General")
        case datetime():
            day = f"{value.year}年{value.month}月{value.day}日"
            return Shown(day if value.time() == time() else f"{day} {value:%H:%M}")
        case date():
            return Shown(f"{value.year}年{value.month}月{value.day}日")
    return Shown(str(value).strip())


def digits(value: float | Decimal) -> str:
    """A number in plain digits, with the 15 that a worksheet keeps."""
    exact = value if isinstance(value, int | Decimal) else Decimal(format(value, ".15g"))
    if isinstance(exact, Decimal) and not exact.is_finite():
        return str(value)
    text = format(exact, "f") if isinstance(exact, Decimal) else str(exact)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: float, number_format: str) -> Shown:
    """A number under its format."""
    section = _section(value, number_format)
    if not section:
        return Shown(digits(value), "blank")
    before, pattern, after, odd = _taken_apart(ASIDE.sub("", section))
    if not pattern and not odd:
        return Shown(digits(value), "blank")
    exact = Decimal(digits(value)) if "n" not in digits(value) else Decimal(0)
    if "%" in after:
        return Shown(f"{digits(exact * 100)}%")
    if odd or pattern.endswith(","):
        return Shown(digits(value), "scaled")
    text = before.strip("".join(CURRENCY)) + digits(value) + after
    places = len(pattern.partition(".")[2])
    cut = pattern not in GENERAL and exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) != exact
    return Shown(plain([(text, False)]), "rounded" if cut else "")


def _section(value: float, number_format: str) -> str:
    """The part of a format that is for numbers of this sign."""
    sections = number_format.split(";")
    place = 0 if value > 0 else 1 if value < 0 else 2
    return sections[place] if place < len(sections) else sections[0]


def _taken_apart(section: str) -> tuple[str, str, str, bool]:
    """What a format prints before the digits, how it prints them, what follows; whether it is more than that."""
    before = pattern = after = ""
    odd = False
    for quoted, escaped, token, other in PIECE.findall(section):
        if token:
            odd = odd or bool(pattern)
            pattern = pattern or token
        elif pattern:
            after += quoted or escaped or other
            odd = odd or other in ("E", "/")
        else:
            before += quoted or escaped or (other if other not in "()-+ " else "")
    return before, pattern, after.strip() if after.strip() != ")" else "", odd
