"""What a cell of a foreign table prints: a figure as the form has it, with the note that keeps what stands beside the number."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from schema.clip_plan import read_pasted
from schema.entry import Refusal
from schema.form import Figure
from schema.language import _
from schema.values import LARGEST_AMOUNT, MARKS, Unreadable, Value

LONGEST = 200
"""Characters of a text that can be a figure with its annotation; anything longer is running text."""

_NUMBER = r"[-+]?\d[\d,]*(?:\.\d*)?"
_UNIT = r"(?:件次|件|条|份|项|封|个|次|万元|元)?"
_PLAIN = re.compile(rf"(?:增加|减少|增|减|加)?\s*{_NUMBER}\s*{_UNIT}", re.ASCII)
_NOTE = r"\[[^\[\]]+\]"
_REMARK = rf"(?:{_NOTE}\s*)*(?:{_NOTE}|[*#※†‡]+|[\[(].+[\])]|[,;、:]\s*(?:其中|含|包括).+)"
_ANNOTATED = re.compile(rf"({_NUMBER})(?<!\.)\s*({_UNIT})\s*({_REMARK})\s*", re.ASCII | re.DOTALL)
_LESS = re.compile(r"[\[(]\s*(?:减少?|负数?|下?降|-)\s*[\])]")
_IN_THOUSANDS = re.compile(r"[-+]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?", re.ASCII)
_LOST_BLANK = re.compile(rf"[?\ufffd]+\s*({_NUMBER})|({_NUMBER})\s*[?\ufffd]+", re.ASCII)
_FIRST = frozenset("+-0123456789?\ufffd增减加")
"""What each of these begins with."""

_YUAN = re.compile(rf"({_NUMBER})\s*元", re.ASCII)
MONEY = r"(?:百万|千万|万|千|百|亿)?元"
_BARE = re.compile(_NUMBER, re.ASCII)
YUAN = "元"
_YUAN_IN_UNIT = 10_000
"""元 in the unit of amounts, 万元."""


class CellRead(NamedTuple):
    """The figure that a cell prints; ``note`` keeps its whole text where that says more, ``doubt`` says what is doubtful."""

    value: Value
    note: str = ""
    doubt: str = ""


def half_width(text: str) -> str:
    """A cell's text in half width, without blanks around it; a note such as ① is a digit like any other."""
    return unicodedata.normalize("NFKC", text).strip()


def plain(text: str) -> str:
    """A cell's text in half width, what is raised, lowered or circled in brackets: 12① is 12[1], not 121."""
    whole = half_width(text)
    if whole == text.strip():
        return whole
    return half_width(
        "".join(f"[{''.join(run)}]" if small else "".join(run) for small, run in groupby(text, _is_small))
    )


@lru_cache(maxsize=4096)
def _is_small(character: str) -> bool:
    """Whether a character would be a digit only in half width, and is no decimal one: ², ₁, ③, ½."""
    if character.isascii() or character.isdecimal():
        return False
    return any(map(str.isdecimal, unicodedata.normalize("NFKC", character)))


def prints_figure(text: str) -> bool:
    """Whether a cell looks like a figure, a mark in place of one, or a figure with an annotation."""
    return len(text) <= LONGEST and _prints_figure(text)


@lru_cache(maxsize=1 << 14)
def _prints_figure(text: str) -> bool:
    if text.strip() in MARKS:
        return True
    whole = half_width(text)
    if whole[:1] not in _FIRST:
        return False
    return any(form.fullmatch(bare) for bare in {whole, plain(text)} for form in (_PLAIN, _ANNOTATED, _LOST_BLANK))


def unit_in(head: str) -> str:
    """The unit of money that a head names: 元, 万元, 千元 and so on; empty for none."""
    found = re.search(MONEY, half_width(head))
    return found[0] if found else ""


def read_cell(text: str, figure: Figure, unit: str = "") -> CellRead:
    """What a cell prints for a figure, in the ``unit`` of its head; a text that is none stays as it is, with a doubt."""
    bare, printed = plain(text), text.strip()
    if not bare:
        return CellRead(None)
    if len(bare) > LONGEST:
        told = _("格里的文字太长，不像一个数")
        return CellRead(Unreadable(printed, told), doubt=told)
    if annotated := _ANNOTATED.fullmatch(bare):
        number, own, remark = annotated.groups()
        if _LESS.fullmatch(remark) and not number.startswith("-"):
            told = _("旁边写着是减少，不知道是不是负数：是的话请写成 -{number}").format(number=number)
            return CellRead(Unreadable(printed, told), doubt=told)
        read = _stated(number + (own if YUAN in own else ""), printed, figure, unit)
        return read._replace(note=read.note or printed)
    if lost := _LOST_BLANK.fullmatch(bare):
        told = _("数字旁边有认不出的字符，只取了数字")
        read = _stated(lost[1] or lost[2], printed, figure, unit)
        return read._replace(doubt=_("；").join(filter(None, (told, read.doubt))))
    return _stated(printed, printed, figure, unit)


def _stated(number: str, printed: str, figure: Figure, unit: str) -> CellRead:
    """What a number says in its own unit of money, or in that of its head."""
    bare = plain(number)
    if figure.kind == "amount" and unit not in ("", figure.column.unit) and _BARE.fullmatch(bare):
        return _in_other_unit(bare, printed, figure, unit)
    yuan = _YUAN.fullmatch(bare) if figure.kind == "amount" else None
    return _of_yuan(yuan[1], printed, figure) if yuan else _number(number, printed, figure)


def _number(number: str, printed: str, figure: Figure) -> CellRead:
    found = read_pasted(number, figure)
    if isinstance(found, Refusal):
        return CellRead(Unreadable(printed, found.reason), doubt=found.reason)
    return CellRead(found)


def _in_other_unit(number: str, printed: str, figure: Figure, unit: str) -> CellRead:
    """An amount under a head that names another unit than the form's."""
    told = _("单位写的是“{unit}”，请核对").format(unit=unit)
    if unit == YUAN:
        return _of_yuan(number, f"{printed}{unit}", figure)._replace(doubt=told)
    return CellRead(Unreadable(f"{printed}{unit}", told), doubt=told)


def _of_yuan(number: str, printed: str, figure: Figure) -> CellRead:
    """An amount that the source states in 元."""
    if not _IN_THOUSANDS.fullmatch(number):
        return _number(number, printed, figure)
    exact = Decimal(number.replace(",", "")) / _YUAN_IN_UNIT
    if exact >= LARGEST_AMOUNT:
        return CellRead(Unreadable(printed, _("数字过大")), doubt=_("数字过大"))
    return _number(f"{exact.normalize():f}", printed, figure)._replace(note=printed)
