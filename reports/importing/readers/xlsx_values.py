"""The value of a worksheet's cell as the text that a person reads in it, and whether the display hides part of it."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, NamedTuple

from reports.importing.readers.stored_text import plain

Hides = Literal["", "rounded", "sign", "blank", "scaled"]
"""What the display does to a value: nothing, cuts decimals, drops the minus, shows nothing, shows another one."""

CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
MET: Mapping[str, Callable[[float, float], bool]] = {
    "<=": operator.le, ">=": operator.ge, "<>": operator.ne, "<": operator.lt, ">": operator.gt, "=": operator.eq,
}  # fmt: skip
ASIDE = re.compile(r"\[[^\]]*\]|[_*].")
"""Parts of a number format that print nothing, or a blank: colours, conditions, currencies of a place, padding."""

PIECE = re.compile(r'"([^"]*)"|[\\!](.)|(General|G/通用格式|[#0?][#0?,.]*|[.][#0?]+|@)|(.)')
CURRENCY = frozenset("¥￥$")
GENERAL = frozenset({"General", "G/通用格式", "@"})

MINUS = ("-", "－", "−", "(", "（")
SIGNS = frozenset("()-+ ")
SECTIONS = 4
"""Parts of a format: of what is above zero, below it, zero, a text."""


class Shown(NamedTuple):
    """The text of a cell; ``hides`` is not empty where a person sees something else."""

    text: str
    hides: Hides = ""


class Format(NamedTuple):
    """A part of a format: what it prints before the digits, how it prints them, what follows."""

    before: str
    pattern: str
    after: str
    literal: str
    """Everything that it prints beside the digits."""

    is_percent: bool
    signed: bool
    """Whether it prints a sign, or brackets in place of one."""

    odd: bool
    """Whether it does more than that."""


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
    text, sections = str(value).strip(), number_format.split(";")
    unseen = len(sections) == SECTIONS and not ASIDE.sub("", sections[-1]).strip()
    return Shown(text, "blank" if unseen and text else "")


def digits(value: float | Decimal) -> str:
    """A number in plain digits, with the 15 that a worksheet keeps."""
    exact = value if isinstance(value, int | Decimal) else Decimal(format(value, ".15g"))
    if isinstance(exact, Decimal) and not exact.is_finite():
        return str(value)
    text = format(exact, "f") if isinstance(exact, Decimal) else str(exact)
    return text.rstrip("0").rstrip(".") if "." in text else text


def _number(value: float, number_format: str) -> Shown:
    """A number under its format."""
    section, is_absolute = _section(value, number_format)
    found = _taken_apart(ASIDE.sub("", section))
    if not found.pattern:
        literal = plain([(found.literal, False)])
        if not literal:
            return Shown(digits(value), "blank")
        return Shown(digits(value), "scaled") if value else Shown(literal)
    if found.is_percent:
        return Shown(f"{digits(_exact(value) * 100)}%")
    if found.odd or found.pattern.endswith(","):
        return Shown(digits(value), "scaled")
    hides: Hides = "sign" if is_absolute and not found.signed else _cuts(_exact(value), found.pattern)
    text = digits(value) if hides == "blank" else found.before + digits(value) + found.after
    return Shown(plain([(text, False)]), hides)


def _exact(value: float) -> Decimal:
    return Decimal(digits(value)) if "n" not in digits(value) else Decimal(0)


def _cuts(exact: Decimal, pattern: str) -> Hides:
    """Whether a pattern cuts decimals of a number, or has no digit for one that is nothing without them."""
    if pattern in GENERAL:
        return ""
    places = len(pattern.partition(".")[2])
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if not rounded and not set(pattern) & {"0", "?"}:
        return "blank"
    return "rounded" if rounded != exact else ""


def _section(value: float, number_format: str) -> tuple[str, bool]:
    """The part of a format that is for a number, and whether it prints it without its sign."""
    sections = number_format.split(";")[: SECTIONS - 1]
    conditions = [CONDITION.search(section) for section in sections]
    if any(conditions):
        met = (one for one, said in zip(sections, conditions, strict=True) if said and _meets(value, said))
        others = (one for one, said in zip(sections, conditions, strict=True) if not said)
        return next(met, next(others, "General")), False
    place = 0 if value > 0 else 1 if value < 0 else 2
    return (sections[place], value < 0) if place < len(sections) else (sections[0], False)


def _meets(value: float, condition: re.Match[str]) -> bool:
    """Whether a number meets a condition; one that is none is met by nothing."""
    try:
        return MET[condition[1]](value, float(condition[2]))
    except ValueError:
        return False


def _taken_apart(section: str) -> Format:
    """The pieces of a part of a format."""
    before = pattern = after = literal = ""
    is_percent = signed = odd = False
    for quoted, escaped, token, other in PIECE.findall(section):
        words = quoted or escaped or other
        literal += words
        signed = signed or any(sign in words for sign in MINUS)
        is_percent = is_percent or other == "%"
        if token:
            odd = odd or bool(pattern)
            pattern = pattern or token
        elif pattern:
            after += words
            odd = odd or other in ("E", "/")
        else:
            before += words if other not in SIGNS else ""
    after = after.strip() if after.strip() != ")" else ""
    return Format(before.strip("".join(CURRENCY)), pattern, after, literal, is_percent, signed, odd)
