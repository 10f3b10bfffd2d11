"""What a cell can hold: a number, nothing, a mark that the source printed, or something that is none of these."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from schema.language import _

Kind: TypeAlias = Literal["count", "signed", "amount"]
"""count: whole and not negative; signed: whole; amount: not negative, decimals allowed (万元)."""

KINDS: tuple[Kind, ...] = ("count", "signed", "amount")

MARKS = frozenset({"/", "／", "-", "－", "–", "—", "——", "无", "不适用"})
"""What published reports print in place of a number (domain facts: check 8)."""

LARGEST_COUNT = 999_999_999
LARGEST_TOTAL = LARGEST_COUNT * 1_000
"""What may be stated as a total: any sum of permitted cells."""

LARGEST_AMOUNT = Decimal(10) ** 12
AMOUNT_PLACES = 6
PLACES = range(-AMOUNT_PLACES, 0)
"""Exponents of a decimal that has digits behind its point."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed mark such as ``/``; neither zero nor blank."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell of the file that is neither number, blank nor known mark; ``raw`` stays as it is."""

    raw: object
    reason: str

    def __str__(self) -> str:
        try:
            return str(self.raw)
        except ValueError:  # Python refuses to write out integers of more than 4300 digits
            return "（过长的数字）"


Number: TypeAlias = int | Decimal
Value: TypeAlias = Number | Mark | Unreadable | None
"""``None`` is a blank cell: not filled in, which is not zero."""


def is_number(value: object) -> bool:
    """Whether a cell value takes part in arithmetic."""
    return isinstance(value, (int, Decimal))


def fault_of_number(number: Number, kind: Kind, largest: int = LARGEST_COUNT) -> str | None:
    """Why a number may not stand in a cell of this kind, as one Chinese clause; None when it may.

    ``largest`` bounds counts, not amounts.
    """
    if isinstance(number, Decimal) and not number.is_finite():
        return _("不是数")
    if kind != "amount" and number != int(number):
        return _("件数应为整数，不能有小数")
    if kind != "signed" and number < 0:
        return _("不能为负数")
    if kind == "amount":
        if number >= LARGEST_AMOUNT:
            return _("数字过大")
        exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
        return (
            _("小数最多 {amount_places} 位").format(amount_places=AMOUNT_PLACES)
            if isinstance(exponent, int) and -exponent > AMOUNT_PLACES
            else None
        )
    return None if -largest <= number <= largest else _("数字过大（最多 {count} 位）").format(count=len(str(largest)))


def cell_value(raw: object, kind: Kind, largest: int = LARGEST_COUNT) -> Value:
    """The value of one cell as a TOML reader gives it (floats as Decimal); never raises."""
    if isinstance(raw, str):
        if not raw.strip():
            return None
        return Mark(raw) if raw.strip() in MARKS else Unreadable(raw, _("不是数字"))
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)):
        return Unreadable(raw, _("不是数字"))
    if isinstance(raw, Decimal) and raw.is_finite() and kind != "amount":
        return Unreadable(raw, _("件数应为整数，不能写成小数"))
    fault = fault_of_number(raw, kind, largest)
    if fault:
        return Unreadable(raw, fault)
    return raw if isinstance(raw, int) or raw.as_tuple().exponent in PLACES else int(raw)  # 1e3 is 1000


def same(left: Value, right: Value) -> bool:
    """Equal as written: 0 differs from a blank, 1.5 from 1.50."""
    return type(left) is type(right) and (left == right) and str(left) == str(right)


def show(value: Value) -> str:
    """A value as plain text; a blank is the empty string, a decimal keeps its digits."""
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
